"""``--kind unit``: what a unit leads, and where it fails, by community."""

from liuxing_cli.commands.area_facts import area
from liuxing_cli.commands.kinds import Asked, Made, Piece, issue_date, scored_for, spelt_out
from liuxing_cli.commands.matrix import find_unit
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.report_facts import gather
from liuxing_cli.model.matrix import Unit
from liuxing_cli.publish.inputs_area import Area
from liuxing_cli.publish.report_unit import unit_report


def make(desk: Desk, asked: Asked) -> Made:
    """The report on one unit, or on each that leads or supports an indicator.

    Raises:
        Refusal: no such unit, or it neither leads nor supports an indicator of the profile.
    """
    workspace = desk.session.workspace
    wanted = find_unit(workspace.matrix, asked.about) if asked.about else None
    scored = scored_for(desk, asked)
    facts = area(gather(desk.session, scored))
    if wanted is not None and not _concerned(wanted, facts):
        problem = f"{wanted.name}在{facts.profile.name}里没有牵头或配合的指标，没有可以报告的"
        raise Refusal(problem, f"用 liuxing matrix --unit {wanted.name} 看它在责任矩阵里的位置")
    every = sorted(workspace.matrix.units.values(), key=lambda unit: unit.number)
    units = [wanted] if wanted else [unit for unit in every if _concerned(unit, facts)]
    day = issue_date(asked.issued, scored)
    templates = desk.lay_out(asked.wish, day)
    pieces = tuple(
        Piece(
            f"unit-{unit.number:02d}-{unit.id}", unit_report(workspace, unit, facts, day, templates)
        )
        for unit in units
    )
    left = len(every) - len(units)
    said = f"{wanted.name}：{scored.covered}" if wanted else scored.covered
    said += f"；{left} 个单位没有牵头或配合的指标，不写" if left and not wanted else ""
    named = [wanted.id] if wanted else []
    return Made(pieces, (*named, *spelt_out(scored, day)), (facts.profile,), said)


def _concerned(unit: Unit, facts: Area) -> bool:
    return any(s.lead_id == unit.id or unit.id in s.support for s in facts.indicators)
