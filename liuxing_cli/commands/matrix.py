"""``liuxing matrix``: who leads what, and what one unit has to do."""

from typing import Annotated

import typer

from liuxing_cli.commands.options import OutputOption, TableForm, TableFormOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit, open_session
from liuxing_cli.model.matrix import Bearer, Matrix, Unit
from liuxing_cli.model.standard import Indicator, Standard
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.tables import Column, Table, render

LEAD, MEMBER = "牵头", "成员"
BEARERS = {
    Bearer.UNIT: "单位",
    Bearer.WORKING_GROUP: "各工作组",
    Bearer.STREET: "各街道（乡镇）",
    Bearer.COMMITTEE: "社区居委会",
}


def command(
    ctx: typer.Context,
    unit: Annotated[
        str | None, typer.Option("--unit", "-u", help="只看一个单位（名称或编号，如 区民政局）")
    ] = None,
    common: Annotated[
        bool, typer.Option("--common", help="看各工作组、各街道（乡镇）和社区居委会共有的职责")
    ] = False,
    workspace: WorkspaceOption = None,
    output_format: TableFormOption = TableForm.TABLE,
    output: OutputOption = None,
) -> int:
    """查看责任矩阵；加 --unit 看一个单位的工作组、职责和牵头的指标。"""
    if common and unit is not None:
        raise Refusal("--common 和 --unit 不能一起用", "分两次看")
    session = open_session(ctx, workspace)
    if common:
        tables = [common_duties(session.workspace.matrix)]
    elif unit is None:
        tables = [groups_by_unit(session.workspace.matrix)]
    else:
        tables = unit_tables(session.workspace, find_unit(session.workspace.matrix, unit))
    emit(render(tables, output_format), output)
    return 0


def find_unit(matrix: Matrix, asked: str) -> Unit:
    """The unit with this id, number or name.

    Raises:
        Refusal: no such unit; the message names the closest ones.
    """
    for unit in matrix.units.values():
        if asked in {unit.id, unit.name, str(unit.number)}:
            return unit
    near = [u.name for u in matrix.units.values() if asked in u.name or u.name in asked]
    raise Refusal(
        f"责任矩阵里没有“{asked}”这个单位",
        f"是否想写：{'、'.join(near)}" if near else "不加 --unit 可看全部单位",
    )


def groups_by_unit(matrix: Matrix) -> Table:
    """One row a unit, one column a working group; seat in the conference and the office too."""
    conference = matrix.conference
    rows = []
    for unit in sorted(matrix.units.values(), key=lambda u: u.number):
        seats = ["是" if unit.id in conference.members else "—", _office_post(matrix, unit)]
        roles = [
            LEAD if unit.id == group.lead else MEMBER if unit.id in group.members else ""
            for group in conference.groups
        ]
        carried = sum(not duty.excluded for duty in unit.duties)
        rows.append([str(unit.number), unit.name, *seats, *roles, str(carried)])
    groups = [Column(group.name[:2], key=group.id) for group in conference.groups]
    return Table(
        "责任矩阵",
        [
            Column("序号", numeric=True, key="number"),
            Column("单位", key="unit"),
            Column("联席会议", key="conference"),
            Column("办公室", key="office"),
            *groups,
            Column("职责", numeric=True, key="duties"),
        ],
        rows,
        names=1,
    )


def common_duties(matrix: Matrix) -> Table:
    """What every working group, street and committee has to do, by clause."""
    rows = [
        [BEARERS[bearer], duty.clause, duty.text]
        for bearer, duties in matrix.common.items()
        for duty in duties
    ]
    return Table(
        "共有的职责",
        [
            Column("承担者", key="bearer"),
            Column("条款", key="clause"),
            Column("职责", key="duty"),
        ],
        rows,
    )


def _office_post(matrix: Matrix, unit: Unit) -> str:
    posts = []
    if unit.id == matrix.conference.office_lead:
        posts.append("主任")
    if unit.id in matrix.conference.office_deputies:
        posts.append("副主任")
    return "、".join(posts)


def unit_tables(workspace: Workspace, unit: Unit) -> list[Table]:
    """Groups, duties and indicators of one unit."""
    matrix = workspace.matrix
    groups = [
        [group.name, LEAD if group.lead == unit.id else MEMBER, group.clause]
        for group in matrix.conference.groups
        if unit.id == group.lead or unit.id in group.members
    ]
    duties = [
        [duty.clause, "不承载：" + duty.excluded if duty.excluded else duty.text]
        for duty in unit.duties
    ]
    indicators = [
        [i.id, i.name, LEAD if i.lead == unit.id else "配合"]
        for standard in workspace.standards.values()
        for i in _of_unit(standard, unit.id)
    ]
    return [
        Table(
            f"{unit.name}：所在工作组",
            [
                Column("工作组", key="group"),
                Column("角色", key="role"),
                Column("条款", key="clause"),
            ],
            groups,
        ),
        Table(
            f"{unit.name}：职责",
            [Column("条款", key="clause"), Column("职责", key="duty")],
            duties,
        ),
        Table(
            f"{unit.name}：负责的指标",
            [
                Column("指标", key="indicator"),
                Column("名称", key="name"),
                Column("分工", key="role"),
            ],
            indicators,
        ),
    ]


def _of_unit(standard: Standard, unit: str) -> list[Indicator]:
    return [i for i in standard.indicators.values() if unit == i.lead or unit in i.support]
