"""How good things really are, and what each assessor makes of it, in thousandths."""

from district import story
from district.catalogue import Indicator
from district.dice import Dice
from district.subjects import Community


def community_quality(
    community: Community, indicator: Indicator, period: str, source: str, attempt: int
) -> int:
    """The quality that a source sees at one indicator of a community.

    The truth has a part that lasts (community, type, indicator) and a part that changes with the
    half-year; ``attempt`` draws the changing part anew.
    """
    street, code = community.street, community.id
    value = street.quality + street.pace * story.PERIODS.index(period)
    value += _wobble("community", code)
    value += _wobble("type", code, indicator.type)
    value += _wobble("indicator", code, indicator.id)
    value += _wobble("period", code, indicator.id, period, attempt)
    value += _wobble("source", code, indicator.id, period, source, attempt)
    value += story.BIAS[source]
    return value + (street.inflation if source == "self" else 0)


def street_quality(
    target: story.Street, rater: story.Street, indicator: Indicator, period: str
) -> int:
    """The quality that one street sees in another, or in itself."""
    value = target.quality + target.pace * story.PERIODS.index(period) + story.PEER_LEVEL
    value += _street_wobble("indicator", target.id, indicator.id)
    value += _street_wobble("period", target.id, indicator.id, period)
    if rater is target:
        return value + story.BIAS["self"] + target.inflation
    value += _street_wobble("source", rater.id, target.id, indicator.id, period)
    value += rater.severity
    lifted = {rater.id, target.id} == set(story.RECIPROCAL)
    return value + (story.RECIPROCAL_LIFT if lifted else 0)


def bonus_quality(community: Community, indicator: Indicator) -> int:
    """Full marks for a municipal title, about half for one of the district, mostly none."""
    roll = Dice(story.SEED, "bonus", community.id, indicator.id).below(1000)
    if roll < story.BONUS["city"]:
        return 1000
    return 500 if roll < story.BONUS["city"] + story.BONUS["district"] else 0


def _wobble(part: str, *key: str | int) -> int:
    return Dice(story.SEED, part, *key).wobble(story.SPREAD[part])


def _street_wobble(part: str, *key: str) -> int:
    return Dice(story.SEED, part, *key).wobble(story.STREET_SPREAD[part])
