"""``liuxing assign``: plan a round of mutual evaluation, or check a plan."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli import __version__
from liuxing_cli.commands.assign_input import (
    Groups,
    check_groups,
    check_period,
    check_seed,
    drawn_groups,
    names_of,
    read_draft,
    read_value,
    refuse_strangers,
    resolved,
    strangers,
)
from liuxing_cli.commands.assign_output import Format, Outcome, Status, tell, write
from liuxing_cli.commands.assign_records import write_records
from liuxing_cli.commands.assign_words import conflict_view, problem_words
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import OutputOption, WorkspaceOption
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, open_session, report_findings
from liuxing_cli.model.plan import GroupedBy, Grouping, PlanRules, RoundPlan
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.peer.assign.planner import Request, plan_round, request_of
from liuxing_cli.peer.assign.verify import breaches, deviations
from liuxing_cli.store.builders.plan import is_draft, plan_of
from liuxing_cli.store.discover import find_workspace

Chosen = tuple[Grouping, Groups, Groups, PlanRules]
"""How the groups were made, the groups, those too small to rate, and the rules with them."""


def command(
    ctx: typer.Context,
    groups: Annotated[
        Path | None,
        typer.Option("--groups", "-g", help="分组文件（默认：工作区设置的片会；社区按街道）"),
    ] = None,
    size: Annotated[
        int | None,
        typer.Option("--size", min=3, max=60, help="按编码相邻重新分片，每片大约几家"),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", "-p", help="排哪一期，如 2014H1")
    ] = None,
    seed: Annotated[
        str | None, typer.Option("--seed", help="抽签的种子，任意文字（默认：评估期）")
    ] = None,
    level: Annotated[
        SubjectKind, typer.Option("--level", help="街道（乡镇）之间，或街道之内社区之间")
    ] = SubjectKind.STREET,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="规则文件（默认：分组文件里的 rules）")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", help="核对一份排好的安排：规则守没守，种子对不对")
    ] = None,
    records: Annotated[
        bool, typer.Option("--records", help="给每一对建一份空白评估记录，已有的不动")
    ] = False,
    workspace: WorkspaceOption = None,
    output_format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="输出形式（默认：table；写文件时 yaml）"),
    ] = None,
    output: OutputOption = None,
) -> int:
    """排互评：谁评谁，能分辨多少，说不了什么；同样的分组、规则和种子排出同样的安排。"""
    if check is not None and (groups or size or period or seed or rules):
        raise Refusal("--check 只核对文件，不能与分组、规则、种子、评估期一起用")
    if groups is not None and size is not None:
        raise Refusal("--groups 和 --size 只能用一个", "分组文件已经写明了每片的成员")
    when = "" if check else check_period(period)
    chance = check_seed(seed, otherwise=when)
    session = _session(ctx, workspace, optional=bool(groups or check))
    failed = report_findings(session, []) if session else False
    if check is not None:
        outcome = _checked(session, check)
    else:
        if session is not None and groups is None:
            chosen = (*drawn_groups(session, level, size, chance), PlanRules())
        else:
            chosen = _from_file(groups)
        outcome = _planned(session, chosen, rules, (when, level, chance))
    if records:
        outcome = _with_records(session, outcome, output)
    write(outcome, output_format, output)
    tell(outcome, seed_given=seed is not None or check is not None)
    return 1 if failed or outcome.status in (Status.INFEASIBLE, Status.DEVIATES) else 0


def _session(ctx: typer.Context, option: Path | None, *, optional: bool) -> Session | None:
    """The workspace; None where none is around and a file says everything."""
    if optional and not (option or ctx.obj) and find_workspace(Path.cwd()) is None:
        return None
    return open_session(ctx, option)


def _from_file(path: Path | None) -> Chosen:
    """The groups of a file, with the rules that it may hold.

    Raises:
        Refusal: it has errors, or no groups.
    """
    draft = read_draft(path) if path else None
    if draft is None or not draft.groups:
        raise Refusal(f"{path} 里没有 groups", "写法与 data/workspace.yaml 的 groups 相同")
    return Grouping(GroupedBy.FILE), draft.groups, (), draft.rules


def _known(session: Session | None, groups: Groups) -> Session | None:
    """The workspace, None where it knows none of the members: the groups are from elsewhere.

    Raises:
        Refusal: it knows some of them but not all.
    """
    unknown = strangers(session, groups) if session else []
    if session is None or not unknown:
        return session
    if len(unknown) < sum(len(group.members) for group in groups):
        refuse_strangers(session, unknown)
    say("分组文件里的编码都不在工作区里，按与工作区无关的分组来排。")
    return None


def _planned(
    session: Session | None,
    chosen: Chosen,
    rules: Path | None,
    asked: tuple[str, SubjectKind, str],
) -> Outcome:
    """Plan the groups; ``asked``: period, level and seed."""
    grouping, groups, left_out, own_rules = chosen
    period, level, seed = asked
    check_groups(groups)
    session = _known(session, groups)
    wanted = read_draft(rules).rules if rules else own_rules
    request = Request(
        period=period,
        level=level,
        seed=seed,
        version=__version__,
        grouping=grouping,
        rules=resolved(wanted, session, period, groups),
        groups=groups,
        left_out=left_out,
        synthetic=session.workspace.settings.synthetic if session else False,
    )
    names = names_of(session, groups + left_out)
    found = plan_round(request)
    if isinstance(found, RoundPlan):
        return Outcome(Status.PLANNED, request, names, found)
    views = tuple(conflict_view(conflict, request.rules, names) for conflict in found)
    return Outcome(Status.INFEASIBLE, request, names, conflicts=views)


def _checked(session: Session | None, path: Path) -> Outcome:
    value = read_value(path)
    if is_draft(value):
        raise Refusal(f"{path} 还没有排对子（没有 pairs），无从核对", "先用它来排：--groups")
    plan = plan_of(value)
    groups = tuple(planned.group for planned in plan.groups)
    check_groups(groups)
    session = _known(session, groups)
    names = names_of(session, groups + plan.left_out)
    found = problem_words(breaches(plan), deviations(plan), plan.rules, names)
    problems = tuple(dict.fromkeys(found))
    status = Status.DEVIATES if problems else Status.VERIFIED
    return Outcome(status, request_of(plan), names, plan, problems=problems)


def _with_records(session: Session | None, outcome: Outcome, output: Path | None) -> Outcome:
    """Make the empty records of a plan that stands, and that will be written to ``output``."""
    if outcome.plan is None or outcome.problems:
        return outcome
    if session is None or strangers(session, outcome.request.groups):
        raise Refusal("建空白记录要在工作区里，成员都要在名册里")
    return replace(outcome, records=write_records(session, outcome.plan, output))
