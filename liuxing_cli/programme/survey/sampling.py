"""How many households to ask, spread over the strata, and which: by number, from a seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from heapq import nsmallest
from math import ceil

from liuxing_cli.model.surveys import ClusterKind, Design, Level
from liuxing_cli.programme.quantiles import z_quantile

LEAST = 2
"""Respondents of a stratum below which it has no variance."""


@dataclass(frozen=True, slots=True)
class Place:
    """A community of the frame."""

    id: str
    street: str
    households: int

    def at(self, level: Level) -> str:
        """What it belongs to; the district has no id."""
        return {Level.DISTRICT: "", Level.STREET: self.street, Level.COMMUNITY: self.id}[level]


@dataclass(frozen=True, slots=True)
class Share:
    """Of one stratum: ``needed`` answers, ``invited`` households to ask for them."""

    stratum: str
    places: tuple[Place, ...]
    households: int
    needed: int
    invited: int

    @property
    def is_short(self) -> bool:
        """Whether even asking every household is expected to give too few answers."""
        return self.invited > self.households

    @property
    def asked(self) -> int:
        return min(self.invited, self.households)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One household: its number in the list of its community, or of the drawn building."""

    stratum: str
    community: str
    building: int | None
    number: int | None


def sample_size(households: int, design: Design, expected: Fraction) -> int:
    """n₀ = z²p(1−p)/d²·deff; n = ⌈n₀ / (1 + (n₀−1)/N)⌉.

    >>> from liuxing_cli.model.surveys import Design, Level
    >>> plan = Design(Level.COMMUNITY, Level.COMMUNITY, Fraction(5), "s")
    >>> sample_size(1500, plan, Fraction(50))
    306
    """
    z = z_quantile((100 - design.confidence) / 200)
    p, margin = expected / 100, design.margin / 100
    first = z**2 * p * (1 - p) / margin**2 * design.deff
    return min(households, ceil(first / (1 + (first - 1) / households)))


def invited(needed: int, response: Fraction) -> int:
    """⌈n / response⌉, the response in percent."""
    return ceil(needed * 100 / response)


def shares(places: tuple[Place, ...], design: Design, expected: Fraction) -> tuple[Share, ...]:
    """The sample of each stratum: by its domain's size, in proportion to the households."""
    found = []
    for domain in _grouped(places, design.level).values():
        needed = sample_size(sum(p.households for p in domain), design, expected)
        strata = _grouped(domain, design.strata)
        sizes = {id_: sum(p.households for p in own) for id_, own in strata.items()}
        for id_, count in allocate(needed, sizes).items():
            many = invited(count, design.response)
            found.append(Share(id_, strata[id_], sizes[id_], count, many))
    return tuple(found)


def _grouped(places: tuple[Place, ...], level: Level) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in places:
        found[place.at(level)] = (*found.get(place.at(level), ()), place)
    return found


def allocate(total: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Spread ``total`` in proportion by largest remainders; each stratum gets at least two of
    its households, so that it has a variance, even where the sum then grows."""
    whole = sum(sizes.values())
    exact = {id_: Fraction(total * size, whole) for id_, size in sizes.items()}
    given = {id_: int(part) for id_, part in exact.items()}
    order = sorted(sizes, key=lambda id_: (given[id_] - exact[id_], id_))
    for id_ in order[: total - sum(given.values())]:
        given[id_] += 1
    return {id_: max(count, min(LEAST, sizes[id_])) for id_, count in given.items()}


def draw(design: Design, share: Share) -> list[Drawn]:
    """The households of a stratum, the same for the same seed on every machine.

    Each number is ranked by the SHA-256 of ``seed/community/number``; the lowest are drawn, which
    anybody can repeat. A cluster is drawn in the same way before the households in it: of a
    building nobody here knows how many it has, so it is asked whole and has no number.
    """
    clusters, seed = design.clusters, design.seed
    if clusters is not None and clusters.of is ClusterKind.BUILDING:
        names = [
            (place.id, building)
            for place in share.places
            for building in range(1, clusters.counts.get(place.id, 0) + 1)
        ]
        chosen = nsmallest(clusters.draw, names, lambda n: _rank(seed, n[0], f"building-{n[1]}"))
        return [Drawn(share.stratum, id_, building, None) for id_, building in sorted(chosen)]
    places = share.places
    if clusters is not None:
        places = tuple(nsmallest(clusters.draw, places, lambda p: _rank(seed, p.id, "community")))
    numbers = [(place.id, n) for place in places for n in range(1, place.households + 1)]
    lowest = nsmallest(share.asked, numbers, lambda n: _rank(seed, n[0], str(n[1])))
    return [Drawn(share.stratum, id_, None, number) for id_, number in sorted(lowest)]


def _rank(seed: str, community: str, number: str) -> bytes:
    return sha256(f"{seed}/{community}/{number}".encode()).digest()
