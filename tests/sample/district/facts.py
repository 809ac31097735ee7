"""From a latent quality to what an assessor would have written down.

Each rule kind has one function: it takes the indicator, the quality in thousandths and the dice,
and gives the facts together with the share of full marks they are worth, so that the story can
tell roughly where a record will land.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from district.catalogue import Indicator, Item, Traits
from district.dice import Dice

FactValue = str | list[str] | dict[str, str]


@dataclass(frozen=True)
class Found:
    """The facts of one rating and the share of full marks they earn."""

    facts: dict[str, FactValue]
    share: Fraction


def found(indicator: Indicator, quality: int, dice: Dice, traits: Traits) -> Found:
    """What is found at an indicator where the quality is ``quality`` thousandths."""
    return _MAKERS[indicator.kind](indicator, max(0, min(1000, quality)), dice, traits)


def _range(indicator: Indicator, quality: int, _dice: Dice, _traits: Traits) -> Found:
    step = indicator.numbers["step"]
    award = nearest(indicator.points / step * Fraction(quality, 1000)) * step
    return Found({"award": number(award)}, award / indicator.points)


def _options(indicator: Indicator, quality: int, _dice: Dice, _traits: Traits) -> Found:
    level = _closest(indicator, quality)
    return Found({"level": level.id}, level.points / indicator.points)


def _checklist(indicator: Indicator, quality: int, dice: Dice, traits: Traits) -> Found:
    rolls = [(item, dice.chance(quality)) for item in indicator.items]
    due = [(item, met) for item, met in rolls if not item.applies or item.applies.holds(traits)]
    total = sum((item.points for item, _ in due), Fraction(0))
    met = [item for item, is_met in due if is_met]
    earned = sum((item.points for item in met), Fraction(0))
    return Found({"checklist": [item.id for item in met]}, earned / total if total else Fraction(0))


def _all_or_nothing(_indicator: Indicator, quality: int, dice: Dice, _traits: Traits) -> Found:
    met = dice.chance(quality)
    return Found({"level": "met" if met else "unmet"}, Fraction(met))


def _bands(indicator: Indicator, quality: int, dice: Dice, _traits: Traits) -> Found:
    band = _closest(indicator, quality)
    share = band.points / indicator.points
    above = [item.at_least for item in indicator.items if item.at_least > band.at_least]
    if indicator.unit != "%":
        top = min(above) - 1 if above else band.at_least * Fraction(5, 4) + 1
        return Found({"measure": str(dice.between(int(band.at_least), int(top)))}, share)
    high = min(above, default=Fraction(1001, 10))
    low = max(band.at_least, high - 15) if above else band.at_least
    if dice.chance(600) and (counts := _counts(low, high)):
        count, of = _enough(indicator, *dice.pick(counts))
        return Found({"count": str(count), "of": str(of)}, share)
    tenths = dice.between(int(low * 10), int(high * 10) - 1)
    if "least" in indicator.numbers:
        count, of = _answers(Fraction(tenths, 10), low, high)
        return Found({"count": str(count), "of": str(of)}, share)
    return Found({"measure": number(Fraction(tenths, 10))}, share)


def _enough(indicator: Indicator, count: int, of: int) -> tuple[int, int]:
    """The same rate out of as many answers as the rule asks for at least."""
    times = -(-indicator.numbers.get("least", Fraction(0)) // of)
    return (count * max(1, times), of * max(1, times))


def _answers(percent: Fraction, low: Fraction, high: Fraction) -> tuple[int, int]:
    """Counts out of 60 or more answers that come to about ``percent``, within low ≤ p < high."""
    for of in range(60, 121):
        count = nearest(of * percent / 100)
        if low <= Fraction(100 * count, of) < high and count <= of:
            return count, of
    raise ValueError(f"no counts in [{low}, {high})")


def _counts(low: Fraction, high: Fraction) -> list[tuple[int, int]]:
    """Counts out of 20, 40 or 50 whose percentage lies in low ≤ p < high."""
    return [
        (count, of)
        for of in (20, 40, 50)
        for count in range(of + 1)
        if low <= Fraction(100 * count, of) < high
    ]


def _linear(indicator: Indicator, quality: int, dice: Dice, _traits: Traits) -> Found:
    floor, target = indicator.numbers["floor"], indicator.numbers["target"]
    fine = 10 if indicator.unit == "%" else 1
    measure = Fraction(nearest((floor + (target - floor) * Fraction(quality, 1000)) * fine), fine)
    share = (measure - floor) / (target - floor)
    if share == 1 and floor < target and indicator.unit != "%":
        measure += dice.below(2)
    return Found({"measure": number(measure)}, max(Fraction(0), min(Fraction(1), share)))


def _per_unit(indicator: Indicator, quality: int, dice: Dice, _traits: Traits) -> Found:
    wanted = indicator.points * Fraction(quality, 1000)
    times = _times(indicator, wanted, dice)
    earned = min(indicator.points, _worth(indicator, times))
    return Found({"occurrences": _as_text(times)}, earned / indicator.points)


def _deduct(indicator: Indicator, quality: int, dice: Dice, _traits: Traits) -> Found:
    lost = indicator.points * Fraction(1000 - quality, 1000)
    times = _times(indicator, lost, dice)
    earned = max(Fraction(0), indicator.points - _worth(indicator, times))
    return Found({"occurrences": _as_text(times)}, earned / indicator.points)


def _sample(indicator: Indicator, quality: int, _dice: Dice, _traits: Traits) -> Found:
    drawn = int(indicator.numbers["draw"])
    good = nearest(Fraction(drawn * quality, 1000))
    grade = max(
        (item for item in indicator.items if item.at_least <= good), key=lambda item: item.at_least
    )
    facts: dict[str, FactValue] = {"count": str(good), "of": str(drawn)}
    return Found(facts, grade.points / indicator.points)


_MAKERS: dict[str, Callable[[Indicator, int, Dice, Traits], Found]] = {
    "range": _range,
    "options": _options,
    "checklist": _checklist,
    "all_or_nothing": _all_or_nothing,
    "bands": _bands,
    "linear": _linear,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "sample": _sample,
}


def _closest(indicator: Indicator, quality: int) -> Item:
    """The level or band whose points are nearest to the quality."""
    wanted = indicator.points * Fraction(quality, 1000)
    return min(indicator.items, key=lambda item: abs(item.points - wanted))


def _times(indicator: Indicator, wanted: Fraction, dice: Dice) -> dict[str, int]:
    """How often each item occurs, for a sum of points near ``wanted``."""
    times = {item.id: 0 for item in indicator.items}
    rest = wanted
    for item in dice.draw(indicator.items, len(indicator.items)):
        times[item.id] = dice.below(int(rest / item.points) + 1)
        rest -= times[item.id] * item.points
    last = min(indicator.items, key=lambda item: item.points)
    times[last.id] += nearest(rest / last.points)
    return times


def _worth(indicator: Indicator, times: dict[str, int]) -> Fraction:
    return sum((item.points * times[item.id] for item in indicator.items), Fraction(0))


def _as_text(times: dict[str, int]) -> dict[str, str]:
    return {name: str(count) for name, count in times.items() if count}


def nearest(value: Fraction) -> int:
    """The nearest integer, halves upwards."""
    return (value + Fraction(1, 2)).__floor__()


def number(value: Fraction) -> str:
    """A terminating decimal, written shortest."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    units = abs(int(value * 10**digits))
    text = f"{units // 10**digits}" + (f".{units % 10**digits:0{digits}d}" if digits else "")
    return f"-{text}" if value < 0 else text
