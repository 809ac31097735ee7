"""The tables of a survey: a rate and an index are never in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.numbers import fixed, fixed_near, plain
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.surveys import Level, QuestionKind, Survey, SurveyQuestion
from liuxing_cli.programme.survey.change import Change, Changes, Direction
from liuxing_cli.programme.survey.estimate import Figure, Hidden, NoInterval, Row, Verdict
from liuxing_cli.publish.tables import Column, Table

RATES = {QuestionKind.KNOW: "知晓率", QuestionKind.SATISFACTION: "满意率"}
INDEX = "满意度得分"
VERDICTS = {Verdict.MET: "达到", Verdict.NOT_MET: "未达到", Verdict.CANNOT_TELL: "无法判定"}
_WHY = {
    NoInterval.CENSUS: "普查，没有抽样误差",
    NoInterval.PANEL: "不是抽样",
    NoInterval.THIN: "有一层只有一份答卷（一个群），算不出误差",
    NoInterval.EQUAL: "答得都一样，算不出误差",
}
_DIRECTIONS = {Direction.UP: "上升", Direction.DOWN: "下降", Direction.NONE: "无明显变化"}


@dataclass(frozen=True)
class Asked:
    """Names of subjects, the one level asked about, the round before, the fewest answers."""

    subjects: Mapping[str, Subject]
    level: Level | None
    before: str
    cell: int


def tables_of(survey: Survey, rows: Sequence[Row], changed: Changes, asked: Asked) -> list[Table]:
    """For each question its rate, its index, and what changed."""
    tables = []
    for question in survey.questions:
        own = [r for r in rows if r.question == question.id and asked.level in (None, r.level)]
        own = _in_order(own, asked.subjects)
        rate = f"{RATES[question.kind]}：{question.text}"
        tables.append(_figures(rate, own, question.target, question, survey, asked, index=False))
        if question.kind is QuestionKind.SATISFACTION:
            caption = f"{INDEX}：{question.text}"
            target = question.index_target
            tables.append(_figures(caption, own, target, question, survey, asked, index=True))
        moved = _changes(question, own, changed, asked)
        if moved.rows:
            tables.append(moved)
    return tables


def _in_order(rows: Sequence[Row], subjects: Mapping[str, Subject]) -> list[Row]:
    """The total, then each street with its communities."""

    def place(row: Row) -> tuple[str, int, str]:
        street = subjects[row.domain].street if row.domain else ""
        return street, list(Level).index(row.level), row.domain

    return sorted(rows, key=place)


def _name(row: Row, asked: Asked) -> str:
    return asked.subjects[row.domain].name if row.domain else "合计"


def _figures(
    caption: str,
    rows: Sequence[Row],
    target: Fraction | None,
    question: SurveyQuestion,
    survey: Survey,
    asked: Asked,
    *,
    index: bool,
) -> Table:
    satisfied = question.kind is QuestionKind.SATISFACTION
    columns = [
        Column("对象", key="subject"),
        Column("回答", key="answers", numeric=True),
        *([Column("不了解%", key="excluded", numeric=True)] if satisfied else []),
        Column("得分" if index else "率%", key="index" if index else "rate", numeric=True),
        Column(f"{plain(survey.design.confidence)}%区间", key="interval", numeric=True),
        *(
            [Column("判断", key="verdict"), Column("点估计", key="point")]
            if target is not None
            else []
        ),
        Column("说明", key="note"),
    ]
    told = [
        _told(row, index=index, satisfied=satisfied, target=target, asked=asked) for row in rows
    ]
    goal = "" if target is None else f"（目标 {plain(target)}{'' if index else '%'}）"
    return Table(caption + goal, columns, told)


def _told(
    row: Row, *, index: bool, satisfied: bool, target: Fraction | None, asked: Asked
) -> list[str]:
    figure = row.index if index else row.rate
    width = 0 if target is None else 2
    if row.hidden is not None or figure is None:
        count = (
            f"<{asked.cell}" if row.hidden is not Hidden.COMPLEMENT and row.n < asked.cell else "—"
        )
        blank = ["—"] * (1 + width)
        return [
            _name(row, asked),
            count,
            *(["—"] if satisfied else []),
            "不公布",
            *blank,
            _WHY_HIDDEN,
        ]
    said = [_name(row, asked), str(row.n)]
    if satisfied:
        said.append(fixed(Fraction(100 * row.excluded, row.n + row.excluded), 1))
    limits = () if target is None else (target,)
    said += [fixed_near(figure.value * 100, 1, limits), _interval(figure, limits)]
    if target is not None:
        said += [_verdict(figure), "达到" if figure.met else "未达到"]
    return [*said, _note(row, figure)]


_WHY_HIDDEN = "为保护答卷人"


def _interval(figure: Figure, limits: tuple[Fraction, ...]) -> str:
    if figure.interval is None:
        return "—"
    low, high = figure.interval.low * 100, figure.interval.high * 100
    return f"{fixed_near(low, 1, limits)}~{fixed_near(high, 1, limits)}"


def _verdict(figure: Figure) -> str:
    if figure.verdict is None or figure.why is NoInterval.PANEL:
        return "—"
    return VERDICTS[figure.verdict]


def _note(row: Row, figure: Figure) -> str:
    notes = ["仅供参考"] if row.reference_only else []
    if figure.why is not None:
        notes.append(_WHY[figure.why])
    return "；".join(notes)


def _changes(
    question: SurveyQuestion, rows: Sequence[Row], changed: Changes, asked: Asked
) -> Table:
    lines = []
    for row in rows:
        pair = changed.get((row.question, row.level, row.domain), (None, None))
        for name, change in zip((RATES[question.kind], INDEX), pair, strict=True):
            if change is not None:
                lines.append([_name(row, asked), name, *_moved(change)])
    columns = [
        Column("对象", key="subject"),
        Column("数", key="figure"),
        Column("变化", key="change", numeric=True),
        Column("区间", key="interval", numeric=True),
        Column("结论", key="direction"),
    ]
    return Table(f"比上一轮 {asked.before}：{question.text}", columns, lines)


def _moved(change: Change) -> list[str]:
    low, high = change.interval.low * 100, change.interval.high * 100
    zero = (Fraction(0),)
    return [
        _signed(change.delta * 100, ()),
        f"{_signed(low, zero)}~{_signed(high, zero)}",
        _DIRECTIONS[change.direction],
    ]


def _signed(value: Fraction, limits: tuple[Fraction, ...]) -> str:
    text = fixed_near(value, 1, limits)
    return text if text.startswith("-") or not value else f"+{text}"
