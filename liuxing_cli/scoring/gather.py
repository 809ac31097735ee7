"""Facts that stand outside the record: events, a title that exempts, what was found last time.

They are added to the ratings before these are judged, under keys that no file can state
(``GATHERED_KEYS``), so that judging, showing and re-judging all read the same facts.
"""

from dataclasses import replace

from liuxing_cli.model.assessment import Assessment, Fact, Rating
from liuxing_cli.model.context import EMPTY, Context
from liuxing_cli.model.standard import Compared, Exemption, Indicator, RuleKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.rules import honours, tally

_MEASURES = ("measure", "count", "of")
_TEXTS = ("reason", "note", "evidence")


def context_of(
    workspace: Workspace,
    assessment: Assessment,
    previous: Assessment | None = None,
    last_year: Assessment | None = None,
) -> Context:
    """The circumstances of a record: events and titles of its subject, and earlier ratings."""
    return Context(
        date=assessment.date,
        events=workspace.events.get(assessment.subject, ()),
        titles=workspace.titles.get(assessment.subject, ()),
        previous=previous,
        last_year=last_year,
    )


def informed(plan: Plan, assessment: Assessment, context: Context) -> Assessment:
    """The assessment with the facts that ``context`` has for its ratings.

    What is told twice is the same as told once, and an empty context adds nothing.
    """
    if not plan.contextual or context is EMPTY:
        return assessment
    found: dict[str, Rating] = {}
    for place in plan.contextual:
        indicator = plan.columns[place].indicator
        rating = gathered(indicator, assessment.ratings.get(indicator.id), context)
        if rating is not None:
            found[indicator.id] = rating
    return replace(assessment, ratings={**assessment.ratings, **found}) if found else assessment


def gathered(indicator: Indicator, rating: Rating | None, context: Context) -> Rating | None:
    """The rating of ``indicator`` with the facts of ``context``; None where there is neither."""
    exemption = _exemption(indicator.exempt, context) if indicator.exempt else None
    if exemption is not None:
        kept = {key: rating[key] for key in _TEXTS if key in rating} if rating else {}
        return {**kept, "exempt": exemption}
    if rating is not None and rating.get("state", "scored") != "scored":
        return rating
    match indicator.rule.kind:
        case RuleKind.HONOURS:
            return {**(rating or {}), "events": honours.select(indicator.rule, context)}
        case RuleKind.TALLY:
            return {**(rating or {}), "events": tally.select(indicator.rule, context)}
        case RuleKind.WORSE_THAN_LAST:
            return _with_last(indicator, rating, context)
    return rating


def _exemption(exempt: Exemption, context: Context) -> Fact:
    for title in context.titles:
        if title.title == exempt.title and title.is_held(context.date):
            move = title.last_move(context.date)
            return {
                "title": title.title,
                "reason": exempt.reason,
                "since": move.date if move else "",
                "until": move.until if move else "",
                "file": title.file,
                "place": title.place,
            }
    return None


def _with_last(indicator: Indicator, rating: Rating | None, context: Context) -> Rating | None:
    by_year = indicator.rule.than is Compared.LAST_YEAR
    record = context.last_year if by_year else context.previous
    if rating is None or record is None:
        return rating
    earlier = record.ratings.get(indicator.id, {})
    facts: dict[str, Fact] = {key: earlier[key] for key in _MEASURES if key in earlier}
    if not facts:
        return rating
    return {**rating, "previous": {**facts, "file": record.file, "period": record.period}}
