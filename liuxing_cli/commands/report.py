"""``liuxing report``: the diagnostic report on a community or a street."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.explain import find_subject
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.notice import DateOption, issue_date, refuse_faulty
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.publishing import (
    BaseOption,
    BundledFontsOption,
    Desk,
    Form,
    FormOption,
    FragmentOption,
    NumberOption,
    StrictFontsOption,
    Wish,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.report_facts import Gathered, community_facts, gather, street_facts
from liuxing_cli.commands.scored import pick_profile, score_period
from liuxing_cli.commands.session import open_session
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.report import community_report
from liuxing_cli.publish.report_street import street_report
from liuxing_cli.publish.template import Templates


def command(
    ctx: typer.Context,
    subject: Annotated[str | None, typer.Argument(help="社区或街道（乡镇）的编码或名称")] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="全区每个社区和街道（乡镇）各一份，写进 -o 指定的文件夹")
    ] = False,
    period: PeriodOption = None,
    profile: ProfileOption = None,
    issued: DateOption = None,
    workspace: WorkspaceOption = None,
    output_format: FormOption = Form.MD,
    output: OutputOption = None,
    number: NumberOption = None,
    base: BaseOption = None,
    fragment: FragmentOption = False,
    strict_fonts: StrictFontsOption = False,
    bundled_fonts: BundledFontsOption = False,
) -> int:
    """生成诊断报告：各型得分、强项弱项、自评与他评、先改什么、谁来牵头。"""
    if everyone == (subject is not None):
        raise Refusal("写一个社区或街道（乡镇），或者用 --all", "如 liuxing report 110199001001")
    if everyone and output is None:
        raise Refusal("--all 会写很多文件，要用 -o 指定文件夹", "如 -o out/reports")
    desk = Desk(open_session(ctx, workspace))
    scored = score_period(desk.session, pick_profile(desk.session, profile), period)
    refuse_faulty(desk.session, scored)
    gathered = gather(desk.session, scored)
    day = issue_date(issued, scored)
    wish = Wish(output_format, strict_fonts, bundled_fonts, base, number, fragment)
    templates = desk.lay_out(wish, day)
    used = scored.plan.profile
    call = [f"--period={scored.period}", f"--profile={used.id}", f"--date={day}"]
    if subject is not None:
        asked = find_subject(desk.session, subject)
        desk.deliver(_document(gathered, asked, day, templates), output)
        desk.sign(output, "report", [asked.id, *call], [used])
        say(f"{asked.name}：{scored.covered}")
        return 0
    folder = output or Path()
    subjects = _all(gathered)
    for each in subjects:
        name = f"{each.id}.{output_format}"
        desk.deliver(_document(gathered, each, day, templates), folder / name)
    desk.sign(folder, "report", ["--all", *call], [used])
    say(f"{scored.covered}；{len(subjects)} 份报告写在 {folder}/")
    return 0


def _document(gathered: Gathered, subject: Subject, day: date, templates: Templates) -> Document:
    """The report on one subject.

    Raises:
        Refusal: it has no result in the period.
    """
    workspace = gathered.session.workspace
    if subject.kind is SubjectKind.STREET:
        return street_report(workspace, street_facts(gathered, subject), day, templates)
    for result in gathered.scored.results:
        if result.subject == subject.id:
            return community_report(workspace, community_facts(gathered, result), day, templates)
    raise Refusal(f"{subject.name}在 {gathered.scored.period} 没有记录，写不出报告")


def _all(gathered: Gathered) -> list[Subject]:
    """Every community with a result, and every street that has one of them."""
    subjects = gathered.session.workspace.subjects
    assessed = {r.subject for r in gathered.scored.results}
    streets = {subjects[s].street for s in assessed}
    return [subjects[id_] for id_ in sorted(assessed | streets)]
