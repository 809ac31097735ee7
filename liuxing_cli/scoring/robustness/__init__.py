"""How much a ranking rests on choices: indicators, weights, the mean, what is missing.

The published result stays what it is; everything here is a second look (OECD/JRC Handbook on
Constructing Composite Indicators, step 7; R_S is its average shift in ranks). Deterministic for
a seed: each draw has its own generator, and results are put together in the order of the draws.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.profile import Mean
from liuxing_cli.model.result import Result
from liuxing_cli.model.robustness import (
    Choice,
    ChoiceEffect,
    Dependence,
    DropEffect,
    Robustness,
    Span,
    SubjectRobustness,
)
from liuxing_cli.scoring.robustness.drops import Dropped, dropped
from liuxing_cli.scoring.robustness.field import Field, Given, field_of
from liuxing_cli.scoring.robustness.missing import missing_spans
from liuxing_cli.scoring.robustness.other_mean import OtherMean, other_mean
from liuxing_cli.scoring.robustness.weighting import Weighted, weighted_draws

__all__ = ["Asked", "Given", "robustness"]

MEANS = {Mean.ARITHMETIC: "算术平均", Mean.GEOMETRIC: "几何平均"}
Name = Callable[[Result], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The size of the second look; ``name`` puts a decision in words."""

    seed: int
    draws: int
    name: Name
    spread: Fraction = Fraction(1, 5)


def robustness(given: Given, asked: Asked) -> Robustness:
    """Look at ranked results under every other choice."""
    field = field_of(given)
    drops = dropped(field)
    drawn = weighted_draws(field, asked.seed, asked.draws, asked.spread)
    other = other_mean(field)
    spans = missing_spans(field)
    looks = [
        _subject(field, place, asked.name, drops, drawn, other, spans)
        for place in range(len(field.results))
    ]
    return Robustness(
        seed=asked.seed,
        draws=asked.draws if drawn else 0,
        spread=asked.spread,
        ranked=len(field.ranked),
        mean=MEANS[other.mean] if other else "",
        subjects=tuple(looks),
        effects=tuple(_effects(field, looks, drops, drawn, other)),
        drops=tuple(_drop_effect(field, each) for each in drops),
    )


def _subject(
    field: Field,
    place: int,
    name: Name,
    drops: Sequence[Dropped],
    drawn: Weighted | None,
    other: OtherMean | None,
    spans: Mapping[str, Span],
) -> SubjectRobustness:
    result = field.results[place]
    subject = result.subject
    ranks = [each.ranks[subject] for each in drops if subject in each.ranks]
    found = [*_by_drops(drops, result, name)]
    if drawn:
        found += _by_weights(drawn, result, name)
    if other and field.differs(other.results[subject], result):
        found.append(Dependence(Choice.MEAN, name(other.results[subject])))
    for case in field.cases(result):
        if field.differs(case, result):
            found.append(Dependence(Choice.MISSING, name(case)))
    return SubjectRobustness(
        subject=subject,
        rank=result.rank,
        decision=name(result),
        weights=drawn.spans.get(subject) if drawn else None,
        widest=drawn.widest.get(subject) if drawn else None,
        kept=drawn.kept(result) if drawn else Fraction(1),
        dropped=Span(min(ranks), max(ranks)) if ranks and result.rank else None,
        mean=other.ranks.get(subject) if other else None,
        missing=spans.get(subject),
        dependences=tuple(found),
    )


def _by_drops(drops: Sequence[Dropped], result: Result, name: Name) -> list[Dependence]:
    """One entry a decision that it would be, with the indicators whose absence makes it so."""
    found: dict[str, list[str]] = {}
    for each in drops:
        if result.subject in each.changed:
            found.setdefault(name(each.changed[result.subject]), []).append(each.indicator)
    return [Dependence(Choice.DROP, what, detail=tuple(ids)) for what, ids in found.items()]


def _by_weights(drawn: Weighted, result: Result, name: Name) -> list[Dependence]:
    found: dict[str, Fraction] = {}
    for other, share in drawn.others(result):
        found[name(other)] = found.get(name(other), Fraction(0)) + share
    return [Dependence(Choice.WEIGHTS, what, share) for what, share in found.items()]


def _effects(
    field: Field,
    looks: Sequence[SubjectRobustness],
    drops: Sequence[Dropped],
    drawn: Weighted | None,
    other: OtherMean | None,
) -> list[ChoiceEffect]:
    def changed(choice: Choice) -> int:
        return sum(any(d.choice is choice for d in look.dependences) for look in looks)

    shifts = [field.shift(each.ranks) for each in drops]
    mean = sum(shifts, Fraction(0)) / len(shifts) if shifts else None
    found = [ChoiceEffect(Choice.DROP, len(drops), mean, changed(Choice.DROP))]
    if drawn:
        count = changed(Choice.WEIGHTS)
        found.append(ChoiceEffect(Choice.WEIGHTS, drawn.draws, drawn.shift, count))
    if other:
        shift = field.shift(other.ranks)
        found.append(ChoiceEffect(Choice.MEAN, 1, shift, changed(Choice.MEAN)))
    found.append(ChoiceEffect(Choice.MISSING, 2, None, changed(Choice.MISSING)))
    return found


def _drop_effect(field: Field, each: Dropped) -> DropEffect:
    return DropEffect(
        each.indicator, each.name, field.shift(each.ranks), tuple(sorted(each.changed))
    )
