"""累计记分: the points of events add up over the calendar year, like those of a driving licence;
the total reaches a line, and the line has its points. Each 1 January the sum starts anew; the old
one is kept and shown. Facts: the subject's events."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from liuxing_cli.model.assessment import Fact, Rating
from liuxing_cli.model.context import Context
from liuxing_cli.model.events import Event, happened
from liuxing_cli.model.standard import Rule, RuleItem
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.rules.bands import edge, reached
from liuxing_cli.scoring.rules.facts import share, worth
from liuxing_cli.scoring.rules.happenings import as_facts, of_rating
from liuxing_cli.scoring.rules.misfit import Misfit
from liuxing_cli.scoring.rules.worked import Working, quotient
from liuxing_cli.scoring.wording import term

_DAY = "assessed"
"""The marker that carries the day of the assessment among the events."""


def facts(_rule: Rule) -> tuple[str, ...]:
    """The facts that the rule reads."""
    return ("events",)


def select(rule: Rule, context: Context) -> list[Fact]:
    """The events of the rule's kinds up to the day of the assessment: of this calendar year and
    the one before, or all where the rule never resets. A marker for the day comes last."""
    events = happened(context.events, rule.events, context.date)
    if rule.yearly:
        first = f"{int(context.date[:4]) - 1:04d}-01-01"
        events = [event for event in events if event.date >= first]
    return as_facts([*events, Event("", _DAY, context.date, "", "")])


def judge(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Fraction | Misfit:
    """share = points of the highest line that the running total reaches / points."""
    _, _, total = running_total(rule, of_rating(rating))
    line = reached(rule.items, total)
    return Fraction(0) if line is None else share(worth(line), points)


def running_total(rule: Rule, events: Sequence[Event]) -> tuple[str, list[Event], Fraction]:
    """The year of the assessment, the events that count in it, and the sum of their points."""
    year = next((event.date[:4] for event in events if event.id == _DAY), "")
    counted = [
        event
        for event in events
        if event.id != _DAY and (not rule.yearly or event.date[:4] == year)
    ]
    return year, counted, sum((event.points or Fraction(0) for event in counted), Fraction(0))


def working(
    rule: Rule, points: Fraction, rating: Rating, _traits: Mapping[str, TraitValue]
) -> Working:
    """The arithmetic of :func:`judge` for a rating that fits."""
    events = of_rating(rating)
    year, counted, total = running_total(rule, events)
    listed = "；".join(f"{e.date} {e.text} {term(e.points or 0)} 分" for e in counted)
    span = f"{year} 年累计" if rule.yearly else "历年累计"
    words = f"{span} {term(total)} 分{f'（{listed}）' if listed else ''}"
    line = reached(rule.items, total)
    if line is None:
        return Working("0", words)
    words += f"，{_line(rule, line)}"
    if rule.yearly and year:
        words += f"；{_last_year(events, year)}"
    return Working(quotient(worth(line), points), words)


def _line(rule: Rule, line: RuleItem) -> str:
    above = min((edge(item) for item in rule.items if edge(item) > edge(line)), default=None)
    until = "" if above is None else f"，再累计到 {term(above)} 分升一档"
    return f"属于“{line.name}”（满 {term(edge(line))} 分，得 {term(worth(line))} 分{until}）"


def _last_year(events: Sequence[Event], year: str) -> str:
    before = f"{int(year) - 1:04d}"
    old = [event for event in events if event.id != _DAY and event.date[:4] == before]
    total = sum((event.points or Fraction(0) for event in old), Fraction(0))
    return f"{before} 年累计 {term(total)} 分，{year} 年 1 月 1 日清零后留存备查"
