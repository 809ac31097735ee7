"""What a result covers, by points: seen over applicable, left out over all."""

from fractions import Fraction

from liuxing_cli.model.coverage import SECTION_LIMIT, Coverage, SectionShare
from liuxing_cli.model.result import Result
from liuxing_cli.scoring.plan import Plan


def coverage(plan: Plan, result: Result) -> Coverage:
    """The coverage of a result; of a mean or merged one, what is left out for all of its records
    and what is missing for any."""
    left_out, missing = set(result.not_applicable), set(result.missing)
    counted = plan.columns[: plan.bonus]
    whole = sum((column.points for column in counted), Fraction(0))
    out = sum((column.points for column in counted if column.id in left_out), Fraction(0))
    unseen = sum((column.points for column in counted if column.id in missing), Fraction(0))
    due = whole - out
    return Coverage(
        seen=(due - unseen) / due if due else None,
        left_out=out / whole if whole else Fraction(0),
        sections=tuple(each for each in _sections(plan, left_out) if each.share > SECTION_LIMIT),
    )


def _sections(plan: Plan, left_out: set[str]) -> list[SectionShare]:
    shares = []
    for node in plan.branches:
        for section in node.sections:
            columns = plan.columns[section.start : section.stop]
            whole = sum((column.points for column in columns), Fraction(0))
            out = sum((c.points for c in columns if c.id in left_out), Fraction(0))
            if whole:
                id_, name = section.id or node.branch.id, section.name or node.branch.name
                shares.append(SectionShare(id_, name, out / whole))
    return shares
