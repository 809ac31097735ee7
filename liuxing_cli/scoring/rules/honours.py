"""荣誉加分: points for each honour by its level, within a window, one honour counted once at its
highest level. Facts: the subject's events; the rating itself need say nothing."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.context import Context
from liuxing_cli.model.events import Event, happened
from liuxing_cli.model.standard import Rule
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.facts import share, worth
from liuxing_cli.scoring.rules.happenings import as_facts, of_rating
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term, total_of


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("events",)


def select(rule: Rule, context: Context) -> list[Fact]:
    """The events that count on the day of the assessment: of the rule's kinds, and not older
    than ``within_months`` (half-open, see :func:`liuxing_cli.model.events.is_within`)."""
    return as_facts(happened(context.events, rule.events, context.date, rule.within_months))


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = min(points, Σ points of the levels of the honours that count) / points."""
    counted = [_worth(rule, event) for event in _counted(rule, of_rating(rating))]
    return share(sum(counted, Fraction(0)), points)


def _counted(rule: Rule, events: Sequence[Event]) -> list[Event]:
    """Of each series the honour of the highest level, the earliest of equals."""
    if not rule.once:
        return list(events)
    best: dict[str, Event] = {}
    for event in events:
        series = event.series or f"#{event.id}"
        if series not in best or _worth(rule, event) > _worth(rule, best[series]):
            best[series] = event
    return sorted(best.values(), key=lambda event: (event.date, event.id))


def _worth(rule: Rule, event: Event) -> Fraction:
    """The points of the event's level; a level that the rule does not name gives none."""
    return next((worth(item) for item in rule.items if item.id == event.level), Fraction(0))


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    events = of_rating(rating)
    counted = _counted(rule, events)
    window = f"{rule.within_months} 个月内" if rule.within_months else "以往"
    if not counted:
        return Working("0", f"{window}没有计分的荣誉")
    words = "；".join(f"{_told(rule, event)} {term(_worth(rule, event))} 分" for event in counted)
    repeated = [event for event in events if event not in counted]
    if repeated:
        listed = "；".join(_told(rule, event) for event in repeated)
        words += f"。同一荣誉只按最高一级计一次，不再计：{listed}"
    terms = [_worth(rule, event) for event in counted]
    if sum(terms) > points:
        words += f"。合计 {term(sum(terms, Fraction(0)))} 分，以 {term(points)} 分为限"
        return Working(quotient(points, points), f"{window}：{words}")
    return Working(f"{total_of(terms)} ÷ {term(points)}" if points else "1", f"{window}：{words}")


def _told(rule: Rule, event: Event) -> str:
    level = next((item.name for item in rule.items if item.id == event.level), event.level)
    return f"{event.date} {event.text}（{level or '无级别'}）"
