"""What ``liuxing assign`` found, written down: the plan, why there is none, or what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from liuxing_cli import __version__
from liuxing_cli.commands.assign_records import Written
from liuxing_cli.commands.assign_words import plan_view
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.session import emit
from liuxing_cli.model.plan import DesignKind, GroupedBy, RoundPlan
from liuxing_cli.peer.assign.planner import Request
from liuxing_cli.publish.assign import (
    ConflictView,
    Said,
    conflict_json,
    conflict_tables,
    group_json,
    plan_tables,
    problem_table,
)
from liuxing_cli.publish.tables import Table, as_json, render
from liuxing_cli.publish.words import period_name
from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.builders.plan import FOLDER, plan_bytes, rules_value
from liuxing_cli.store.discover import is_workspace


class Format(StrEnum):
    """How the plan is written; ``yaml`` is the plan file itself."""

    TABLE = "table"
    YAML = "yaml"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class Status(StrEnum):
    """What came of it."""

    PLANNED = "planned"
    INFEASIBLE = "infeasible"  # the rules cannot be kept together
    VERIFIED = "verified"
    DEVIATES = "deviates"  # a plan file that breaks its rules or is not what its seed gives


@dataclass(frozen=True)
class Outcome:
    """The result of a run, whichever it was."""

    status: Status
    request: Request
    names: dict[str, str]
    plan: RoundPlan | None = None
    conflicts: tuple[ConflictView, ...] = ()
    problems: tuple[Said, ...] = ()
    records: Written | None = None


def write(outcome: Outcome, asked: Format | None, output: Path | None) -> None:
    """Write the result; a plan that is not asked for in another form goes to a file as YAML."""
    form = asked or Format.TABLE
    plan = outcome.plan if not outcome.problems else None
    if plan is not None and output is not None and asked is None:
        _emit_plan(plan, output)
        output = None
    elif plan is None and form is not Format.JSON:
        output = None  # there is no plan: say why, and leave the file alone
    if form is Format.YAML and plan is not None:
        _emit_plan(plan, output)
    elif form is Format.JSON:
        emit(as_json(document(outcome)), output)
    else:
        emit(render(_tables(outcome), Format.TABLE if form is Format.YAML else form), output)


def _emit_plan(plan: RoundPlan, output: Path | None) -> None:
    """Write the plan file; its home is the one folder of a workspace's data open to results."""
    data = plan_bytes(plan)
    target = output.resolve() if output else None
    if target is not None and target.suffix == ".yaml" and is_plan_folder(target.parent):
        write_atomic(target, data)
    else:
        emit(data, output)


def is_plan_folder(folder: Path) -> bool:
    """Whether a folder is where the plans of a workspace lie."""
    root = folder.parent.parent
    return folder == root / FOLDER and is_workspace(root)


def _tables(outcome: Outcome) -> Sequence[Table]:
    if outcome.conflicts:
        return conflict_tables(outcome.conflicts)
    if outcome.problems or outcome.plan is None:
        return [problem_table(outcome.problems, outcome.names)]
    return plan_tables(plan_view(outcome.plan, outcome.names))


def tell(outcome: Outcome, *, seed_given: bool) -> None:
    """A few words on what was done."""
    request = outcome.request
    title = f"{period_name(request.period)}互评安排"
    if outcome.plan is not None:
        pairs = sum(len(planned.pairs) for planned in outcome.plan.groups)
        title += f"：{len(request.groups)} 个片会，{pairs} 对"
    for group in request.left_out:
        say(f"{group.name}只有 {len(group.members)} 家，没有安排互评。")
    words = {
        Status.PLANNED: f"{title}；种子“{request.seed}”。",
        Status.INFEASIBLE: f"{title}：规则互相冲突，没有排。放宽其中一条再排。",
        Status.VERIFIED: f"{title}：规则全部守住，与种子“{request.seed}”重排的逐对相同。",
        Status.DEVIATES: f"{title}：有 {len(outcome.problems)} 处不符。",
    }
    say(words[outcome.status])
    if outcome.status is Status.DEVIATES and request.version != __version__:
        say(f"这份安排是 {request.version} 版排的，现在是 {__version__} 版，排法可能变过。")
    if outcome.status is Status.PLANNED and not seed_given and _is_drawn(outcome):
        say("没有写种子，用了评估期；要让各家信服，请当众抽一个，用 --seed 写明。")
    if outcome.records is not None:
        say(outcome.records.words + "。")


def _is_drawn(outcome: Outcome) -> bool:
    """Whether the seed had any say: not where everyone rates everyone else in given groups."""
    planned = outcome.plan.groups if outcome.plan else ()
    by_lot = any(group.design.kind is not DesignKind.COMPLETE for group in planned)
    return by_lot or outcome.request.grouping.by is GroupedBy.CODE


def document(outcome: Outcome) -> dict[str, Any]:
    """The JSON document; see ``schemas/output/assign.schema.json``."""
    request, plan = outcome.request, outcome.plan
    view = plan_view(plan, outcome.names) if plan and not outcome.problems else None
    records = outcome.records
    return {
        "schema": "liuxing/assign@1",
        "tool": {"name": "liuxing", "version": __version__},
        "status": str(outcome.status),
        "period": request.period,
        "level": str(request.level),
        "seed": request.seed,
        "grouping": {"by": str(request.grouping.by), "size": request.grouping.size},
        "rules": rules_value(plan.rules if plan else request.rules),
        "groups": [group_json(group, outcome.names) for group in view.groups] if view else [],
        "limits": [{"code": code, "text": text} for code, text in view.limits] if view else [],
        "left_out": [
            {"id": g.id, "name": g.name, "members": list(g.members)} for g in request.left_out
        ],
        "conflicts": [conflict_json(conflict) for conflict in outcome.conflicts],
        "problems": [{"group": group, "text": text} for group, text in outcome.problems],
        "records": {
            "written": records.written,
            "existing": records.existing,
            "unplanned": records.unplanned,
            "outside": records.outside,
        }
        if records
        else None,
    }
