"""Empty records for every pair of a plan, ready to be filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from liuxing_cli.checks.records import bounds
from liuxing_cli.commands.assign_input import recorded_pairs
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.plan import Pair, RoundPlan
from liuxing_cli.model.profile import Profile, Purpose, Source, SubjectKind
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.store.builders.plan import FOLDER
from liuxing_cli.store.create import create_atomic
from liuxing_cli.store.format import tidy
from liuxing_cli.store.records import ASSESSMENTS

_SCHEMA = "../../../../liuxing_cli/schemas/assessment.schema.json"


@dataclass(frozen=True, slots=True)
class Written:
    """How many records were made, and how many were there already.

    ``unplanned`` records belong to no pair of the plan; ``outside`` pairs are not in one group of
    the period, which the checks of the records go by.
    """

    written: int
    existing: int
    unplanned: int
    outside: int

    @property
    def words(self) -> str:
        """``新建 20 份空白记录，已有 5 份未动``."""
        text = f"新建 {self.written} 份空白记录，已有 {self.existing} 份未动"
        if self.unplanned:
            text += f"；另有 {self.unplanned} 份记录不在安排里"
        if self.outside:
            text += (
                f"；有 {self.outside} 对不在设置的同一片会里，validate 会报 REC010："
                f"用 -o 把安排写到 {FOLDER}/<评估期>.yaml，这一期就按它分组"
            )
        return text


def write_records(session: Session, plan: RoundPlan, output: Path | None = None) -> Written:
    """Make an empty record of each pair that has none; an existing file is never touched.

    ``output`` is where the plan will lie: in its own place its groups hold for the period.

    Raises:
        Refusal: no profile for mutual evaluations at this level.
    """
    profile = profile_of(session, plan)
    pairs = [pair for planned in plan.groups for pair in planned.pairs]
    folder = session.root / ASSESSMENTS / plan.period / Source.PEER
    if not folder.resolve().is_relative_to(session.root.resolve()):
        raise Refusal(f"{ASSESSMENTS} 指到了工作区外面", "把它改成工作区里的文件夹")
    made = sum(_create(folder, pair, plan, profile) for pair in pairs)
    strange = set(recorded_pairs(session, plan.period)) - set(pairs)
    place = session.root / FOLDER / f"{plan.period}.yaml"
    if output is not None and output.resolve() == place.resolve():
        groups = tuple(planned.group for planned in plan.groups)
    else:
        workspace = session.workspace
        groups = workspace.rounds.get(plan.period, workspace.settings.groups)
    outside = sum(not _in_one_group(session, groups, pair) for pair in pairs)
    return Written(made, len(pairs) - made, len(strange), outside)


def _in_one_group(session: Session, groups: Iterable[PeerGroup], pair: Pair) -> bool:
    """Communities rate each other within a street; streets within a group."""
    subjects = [session.workspace.subjects[member] for member in pair]
    streets = {subject.street for subject in subjects}
    if all(subject.kind is SubjectKind.COMMUNITY for subject in subjects):
        return len(streets) == 1
    return any(streets.issubset(group.members) for group in groups)


def profile_of(session: Session, plan: RoundPlan) -> Profile:
    """The profile that the records of a plan are filled in for.

    Raises:
        Refusal: none is meant for mutual evaluations at this level.
    """
    for _, profile in sorted(session.workspace.profiles.items()):
        if profile.purpose is Purpose.MUTUAL and profile.subject is plan.level:
            return profile
    raise Refusal(
        f"没有用于互评（purpose: mutual）、受评对象是 {plan.level} 的评分办法，不知道要评哪些指标",
        "在 standards/profiles/ 里加一份",
    )


def _create(folder: Path, pair: Pair, plan: RoundPlan, profile: Profile) -> bool:
    rater, target = pair
    text = "\n".join(_lines(pair, plan, profile)) + "\n"
    data = tidy(text.encode(), f"{target}--{rater}.yaml", "assessment").data
    if data is None:
        raise ValueError("an empty record that does not fit its own schema")
    return create_atomic(folder / f"{target}--{rater}.yaml", data)


def _lines(pair: Pair, plan: RoundPlan, profile: Profile) -> Iterator[str]:
    rater, target = pair
    yield f"# yaml-language-server: $schema={_SCHEMA}"
    yield "# 待评：date 改成评估当天，逐项把 state、reason 换成查到的事实。"
    yield "kind: assessment"
    yield "format: 1"
    if plan.synthetic:
        yield "synthetic: true"
    yield f'subject: "{target}"'
    yield f'period: "{plan.period}"'
    yield f"source: {Source.PEER}"
    yield f'assessor: "{rater}"'
    yield f"standard: {profile.standard}"
    yield f'date: "{bounds(plan.period)[1].isoformat()}"'
    yield "ratings:"
    for selection in profile.selections:
        yield f"  {selection.indicator}: {{state: not_checked, reason: 待评}}"
