"""``liuxing survey plan``: how large a sample, spread over the strata, drawn by number."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, emit, open_session, report_findings
from liuxing_cli.commands.survey_files import DRAW, answers_of, find_survey, folder_of, places_of
from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.surveys import LEVEL_NAMES, ClusterKind, Level, Survey
from liuxing_cli.programme.survey.estimate import Method, rows_of
from liuxing_cli.programme.survey.intervals import root
from liuxing_cli.programme.survey.sampling import Drawn, Share, draw, shares
from liuxing_cli.publish.tables import Column, Table, as_csv, render
from liuxing_cli.store.create import create_atomic

_HALF = Fraction(50)


def command(
    ctx: typer.Context,
    survey: Annotated[str | None, typer.Argument(help="调查编号（默认：最近一次）")] = None,
    drawn: Annotated[
        bool, typer.Option("--draw", help="按种子抽户号，写 data/surveys/<编号>/draw.csv")
    ] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """算样本量：要多少份、问多少户，分到各层；--draw 按种子抽出户号（只有号码，没有姓名）。"""
    session = open_session(ctx, workspace, programme=True)
    found = find_survey(session, survey)
    expected, why = _expected(session, found)
    spread = shares(places_of(session, found), found.design, expected)
    if drawn:
        _write(session, found, [one for share in spread for one in draw(found.design, share)])
    emit(render([_table(session, found, spread)], output_format), output)
    _tell(found, spread, f"{plain(expected)}%（{why}）")
    return 1 if report_findings(session, ()) else 0


def _expected(session: Session, survey: Survey) -> tuple[Fraction, str]:
    """What the rate is expected to be: as stated, else the rate of the last round that is nearest
    to 50 %, else 50 %, which needs the largest sample."""
    if survey.design.expected is not None:
        return survey.design.expected, "调查里写的"
    before = session.workspace.surveys.get(survey.previous)
    if before is None:
        return _HALF, "没有上一轮，取最保守的"
    try:
        cells = answers_of(session, before, None).cells
    except Refusal:
        return _HALF, f"上一轮 {before.id} 没有答卷，取最保守的"
    rows = rows_of(before, places_of(session, before), cells, Method.WILSON)
    rates = [row.rate.value * 100 for row in rows if row.level is Level.DISTRICT and row.rate]
    usable = [rate for rate in rates if 0 < rate < 100]
    if not usable:
        return _HALF, f"上一轮 {before.id} 都是 0 或 100%，取最保守的"
    nearest = min(usable, key=lambda rate: abs(rate - _HALF))
    return Fraction(fixed(nearest, 1)), f"上一轮 {before.id} 最接近 50% 的一题"


def _name(session: Session, id_: str) -> str:
    return session.workspace.subjects[id_].name if id_ else "合计"


def _table(session: Session, survey: Survey, spread: Sequence[Share]) -> Table:
    rows = [
        [_name(session, s.stratum), *map(str, (s.households, s.needed, s.asked)), _short(s)]
        for s in spread
    ]
    if len(spread) > 1:
        sums = [sum(values) for values in zip(*map(_counts, spread), strict=True)]
        rows.append(["合计", *map(str, sums), ""])
    columns = [
        Column(LEVEL_NAMES[survey.design.strata], key="stratum"),
        Column("户数", key="households", numeric=True),
        Column("要的份数", key="needed", numeric=True),
        Column("访问户数", key="invited", numeric=True),
        Column("说明", key="note"),
    ]
    return Table(f"{survey.title}：样本", columns, rows)


def _counts(share: Share) -> tuple[int, int, int]:
    return share.households, share.needed, share.asked


def _short(share: Share) -> str:
    return "全部访问也可能不够" if share.is_short else ""


def _tell(survey: Survey, spread: Sequence[Share], expected: str) -> None:
    design, margin = survey.design, survey.design.margin
    say(
        f"每{LEVEL_NAMES[design.level]}误差 ±{plain(margin)} 个百分点"
        if design.level is not Level.DISTRICT
        else f"全部合起来误差 ±{plain(margin)} 个百分点"
    )
    say(
        f"置信水平 {plain(design.confidence)}%，预计比例 {expected}，"
        f"设计效应 {plain(design.deff)}，应答率 {plain(design.response)}%；"
        "已按有限总体修正，只进不舍"
    )
    wider = fixed(margin * root(Fraction(2)), 1)
    say(f"两个社区相比、两期相比，误差是 √2 倍：±{wider} 个百分点；差得比这少，看不出来")
    short = sum(share.is_short for share in spread)
    if short:
        say(f"有 {short} 层全部访问，按预计的应答率也凑不够份数")


def _write(session: Session, survey: Survey, found: Sequence[Drawn]) -> None:
    """Write the draw; the same one again is left as it is.

    Raises:
        Refusal: another one is there already.
    """
    file = f"{folder_of(survey)}/{DRAW}"
    data = as_csv([_draw_table(session, survey, found)])
    place = session.root / file
    if create_atomic(place, data):
        say(f"已写 {file}：{len(found)} 个号，种子“{survey.design.seed}”")
    elif place.read_bytes() == data:
        say(f"{file} 已有，和这次抽的相同")
    else:
        hint = "设计或种子改过了；原来的作废才移走，并把缘由记下来"
        raise Refusal(f"已有 {file}，和这次抽的不同，不覆盖", hint)


def _draw_table(session: Session, survey: Survey, found: Sequence[Drawn]) -> Table:
    clusters = survey.design.clusters
    whole = clusters is not None and clusters.of is ClusterKind.BUILDING
    rows = [
        [one.community, _name(session, one.community), str(one.building if whole else one.number)]
        for one in found
    ]
    columns = [Column("社区编码"), Column("社区"), Column("楼栋" if whole else "户号")]
    return Table("", columns, rows)
