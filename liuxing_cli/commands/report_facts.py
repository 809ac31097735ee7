"""What the reports show, gathered from results of several sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from liuxing_cli.commands.mutual_round import mutual_lines
from liuxing_cli.commands.scored import Scored, assessments_of, score_period
from liuxing_cli.commands.session import Session
from liuxing_cli.model.assessment import Assessment, State
from liuxing_cli.model.profile import Profile, Source
from liuxing_cli.model.result import Result
from liuxing_cli.model.standard import Indicator
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.inputs import (
    CommunityFacts,
    Comparison,
    IndicatorMean,
    IndicatorScore,
    StreetFacts,
)
from liuxing_cli.publish.mutual import GroupView, MemberLine
from liuxing_cli.publish.words import SOURCES
from liuxing_cli.scoring.combine import mean
from liuxing_cli.scoring.gain import Gain, gains_of_all
from liuxing_cli.store.records import assessment_files

COMPARED = (Source.SELF, Source.THIRD_PARTY, Source.INSPECTION)
"""Sources set side by side in a report, a subject's own first."""


@dataclass(frozen=True)
class Gathered:
    """One period, scored once for every source that a report sets side by side."""

    session: Session
    scored: Scored
    by_source: dict[Source, Scored]

    @property
    def profile(self) -> Profile:
        """The profile that the report is about."""
        return self.scored.plan.profile

    @cached_property
    def mutual(self) -> Mapping[str, tuple[GroupView, MemberLine]]:
        """Each street in the period's mutual evaluation with its group; empty without one."""
        return mutual_lines(self.session, self.scored.period)


def gather(session: Session, scored: Scored) -> Gathered:
    """Score the other sources of the same period, each by the profile made for it."""
    by_source = {}
    for source in COMPARED:
        if source is scored.source and not scored.combined:
            by_source[source] = scored
            continue
        profile = _profile_of(session, scored.plan.profile, source)
        if profile and assessment_files(session.tree, scored.period, source):
            by_source[source] = score_period(session, profile, scored.period, source)
    return Gathered(session, scored, by_source)


def _profile_of(session: Session, like: Profile, source: Source) -> Profile | None:
    """The first profile by id for this source, standard and kind of subject."""
    for _, profile in sorted(session.workspace.profiles.items()):
        same = (profile.standard, profile.subject) == (like.standard, like.subject)
        if same and source in profile.sources:
            return profile
    return None


def community_facts(gathered: Gathered, result: Result) -> CommunityFacts:
    """Everything the report on one community shows."""
    workspace = gathered.session.workspace
    subject = workspace.subjects[result.subject]
    results = gathered.scored.results
    neighbours = _of_street(gathered, results, subject.street)
    return CommunityFacts(
        subject=subject,
        street=workspace.subjects[subject.street],
        profile=gathered.profile,
        result=result,
        ranked=sum(r.rank is not None for r in results),
        indicators=_indicators(gathered, subject, result),
        averages=(mean_of("街道平均", neighbours), mean_of("全区平均", results)),
        sources=tuple(
            _one(SOURCES[source], found)
            for source, scored in gathered.by_source.items()
            if (found := next((r for r in scored.results if r.subject == subject.id), None))
        ),
    )


def street_facts(gathered: Gathered, street: Subject) -> StreetFacts:
    """Everything the report on one street or town shows."""
    workspace = gathered.session.workspace
    own = _of_street(gathered, gathered.scored.results, street.id)
    unassessed = [
        workspace.subjects[id_].name
        for id_ in gathered.scored.unassessed
        if workspace.subjects[id_].street == street.id
    ]
    return StreetFacts(
        street=street,
        profile=gathered.profile,
        period=gathered.scored.period,
        results=tuple(own),
        unassessed=tuple(unassessed),
        mean=mean_of(f"{street.name}平均", own),
        indicators=_indicator_means(gathered, own),
        averages=(mean_of("全区平均", gathered.scored.results),),
        sources=tuple(
            mean_of(SOURCES[source], found)
            for source, scored in gathered.by_source.items()
            if (found := _of_street(gathered, scored.results, street.id))
        ),
        names={r.subject: workspace.subjects[r.subject].name for r in own},
        mutual=gathered.mutual.get(street.id),
    )


def _of_street(gathered: Gathered, results: Iterable[Result], street: str) -> list[Result]:
    subjects = gathered.session.workspace.subjects
    return [r for r in results if subjects[r.subject].street == street]


def _one(name: str, result: Result) -> Comparison:
    return Comparison(name, result.total, {b.id: b.score for b in result.branches})


def mean_of(name: str, results: Sequence[Result]) -> Comparison:
    """Exact means over the results that have a value."""
    branches: dict[str, list[Fraction | None]] = defaultdict(list)
    for result in results:
        for branch in result.branches:
            branches[branch.id].append(branch.score)
    return Comparison(
        name, mean(r.total for r in results), {id_: mean(v) for id_, v in branches.items()}
    )


def _indicators(gathered: Gathered, subject: Subject, result: Result) -> tuple[IndicatorScore, ...]:
    """Each indicator over all records, with the reasons that these give."""
    scored = gathered.scored
    records = [
        record
        for source in scored.sources
        for record in assessments_of(gathered.session, subject.id, scored.period, source, [])
        if record.file in result.files
    ]
    return tuple(_indicator(gathered, each, records) for each in found_for(scored, subject.id))


def found_for(scored: Scored, subject: str) -> list[Gain]:
    """What each indicator was worth to a subject, by the plan that it is scored by, all its
    records and sources together."""
    rule = scored.plan.profile.decision.combine if scored.combined else None
    return gains_of_all(scored.plan_of(subject), rule, scored.rows[subject])


def indicators_of(scored: Scored) -> dict[str, Indicator]:
    """The indicators of the profile and of its tables, the profile's own first."""
    found: dict[str, Indicator] = {}
    for plan in (scored.plan, *scored.plans.values()):
        for column in plan.columns:
            found.setdefault(column.id, column.indicator)
    return found


def _indicator(gathered: Gathered, found: Gain, records: Sequence[Assessment]) -> IndicatorScore:
    indicator = indicators_of(gathered.scored)[found.indicator]
    ratings = (record.ratings.get(found.indicator, {}) for record in records)
    stated = "；".join(dict.fromkeys(str(r["reason"]) for r in ratings if r.get("reason")))
    why = indicator.applies.reason if indicator.applies else ""
    unit = gathered.session.workspace.matrix.units.get(indicator.lead)
    return IndicatorScore(
        id=indicator.id,
        name=indicator.name,
        branch=branch_names(gathered)[indicator.id],
        points=found.points,
        earned=found.earned,
        gain=found.gain,
        lead=unit.name if unit else indicator.lead,
        state=found.state,
        reason=stated or (why if found.state is State.NOT_APPLICABLE else ""),
    )


def branch_names(gathered: Gathered) -> dict[str, str]:
    """The name of the branch that each indicator counts in, in the profile or one of its tables."""
    found: dict[str, str] = {}
    scored = gathered.scored
    for profile in (scored.plan.profile, *(plan.profile for plan in scored.plans.values())):
        names = {branch.id: branch.name for branch in profile.branches}
        for selection in profile.selections:
            found.setdefault(selection.indicator, names[selection.branch])
    return found


def _indicator_means(gathered: Gathered, results: Sequence[Result]) -> tuple[IndicatorMean, ...]:
    """Mean attained share of each indicator over the communities where it was scored."""
    shares: dict[str, list[Fraction]] = defaultdict(list)
    for result in results:
        for found in found_for(gathered.scored, result.subject):
            if found.earned is not None and found.points:
                shares[found.indicator].append(found.earned / found.points)
    branches = branch_names(gathered)
    units = gathered.session.workspace.matrix.units
    known = indicators_of(gathered.scored)
    means = []
    for id_, values in shares.items():
        indicator = known[id_]
        means.append(
            IndicatorMean(
                id=id_,
                name=indicator.name,
                branch=branches[id_],
                lead=units[indicator.lead].name if indicator.lead in units else indicator.lead,
                share=sum(values, Fraction(0)) / len(values),
                judged=len(values),
                failing=sum(value < 1 for value in values),
            )
        )
    return tuple(means)
