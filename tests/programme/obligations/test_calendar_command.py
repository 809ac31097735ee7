"""``liuxing calendar`` as the office runs it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from liuxing_cli.main import COMMANDS
from liuxing_cli.model.terms import Every
from liuxing_cli.store import schema
from tests.conftest import run_liuxing

ON = ("--on", "2013-12-10")


def run(*args: str, code: int = 0, **options: Any) -> tuple[str, str]:
    done = run_liuxing("calendar", *args, **options)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode("utf-8-sig"), done.stderr.decode()


def tasks(*args: str, **options: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*ON, *args, "-f", "json", **options)[0])["tasks"]
    return found


def test_the_summary_counts_what_the_list_holds() -> None:
    listed = list(csv.DictReader(io.StringIO(run(*ON, "-f", "csv")[0])))
    assert len(listed) == len(tasks())
    summed = run(*ON, "-f", "md")[0]
    of_streets = [row for row in listed if row["职责"] == "评议居委会"]
    assert len(of_streets) == 11
    done = sum(row["状态"] == "已办" for row in of_streets)
    assert f"| 评议居委会 | 街道（乡镇） | 每半年 | 二(三)4 | 11 | {done} |" in summed


def test_a_street_sees_its_own_and_its_communities() -> None:
    found = tasks("--unit", "云帆街道")
    assert {task["body"]["who"] for task in found} == {"street", "committee"}
    assert {task["body"]["id"][:9] for task in found} == {"110199001"}
    assert found == tasks("--unit", "110199001000")


def test_a_unit_sees_the_groups_that_it_leads() -> None:
    found = tasks("--unit", "区民政局")
    assert {task["body"]["who"] for task in found} >= {"group", "office"}
    assert {t["body"]["id"] for t in found if t["body"]["who"] == "group"} == {"service"}


def test_a_record_makes_a_late_task_good(district: Path) -> None:
    options: dict[str, Any] = {"cwd": district}
    late = [t for t in tasks("--late", **options) if t["key"] == "residents-meeting"]
    task = late[0]
    street = f"{task['body']['id'][:9]}000"
    file = district / f"data/activities/2013/{street}.yaml"
    line = (
        f'  - obligation: residents-meeting\n    by: "{task["body"]["id"]}"\n'
        f'    date: "2013-12-09"\n    term: {task["term"]}\n'
    )
    file.write_text(file.read_text("utf-8") + line, "utf-8")
    now = tasks(**options)
    made_up = [t for t in now if t["body"] == task["body"] and t["term"] == task["term"]]
    assert "made_up" in {t["state"] for t in made_up if t["key"] == task["key"]}
    run("--on", "2013-12-10", **options)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--from", "2013-13-01"], "不是日期"),
        (["--from", "2013-07-01", "--to", "2013-06-30"], "晚于"),
        (["--from", "2000-01-01", "--to", "2013-06-30"], "太长"),
        (["--to", "9999-12-31", "--from", "9999-01-01"], "太长"),
        (["--unit", "区民政"], "是不是想写 区民政局？"),
    ],
)
def test_wrong_calls(args: list[str], said: str) -> None:
    assert said in run(*ON, *args, code=2)[1]


def test_a_workspace_without_duties_says_so(district: Path) -> None:
    (district / "standards/obligations.yaml").unlink()
    kept = [*district.glob("data/activities/*/*.yaml"), *district.glob("data/meetings/*.yaml")]
    for file in kept:
        file.unlink()
    assert "没有定期职责" in run(*ON, code=2, cwd=district)[1]


def test_broken_duties_do_not_stop_the_scores(district: Path) -> None:
    (district / "standards/obligations.yaml").write_text("kind: [\n", "utf-8")
    assert run_liuxing("score", "-p", "2013H2", cwd=district).returncode == 0
    assert "standards/obligations.yaml" in run(*ON, code=2, cwd=district)[1]


def test_the_format_knows_every_term() -> None:
    duty = schema.load("obligations")["$defs"]["obligation"]["properties"]
    assert duty["every"]["enum"] == [str(every) for every in Every]
    assert "calendar" in COMMANDS
