"""A mutual evaluation as tables: who scored whom, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.profile import Rounding
from liuxing_cli.publish.document import Column, Table

NONE = "—"


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member of a group as the tables show it; what cannot be said is None."""

    id: str
    name: str
    ratings: int
    raw_mean: Fraction | None
    raw_rank: int | None
    severity: Fraction | None
    adjusted: Fraction | None
    standard_error: Decimal | None
    adjusted_rank: int | None
    own: Fraction | None
    gap: Fraction | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group: its members, every score given, the pairs missing and what to bear in mind."""

    id: str
    name: str
    members: tuple[MemberLine, ...]
    scores: Mapping[tuple[str, str], Fraction]
    missing: tuple[tuple[str, str, str], ...]  # rater, target, why
    cautions: tuple[str, ...]
    rounding: Rounding


def group_tables(group: GroupView) -> list[Table]:
    """The scores given, the comparison, and the missing pairs where there are any."""
    tables = [_given(group), _compared(group)]
    if group.missing:
        names = {m.id: m.name for m in group.members}
        rows = [[names[rater], names[target], why] for rater, target, why in group.missing]
        head = [
            Column("评价方", key="rater"),
            Column("受评方", key="target"),
            Column("原因", key="reason"),
        ]
        tables.append(Table(f"{group.name}：缺少的互评", head, rows))
    return tables


def _given(group: GroupView) -> Table:
    """Rows are raters, columns targets: the numbers of the columns are those of the rows."""
    numbers = {member.id: str(n) for n, member in enumerate(group.members, start=1)}
    rows = [
        [
            numbers[rater.id],
            rater.name,
            *(_score(group, rater.id, target.id) for target in group.members),
        ]
        for rater in group.members
    ]
    head = [Column("序号", key="number", numeric=True), Column("评价方", key="rater")]
    head += [Column(f"评{numbers[m.id]}", key=m.id, numeric=True) for m in group.members]
    return Table(f"{group.name}：各家打分（列号为受评方序号）", head, rows, names=1)


def _score(group: GroupView, rater: str, target: str) -> str:
    if rater == target:
        return NONE
    return _number(group.scores.get((rater, target)), group.rounding, none="缺")


def _compared(group: GroupView) -> Table:
    head = [
        Column("名次", key="adjusted_rank", numeric=True),
        Column("街道（乡镇）", key="name"),
        Column("校正分", key="adjusted", numeric=True),
        Column("误差±", key="standard_error", numeric=True),
        Column("原始分", key="raw_mean", numeric=True),
        Column("原名次", key="raw_rank", numeric=True),
        Column("松紧", key="severity", numeric=True),
        Column("自评", key="own", numeric=True),
        Column("自评差", key="gap", numeric=True),
    ]
    return Table(
        f"{group.name}：互评结果", head, [_line(group, m) for m in _ordered(group.members)]
    )


def _ordered(members: Sequence[MemberLine]) -> list[MemberLine]:
    """By adjusted rank; those without one keep their order at the end."""
    return sorted(members, key=lambda m: (m.adjusted_rank is None, m.adjusted_rank or 0))


def _line(group: GroupView, member: MemberLine) -> list[str]:
    rounding = group.rounding
    error = member.standard_error
    return [
        _rank(member.adjusted_rank),
        member.name,
        _number(member.adjusted, rounding),
        NONE if error is None else fixed(Fraction(error), rounding.digits, rounding.mode),
        _number(member.raw_mean, rounding),
        _rank(member.raw_rank),
        _number(member.severity, rounding, signed=True),
        _number(member.own, rounding),
        _number(member.gap, rounding, signed=True),
    ]


def _rank(rank: int | None) -> str:
    return NONE if rank is None else str(rank)


def _number(
    value: Fraction | None, rounding: Rounding, *, signed: bool = False, none: str = NONE
) -> str:
    if value is None:
        return none
    text = fixed(value, rounding.digits, rounding.mode)
    return f"+{text}" if signed and value > 0 else text


def group_json(group: GroupView) -> dict[str, Any]:
    """The same with exact fractions; see ``schemas/output/compare.schema.json``."""
    return {
        "id": group.id,
        "name": group.name,
        "members": [
            {
                "id": m.id,
                "name": m.name,
                "ratings": m.ratings,
                "raw_mean": _exact(m.raw_mean),
                "raw_rank": m.raw_rank,
                "severity": _exact(m.severity),
                "adjusted": _exact(m.adjusted),
                "standard_error": None if m.standard_error is None else str(m.standard_error),
                "adjusted_rank": m.adjusted_rank,
                "self": _exact(m.own),
                "self_gap": _exact(m.gap),
            }
            for m in group.members
        ],
        "scores": [
            {"rater": rater, "target": target, "score": plain(score)}
            for (rater, target), score in sorted(group.scores.items())
        ],
        "missing": [{"rater": r, "target": t, "reason": why} for r, t, why in group.missing],
        "cautions": list(group.cautions),
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)
