"""``liuxing assign`` as a user runs it: files, records, checks and refusals."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.conftest import ROOT, run_liuxing

SCHEMA = ROOT / "liuxing_cli" / "schemas" / "output" / "assign.schema.json"
GROUPS = """\
groups:
  - id: a
    name: 甲组
    members: [a, b, c, d, e, f, g]
"""


def run(folder: Path, *args: str) -> tuple[int, str, str]:
    done = run_liuxing("assign", *args, cwd=folder)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode, done.stdout.decode("utf-8-sig"), done.stderr.decode()


def document(folder: Path, *args: str) -> dict[str, Any]:
    _, out, _ = run(folder, *args, "--format", "json")
    value: dict[str, Any] = json.loads(out)
    errors = jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).iter_errors(
        value
    )
    assert not [(e.instance_path, e.message) for e in errors]
    return value


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUPS, "utf-8")
    call = ["--groups", "g.yaml", "--period", "2014H1", "--seed", "7"]
    for name in ("one.yaml", "two.yaml"):
        code, out, _ = run(tmp_path, *call, "-o", name)
        assert code == 0
        assert "甲组：谁评谁" in out
    one = (tmp_path / "one.yaml").read_bytes()
    assert one == (tmp_path / "two.yaml").read_bytes()
    assert run(tmp_path, *call, "--format", "yaml")[1].encode() == one
    other = run(tmp_path, *call[:-1], "8", "--format", "yaml")[1]
    assert other.encode() != one
    assert run(tmp_path, "--check", "one.yaml")[0] == 0


def test_a_changed_plan_is_told(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUPS, "utf-8")
    run(tmp_path, "--groups", "g.yaml", "--period", "2014H1", "-o", "p.yaml")
    path = tmp_path / "p.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    code, out, err = run(tmp_path, "--check", "p.yaml")
    assert code == 1
    assert "种子排得出，文件里没有" in out
    assert "只收到 2 份，至少要 3 份" in out
    assert "2 处不符" in err
    found = document(tmp_path, "--check", "p.yaml")
    assert found["status"] == "deviates"
    assert len(found["problems"]) == 2


def test_json_of_each_outcome(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUPS, "utf-8")
    (tmp_path / "r.yaml").write_text("rules: {visits_at_most: 2}\n", "utf-8")
    call = ["--groups", "g.yaml", "--period", "2014H1"]
    found = document(tmp_path, *call)
    assert found["status"] == "planned"
    assert found["groups"][0]["efficiency"] == "7/9"
    assert len(found["groups"][0]["pairs"]) == 21
    bad = document(tmp_path, *call, "--rules", "r.yaml")
    assert bad["status"] == "infeasible"
    rules = [rule["rule"] for rule in bad["conflicts"][0]["rules"]]
    assert rules == ["ratings_at_least", "visits_at_most"]
    assert "需要 21 份，最多只能得到 14 份" in bad["conflicts"][0]["shortage"]


def test_an_impossible_plan_leaves_the_file_alone(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(GROUPS + "rules: {visits_at_most: 2}\n", "utf-8")
    (tmp_path / "p.yaml").write_text("旧的\n", "utf-8")
    code, out, err = run(tmp_path, "-g", "g.yaml", "-p", "2014H1", "-o", "p.yaml")
    assert code == 1
    assert "每家最多评 2 家（visits_at_most）" in out
    assert "规则互相冲突" in err
    assert (tmp_path / "p.yaml").read_text("utf-8") == "旧的\n"


def test_records_are_made_once_and_never_overwritten(district: Path) -> None:
    code, _, err = run(district, "--period", "2014H1", "--records", "-o", "data/plans/2014H1.yaml")
    assert code == 0
    assert "新建 50 份空白记录，已有 0 份未动" in err
    folder = district / "data/assessments/2014H1/peer"
    files = sorted(folder.iterdir())
    assert len(files) == 50
    text = files[0].read_text("utf-8")
    assert text.count("{state: not_checked, reason: 待评}") == 27
    files[0].write_text(text.replace("待评}", "已看过}"), "utf-8")
    files[1].unlink()
    changed = files[0].read_bytes()
    _, _, err = run(district, "--check", "data/plans/2014H1.yaml", "--records")
    assert "新建 1 份空白记录，已有 49 份未动" in err
    assert files[0].read_bytes() == changed
    assert sorted(folder.iterdir()) == files
    found = run_liuxing("validate", "data/assessments/2014H1", "data/plans", cwd=district)
    assert found.returncode == 0, found.stdout.decode()
    assert run_liuxing("fmt", "--check", "data", cwd=district).returncode == 0


def test_records_outside_the_groups_of_the_settings_are_announced(district: Path) -> None:
    _, _, err = run(district, "--period", "2014H1", "--size", "11", "--records")
    assert "新建 55 份" in err
    assert "REC010" in err


def test_a_plan_in_its_place_groups_its_period(district: Path) -> None:
    """Its records are right, and those of other periods as well."""
    plan = "data/plans/2014H1.yaml"
    _, _, err = run(district, "--period", "2014H1", "--size", "11", "--records", "-o", plan)
    assert "REC010" not in err
    _, _, err = run(district, "--check", plan, "--records")
    assert "REC010" not in err
    for paths in ([], ["data/assessments/2014H1"], ["data/assessments"]):
        found = run_liuxing("validate", *paths, cwd=district)
        assert found.returncode == 0, found.stdout.decode()
    one = next((district / "data/assessments/2014H1/peer").iterdir())
    assert run_liuxing("validate", str(one), cwd=district).returncode == 0
    (district / plan).unlink()
    found = run_liuxing("validate", "data/assessments/2014H1", cwd=district)
    assert found.stdout.decode().count("REC010") == 30


def test_the_last_round_is_read_from_records_and_from_a_plan(district: Path) -> None:
    rules = district / "rules.yaml"
    rules.write_text("rules: {last_round: {period: 2013H2}, ratings_at_least: 3}\n", "utf-8")
    code, out, _ = run(district, "--period", "2014H1", "--rules", "rules.yaml")
    assert code == 1
    assert "不重复上一轮（2013H2）的 50 个对子" in out
    call = ["--size", "11", "--period"]
    run(district, *call, "2014H1", "-o", "data/plans/2014H1.yaml")
    rules.write_text("rules: {last_round: {period: 2014H1}}\n", "utf-8")
    found = document(district, *call, "2014H2", "--rules", "rules.yaml")
    before = document(district, "--check", "data/plans/2014H1.yaml")
    assert before["status"] == "verified"
    assert found["status"] == "planned"
    assert len(found["rules"]["last_round"]["pairs"]) == 55
    pairs = [{(p["rater"], p["target"]) for p in d["groups"][0]["pairs"]} for d in (before, found)]
    assert not pairs[0] & pairs[1]


def test_communities_rate_within_their_street(district: Path) -> None:
    found = document(district, "--level", "community", "--period", "2014H1")
    for group in found["groups"]:
        assert len({member["id"][:9] for member in group["members"]}) == 1
    assert found["grouping"] == {"by": "street", "size": None}
    cut = document(district, "--level", "community", "--period", "2014H1", "--size", "4")
    assert max(len(group["members"]) for group in cut["groups"]) <= 7


def test_a_street_with_two_communities_is_left_out(district: Path) -> None:
    folder = district / "data/subjects/110199001000"
    gone = sorted(path for path in folder.iterdir() if path.name != "street.yaml")[2:]
    for path in gone:
        path.unlink()
    for name in ("objections", "funding", "titles", "rectification", "surveys", "activities"):
        shutil.rmtree(district / "data" / name)  # they name communities that are gone
    code, _, err = run(district, "--level", "community", "--period", "2014H1")
    assert code == 0
    assert "只有 2 家，没有安排互评" in err


def test_a_superior_in_the_group_is_not_rated(district: Path) -> None:
    codes = ["110199001000", *(f"11019900100{n}" for n in range(1, 6))]
    listed = ", ".join(f'"{code}"' for code in codes)
    text = (
        f"groups:\n  - {{id: m, name: 混合, members: [{listed}]}}\nrules: {{ratings_at_least: 1}}\n"
    )
    (district / "g.yaml").write_text(text, "utf-8")
    code, out, _ = run(district, "--groups", "g.yaml", "--period", "2014H1")
    assert code == 1
    assert "不评自己的上级" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "--period"),
        (["--period", "2014H3"], "不是评估期"),
        (["--period", "2014H1", "--seed", " "], "种子"),
        (["--period", "2014H1", "--groups", "g.yaml", "--size", "5"], "只能用一个"),
        (["--check", "g.yaml", "--period", "2014H1"], "--check"),
        (["--check", "g.yaml"], "还没有排对子"),
        (["--period", "2014H1", "--groups", "none.yaml"], "none.yaml"),
        (["--period", "2014H1", "--groups", "r.yaml"], "没有 groups"),
        (["--period", "2014H1", "--groups", "two.yaml"], "至少要 3 家"),
        (["--period", "2014H1", "--groups", "both.yaml"], "都有"),
        (["--period", "2014H1", "--groups", "typo.yaml"], "typo.yaml:1:"),
        (["--period", "2014H1", "--groups", "g.yaml", "--rules", "last.yaml"], "不在工作区里"),
        (["--period", "2014H1", "--groups", "g.yaml", "--records"], "在工作区里"),
        (["--period", "2014H1"], "不在任何工作区里"),
    ],
)
def test_refusals(tmp_path: Path, args: list[str], said: str) -> None:
    files = {
        "g.yaml": GROUPS,
        "r.yaml": "rules: {visits_at_most: 2}\n",
        "last.yaml": "rules: {last_round: {period: 2013H2}}\n",
        "two.yaml": "- {id: a, name: 甲, members: [a, b]}\n",
        "both.yaml": "- {id: a, name: 甲, members: [a, b, c]}\n"
        "- {id: b, name: 乙, members: [c, d, e]}\n",
        "typo.yaml": "gruops: []\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    code, out, err = run(tmp_path, *args)
    assert code == 2
    assert out == ""
    assert said in err


def test_unknown_codes_in_a_workspace_are_refused_unless_all_are(district: Path) -> None:
    mixed = '- {id: a, name: 甲, members: ["110199001000", "110199002000", "110199009999"]}\n'
    (district / "g.yaml").write_text(mixed, "utf-8")
    code, _, err = run(district, "--groups", "g.yaml", "--period", "2014H1")
    assert code == 2
    assert "110199009999" in err
    (district / "g.yaml").write_text(GROUPS, "utf-8")
    code, _, err = run(district, "--groups", "g.yaml", "--period", "2014H1")
    assert code == 0
    assert "与工作区无关" in err
