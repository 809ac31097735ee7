"""The answers as they are computed with: counts of alike sheets, sorted into strata."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.surveys import ClusterKind, Level, QuestionKind, Survey, SurveyQuestion
from liuxing_cli.programme.survey.sampling import Place

NOTHING = ""
"""The answer of a sheet on which a question was left open."""

Cluster = tuple[str, str]
"""A community, and a building of it (empty: the community itself)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``valid`` sheets of one community and building, of households with ``adults`` adults;
    question → answer → count."""

    community: str
    building: str
    adults: int
    valid: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Given:
    """``count`` answers worth ``value`` (0..1), each of ``weight``, in one cluster."""

    value: Fraction
    weight: int
    count: int
    cluster: Cluster


@dataclass(frozen=True, slots=True)
class Stratum:
    """``clusters``: how many there are to draw from, None where households are drawn at once."""

    id: str
    households: int
    valid: int
    given: tuple[Given, ...]
    excluded: int
    clusters: int | None

    @property
    def counted(self) -> int:
        """The answers in the denominator."""
        return sum(given.count for given in self.given)

    @property
    def fraction(self) -> Fraction:
        """The share of the households that answered."""
        return min(Fraction(1), Fraction(self.valid, self.households))


def totals_as_cells(survey: Survey) -> tuple[Cell, ...]:
    """Counted sheets; what the counts of a question lack of the valid sheets was left open."""
    cells = []
    for totals in survey.totals:
        counts = {}
        for question in survey.questions:
            own = dict(totals.counts.get(question.id, {}))
            counts[question.id] = {**own, NOTHING: totals.valid - sum(own.values())}
        cells.append(Cell(totals.community, "", 1, totals.valid, counts))
    return tuple(cells)


def worth(question: SurveyQuestion, answer: str, *, index: bool) -> Fraction | None:
    """What an answer counts, on 0..1; None where it leaves the denominator.

    知晓率: 不知道 and no answer count as not aware. 满意: 不了解 and no answer leave.
    """
    line = next((a for a in question.scale if a.id == answer), None)
    if question.kind is QuestionKind.KNOW:
        return Fraction(int(line is not None and line.favourable))
    if line is None or line.unsure:
        return None
    return (line.value or Fraction(0)) / 100 if index else Fraction(int(line.favourable))


def strata_of(
    survey: Survey,
    level: Level,
    places: Iterable[Place],
    cells: Sequence[Cell],
    question: SurveyQuestion,
    *,
    index: bool,
) -> list[Stratum]:
    """The strata of a domain, which is made of ``places`` and lies at ``level``.

    A domain smaller than a stratum is a stratum of its own.
    """
    order = list(Level)
    finest = (
        survey.design.strata if order.index(survey.design.strata) > order.index(level) else level
    )
    grouped: dict[str, list[Place]] = {}
    for place in places:
        grouped.setdefault(place.at(finest), []).append(place)
    return [
        _stratum(
            survey,
            id_,
            own,
            [c for c in cells if c.community in {p.id for p in own}],
            question,
            index,
        )
        for id_, own in grouped.items()
    ]


def _stratum(
    survey: Survey,
    id_: str,
    places: Sequence[Place],
    cells: Sequence[Cell],
    question: SurveyQuestion,
    index: bool,
) -> Stratum:
    given, excluded = [], 0
    for cell in cells:
        for answer, count in cell.counts.get(question.id, {}).items():
            value = worth(question, answer, index=index)
            if value is None:
                excluded += count
            elif count:
                where = (cell.community, cell.building)
                given.append(Given(value, cell.adults, count, where))
    return Stratum(
        id=id_,
        households=sum(place.households for place in places),
        valid=sum(cell.valid for cell in cells),
        given=tuple(given),
        excluded=excluded,
        clusters=_clusters(survey, places),
    )


def _clusters(survey: Survey, places: Sequence[Place]) -> int | None:
    clusters = survey.design.clusters
    if clusters is None:
        return None
    if clusters.of is ClusterKind.BUILDING:
        return sum(clusters.counts.get(place.id, 0) for place in places)
    return len(places) if len(places) > 1 else None  # one community alone: its households


def collapsed(strata: Sequence[Stratum], groups: Sequence[Sequence[str]]) -> list[Stratum]:
    """Join a stratum with a single respondent (or cluster) to its declared neighbours."""
    done: list[Stratum] = []
    taken: set[str] = set()
    for stratum in strata:
        if stratum.id in taken:
            continue
        group = next((g for g in groups if stratum.id in g), (stratum.id,))
        members = [s for s in strata if s.id in group and s.given]
        if len(members) > 1 and any(units(s) == 1 for s in members):
            taken |= {s.id for s in members}
            done.append(_joined(members))
        else:
            done.append(stratum)
    return done


def _joined(members: Sequence[Stratum]) -> Stratum:
    clusters = [s.clusters for s in members if s.clusters is not None]
    return Stratum(
        id="+".join(s.id for s in members),
        households=sum(s.households for s in members),
        valid=sum(s.valid for s in members),
        given=tuple(given for s in members for given in s.given),
        excluded=sum(s.excluded for s in members),
        clusters=sum(clusters) if clusters else None,
    )


def is_clustered(stratum: Stratum) -> bool:
    """Whether clusters were drawn; where all of them were, they are strata, not a sample."""
    drawn = len({given.cluster for given in stratum.given})
    return stratum.clusters is not None and drawn < stratum.clusters


def units(stratum: Stratum) -> int:
    """What was drawn independently: clusters or respondents."""
    if is_clustered(stratum):
        return len({given.cluster for given in stratum.given})
    return stratum.counted
