"""``liuxing report``: the diagnostic report on a community or a street."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.explain import find_subject
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.notice import DateOption, issue_date, refuse_faulty
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.report_facts import Gathered, community_facts, gather, street_facts
from liuxing_cli.commands.scored import pick_profile, score_period
from liuxing_cli.commands.session import emit, open_session
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.subject import Subject
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.render import render
from liuxing_cli.publish.report import community_report
from liuxing_cli.publish.report_street import street_report
from liuxing_cli.publish.template import Templates


class Format(StrEnum):
    """The form of the document."""

    HTML = "html"
    DOCX = "docx"
    MD = "md"


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
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="html 网页，docx 公文，md 纯文本")
    ] = Format.MD,
    output: OutputOption = None,
) -> int:
    """生成诊断报告：各型得分、强项弱项、自评与他评、先改什么、谁来牵头。"""
    if everyone == (subject is not None):
        raise Refusal("写一个社区或街道（乡镇），或者用 --all", "如 liuxing report 110199001001")
    session = open_session(ctx, workspace)
    scored = score_period(session, pick_profile(session, profile), period)
    refuse_faulty(session, scored)
    gathered = gather(session, scored)
    day = issue_date(issued, scored)
    if subject is not None:
        asked = find_subject(session, subject)
        emit(render(_document(gathered, asked, day), output_format), output)
        say(f"{asked.name}：{scored.covered}")
        return 0
    if output is None:
        raise Refusal("--all 会写很多文件，要用 -o 指定文件夹", "如 -o out/reports")
    written = _write_all(gathered, day, output_format, output)
    say(f"{scored.covered}；{written} 份报告写在 {output}/")
    return 0


def _document(gathered: Gathered, subject: Subject, day: date) -> Document:
    """The report on one subject.

    Raises:
        Refusal: it has no result in the period.
    """
    workspace = gathered.session.workspace
    templates = Templates(gathered.session.root / "templates")
    if subject.kind is SubjectKind.STREET:
        return street_report(workspace, street_facts(gathered, subject), day, templates)
    for result in gathered.scored.results:
        if result.subject == subject.id:
            return community_report(workspace, community_facts(gathered, result), day, templates)
    raise Refusal(f"{subject.name}在 {gathered.scored.period} 没有记录，写不出报告")


def _write_all(gathered: Gathered, day: date, form: Format, folder: Path) -> int:
    """One file a subject, named by its id; returns how many."""
    subjects = gathered.session.workspace.subjects
    assessed = {r.subject for r in gathered.scored.results}
    streets = {subjects[s].street for s in assessed}
    wanted = sorted(assessed | streets)
    for id_ in wanted:
        data = render(_document(gathered, subjects[id_], day), form)
        emit(data, folder / f"{id_}.{form}")
    return len(wanted)
