"""Self-check, peers, third party and inspection of one period, two at a time, by one ruler."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.compare_round import Round, files_of_kind
from liuxing_cli.commands.scored import read_all
from liuxing_cli.commands.session import Session
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Missing, Profile, Source, SubjectKind
from liuxing_cli.peer.agreement.sources import Shares, SourceComparison, compare_sources
from liuxing_cli.peer.results import GroupComparison
from liuxing_cli.publish.mutual_sources_view import IndicatorLine, SourceView
from liuxing_cli.scoring.cells import NOT_APPLICABLE
from liuxing_cli.scoring.kernel import exact_totals
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import Row, encode

NAMES = {
    Source.SELF: "自评",
    Source.PEER: "互评",
    Source.THIRD_PARTY: "第三方",
    Source.INSPECTION: "检查",
}
UNITS = {SubjectKind.STREET: "街道", SubjectKind.COMMUNITY: "社区"}
BETWEEN_COMMUNITIES = (
    (Source.SELF, Source.THIRD_PARTY),
    (Source.SELF, Source.INSPECTION),
    (Source.THIRD_PARTY, Source.INSPECTION),
)


@dataclass
class _Records:
    """The period's records by source and kind of subject, each read once.

    What is wrong with the round's own records (of ``told``, its kind of subject) was said before.
    """

    session: Session
    period: str
    findings: list[Finding]
    told: SubjectKind
    known: dict[tuple[Source, SubjectKind], list[Assessment]] = field(default_factory=dict)

    def of(self, source: Source, kind: SubjectKind) -> list[Assessment]:
        if (source, kind) not in self.known:
            files = files_of_kind(self.session, self.period, source, kind)
            own = kind is self.told and source in (Source.SELF, Source.PEER)
            read = read_all(self.session, files, [] if own else self.findings)
            self.known[source, kind] = [record for record in read if record is not None]
        return self.known[source, kind]


@dataclass(frozen=True)
class _Side:
    """One source under a ruler: a score and shares by unit; ``incomplete`` units have no score."""

    scores: Mapping[str, Fraction]
    shares: Mapping[str, list[Shares]]
    incomplete: int


def source_views(
    session: Session,
    profile: Profile,
    found: Round,
    compared: Sequence[GroupComparison],
    findings: list[Finding],
) -> tuple[SourceView, ...]:
    """All pairs of sources that have records of the same units in this period."""
    records = _Records(session, found.period, findings, profile.subject)
    views = list(_self_and_peers(records, profile, compared))
    for first, second in BETWEEN_COMMUNITIES:
        views += _communities(records, first, second)
    if profile.subject is SubjectKind.STREET:
        for second in (Source.THIRD_PARTY, Source.INSPECTION):
            views += _peers_and_communities(records, profile, second)
    return tuple(views)


def _self_and_peers(
    records: _Records, profile: Profile, compared: Sequence[GroupComparison]
) -> Iterator[SourceView]:
    """What each member says of itself, against its adjusted score and each sheet on it."""
    plan = _plan(records.session, profile)
    own = _side(records, plan, records.of(Source.SELF, profile.subject))
    if not own.scores:
        return
    peers = _side(records, plan, records.of(Source.PEER, profile.subject))
    adjusted = {
        m.member: m.received.adjusted
        for group in compared
        for m in group.members
        if m.received and m.received.adjusted is not None
    }
    sheets = [
        (mine, theirs)
        for unit, (mine, *_) in own.shares.items()
        for theirs in peers.shares.get(unit, ())
    ]
    found = compare_sources(own.scores, adjusted, sheets)
    ruler = "同一套互评指标，自评分对校正分；指标按每份互评对自评"
    yield _view(records.session, Source.SELF, Source.PEER, profile.subject, found, ruler)


def _communities(records: _Records, first: Source, second: Source) -> Iterator[SourceView]:
    """Both sources scored over the indicators that both of their profiles select."""
    kind = SubjectKind.COMMUNITY
    one, other = (_profile_of(records.session, source) for source in (first, second))
    if one is None or other is None or one.standard != other.standard:
        return
    if not (records.of(first, kind) and records.of(second, kind)):
        return
    ruler = _common(other, one)
    plan = _plan(records.session, ruler)
    sides = [_side(records, plan, records.of(source, kind)) for source in (first, second)]
    sheets = [
        (mine, theirs)
        for unit in sides[0].shares
        if unit in sides[1].shares
        for mine in sides[0].shares[unit]
        for theirs in sides[1].shares[unit]
    ]
    found = compare_sources(sides[0].scores, sides[1].scores, sheets)
    words = f"都按{other.name}里两家共有的 {len(ruler.selections)} 项指标计分"
    left = max(side.incomplete for side in sides)
    yield _view(records.session, first, second, kind, found, words, left)


def _peers_and_communities(
    records: _Records, profile: Profile, second: Source
) -> Iterator[SourceView]:
    """Peers of a street against the mean of its communities, over the indicators of both."""
    other = _profile_of(records.session, second)
    if other is None or other.standard != profile.standard:
        return
    ruler = _common(profile, other)
    plan = _plan(records.session, ruler)
    peers = _side(records, plan, records.of(Source.PEER, SubjectKind.STREET))
    below = _side(records, plan, records.of(second, SubjectKind.COMMUNITY))
    if not (peers.scores and below.scores):
        return
    street = {id_: subject.street for id_, subject in records.session.workspace.subjects.items()}
    scores, shares = _by_street(below, street)
    sheets = [
        (_mean_shares(peers.shares[unit]), shares[unit]) for unit in peers.shares if unit in shares
    ]
    found = compare_sources(peers.scores, scores, sheets)
    words = f"都按互评里两家共有的 {len(ruler.selections)} 项指标计分，街道取所评社区的平均"
    yield _view(
        records.session, Source.PEER, second, SubjectKind.STREET, found, words, below.incomplete
    )


def shares_by_street(
    session: Session, profile: Profile, period: str, source: Source, findings: list[Finding]
) -> Mapping[str, Shares]:
    """What a source found in each street: the mean over its communities of the share of full marks,
    for the indicators of the mutual ``profile`` that the source looks at too."""
    other = _profile_of(session, source)
    if other is None or other.standard != profile.standard:
        return {}
    records = _Records(session, period, findings, profile.subject)
    plan = _plan(session, _common(profile, other))
    below = _side(records, plan, records.of(source, SubjectKind.COMMUNITY))
    street = {id_: subject.street for id_, subject in session.workspace.subjects.items()}
    return _by_street(below, street)[1]


def _by_street(
    side: _Side, street: Mapping[str, str]
) -> tuple[dict[str, Fraction], dict[str, Shares]]:
    """The means of a street's communities."""
    scores: dict[str, list[Fraction]] = defaultdict(list)
    sheets: dict[str, list[Shares]] = defaultdict(list)
    for unit, score in side.scores.items():
        scores[street[unit]].append(score)
    for unit, shares in side.shares.items():
        sheets[street[unit]] += shares
    return (
        {unit: _mean(values) for unit, values in scores.items()},
        {unit: _mean_shares(found) for unit, found in sheets.items()},
    )


def _side(records: _Records, plan: Plan, sheets: Iterable[Assessment]) -> _Side:
    """Score the sheets; a unit's score is the mean over its sheets, all of them complete."""
    around = Circumstances(records.session, plan)
    totals: dict[str, list[Fraction | None]] = defaultdict(list)
    shares: dict[str, list[Shares]] = defaultdict(list)
    for sheet in sheets:
        subject = records.session.workspace.subjects[sheet.subject]
        row = encode(plan, subject, around.informed(sheet))
        ((lower, upper),) = exact_totals(plan, [row])
        totals[sheet.subject].append(lower if lower == upper else None)
        shares[sheet.subject].append(_shares(plan, row))
    whole = {unit: _mean(known) for unit, found in totals.items() if (known := _all(found))}
    return _Side(whole, shares, len(totals) - len(whole))


def _all(values: Sequence[Fraction | None]) -> list[Fraction]:
    """The values where none is missing, else nothing."""
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else []


def _shares(plan: Plan, row: Row) -> Shares:
    """The share of full marks of every indicator that was scored and is worth something."""
    return {
        column.id: Fraction(row.earned[place], row.scale) / column.points
        for place, column in enumerate(plan.columns)
        if row.marks[place] < NOT_APPLICABLE and column.points
    }


def _mean_shares(sheets: Sequence[Shares]) -> Shares:
    values: dict[str, list[Fraction]] = defaultdict(list)
    for sheet in sheets:
        for indicator, share in sheet.items():
            values[indicator].append(share)
    return {indicator: _mean(found) for indicator, found in values.items()}


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _profile_of(session: Session, source: Source) -> Profile | None:
    """The first profile by id that scores this source's records of communities."""
    for _, profile in sorted(session.workspace.profiles.items()):
        if source in profile.sources and profile.subject is SubjectKind.COMMUNITY:
            return profile
    return None


def _common(ruler: Profile, other: Profile) -> Profile:
    """``ruler`` with only the indicators that ``other`` selects too."""
    both = {selection.indicator for selection in other.selections}
    chosen = tuple(s for s in ruler.selections if s.indicator in both)
    used = {selection.branch for selection in chosen}
    branches = tuple(branch for branch in ruler.branches if branch.id in used)
    return replace(ruler, selections=chosen, branches=branches)


def _plan(session: Session, profile: Profile) -> Plan:
    """Incomplete sheets must show as such, so that they can be left out."""
    standard = session.workspace.standards[profile.standard]
    return compile_plan(standard, replace(profile, missing=Missing.BOUNDS))


def _view(
    session: Session,
    first: Source,
    second: Source,
    kind: SubjectKind,
    found: SourceComparison,
    ruler: str,
    left_out: int = 0,
) -> SourceView:
    subjects = session.workspace.subjects
    standards = session.workspace.standards.values()
    names = {id_: i.name for standard in standards for id_, i in standard.indicators.items()}
    whole = found.differences
    trend = whole.trend if whole else None
    return SourceView(
        first=NAMES[first],
        second=NAMES[second],
        unit=UNITS[kind],
        ruler=ruler,
        left_out=left_out,
        values={subjects[unit].name: pair for unit, pair in found.values.items()},
        mean=whole.mean if whole else None,
        margin=whole.margin if whole else None,
        deviation=whole.deviation if whole else None,
        reach=whole.reach if whole else None,
        outside=tuple(subjects[unit].name for unit in whole.outside) if whole else (),
        slope=trend.slope if trend else None,
        slope_chance=trend.chance if trend else None,
        tau_b=found.tau_b,
        icc=found.icc,
        indicators=tuple(
            IndicatorLine(i.indicator, names[i.indicator], i.count, i.first, i.second, i.kappa)
            for i in found.indicators
        ),
    )
