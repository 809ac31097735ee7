"""Streets and communities with their traits."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from district import story
from district.catalogue import Traits
from district.dice import Dice
from district.facts import number
from district.plots import TRAITS
from district.text import header, quoted


@dataclass(frozen=True)
class Community:
    id: str
    name: str
    street: story.Street
    traits: Traits


def communities(street: story.Street) -> Iterator[Community]:
    """The communities of a street: urban ones numbered from 001, villages from 201."""
    urban = [(1 + i, f"{name}社区", True) for i, name in enumerate(street.communities)]
    rural = [(201 + i, f"{name}社区", False) for i, name in enumerate(street.villages)]
    for serial, name, is_urban in urban + rural:
        code = f"{street.id[:9]}{serial:03d}"
        traits = _traits(is_urban, Dice(story.SEED, "traits", code))
        yield Community(code, name, street, {**traits, **TRAITS.get(name, {})})


def _traits(urban: bool, dice: Dice) -> dict[str, bool | str | Fraction]:
    """Traits in the order of the standard; chances in thousandths, urban first."""
    property_company = dice.chance(850 if urban else 100)
    return {
        "property_company": property_company,
        "owners_committee": property_company and dice.chance(500),
        "sorting_standard": dice.chance(550 if urban else 200),
        "floating_share": Fraction(dice.between(30, 420 if urban else 580), 10),
        "households": Fraction(dice.between(900, 3900) if urban else dice.between(320, 1400)),
        "category": "urban" if urban else "rural",
        "barrier_free_site": dice.chance(800 if urban else 400),
        "gas_network": dice.chance(920 if urban else 200),
        "restaurants": dice.chance(930 if urban else 500),
        "elevators": dice.chance(500 if urban else 0),
        "resident_units": dice.chance(850 if urban else 500),
        "school": dice.chance(550 if urban else 450),
        "commercial_street": dice.chance(450 if urban else 150),
        "rental_hotels": dice.chance(400 if urban else 250),
    }


def street_file(street: story.Street) -> str:
    """The text of ``street.yaml``."""
    town = "true" if street.is_town else "false"
    return f"{header('street', 3)}id: {quoted(street.id)}\nname: {street.name}\ntown: {town}\n"


def community_file(community: Community) -> str:
    """The text of a community's file."""
    lines = [f"  {name}: {_value(value)}\n" for name, value in community.traits.items()]
    return (
        f"{header('community', 3)}id: {quoted(community.id)}\nname: {community.name}\n"
        f"street: {quoted(community.street.id)}\ntraits:\n{''.join(lines)}"
    )


def _value(value: bool | str | Fraction) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, Fraction) else value
