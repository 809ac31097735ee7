"""``liuxing notice``: the public list, as paper and as a page."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from liuxing_cli.commands.messages import say
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
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, describe, open_session, severity_of
from liuxing_cli.model.finding import Severity
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Outcome
from liuxing_cli.publish.notice import passed_notice
from liuxing_cli.store.records import assessment_files

PROCESS = (Source.SELF, Source.PEER, Source.THIRD_PARTY, Source.INSPECTION)
"""The steps that lead to a list, in the order of the plan (通知 四)."""

DateOption = Annotated[
    str | None,
    typer.Option("--date", help="成文日期，如 2014-01-10（默认：本期最后一份记录的日期）"),
]


class Kind(StrEnum):
    """What is published."""

    PASSED = "passed"


def command(
    ctx: typer.Context,
    kind: Annotated[
        Kind, typer.Option("--kind", "-k", help="passed：达标社区名单公示")
    ] = Kind.PASSED,
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
    """生成公示：标题、依据、名单、公示时间、意见反映方式、署名。"""
    desk = Desk(open_session(ctx, workspace))
    session = desk.session
    scored = score_period(session, pick_profile(session, profile), period)
    refuse_faulty(session, scored)
    day = issue_date(issued, scored)
    wish = Wish(output_format, strict_fonts, bundled_fonts, base, number, fragment)
    document = passed_notice(
        session.workspace,
        scored.results,
        scored.period,
        day,
        desk.lay_out(wish, day),
        [s for s in PROCESS if assessment_files(session.tree, scored.period, s)],
    )
    desk.deliver(document, output)
    used = scored.plan.profile
    call = [f"--kind={kind}", f"--period={scored.period}", f"--profile={used.id}", f"--date={day}"]
    desk.sign(output, "notice", call, [used])
    listed = sum(r.outcome is Outcome.PASSED for r in scored.results)
    pending = sum(r.outcome is Outcome.PENDING for r in scored.results)
    say(
        f"{scored.covered}；名单列出 {listed} 个达标社区"
        + (f"，{pending} 个待核的不在名单里" if pending else "")
        + f"；成文日期 {day.isoformat()}"
    )
    return 0


def refuse_faulty(session: Session, scored: Scored) -> None:
    """Nothing is published from records with errors.

    Raises:
        Refusal: a record of the period has an error.
    """
    listed = (*session.findings, *scored.findings)
    faults = [f for f in listed if severity_of(f) is Severity.ERROR]
    if faults:
        raise Refusal(
            "本期记录有错误，改正前不能生成文件：\n" + describe(session.tree, faults),
            "改正后重新运行；liuxing validate 可以反复检查",
        )


def issue_date(asked: str | None, scored: Scored) -> date:
    """The date of writing: as asked, else that of the last record; never the clock's.

    Raises:
        Refusal: not a date.
    """
    try:
        return date.fromisoformat(asked or scored.latest)
    except ValueError:
        raise Refusal(f"“{asked}”不是日期", "写成 2014-01-10 的样子") from None
