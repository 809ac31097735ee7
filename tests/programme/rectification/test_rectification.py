"""What is to be put right: proposed by effect, closed only by a re-check, exported whole."""

import io
import json
import re
import zipfile
from fractions import Fraction
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.commands.schema import schema_bytes
from liuxing_cli.model.rectification import FOLLOWS, Item, State, Step, Taken
from liuxing_cli.programme.rectification.standing import standings, tally
from tests.conftest import run_liuxing


def run(folder: Path, *args: str, code: int = 0) -> tuple[str, str]:
    done = run_liuxing(*args, cwd=folder)
    out, err = done.stdout.decode("utf-8-sig"), done.stderr.decode()
    assert done.returncode == code, out + err
    return out, err


def item(*steps: Taken, due: str = "2013-11-01", id_: str = "x") -> Item:
    return Item(id_, "s", "clean-01", "问题", "health", "2013-10-01", due, steps=steps)


def test_the_last_day_itself_is_in_time() -> None:
    assert not item().is_overdue("2013-11-01")
    assert item().is_overdue("2013-11-02")
    later = item(Taken(Step.EXTENDED, "2013-10-20", until="2013-11-10"))
    assert (later.due_on("2013-10-19"), later.due_on("2013-10-20")) == ("2013-11-01", "2013-11-10")
    assert not later.is_overdue("2013-11-10")


def test_who_reports_it_done_waits_and_is_not_late() -> None:
    done = item(Taken(Step.DONE, "2013-10-30"))
    assert done.state_on("2013-12-01") is State.DONE
    assert not done.is_overdue("2013-12-01")
    back = item(Taken(Step.DONE, "2013-10-30"), Taken(Step.RETURNED, "2013-11-05", by="office"))
    assert back.is_overdue("2013-12-01")


@given(st.lists(st.sampled_from(Step), max_size=6))
def test_steps_are_possible_exactly_where_each_is(steps: list[Step]) -> None:
    made = item(*(Taken(step, f"2013-10-{day:02d}") for day, step in enumerate(steps, 2)))
    state, wrong = State.OPEN, []
    for place, step in enumerate(steps):
        if step not in FOLLOWS[state]:
            wrong.append(place)
        if step is not Step.EXTENDED:
            state = State(step.value)
    assert list(made.impossible()) == wrong
    assert made.state_on("2014-01-01") is state


def test_nothing_is_closed_but_by_a_recheck() -> None:
    assert {s for s, steps in FOLLOWS.items() if Step.CLOSED in steps} == {State.DONE}


def test_the_share_closed_leaves_out_what_was_withdrawn() -> None:
    closed = item(Taken(Step.DONE, "2013-10-02"), Taken(Step.CLOSED, "2013-10-03"))
    gone = item(Taken(Step.WITHDRAWN, "2013-10-02"))
    found = tally("", standings([closed, gone, item()], "2013-12-05"))
    assert (found.share, found.overdue, found.ages) == (Fraction(1, 2), 1, (0, 0, 1, 0))
    assert tally("", []).share is None
    assert standings([item()], "2013-09-30") == []


def test_the_plan_puts_the_veto_first(district: Path) -> None:
    out, _ = run(district, "-q", "rectify", "plan", "雅集园", "--on", "2014-01-10", "-f", "json")
    document = json.loads(out)
    schema = json.loads(schema_bytes("output/rectify-plan"))
    jsonschema_rs.validator_for(schema).validate(document)
    first, *others = document["proposals"]
    assert (first["indicator"], first["vetoed"], first["passes"]) == ("safe-17", True, True)
    gains = [Fraction(each["gain"]) for each in others]
    assert gains == sorted(gains, reverse=True)
    assert not (district / "data/rectification/110199003008").exists()


def test_writing_makes_items_that_validate_and_are_not_proposed_again(district: Path) -> None:
    args = ("rectify", "plan", "雅集园", "--on", "2014-01-10", "--most", "2", "--write")
    _, said = run(district, *args)
    assert "写了 2 件整改事项，期限 2014-02-09" in said
    files = list((district / "data/rectification").rglob("2013h2-safe-17.yaml"))
    assert len(files) == 1
    out, _ = run(district, "validate")
    assert "RCT" not in out
    assert run(district, "fmt", "--check", "data/rectification")
    out, said = run(district, "rectify", "plan", "雅集园", "--on", "2014-01-10")
    assert "safe-17" not in out
    assert "另有 2 项已经在整改" in said


def test_a_finding_of_a_visit_becomes_an_item(district: Path) -> None:
    visit = district / "data/supervision/2013H2/visit-03.yaml"
    text = visit.read_text("utf-8").replace(
        "findings: []\n",
        'findings:\n  - {id: f1, indicator: clean-15, text: 灯不亮, due: "2013-10-30"}\n',
    )
    visit.write_text(text, "utf-8")
    out, _ = run(district, "validate")
    assert "RCT009" in out
    out, _ = run(
        district, "rectify", "plan", "银杏道", "--on", "2013-10-18", "--most", "1", "--write"
    )
    assert "督导" in out
    (made,) = (district / "data/rectification").rglob("2013h2-visit-03-f1.yaml")
    assert 'due: "2013-10-30"' in made.read_text("utf-8")
    out, _ = run(district, "validate")
    assert "RCT" not in out


def test_status_fits_its_schema(district: Path) -> None:
    out, _ = run(district, "-q", "rectify", "status", "--on", "2013-12-01", "-f", "json")
    document = json.loads(out)
    schema = json.loads(schema_bytes("output/rectify-status"))
    jsonschema_rs.validator_for(schema).validate(document)
    assert (document["total"], document["closed"], document["overdue"]) == (4, 1, 2)


def test_excel_has_ids_as_text_and_the_same_bytes_every_time(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    args = ("rectify", "status", "--on", "2013-12-01", "-f", "xlsx", "-o")
    for name in ("a.xlsx", "b.xlsx"):
        assert run_liuxing(*args, str(tmp_path / name)).returncode == 0
    data = (tmp_path / "a.xlsx").read_bytes()
    assert data == (tmp_path / "b.xlsx").read_bytes()
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["对象", "事项", "指标"]
    assert len(rows) == 5
    assert rows[1][9] == 50
    assert all(not str(cell).startswith("=") for row in rows for cell in row)
    assert run_liuxing("rectify", "status", "-f", "xlsx").returncode == 2


def test_oscal_links_hold(district: Path) -> None:
    args = ("-q", "rectify", "status", "--on", "2013-12-01", "-f", "oscal")
    out, _ = run(district, *args)
    assert run(district, *args)[0] == out
    plan = json.loads(out)["plan-of-action-and-milestones"]
    assert plan["metadata"]["oscal-version"] == "1.1.2"
    seen = {each["uuid"] for each in plan["observations"]}
    risks = {each["uuid"]: each for each in plan["risks"]}
    assert len(plan["poam-items"]) == len(seen) == len(risks) == 4
    for each in plan["poam-items"]:
        assert each["related-observations"][0]["observation-uuid"] in seen
        assert each["related-risks"][0]["risk-uuid"] in risks
    assert sorted(risk["status"] for risk in risks.values()) == [
        "closed",
        "investigating",
        "open",
        "remediating",
    ]
    uuids = re.findall(r'"uuid": "([^"]+)"', out)
    form = r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(form, each) for each in uuids)
    assert len(set(uuids)) == len(uuids)
