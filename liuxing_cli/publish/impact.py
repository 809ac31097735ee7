"""The impact of an edit for a reader: a page for the terminal, a comment for a pull request."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from liuxing_cli.model.finding import Finding
from liuxing_cli.model.privacy import mask
from liuxing_cli.model.profile import Profile, Source
from liuxing_cli.model.result import Result, Verdict
from liuxing_cli.publish.document import Column, Table, clean
from liuxing_cli.publish.findings import hint_of, message_of
from liuxing_cli.publish.impact_words import (
    ACTIONS,
    CLASSES,
    DIRECTIONS,
    HEADS,
    NOTHING,
    NOUNS,
    excerpt,
    rating_text,
    value_text,
)
from liuxing_cli.publish.ranking import branch_cell, decision, total_cell
from liuxing_cli.publish.tables import terminal
from liuxing_cli.publish.words import SUBJECT_KINDS, VERDICTS, period_name, source_names

_RECORDS = "data/assessments/"
_LONG = 24  # characters of a text from which on only what differs is shown


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change; ``old`` and ``new`` are values of the model."""

    change_class: str
    noun: str
    id: str
    name: str
    file: str
    trail: tuple[str, ...]
    labels: tuple[str, ...]
    action: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Crossing:
    """A condition of the decision whose verdict changed."""

    id: str
    text: str
    old: Verdict | None
    new: Verdict | None


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject on both sides; ``direction`` is up, down, open or None."""

    id: str
    name: str
    street: str
    old: Result | None
    new: Result | None
    score_changed: bool
    decision_changed: bool
    rank_changed: bool
    direction: str | None
    crossed: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One rating of an edited record; ``was`` is the old id of a renamed indicator."""

    indicator: str
    action: str
    old: Mapping[str, object] | None
    new: Mapping[str, object] | None
    was: str = ""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record that was added, removed or edited."""

    file: str
    action: str
    head: tuple[str, ...] = ()
    ratings: tuple[RatingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ImpactView:
    """All that is said about an edit.

    ``subjects`` has every subject with a result on either side, ``listed`` the number of subjects
    of that kind on either side; ``relaid`` counts records of which only the writing changed.
    """

    district: str
    synthetic: bool
    period: str
    sources: Sequence[Source]
    against: str
    commit: str | None
    old_profile: Profile
    new_profile: Profile
    changes: tuple[ChangeLine, ...]
    subjects: tuple[SubjectLine, ...]
    listed: int
    records: tuple[RecordLine, ...]
    relaid: int
    old_records: int
    new_records: int
    breaks: tuple[Finding, ...]
    fail_on: str | None = None
    failed: bool = False

    @property
    def compared(self) -> tuple[SubjectLine, ...]:
        """The subjects with a result on both sides."""
        return tuple(s for s in self.subjects if s.old is not None and s.new is not None)

    @property
    def unit(self) -> str:
        """``个社区`` or ``个街道（乡镇）``."""
        return f"个{SUBJECT_KINDS[self.new_profile.subject]}"

    @property
    def covered(self) -> str:
        """What was covered, in words."""
        text = f"已比较 {len(self.compared)}/{self.listed} {self.unit}"
        without = self.listed - len(self.subjects)
        text += f"（{without} 个没有本期记录）" if without else ""
        return f"{text}，已检查记录：原来 {self.old_records} 份，现在 {self.new_records} 份"


def title(view: ImpactView) -> tuple[str, str]:
    """What was compared with what, and the results in question."""
    at = f"（{view.commit[:12]}）" if view.commit else ""
    names = list(dict.fromkeys((view.old_profile.name, view.new_profile.name)))
    invented = "（虚构示例）" if view.synthetic else ""
    results = f"{view.district}{period_name(view.period)}{'→'.join(names)}"
    return f"与 {view.against}{at}相比", f"{results}（{source_names(view.sources)}）{invented}"


def summary(view: ImpactView) -> Iterator[str]:
    """The few lines that come first."""
    counts = Counter(change.change_class for change in view.changes)
    parts = [f"{word} {counts[key]} 处" for key, word in CLASSES.items() if counts[key]]
    yield "修改：" + ("，".join(parts) or "标准、办法、矩阵和名册都没有变")
    size = len(view.compared)
    scores = sum(s.score_changed for s in view.compared)
    ranks = sum(s.rank_changed for s in view.compared)
    yield f"得分：{scores}/{size} {view.unit}有变化；名次：{ranks}/{size} 有变化"
    decided = [s for s in view.compared if s.decision_changed]
    yield f"结论：{len(decided)}/{size} 有变化"
    if decided:
        yield from (f"{word}：{_named(view, key)}" for key, word in DIRECTIONS.items())
    appeared = sum(s.old is None for s in view.subjects)
    vanished = sum(s.new is None for s in view.subjects)
    if appeared or vanished:
        yield f"结果：{appeared} 个新有，{vanished} 个不再有"
    yield _records_line(view)
    files = {finding.file for finding in view.breaks}
    yield f"失效：{len(files)} 份记录，{len(view.breaks)} 处" if files else "失效：没有记录失效"


_NAMED = 4


def _named(view: ImpactView, direction: str) -> str:
    """How many went this way, the first few by name."""
    found = [s.name for s in view.compared if s.direction == direction]
    if not found:
        return "0 个"
    more = "……" if len(found) > _NAMED else ""
    return f"{len(found)} 个（{'、'.join(found[:_NAMED])}{more}）"


def _records_line(view: ImpactView) -> str:
    counts = Counter(record.action for record in view.records)
    parts = [f"{ACTIONS[key]} {counts[key]} 份" for key in ("added", "removed", "changed")]
    line = "记录：" + ("，".join(parts) if view.records else "没有增删改")
    return f"{line}，另有 {view.relaid} 份只是写法不同" if view.relaid else line


def as_text(view: ImpactView) -> str:
    """Everything, for a terminal of 80 columns; nothing is left out."""
    head = [*map(clean, title(view)), *(f"  {clean(line)}" for line in summary(view))]
    parts = ["\n".join(head)]
    parts += [f"{table.caption}\n{terminal(table)}" for table in tables(view)]
    if view.breaks:
        parts.append("失效的记录\n" + "\n".join(_broken(view.breaks)))
    return "\n\n".join(parts) + "\n"


def _broken(breaks: Iterable[Finding]) -> Iterator[str]:
    """Each problem once, with every place below it."""
    places: dict[str, list[str]] = defaultdict(list)
    for finding in breaks:
        hint = hint_of(finding)
        tail = f"（{hint}）" if hint else ""
        places[f"{finding.code} {message_of(finding)}{tail}"].append(place(finding))
    for problem, where in places.items():
        yield clean(problem)
        yield from (f"    {clean(text)}" for text in where)


def place(finding: Finding) -> str:
    """``file:line``, or the file alone."""
    return f"{finding.file}:{finding.position.line}" if finding.position else finding.file


def tables(view: ImpactView) -> Iterator[Table]:
    """Whatever there is to list, each as one table."""
    if view.changes:
        yield _changes(view.changes)
    decided = [s for s in view.compared if s.decision_changed]
    if decided:
        yield _subjects("结论有变化", decided, view)
    moved = [s for s in view.compared if not s.decision_changed and _moved(s)]
    if moved:
        yield _subjects("结论不变，得分、名次或条件有变化", moved, view)
    single = [s for s in view.subjects if s.old is None or s.new is None]
    if single:
        yield _subjects("只有一边有结果", single, view)
    if view.records:
        yield _records(view.records)


def _moved(subject: SubjectLine) -> bool:
    return subject.score_changed or subject.rank_changed or bool(subject.crossed)


def _changes(changes: Sequence[ChangeLine]) -> Table:
    head = [Column(name) for name in ("类别", "对象", "内容", "原来", "现在")]
    rows = []
    for change in changes:
        what = " ".join(part for part in (NOUNS[change.noun], change.id) if part)
        content = "·".join(change.labels) or change.name
        verb = "" if change.action == "changed" else f"{ACTIONS[change.action]}："
        rows.append([CLASSES[change.change_class], what, verb + content, *_shortened(change)])
    return Table("修改", head, rows, names=1)


def values(change: ChangeLine) -> tuple[str, str]:
    """What was and what is, as text; personal data masked but for the office's own contact."""
    old, new = value_text(change.old), value_text(change.new)
    return (old, new) if change.trail[:1] == ("contact",) else (mask(old), mask(new))


def _shortened(change: ChangeLine) -> tuple[str, str]:
    old, new = values(change)
    if change.action == "changed" and min(len(old), len(new)) > _LONG:
        return excerpt(old, new)
    return old, new


def _subjects(caption: str, subjects: Sequence[SubjectLine], view: ImpactView) -> Table:
    names = (view.unit[1:], "总分", "名次", "结论", "变化的条件和分支")
    rows = []
    for subject in subjects:
        old, new = subject.old, subject.new
        totals = [total_cell(r, p) if r else NOTHING for r, p in _sides(subject, view)]
        total = _arrow(*totals) if not _total_changed(old, new) else "→".join(totals)
        rank = _arrow(*(str(r.rank) if r and r.rank else NOTHING for r in (old, new)))
        decisions = _arrow(*(decision(r, p) if r else NOTHING for r, p in _sides(subject, view)))
        rows.append([subject.name, total, rank, decisions, "；".join(_reasons(subject, view))])
    return Table(caption, [Column(name) for name in names], rows)


def _sides(
    subject: SubjectLine, view: ImpactView
) -> tuple[tuple[Result | None, Profile], tuple[Result | None, Profile]]:
    return (subject.old, view.old_profile), (subject.new, view.new_profile)


def _total_changed(old: Result | None, new: Result | None) -> bool:
    """Even by less than is printed, which the arrow then shows."""
    return old is not None and new is not None and old.total != new.total


def _arrow(old: str, new: str) -> str:
    return old if old == new else f"{old}→{new}"


def _reasons(subject: SubjectLine, view: ImpactView) -> Iterator[str]:
    """Lines crossed, then the branches that moved."""
    for line in subject.crossed:
        words = [VERDICTS[v] if v else "没有这一条" for v in (line.old, line.new)]
        yield f"{line.text}：{'→'.join(words)}"
    if subject.old is None or subject.new is None:
        return
    after = {branch.id: branch for branch in subject.new.branches}
    for branch in subject.old.branches:
        now = after.get(branch.id)
        if now is not None and (branch.score, branch.upper) != (now.score, now.upper):
            cells = branch_cell(branch, view.old_profile), branch_cell(now, view.new_profile)
            yield f"{now.name[:2]} {'→'.join(cells)}"


def _records(records: Sequence[RecordLine]) -> Table:
    """Added and removed records by folder, edited ones each with what changed in them."""
    rows = []
    for action in ("added", "removed"):
        folders: dict[str, list[str]] = defaultdict(list)
        for record in records:
            if record.action == action:
                folder, _, name = _short(record.file).rpartition("/")
                folders[folder].append(name)
        rows += [
            [ACTIONS[action], folder, f"{len(names)} 份：{'、'.join(names)}"]
            for folder, names in folders.items()
        ]
    for record in records:
        if record.action == "changed":
            rows.append([ACTIONS["changed"], _short(record.file), "；".join(_edits(record))])
    return Table("记录的增删改", [Column("改动"), Column("记录"), Column("内容")], rows, names=1)


def _short(file: str) -> str:
    return file.removeprefix(_RECORDS).removesuffix(".yaml")


def _edits(record: RecordLine) -> Iterator[str]:
    if record.head:
        yield "、".join(HEADS[key] for key in record.head)
    for rating in record.ratings:
        name = f"{rating.was}→{rating.indicator}" if rating.was else rating.indicator
        if rating.action == "renamed":
            yield f"{name}（改编号）"
            continue
        old, new = rating_text(rating.old), rating_text(rating.new)
        old, new = excerpt(old, new) if min(len(old), len(new)) > _LONG else (old, new)
        yield f"{name} {old}→{new}"
