"""Some thirty rules of real scoring tables as one standard, two communities worked by hand.

``real_tables/expected.yaml`` has the arithmetic of every indicator as an official would type it.
"""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import yaml

from liuxing_cli.commands.circumstances import Circumstances
from liuxing_cli.commands.session import Session
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.subject import Subject
from liuxing_cli.scoring.cells import Mark
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.row import Row, encode
from liuxing_cli.scoring.rules import working
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.records import read_assessment
from liuxing_cli.store.tree import FolderTree
from tests.checks.workspaces import findings_of, lines
from tests.scoring.arithmetic import computed

HERE = Path(__file__).parent / "real_tables"
EXPECTED = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))
LINES = [(subject, id_) for subject, listed in EXPECTED.items() for id_ in listed]


@cache
def scored(subject: str) -> tuple[Plan, Subject, Row, Result]:
    tree = FolderTree(HERE / "district")
    workspace = load_workspace(tree).workspace
    assert workspace is not None
    plan = compile_plan(workspace.standards["tables@1"], workspace.profiles["all"])
    record, problems = read_assessment(tree, f"data/assessments/2013H1/inspection/{subject}.yaml")
    assert record is not None, problems
    around = Circumstances(Session(tree.root, tree, workspace, ()), plan)
    known = around.informed(record)
    assert encode(plan, workspace.subjects[subject], record, around.of(record)) == encode(
        plan, workspace.subjects[subject], known
    )
    row = encode(plan, workspace.subjects[subject], known)
    for column in plan.columns:
        rating = known.ratings.get(column.id)
        if rating is not None:
            rule, traits = column.indicator.rule, workspace.subjects[subject].traits
            worked = working(rule, column.indicator.points, rating, traits)
            place = plan.columns.index(column)
            given = Fraction(row.earned[place], row.scale)
            assert computed(worked.expression) * column.points == given, column.id
            assert worked.words
    return plan, workspace.subjects[subject], row, score_row(plan, row)


def test_the_workspace_is_clean() -> None:
    assert lines(findings_of(HERE / "district")) == []


def test_every_indicator_is_worked_by_hand() -> None:
    plan = scored("110199001001")[0]
    assert len(plan.columns) == 30
    for listed in EXPECTED.values():
        assert set(listed) == {column.id for column in plan.columns}


@pytest.mark.parametrize(("subject", "id_"), LINES)
def test_points(subject: str, id_: str) -> None:
    by_hand = EXPECTED[subject][id_]
    plan, _, row, _ = scored(subject)
    place = next(i for i, column in enumerate(plan.columns) if column.id == id_)
    if not by_hand["points"]:
        assert row.marks[place] == Mark.NOT_APPLICABLE
        return
    points = Fraction(by_hand["points"])
    assert computed(by_hand["by_hand"]) == points
    assert Fraction(row.earned[place], row.scale) == points
    assert row.marks[place] in (Mark.SCORED, Mark.VETOED, Mark.UNCLAIMED)


def test_totals() -> None:
    # 226.24 + 16.4 + 31: the section of health lessons has 6 of its 16 points not applicable,
    # so (4.5 + 1.9) ÷ 10 × 16 = 10.24 stands for 6.4; the bonus of 20 + 11 is below its cap
    first = scored("110199001001")[3]
    plain = sum(Fraction(line["points"] or 0) for line in EXPECTED["110199001001"].values())
    assert first.total == plain - Fraction("6.4") + Fraction("10.24") == Fraction("273.64")
    assert first.outcome is Outcome.PASSED
    # 78 % is below 80 %: no points there, and no award whatever the total
    second = scored("110199001002")[3]
    assert second.vetoes == ("hb-01",)
    assert second.outcome is Outcome.FAILED
