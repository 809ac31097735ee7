"""Assessment records: ratings from quality, with the turns that the plots ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from district import phrases, story
from district.catalogue import Catalogue, Indicator, Profile
from district.dice import Dice
from district.estimate import Estimate, Shares, estimate
from district.facts import Found, found, nearest
from district.plots import NEAR_BRANCH, NEAR_TOTAL, PLOTS, Plot
from district.quality import bonus_quality, community_quality, street_quality
from district.subjects import Community
from district.text import Rating, header, quoted, rating_line

PATIENCE = 5000
"""Draws after which a near-miss is given up; a few hundred do."""


@dataclass(frozen=True)
class Record:
    """One file below ``assessments/``."""

    subject: str
    period: str
    source: str
    assessor: str
    date: str
    ratings: Mapping[str, Rating]

    @property
    def path(self) -> str:
        """Where the record lies below ``data/``."""
        name = f"{self.subject}--{self.assessor}" if self.source == "peer" else self.subject
        return f"assessments/{self.period}/{self.source}/{name}.yaml"

    @property
    def text(self) -> str:
        """The record as YAML."""
        lines = [rating_line(name, rating) for name, rating in self.ratings.items()]
        # Codes are quoted, names of organisations are not.
        assessor = quoted(self.assessor) if self.assessor.isdigit() else self.assessor
        return (
            f"{header('assessment', 4)}subject: {quoted(self.subject)}\nperiod: {self.period}\n"
            f"source: {self.source}\nassessor: {assessor}\nstandard: six-type@1\n"
            f"date: {quoted(self.date)}\nratings:\n{''.join(lines)}"
        )


@dataclass(frozen=True)
class Visit:
    """One source looking at one community in one period, under one profile."""

    catalogue: Catalogue
    profile: Profile
    community: Community
    period: str
    source: str

    @property
    def plot(self) -> Plot:
        """The turn that this record takes."""
        return PLOTS.get((self.period, self.source, self.community.name), Plot())


def community_record(visit: Visit) -> Record:
    """One community's record, drawn again until it ends where its plot says."""
    community, period, source = visit.community, visit.period, visit.source
    ratings = _draw_until_it_fits(visit)
    assessor = story.ASSESSOR.get(source, community.id)
    date = _date(period, source, community.street.id)
    return Record(community.id, period, source, assessor, date, ratings)


def street_record(
    catalogue: Catalogue, target: story.Street, rater: story.Street, period: str
) -> Record:
    """What one street found at another, or at itself."""
    source = "self" if rater is target else "peer"
    ratings = {}
    for indicator in catalogue.selected("mutual"):
        dice = Dice(story.SEED, "peer", rater.id, target.id, indicator.id, period)
        quality = street_quality(target, rater, indicator, period)
        result = found(indicator, quality, dice, {})
        ratings[indicator.id] = _rating(indicator, result, source, dice)
    return Record(target.id, period, source, rater.id, _date(period, source, rater.id), ratings)


def _draw_until_it_fits(visit: Visit) -> dict[str, Rating]:
    """Draw the ratings; where a near-miss is wanted, draw anew and take aim a little better.

    The aim moves four thousandths of quality for each point that the last draw was off.
    """
    if visit.plot.near is None:
        return _draw(visit, attempt=0, aim=0)[0]
    branch, line = visit.plot.near
    aim = 0
    for attempt in range(PATIENCE):
        ratings, shares = _draw(visit, attempt, aim)
        landed = estimate(visit.profile, visit.catalogue.indicators, shares)
        is_total = branch == "total"
        value = landed.total if is_total else landed.branches[branch]
        lowest = line - (NEAR_TOTAL if is_total else NEAR_BRANCH)
        if lowest <= value < line and _else_passes(visit, landed, branch):
            return ratings
        aim += nearest((line - value) * 4)
    raise SystemExit(f"{visit.community.name}: no draw ended just below {branch} {line}")


def _else_passes(visit: Visit, landed: Estimate, branch: str) -> bool:
    """Whether the record would pass but for the branch that is to fail."""
    floors = visit.profile.floors
    others = (b for b in floors if b in landed.branches and b != branch)
    if branch != "total" and landed.total < visit.profile.pass_mark:
        return False
    return all(landed.branches[other] >= floors[other] for other in others)


def _draw(visit: Visit, attempt: int, aim: int) -> tuple[dict[str, Rating], Shares]:
    """Ratings and shares of full marks, in the order of the standard."""
    ratings: dict[str, Rating] = {}
    shares: dict[str, Fraction | None] = {}
    for indicator in visit.catalogue.selected(visit.profile.id):
        rating, share = _one(visit, indicator, attempt, aim)
        shares[indicator.id] = share
        if rating is not None:
            ratings[indicator.id] = rating
    return ratings, shares


def _one(
    visit: Visit, indicator: Indicator, attempt: int, aim: int
) -> tuple[Rating | None, Fraction | None]:
    """The rating (None: left out) and its share of full marks (None: does not apply)."""
    plot, traits = visit.plot, visit.community.traits
    if indicator.applies and not indicator.applies.holds(traits):
        reason = indicator.applies.reason or phrases.NOT_APPLICABLE
        # Communities say why a line does not apply to them; assessors leave it out.
        return (_state("not_applicable", reason) if visit.source == "self" else None), None
    if indicator.section in plot.without:
        return _state("not_applicable", plot.without[indicator.section]), None
    unseen = plot.unseen.get(indicator.id) or plot.unseen.get("all")
    if unseen or indicator.id in plot.absent:
        return (_state(*unseen) if unseen else None), Fraction(0)
    dice = Dice(story.SEED, "facts", visit.community.id, indicator.id, visit.period, attempt)
    result = found(indicator, _quality(visit, indicator, attempt, aim), dice, traits)
    if indicator.id in plot.vetoed:
        result = found(indicator, 0, dice, traits)
    elif result.share < indicator.veto_below:
        result = found(indicator, 1000, dice, traits)
    return _rating(indicator, result, visit.source, dice), result.share


def _quality(visit: Visit, indicator: Indicator, attempt: int, aim: int) -> int:
    if indicator.bonus:
        return bonus_quality(visit.community, indicator)
    plot = visit.plot
    value = community_quality(visit.community, indicator, visit.period, visit.source, attempt)
    value += plot.shift + plot.shifts.get(indicator.type, 0)
    aimed = plot.near and plot.near[0] in ("total", indicator.type)
    return value + (aim if aimed else 0)


def _rating(indicator: Indicator, result: Found, source: str, dice: Dice) -> Rating:
    """The facts, with a word on what fell short and sometimes the papers that were seen."""
    rating: Rating = dict(result.facts)
    if indicator.bonus:
        return rating
    if result.share < 1:
        defect = dice.pick(phrases.DEFECTS[indicator.method])
        if indicator.kind == "range":
            rating["reason"] = defect
        elif dice.chance(story.NOTES[source]):
            rating["note"] = defect
    elif indicator.evidence and dice.chance(story.EVIDENCE[source]):
        rating["evidence"] = [dice.pick(indicator.evidence)]
    return rating


def _state(state: str, reason: str) -> Rating:
    return {"state": state, "reason": reason}


def _date(period: str, source: str, key: str) -> str:
    """A day of the source's round; all visits to one street share it."""
    return Dice(story.SEED, "date", key, period, source).pick(story.DATES[period, source])
