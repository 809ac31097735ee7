"""``--kind group``: one working group's type, by street, indicator and unit."""

from liuxing_cli.commands.area_facts import area
from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.report_facts import gather
from liuxing_cli.model.matrix import Matrix, WorkingGroup
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.publish.report_unit import group_report


def make(desk: Desk, asked: Asked) -> Made:
    """The report on one working group, or on each.

    Raises:
        Refusal: no such group, or the profile does not score by its type.
    """
    workspace = desk.session.workspace
    groups = [find_group(workspace.matrix, asked.about)] if asked.about else _all(workspace.matrix)
    scored = scored_for(desk, asked)
    facts = area(gather(desk.session, scored))
    day = issue_date(asked.issued, scored)
    templates = desk.lay_out(asked.wish, day)
    branches = {branch.id: branch for branch in facts.profile.branches}
    pieces = []
    for group in groups:
        if group.type_id not in branches:
            problem = f"{facts.profile.name}没有{group.name}的类型，写不出报告"
            raise Refusal(problem, "换一个按类型计分的 --profile")
        branch = branches[group.type_id]
        document = group_report(workspace, group, branch, facts, day, templates)
        pieces.append(Piece(f"group-{group.id}", document))
    named = [groups[0].id] if asked.about else []
    said = f"{groups[0].name}：{scored.covered}" if named else scored.covered
    return Made(tuple(pieces), (*named, *spelt_out(scored, day)), (facts.profile,), said)


def _all(matrix: Matrix) -> list[WorkingGroup]:
    return list(matrix.conference.groups)


def find_group(matrix: Matrix, asked: str) -> WorkingGroup:
    """The working group with this id or name.

    Raises:
        Refusal: there is none.
    """
    groups = matrix.conference.groups
    for group in groups:
        if asked in (group.id, group.name, group.name.removesuffix("创建工作组")):
            return group
    known = {name: None for group in groups for name in (group.id, group.name)}
    shown = "、".join(f"{group.id} {group.name}" for group in groups)
    raise Refusal(f"没有“{asked}”这个工作组", suggestion(asked, known, f"现有：{shown}"))
