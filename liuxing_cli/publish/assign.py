"""The plan of a round as tables and as JSON: who rates whom, and what it will be able to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed
from liuxing_cli.model.plan import Design, DesignKind, PlannedGroup
from liuxing_cli.publish.document import Column, Table

NONE = "—"
DESIGNS = {
    DesignKind.COMPLETE: "全互评",
    DesignKind.CYCLIC: "循环",
    DesignKind.SEARCHED: "按规则搜索",
}

Said = tuple[str, str]
"""A code for programs and its words for people."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """A planned group with its precision; ``limits`` are the things that it cannot tell.

    ``ratings`` and ``visits``: least and most per member; ``errors``: smallest and largest standard
    error of a difference over σ; ``difference``: the points that tell two members apart.
    """

    planned: PlannedGroup
    ratings: tuple[int, int]
    visits: tuple[int, int]
    parts: int
    df: int
    efficiency: Fraction | None
    errors: tuple[Decimal, Decimal] | None
    difference: Decimal | None
    limits: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """The rules that a group cannot keep together, and the shortage behind it in words."""

    group: str
    name: str
    proven: bool
    rules: tuple[Said, ...]
    shortage: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as it is shown; ``assumed`` says what ``difference`` rests on."""

    groups: tuple[GroupView, ...]
    limits: tuple[Said, ...]
    names: Mapping[str, str]
    assumed: str


def plan_tables(view: PlanView) -> list[Table]:
    """Who rates whom in each group, the precision, and what the design cannot tell."""
    return [
        *(_visits(group, view.names) for group in view.groups),
        _precision(view),
        _limits(view),
    ]


def _visits(view: GroupView, names: Mapping[str, str]) -> Table:
    planned = view.planned
    rows = []
    for number, member in enumerate(planned.group.members, start=1):
        visited = [names[target] for rater, target in planned.pairs if rater == member]
        received = sum(target == member for _, target in planned.pairs)
        cells = [str(len(visited)), str(received), "、".join(visited)]
        rows.append([str(number), names[member], *cells])
    return Table(
        f"{planned.group.name}：谁评谁",
        [
            Column("序号", numeric=True, key="number"),
            Column("评价方", key="rater"),
            Column("评几家", numeric=True, key="visits"),
            Column("收几份", numeric=True, key="ratings"),
            Column("受评方", key="targets"),
        ],
        rows,
        names=1,
    )


def _precision(view: PlanView) -> Table:
    rows = [
        [
            group.planned.group.name,
            str(len(group.planned.group.members)),
            design_words(group.planned.design),
            _range([str(n) for n in group.ratings]),
            "是" if group.parts == 1 else f"否，{group.parts} 块",
            str(group.df),
            _range([_digits(error, 3) for error in group.errors]) if group.errors else NONE,
            NONE if group.efficiency is None else fixed(group.efficiency, 3),
            NONE if group.difference is None else _digits(group.difference, 1),
        ]
        for group in view.groups
    ]
    return Table(
        f"设计能分辨多少（{view.assumed}）",
        [
            Column("片会", key="group"),
            Column("家数", numeric=True, key="members"),
            Column("设计", key="design"),
            Column("每家收到", numeric=True, key="ratings"),
            Column("连通", key="connected"),
            Column("自由度", numeric=True, key="df"),
            Column("SED/σ", numeric=True, key="sed"),
            Column("效率E", numeric=True, key="efficiency"),
            Column("可分辨", numeric=True, key="difference"),
        ],
        rows,
    )


def _limits(view: PlanView) -> Table:
    whom: dict[str, list[str]] = {}
    for group in view.groups:
        for _, words in group.limits:
            whom.setdefault(words, []).append(group.planned.group.name)
    every = len(view.groups)
    rows = [
        ["各片" if len(names) == every > 1 else "、".join(names), words]
        for words, names in whom.items()
    ]
    rows += [["全部", words] for _, words in view.limits]
    head = [
        Column("序号", numeric=True, key="number"),
        Column("片会", key="groups"),
        Column("说明", key="text"),
    ]
    numbered = [[str(number), *row] for number, row in enumerate(rows, start=1)]
    return Table("设计说不了什么", head, numbered)


def design_words(design: Design) -> str:
    """``循环（步长 1、2、4）``."""
    steps = "、".join(map(str, design.steps))
    return DESIGNS[design.kind] + (f"（步长 {steps}）" if steps else "")


def _range(texts: Sequence[str]) -> str:
    """``0.758–0.792``, or one number where both are the same."""
    return "–".join(dict.fromkeys(texts))


def _digits(value: Decimal, digits: int) -> str:
    return fixed(Fraction(value), digits)


def conflict_tables(conflicts: Sequence[ConflictView]) -> list[Table]:
    """The rules in conflict, group by group, and what is short."""
    tables = [
        Table(
            f"{conflict.name}：{_verdict(conflict)}",
            [Column("不能同时守住的规则（少一条就排得出）", key="rule")],
            [[words] for _, words in conflict.rules],
        )
        for conflict in conflicts
    ]
    short = [[conflict.name, conflict.shortage] for conflict in conflicts if conflict.shortage]
    if short:
        head = [Column("片会", key="group"), Column("缺口", key="shortage")]
        tables.append(Table("差在哪里", head, short))
    return tables


def _verdict(conflict: ConflictView) -> str:
    if conflict.proven:
        return "排不出来"
    return "在限定的步数内没有排出来，也没有证明排不出来"


def problem_table(problems: Sequence[Said], names: Mapping[str, str]) -> Table:
    """What is wrong with a plan file: the group and the words."""
    return Table(
        "核对不符",
        [Column("片会", key="group"), Column("问题", key="problem")],
        [[names.get(group, group) or "全部", words] for group, words in problems],
    )


def group_json(view: GroupView, names: Mapping[str, str]) -> dict[str, Any]:
    """A group as JSON; see ``schemas/output/assign.schema.json``. Exact numbers are text."""
    group, design = view.planned.group, view.planned.design
    return {
        "id": group.id,
        "name": group.name,
        "members": [{"id": member, "name": names[member]} for member in group.members],
        "design": {
            "kind": str(design.kind),
            "steps": list(design.steps),
            "order": list(design.order),
        },
        "ratings": {"least": view.ratings[0], "most": view.ratings[1]},
        "visits": {"least": view.visits[0], "most": view.visits[1]},
        "connected": view.parts == 1,
        "df": view.df,
        "efficiency": None if view.efficiency is None else str(view.efficiency),
        "sed_over_sigma": None
        if view.errors is None
        else {"least": str(view.errors[0]), "most": str(view.errors[1])},
        "least_difference": None if view.difference is None else _digits(view.difference, 2),
        "limits": [{"code": code, "text": words} for code, words in view.limits],
        "pairs": [{"rater": rater, "target": target} for rater, target in view.planned.pairs],
    }


def conflict_json(conflict: ConflictView) -> dict[str, Any]:
    """A conflict as JSON."""
    return {
        "group": conflict.group,
        "name": conflict.name,
        "proven": conflict.proven,
        "rules": [{"rule": rule, "text": words} for rule, words in conflict.rules],
        "shortage": conflict.shortage,
    }
