"""``liuxing report``: where a community, a street, a unit or the district stands, and why."""

from typing import Annotated

import typer

from liuxing_cli.commands.delivery import publish
from liuxing_cli.commands.kinds import Asked, DateOption, listed, maker
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.publishing import (
    BaseOption,
    BundledFontsOption,
    Desk,
    FormsOption,
    FragmentOption,
    NumberOption,
    StrictFontsOption,
    Wish,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.reports import KINDS, WHOLE, subjects
from liuxing_cli.commands.session import open_session


def command(
    ctx: typer.Context,
    about: Annotated[
        str | None,
        typer.Argument(
            metavar="[对象]",
            help="社区、街道（乡镇）、工作组或单位的编码或名称",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", "-k", help=f"{listed(KINDS)}（默认：看对象是社区还是街道）"),
    ] = None,
    everyone: Annotated[
        bool,
        typer.Option("--all", help="每个对象各一份，写进 -o 指定的文件夹；已写好没有变的跳过"),
    ] = False,
    period: PeriodOption = None,
    profile: ProfileOption = None,
    issued: DateOption = None,
    workspace: WorkspaceOption = None,
    output_format: FormsOption = None,
    output: OutputOption = None,
    number: NumberOption = None,
    base: BaseOption = None,
    fragment: FragmentOption = False,
    strict_fonts: StrictFontsOption = False,
    bundled_fonts: BundledFontsOption = False,
) -> int:
    """生成报告：社区和街道的诊断、全区半年情况、工作组和单位牵头的指标、第三方评估。"""
    make = subjects.make if kind is None else maker("reports", KINDS, kind)
    if kind in WHOLE and (everyone or about is not None):
        raise Refusal(f"--kind {kind} 说的是全区，不写对象，也不用 --all")
    if kind not in WHOLE and everyone == (about is not None):
        raise Refusal("写明一个对象，或者用 --all", "如 liuxing report 110199001001")
    if everyone and output is None:
        raise Refusal("--all 会写很多文件，要用 -o 指定文件夹", "如 -o out/reports")
    desk = Desk(open_session(ctx, workspace))
    wish = Wish.of(output_format, strict_fonts, bundled_fonts, base, number, fragment)
    asked = Asked(kind or "", wish, about, everyone, period, profile, issued)
    publish(desk, "report", make(desk, asked), asked, output)
    return 0
