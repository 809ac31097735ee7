"""``liuxing diff`` end to end, on git repositories and folders made from the sample district."""

import json
import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from tests.conftest import ROOT, run_liuxing
from tests.impact.workspaces import ACCEPTANCE, CLEAN, STANDARD, apply, commit, git

SCHEMA = ROOT / "liuxing_cli" / "schemas" / "output" / "diff.schema.json"
PARTIAL = "            - {id: partial, name: 有队伍，活动不足四次, points: 1.5}\n"


@pytest.fixture
def repository(district: Path) -> Path:
    """The sample district as a git repository with one commit."""
    commit(district)
    return district


def diff(cwd: Path, *args: str, exit_code: int = 0) -> dict[str, Any]:
    """Run with ``--format json`` and return the document, checked against its schema."""
    done = run_liuxing("diff", "--format", "json", *args, cwd=cwd)
    assert done.returncode == exit_code, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    errors = list(jsonschema_rs.Draft202012Validator(schema).iter_errors(document))
    assert not errors, [(e.instance_path, e.message) for e in errors[:3]]
    return document


def scores(cwd: Path, *args: str) -> dict[str, Any]:
    done = run_liuxing("score", "--format", "json", *args, cwd=cwd)
    return {r["subject"]: r for r in json.loads(done.stdout)["results"]}


def unchanged(document: dict[str, Any]) -> bool:
    """No effect at all: no score, rank, decision, condition or record touched."""
    counts = document["counts"]
    names = ("scores", "ranks", "decisions", "appeared", "vanished", "breaks", "broken_records")
    return not any(counts[name] for name in names) and not any(
        result["conditions"] for result in document["results"]
    )


def test_nothing_changed(repository: Path) -> None:
    document = diff(repository, "--against", "HEAD", "--fail-on", "scores")
    assert document["changes"] == document["records"] == document["breaks"] == []
    assert unchanged(document)
    assert document["against"]["commit"] == git(repository, "rev-parse", "HEAD")
    assert document["coverage"]["compared"] == document["coverage"]["subjects"] == 70
    done = run_liuxing("diff", "--against", "HEAD", cwd=repository)
    assert "已比较 70/70 个社区" in done.stderr.decode()


def test_wording_has_no_effect(repository: Path) -> None:
    apply(repository, (CLEAN, "name: 环境卫生制度和计划", "name: 环境卫生制度与计划"))
    document = diff(repository, "--against", "HEAD", "--fail-on", "scores")
    assert [c["class"] for c in document["changes"]] == ["wording"]
    assert unchanged(document)


def test_a_raised_floor_crosses_exactly_those_between(repository: Path) -> None:
    before = scores(repository)
    apply(
        repository,
        (
            ACCEPTANCE,
            "{weight: 20, full: 100, floor: 60}\n  healthy",
            "{weight: 20, full: 100, floor: 72}\n  healthy",
        ),
    )
    document = diff(repository, "--against", "HEAD", "--fail-on", "decisions", exit_code=1)
    after = scores(repository)
    down: set[str] = set()
    open_: set[str] = set()
    for id_, result in before.items():
        safe = next(b for b in result["branches"] if b["id"] == "safe")
        lower, upper = (Fraction(safe[key]["exact"]) for key in ("score", "upper"))
        if result["outcome"] == "passed" and lower < 72:
            (down if upper < 72 else open_).add(id_)
        if result["outcome"] == "pending" and lower < 72 and upper < 72:
            open_.add(id_)
    assert down
    by_direction = {
        way: {r["subject"] for r in document["results"] if r["direction"] == way}
        for way in ("up", "down", "open")
    }
    assert by_direction == {"up": set(), "down": down, "open": open_}
    assert document["counts"]["directions"] == {"up": 0, "down": len(down), "open": len(open_)}
    assert document["counts"]["scores"] == 0
    for result in document["results"]:
        for side, results in (("old", before), ("new", after)):
            same = results[result["subject"]]
            shown = result[side]
            assert (shown["rank"], shown["grade"]) == (same["rank"], same["grade"])
            assert shown["total"] == same["total"]
    lines = [c for r in document["results"] if r["subject"] in down for c in r["conditions"]]
    assert {c["id"] for c in lines} == {"floor:safe"}
    assert {(c["old"], c["new"]) for c in lines} == {("met", "not_met")}
    # the other way round, the same communities rise
    git(repository, "commit", "--all", "--quiet", "--message", "raised")
    git(repository, "checkout", "--quiet", "HEAD~1")
    back = diff(repository, "--against", "main")
    assert {r["subject"] for r in back["results"] if r["direction"] == "up"} == down


def test_points_that_change_scores(repository: Path) -> None:
    apply(repository, (CLEAN, "活动不足四次, points: 1.5", "活动不足四次, points: 2"))
    document = diff(repository, "--against", "HEAD", "--fail-on", "breaks")
    assert [c["class"] for c in document["changes"]] == ["scores"]
    partial = {
        file.stem
        for file in (repository / "data/assessments/2013H2/inspection").iterdir()
        if re.search(r"clean-04: \{.*level: partial", file.read_text("utf-8"))
    }
    assert {r["subject"] for r in document["results"] if r["score_changed"]} == partial
    assert document["counts"]["scores"] == len(partial) > 0
    diff(repository, "--against", "HEAD", "--fail-on", "scores", exit_code=1)


def test_a_level_gone_breaks_records_with_their_lines(repository: Path) -> None:
    apply(repository, (CLEAN, PARTIAL, ""))
    document = diff(repository, "--against", "HEAD", "--fail-on", "breaks", exit_code=1)
    assert [c["class"] for c in document["changes"]] == ["breaks"]
    expected = [
        (file.relative_to(repository).as_posix(), number)
        for file in sorted((repository / "data/assessments").rglob("*.yaml"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if re.match(r"  clean-04: \{.*level: partial", line)
    ]
    assert expected
    assert [(b["file"], b["line"]) for b in document["breaks"]] == expected
    assert {b["code"] for b in document["breaks"]} == {"REC014"}
    text = run_liuxing("diff", "--against", "HEAD", cwd=repository).stdout.decode()
    for file, line in expected:
        assert f"{file}:{line}\n" in text


def test_a_rename_through_the_map_breaks_nothing(repository: Path) -> None:
    apply(
        repository,
        (CLEAN, "id: clean-08\n", "id: clean-88\n"),
        (STANDARD, "renames: {}", "renames: {clean-08: clean-88}"),
    )
    document = diff(repository, "--against", "HEAD", "--fail-on", "scores")
    assert unchanged(document)
    told = [(c["action"], c["class"], c["old"], c["new"]) for c in document["changes"]]
    assert ("renamed", "clarification", "clean-08", "clean-88") in told


def test_a_rename_without_the_map_breaks_every_record(repository: Path) -> None:
    apply(repository, (CLEAN, "id: clean-08\n", "id: clean-88\n"))
    document = diff(repository, "--against", "HEAD", "--fail-on", "breaks", exit_code=1)
    holders = [
        file
        for file in (repository / "data/assessments").rglob("*.yaml")
        if "\n  clean-08:" in file.read_text("utf-8")
    ]
    assert document["counts"]["broken_records"] == len(holders) > 0
    assert {b["code"] for b in document["breaks"]} == {"REC003"}


def test_a_renamed_indicator_with_a_broken_level_points_at_the_written_line(
    repository: Path,
) -> None:
    apply(
        repository,
        (CLEAN, "id: clean-04\n", "id: clean-84\n"),
        (CLEAN, PARTIAL, ""),
        (STANDARD, "renames: {}", "renames: {clean-04: clean-84}"),
    )
    document = diff(repository, "--against", "HEAD")
    first = document["breaks"][0]
    line = (repository / first["file"]).read_text("utf-8").splitlines()[first["line"] - 1]
    assert line.startswith("  clean-04:")
    assert "partial" in line


def test_records_added_removed_edited_and_only_laid_out_anew(repository: Path) -> None:
    folder = repository / "data/assessments/2013H2/inspection"
    (folder / "110199001002.yaml").unlink()
    edited = folder / "110199001001.yaml"
    text = edited.read_text("utf-8")
    note = "clean-02: {level: none, reason: 请致电 13800138000 @someone}"
    edited.write_text(re.sub(r"clean-02: \{.*\}", note, text), "utf-8")
    laid_out = folder / "110199001003.yaml"
    laid_out.write_text(laid_out.read_text("utf-8") + "# 说明\n", "utf-8")
    document = diff(repository, "--against", "HEAD", "--fail-on", "decisions", exit_code=1)
    assert document["counts"]["records"] == {"added": 0, "removed": 1, "changed": 1, "relaid": 1}
    assert document["counts"]["vanished"] == 1
    assert document["coverage"]["compared"] == 69
    changed = next(r for r in document["records"] if r["action"] == "changed")
    assert [r["indicator"] for r in changed["ratings"]] == ["clean-02"]
    assert [b["code"] for b in document["breaks"]] == ["PII002"]
    for form in ("json", "text", "md"):
        printed = run_liuxing("diff", "--against", "HEAD", "-f", form, cwd=repository).stdout
        assert "13800138000" not in printed.decode()
        assert form == "json" or "@someone" not in printed.decode() or form == "text"


def test_results_that_appear_fail_nothing(repository: Path) -> None:
    folder = repository / "data/assessments/2013H2/inspection"
    text = (folder / "110199001002.yaml").read_text("utf-8")
    (folder / "110199001002.yaml").unlink()
    commit(repository)
    (folder / "110199001002.yaml").write_text(text, "utf-8")
    document = diff(repository, "--against", "HEAD", "--fail-on", "scores")
    assert document["counts"]["appeared"] == 1
    assert document["counts"]["ranks"] > 0


def test_workspace_in_a_subfolder_and_another_period_and_profile(district: Path) -> None:
    commit(district.parent)
    before = "floor: 60}\n  healthy"
    apply(district, (ACCEPTANCE, before, before.replace("60", "65")))
    document = diff(
        district.parent, "--against", "HEAD", "--workspace", str(district), "--period", "2013H1"
    )
    assert document["period"] == "2013H1"
    assert document["coverage"]["compared"] == 48
    mutual = diff(district, "--against", "HEAD", "--profile", "mutual")
    assert mutual["source"] == "peer"
    assert mutual["coverage"]["compared"] == mutual["coverage"]["subjects"] == 11
    assert unchanged(mutual)


def test_two_folders_without_git(district: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份"
    shutil.copytree(district, other)
    apply(district, (ACCEPTANCE, "bonus_cap: 5", "bonus_cap: 4"))
    done = run_liuxing("diff", "--against", str(other), "-f", "json", cwd=district, PATH="")
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    assert document["against"]["commit"] is None
    assert [c["class"] for c in document["changes"]] == ["decisions"]
    assert document["coverage"]["compared"] == 70


def test_a_new_default_profile_is_compared_with_the_old_one(repository: Path) -> None:
    apply(repository, ("data/workspace.yaml", "profile: acceptance", "profile: third-party"))
    document = diff(repository, "--against", "HEAD")
    assert document["profile"] == {"old": "acceptance", "new": "third-party"}
    assert [c["class"] for c in document["changes"]] == ["scores"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--against", "no-such-branch"], "没有“no-such-branch”这个版本"),
        (["--against", "--all"], "没有“--all”这个版本"),
        (["--against", "data"], "不是工作区"),
        (["--against", "HEAD", "--profile", "none"], "没有“none”这个评分办法"),
        (["--against", "HEAD", "--period", "1999H1"], "1999H1"),
        (["--against", "HEAD", "--fail-on", "never"], "--fail-on"),
        ([], "--against"),
    ],
)
def test_refusals(repository: Path, args: list[str], said: str) -> None:
    done = run_liuxing("diff", *args, cwd=repository)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not done.stdout


def test_refuses_without_a_repository_or_git(district: Path) -> None:
    ceiling = str(district.parent)
    for env in ({"GIT_CEILING_DIRECTORIES": ceiling}, {"PATH": ""}):
        done = run_liuxing("diff", "--against", "HEAD", cwd=district, **env)
        assert done.returncode == 2
        assert "git" in done.stderr.decode()


def test_refuses_a_profile_that_is_new(repository: Path) -> None:
    text = (repository / ACCEPTANCE).read_text("utf-8").replace("id: acceptance", "id: fresh")
    (repository / "standards/profiles/fresh.yaml").write_text(text, "utf-8")
    done = run_liuxing("diff", "--against", "HEAD", "--profile", "fresh", cwd=repository)
    assert done.returncode == 2
    assert "没有“fresh”这个评分办法" in done.stderr.decode()


def test_refuses_an_old_side_that_does_not_stand(repository: Path) -> None:
    apply(repository, (CLEAN, "points: 100\n", "points: 90\n"))
    commit(repository)
    git(repository, "checkout", "--quiet", "HEAD~1", "--", ".")
    done = run_liuxing("diff", "--against", "HEAD", cwd=repository)
    assert done.returncode == 2
    assert "STD004" in done.stderr.decode()


def test_comment_is_short_first_and_folded(repository: Path) -> None:
    apply(repository, (CLEAN, PARTIAL, ""), (CLEAN, "name: 环保志愿服务队", 'name: "<b>@all|"'))
    done = run_liuxing(
        "diff", "--against", "HEAD", "-f", "md", "--fail-on", "breaks", cwd=repository
    )
    assert done.returncode == 1
    text = done.stdout.decode()
    head, _, details = text.partition("<details>")
    assert len(head.splitlines()) < 30
    assert "**不通过**" in head
    assert "<b>" not in text
    assert "@all" not in text
    assert details.count("<summary>") == details.count("</details>") >= 2
    assert len(text) < 65_536


def test_text_fits_80_columns(repository: Path) -> None:
    from wcwidth import wcswidth

    apply(repository, (CLEAN, "活动不足四次, points: 1.5", "活动不足四次, points: 2"))
    text = run_liuxing("diff", "--against", "HEAD", cwd=repository).stdout.decode()
    assert all(wcswidth(line) <= 80 for line in text.splitlines())


def test_output_goes_to_a_file_and_the_tree_is_untouched(repository: Path, tmp_path: Path) -> None:
    apply(repository, (ACCEPTANCE, "bonus_cap: 5", "bonus_cap: 4"))
    before = git(repository, "status", "--porcelain")
    run = run_liuxing(
        "diff", "--against", "HEAD", "-o", str(tmp_path / "impact.txt"), cwd=repository
    )
    assert run.returncode == 0
    assert not run.stdout
    assert "影响等次" in (tmp_path / "impact.txt").read_text("utf-8")
    assert git(repository, "status", "--porcelain") == before


def test_runs_as_a_hook_does(repository: Path) -> None:
    """git sets GIT_DIR and GIT_INDEX_FILE for hooks."""
    done = run_liuxing(
        "diff", "--against", "HEAD", cwd=repository, GIT_DIR=".git", GIT_INDEX_FILE=".git/index"
    )
    assert done.returncode == 0


def test_score_reads_old_ids_through_the_map(repository: Path) -> None:
    """The records keep ``clean-08``; the standard has called it ``clean-88`` since."""
    before = run_liuxing("score", "--format", "csv", cwd=repository)
    tree = run_liuxing("explain", "110199001001", "--format", "json", cwd=repository)
    apply(
        repository,
        (CLEAN, "id: clean-08\n", "id: clean-88\n"),
        (STANDARD, "renames: {}", "renames: {clean-08: clean-88}"),
    )
    after = run_liuxing("score", "--format", "csv", cwd=repository)
    assert before.returncode == after.returncode == 0
    assert after.stdout == before.stdout
    explained = run_liuxing("explain", "110199001001", "--format", "json", cwd=repository)
    assert explained.returncode == 0
    assert _totals(json.loads(explained.stdout)) == _totals(json.loads(tree.stdout))
    found = run_liuxing("validate", "--select", "REC024", "-f", "json", cwd=repository)
    assert found.returncode == 0
    assert {f["code"] for f in json.loads(found.stdout)["findings"]} == {"REC024"}


def _totals(document: Any) -> list[Any]:
    """Every score in a tree of reasons, ids left out."""
    if isinstance(document, dict):
        own = [document[key] for key in ("score", "total", "points") if key in document]
        return own + [each for value in document.values() for each in _totals(value)]
    if isinstance(document, list):
        return [each for value in document for each in _totals(value)]
    return []


def test_rules_of_decision_are_told_in_words(repository: Path) -> None:
    apply(
        repository,
        (
            ACCEPTANCE,
            "bonus_cap: 5\n",
            "bonus_cap: 5\ntrial: {periods: [2013H2], reason: 第一次评}\n",
        ),
        (
            ACCEPTANCE,
            "{id: excellent, name: 优秀, at_least: 90, passing: true",
            "{id: excellent, name: 优秀, at_least: 90, passing: true, "
            "quota: {count: 1, of: passed, ties: all_out}",
        ),
    )
    document = diff(repository, "--against", "HEAD", "--fail-on", "decisions", exit_code=1)
    assert {c["class"] for c in document["changes"]} == {"decisions"}
    assert document["counts"]["directions"]["down"] > 0
    text = run_liuxing("diff", "--against", "HEAD", cwd=repository).stdout.decode()
    assert "Fraction" not in text
    assert "(" not in text.split("修改\n", 1)[1].split("结论有变化")[0]
    for word in ("名额", "达标的", "同分都不评", "1", "试行", "第一次评"):
        assert word in text.replace("\n", "").replace(" ", ""), word
