"""What the reports on the district, a working group or a unit show, gathered from the results."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.report_facts import (
    COMPARED,
    Gathered,
    branch_names,
    found_for,
    indicators_of,
    mean_of,
)
from liuxing_cli.commands.scored import read_all, score_period
from liuxing_cli.model.assessment import State
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.publish.inputs import Comparison
from liuxing_cli.publish.inputs_area import Area, Lost, Spread
from liuxing_cli.publish.words import SOURCES, period_name
from liuxing_cli.store.records import assessment_files, periods

_EARLIER = 3
"""How many periods before this one are shown."""


def area(gathered: Gathered) -> Area:
    """Everything about the communities of the district in one period.

    Raises:
        Refusal: the profile scores streets, not communities.
    """
    scored, workspace = gathered.scored, gathered.session.workspace
    if scored.plan.profile.subject is not SubjectKind.COMMUNITY:
        raise Refusal(f"{scored.plan.profile.name}评的不是社区，写不出这种报告", "换一个 --profile")
    subjects = workspace.subjects
    home = {r.subject: subjects[r.subject].street for r in scored.results}
    by_street = defaultdict(list)
    for result in scored.results:
        by_street[home[result.subject]].append(result)
    streets = {id_: subjects[id_].name for id_ in sorted(by_street)}
    return Area(
        profile=scored.plan.profile,
        period=scored.period,
        results=scored.results,
        streets=streets,
        home=home,
        names={s: subjects[s].name for s in home},
        unassessed=tuple(subjects[s].name for s in scored.unassessed),
        mean=mean_of("全区平均", scored.results),
        means={id_: mean_of(name, by_street[id_]) for id_, name in streets.items()},
        indicators=tuple(_spreads(gathered)),
        earlier=tuple(_earlier(gathered)),
        sources=tuple(
            mean_of(SOURCES[source], gathered.by_source[source].results)
            for source in COMPARED
            if source in gathered.by_source
        ),
    )


def _earlier(gathered: Gathered) -> Iterator[Comparison]:
    """The district's means by the same profile in the periods before, the latest first."""
    session, scored = gathered.session, gathered.scored
    known = [p for p in periods(session.tree) if p < scored.period]
    same = [p for p in known if len(p) == len(scored.period)]
    for period in same[::-1][:_EARLIER]:
        if any(assessment_files(session.tree, period, source) for source in scored.sources):
            then = score_period(session, gathered.profile, period, scored.asked)
            yield mean_of(period_name(period), then.results)


def _spreads(gathered: Gathered) -> Iterator[Spread]:
    """Each indicator of the profile over all communities, in the order of the profile."""
    shares: dict[str, dict[str, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    lost: dict[str, list[Lost]] = defaultdict(list)
    states: dict[str, list[State]] = defaultdict(list)
    subjects = gathered.session.workspace.subjects
    for result in sorted(gathered.scored.results, key=lambda r: r.subject):
        subject = subjects[result.subject]
        reasons = _reasons(gathered, result.files)
        for found in found_for(gathered.scored, subject.id):
            if not found.points:
                continue
            states[found.indicator].append(found.state)
            if found.earned is not None:
                share = found.earned / found.points
                shares[found.indicator][subject.street].append(share)
            if found.earned != found.points and found.state is not State.NOT_APPLICABLE:
                home = subjects[subject.street].name
                reason = reasons.get(found.indicator, "")
                entry = (subject.name, home, found.earned, found.points, found.state, reason)
                lost[found.indicator].append(Lost(*entry))
    for id_ in indicators_of(gathered.scored):
        if states[id_]:
            yield _spread(gathered, id_, shares[id_], states[id_], lost[id_])


def _spread(
    gathered: Gathered,
    id_: str,
    shares: dict[str, list[Fraction]],
    states: list[State],
    lost: list[Lost],
) -> Spread:
    indicator = indicators_of(gathered.scored)[id_]
    unit = gathered.session.workspace.matrix.units.get(indicator.lead)
    judged = [share for street in shares.values() for share in street]
    left_out = states.count(State.NOT_APPLICABLE)
    return Spread(
        id=id_,
        name=indicator.name,
        type_id=indicator.type_id,
        branch=branch_names(gathered)[id_],
        lead_id=indicator.lead,
        lead=unit.name if unit else indicator.lead,
        support=indicator.support,
        bonus=indicator.bonus,
        share=sum(judged, Fraction(0)) / len(judged) if judged else None,
        judged=len(judged),
        unseen=len(states) - len(judged) - left_out,
        left_out=left_out,
        lost=tuple(lost),
        streets={s: sum(v, Fraction(0)) / len(v) for s, v in shares.items()},
    )


def _reasons(gathered: Gathered, files: Sequence[str]) -> dict[str, str]:
    """The reasons that a subject's records state, by indicator; each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for record in read_all(gathered.session, files, []):
        for id_, rating in record.ratings.items() if record else ():
            if rating.get("reason"):
                found[id_][str(rating["reason"])] = None
    return {id_: "；".join(reasons) for id_, reasons in found.items()}
