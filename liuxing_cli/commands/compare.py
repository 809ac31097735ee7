"""``liuxing compare``: the mutual evaluation of a period, group by group, or of a table."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.compare_table import compare_table
from liuxing_cli.commands.compare_workspace import Asked, compare_workspace
from liuxing_cli.commands.messages import complain, say
from liuxing_cli.commands.options import OutputOption, PeriodOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit, open_session, report_findings
from liuxing_cli.model.finding import Finding
from liuxing_cli.peer.estimate import Method
from liuxing_cli.peer.results import Options
from liuxing_cli.publish.mutual import ComparisonView, GroupView, MemberLine
from liuxing_cli.publish.mutual_explain import explanation
from liuxing_cli.publish.mutual_json import comparison_json
from liuxing_cli.publish.mutual_page import comparison_page
from liuxing_cli.publish.mutual_text import comparison_tables, comparison_text, fits_terminal
from liuxing_cli.publish.tables import as_json, render


class Format(StrEnum):
    """How the comparison is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    HTML = "html"


MutualProfileOption = Annotated[
    str | None, typer.Option("--profile", help="互评的评分办法（默认：用途是互评的第一个）")
]
GroupOption = Annotated[
    str | None, typer.Option("--group", "-g", help="只看一个片会（编号或名称）")
]
MethodOption = Annotated[
    Method, typer.Option("--method", help="ols 最小二乘，精确；reml 松紧随机，评价安排稀疏时用")
]
ExplainOption = Annotated[
    str | None, typer.Option("--explain", help="写出一家的校正分怎么算，可用计算器复核")
]
SourcesOption = Annotated[
    bool, typer.Option("--sources", help="再把自评、互评、第三方、检查两两对照，找出差距")
]
OfficeOption = Annotated[
    bool, typer.Option("--office", help="再列“看一看”：互相抬分、雷同等，仅供办公室内部")
]
RoundsOption = Annotated[
    int, typer.Option("--rounds", min=1, max=20, help="“看一看”里成对检验连同前几期，共几期")
]
LevelOption = Annotated[
    int, typer.Option("--level", min=50, max=99, help="名次区间的把握，百分之几")
]
RatingsOption = Annotated[
    Path | None, typer.Option("--ratings", help="不用工作区，读 CSV：rater,target,score[,method]")
]
WeightsOption = Annotated[
    str | None,
    typer.Option("--weights", help="CSV 里各方式的权重，如 visit=40,survey=25（默认：相同）"),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="输出形式")]


def command(
    ctx: typer.Context,
    period: PeriodOption = None,
    profile: MutualProfileOption = None,
    group: GroupOption = None,
    method: MethodOption = Method.OLS,
    explain: ExplainOption = None,
    sources: SourcesOption = False,
    office: OfficeOption = False,
    rounds: RoundsOption = 1,
    level: LevelOption = 90,
    ratings: RatingsOption = None,
    weights: WeightsOption = None,
    workspace: WorkspaceOption = None,
    output_format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> int:
    """街道（乡镇）互评：校正分、误差、名次区间和档，各家松紧，自评与他评之差。"""
    options = Options(method=method, level=Fraction(level, 100))
    if explain is not None and output_format is not Format.TABLE:
        raise Refusal("--explain 只写成文字", "不要和 --format 一起用")
    if ratings is not None:
        where = {"--workspace": workspace, "--period": period, "--profile": profile}
        _refuse_mixed({**where, "--group": group, "--sources": sources, "--rounds": rounds > 1})
        view, remarks = compare_table(ratings, parse_weights(weights), options, office=office)
        failed = _tell_problems(ratings, view, remarks)
    else:
        if weights is not None:
            raise Refusal("--weights 只和 --ratings 一起用", "工作区里的权重写在评分办法里")
        session = open_session(ctx, workspace)
        findings: list[Finding] = []
        asked = Asked(period, group, sources, office, rounds, profile)
        view = compare_workspace(session, asked, options, findings)
        failed = report_findings(session, findings)
    _write(view, output_format, output, explain)
    _tell_end(view, output_format, asked_rounds=rounds)
    return 1 if failed else 0


def _refuse_mixed(given: Mapping[str, object]) -> None:
    """A table of ratings has no periods, groups or records.

    Raises:
        Refusal: an option was given that needs a workspace.
    """
    used = [name for name, value in given.items() if value]
    if used:
        raise Refusal(f"{'、'.join(used)} 不能和 --ratings 一起用", "它们读的是工作区里的记录")


def parse_weights(text: str | None) -> dict[str, Fraction] | None:
    """``visit=40,survey=25`` as weights by method; None where nothing was given.

    Raises:
        Refusal: not of that form, a negative weight, or none above 0.
    """
    if text is None:
        return None
    found = {}
    for part in text.replace("，", ",").split(","):
        name, _, weight = part.partition("=")
        if not name.strip() or not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", weight.strip()):
            raise Refusal(f"--weights 的“{part}”看不懂", "写成 visit=40,document=35,survey=25")
        found[name.strip()] = Fraction(weight.strip())
    if not any(found.values()):
        raise Refusal("--weights 至少要有一种方式大于 0", "写成 visit=40,document=35,survey=25")
    return found


def _tell_problems(path: Path, view: ComparisonView, remarks: Iterable[str]) -> bool:
    """Name each faulty row by its line; returns whether there are any."""
    for line, words in view.problems:
        complain(f"{path}:{line}: {words}")
    for remark in remarks:
        say(f"{path}：{remark}。")
    return bool(view.problems)


def _write(view: ComparisonView, form: Format, output: Path | None, explained: str | None) -> None:
    if explained is not None:
        emit(explanation(*_find(view, explained)), output)
    elif form is Format.JSON:
        emit(as_json(comparison_json(view, __version__)), output)
    elif form is Format.CSV:
        emit(render(comparison_tables(view), "csv"), output)
    elif form is Format.TABLE:
        emit(comparison_text(view), output)
    else:
        emit(comparison_page(view, form), output)


def _find(view: ComparisonView, asked: str) -> tuple[GroupView, MemberLine]:
    """The member with this id or name, and its group.

    Raises:
        Refusal: there is none among the groups compared.
    """
    for group in view.groups:
        for member in group.members:
            if asked in (member.id, member.name) and member.rated:
                return group, member
    known = "、".join(m.name for group in view.groups for m in group.members if m.rated)
    raise Refusal(f"这次互评里没有“{asked}”", f"有：{known}")


def _tell_end(view: ComparisonView, form: Format, asked_rounds: int) -> None:
    """What was covered, and what else there is to see."""
    if form is Format.TABLE and not all(map(fits_terminal, view.groups)):
        say("各家打分的表太宽，终端不列；见 --format csv、html 或 json。")
    if asked_rounds > 1 and not view.office:
        say("--rounds 只用在“看一看”里，要加 --office。")
    say(f"{view.title}：{view.covered}。校正分是按平均尺度应得的分数，只在本片内可比；自评不计入。")
