"""What a plan is drawn from: drafts, the groups of a workspace, and the last round."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, severity_of
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.plan import Draft, GroupedBy, Grouping, LastRound, Pair, PlanRules
from liuxing_cli.model.profile import Source, SubjectKind
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.assign.grouping import LARGEST, SMALLEST, groups_by_code
from liuxing_cli.store.builders.plan import FOLDER, draft_of, is_draft, plan_of
from liuxing_cli.store.records import assessment_files

Groups = tuple[PeerGroup, ...]

_PERIOD = re.compile(r"[0-9]{4}(H[12]|Q[1-4])?")


class _OneFile:
    """A tree of a single file, so that its findings get their places like all others."""

    def __init__(self, file: str, data: bytes) -> None:
        self.file, self.data = file, data

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:  # noqa: ARG002
        return [self.file]

    def read(self, path: str) -> bytes:  # noqa: ARG002
        return self.data


def read_value(path: Path) -> dict[str, Any]:
    """The value of a plan file or draft, checked against the schema.

    A draft may leave out ``kind`` and ``format``, or be a bare list of groups.

    Raises:
        Refusal: the file has errors; the message lists them with their places.
        OSError: it cannot be read.
    """
    from liuxing_cli.store import schema
    from liuxing_cli.store.yaml_reader import parse

    data, file = path.read_bytes(), str(path)
    parsed = parse(data, file)
    found: list[Finding] = list(parsed.findings)
    value: Any = parsed.value
    if parsed.sound:
        value = {"groups": value} if isinstance(value, list) else value
        if isinstance(value, dict) and "kind" not in value:
            value = {"kind": "plan", "format": 1, **value}
        found += schema.check("plan", value, file)
    if any(severity_of(finding) is Severity.ERROR for finding in found):
        from liuxing_cli.publish.findings import as_text
        from liuxing_cli.store.place import resolve

        listed = as_text(resolve(_OneFile(file, data), found))
        raise Refusal(f"{file} 不能用：\n{listed}", "写法见 docs/assign.md")
    return dict(value)


def read_draft(path: Path) -> Draft:
    """The groups and rules of a draft, or of a finished plan.

    Raises:
        Refusal: the file has errors.
    """
    return draft_of(read_value(path))


def check_period(period: str | None) -> str:
    """The period, if it is one.

    Raises:
        Refusal: none given, or not the name of a period.
    """
    if period is None:
        raise Refusal("要写明排哪一期：--period", "例如 --period 2014H1；核对已有的安排用 --check")
    if not _PERIOD.fullmatch(period):
        raise Refusal(f"“{period}”不是评估期", "半年 2013H1、季度 2013Q1 或全年 2013")
    return period


def check_seed(seed: str | None, otherwise: str) -> str:
    """The seed, or the one that stands in for it.

    Raises:
        Refusal: nothing that could be written down and drawn with again.
    """
    if seed is None:
        return otherwise
    if not seed.strip() or not seed.isprintable() or len(seed) > 100:
        raise Refusal("种子要是一行文字，1 到 100 个字", "例如 --seed 20140108")
    return seed


def drawn_groups(
    session: Session, level: SubjectKind, size: int | None, seed: str
) -> tuple[Grouping, Groups, Groups]:
    """How the groups were made, the groups, and those too small to rate.

    Streets: the groups of the settings, or cut by code. Communities: street by street, whole or
    cut by code.

    Raises:
        Refusal: no groups are set up, or there are too few streets.
    """
    if level is SubjectKind.STREET and size is None:
        return Grouping(GroupedBy.SETTINGS), _settings_groups(session), ()
    subjects = [s for s in session.workspace.subjects.values() if s.kind is level]
    areas: dict[str, list[str]] = {}
    for subject in sorted(subjects, key=lambda s: (s.street, s.id)):
        area = subject.street if level is SubjectKind.COMMUNITY else ""
        areas.setdefault(area, []).append(subject.id)
    groups: list[PeerGroup] = []
    for street, members in areas.items():
        known = session.workspace.subjects.get(street)
        name = known.name if known else street
        prefix = f"s-{_slug(street)}" if street else "part"
        groups += _area(prefix, name, members, size, seed)
    grouping = Grouping(GroupedBy.STREET) if size is None else Grouping(GroupedBy.CODE, size)
    large = tuple(group for group in groups if len(group.members) >= SMALLEST)
    small = tuple(group for group in groups if len(group.members) < SMALLEST)
    if not large:
        raise Refusal(f"没有哪个组有 {SMALLEST} 家，不能互评")
    return grouping, large, small


def _settings_groups(session: Session) -> Groups:
    groups = session.workspace.settings.groups
    if not groups:
        raise Refusal("工作区没有设置片会", "在 data/workspace.yaml 里写，或用 --size、--groups")
    return groups


def _area(
    prefix: str, name: str, members: Sequence[str], size: int | None, seed: str
) -> Iterator[PeerGroup]:
    if size is None:
        yield PeerGroup(prefix, name, tuple(members))
        return
    cut = groups_by_code(members, size, seed, prefix)
    for number, part in enumerate(cut, start=1):
        label = name if name and len(cut) == 1 else f"{name}第{number}片"
        yield PeerGroup(f"{prefix}-{number}", label, part)


def _slug(code: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-") or "x"


def check_groups(groups: Groups) -> None:
    """Refuse groups that no plan can be made for, however the rules are.

    Raises:
        Refusal: a group with fewer than three members or too many, a member in two groups, or two
            groups with one id.
    """
    homes: dict[str, str] = {}
    ids: set[str] = set()
    for group in groups:
        count = len(group.members)
        if group.id in ids:
            raise Refusal(f"片会编号 {group.id} 用了两次", "每个片会一个编号")
        ids.add(group.id)
        if count < SMALLEST:
            raise Refusal(
                f"{group.name}只有 {count} 家：两家互评分不出松紧和好坏，至少要 {SMALLEST} 家",
                "并入别的片会，或用 --size 重新分片",
            )
        if count > LARGEST:
            raise Refusal(f"{group.name}有 {count} 家，一片最多 {LARGEST} 家", "用 --size 分片")
        for member in group.members:
            if homes.setdefault(member, group.name) != group.name:
                raise Refusal(f"{member} 在{homes[member]}和{group.name}里都有", "一家只在一个片会")


def names_of(session: Session | None, groups: Groups) -> dict[str, str]:
    """The names of all members; of a member that the workspace does not know, its code."""
    subjects = session.workspace.subjects if session else {}
    members = [member for group in groups for member in group.members]
    names = {m: subjects[m].name if m in subjects else m for m in members}
    return names | {group.id: group.name for group in groups if group.id not in names}


def strangers(session: Session, groups: Groups) -> list[str]:
    """The members that the workspace does not know."""
    known = session.workspace.subjects
    return [m for group in groups for m in group.members if m not in known]


def refuse_strangers(session: Session, unknown: Sequence[str]) -> None:
    """Say which members the workspace does not know.

    Raises:
        Refusal: always.
    """
    shown = "、".join(unknown[:8]) + (f"等 {len(unknown)} 个" if len(unknown) > 8 else "")
    near = suggestion(unknown[0], session.workspace.subjects, "在 data/subjects/ 里查对编码")
    raise Refusal(f"工作区里没有：{shown}", near)


def resolved(rules: PlanRules, session: Session | None, period: str, groups: Groups) -> PlanRules:
    """The rules with what they refer to: the superiors, and the pairs of the last round.

    Raises:
        Refusal: the last round cannot be found.
    """
    superiors = dict(rules.superiors)
    for member in {m for group in groups for m in group.members}:
        subject = session.workspace.subjects.get(member) if session else None
        if subject is not None and subject.street != member:
            superiors[member] = subject.street
    last = rules.last_round
    if last is not None and last.pairs is None:
        last = replace(last, pairs=tuple(sorted(set(_last_pairs(last, session, period)))))
    return replace(rules, superiors=superiors, last_round=last)


def _last_pairs(last: LastRound, session: Session | None, period: str) -> Iterable[Pair]:
    if last.plan:
        return _planned_pairs(Path(last.plan))
    if last.period == period:
        raise Refusal(f"上一轮不能就是这一轮（{period}）", "last_round 里的 period 写上一期")
    if session is None:
        raise Refusal("不在工作区里，读不到上一轮", "在 last_round 里写 plan 或 pairs")
    plan = session.root / FOLDER / f"{last.period}.yaml"
    if plan.is_file():
        return _planned_pairs(plan)
    pairs = recorded_pairs(session, last.period)
    if not pairs:
        raise Refusal(
            f"{last.period} 期既没有安排（{FOLDER}/{last.period}.yaml），也没有互评记录",
            "在 last_round 里改正 period，或写 plan、pairs",
        )
    return pairs


def _planned_pairs(path: Path) -> Iterable[Pair]:
    value = read_value(path)
    if is_draft(value):
        raise Refusal(f"{path} 还没有排对子", "上一轮要用排好的安排")
    return [pair for planned in plan_of(value).groups for pair in planned.pairs]


def recorded_pairs(session: Session, period: str) -> list[Pair]:
    """The pairs that a period has peer records of, by the names of the files."""
    stems = [Path(f).stem for f in assessment_files(session.tree, period, Source.PEER)]
    return [(rater, target) for target, sign, rater in (s.partition("--") for s in stems) if sign]
