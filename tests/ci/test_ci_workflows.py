"""The CI templates, run step by step in a local repository, with the hosts' programs stood in."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.repository import PROFILE, RECORD, Repository
from tests.conftest import ROOT

TEMPLATES = ROOT / "templates" / "ci"
GITHUB = yaml.load((TEMPLATES / "github-actions.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
GITLAB = yaml.load((TEMPLATES / "gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
INSTALL = 'python -m pip install "$LIUXING"'
MARK = "<!-- liuxing -->\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def _steps(job: str) -> list[dict[str, Any]]:
    """The steps of a GitHub job that run something, but for the installation."""
    steps = GITHUB["jobs"][job]["steps"]
    assert [step["uses"].split("@")[0] for step in steps if "uses" in step] == [
        "actions/checkout",
        "actions/setup-python",
    ]
    running = [step for step in steps if "run" in step]
    assert running[0]["run"] == INSTALL
    return running[1:]


def _script(job: str) -> str:
    """The script of a GitLab job, but for the installation."""
    merged = {**GITLAB[".liuxing"], **GITLAB[job]}
    assert merged["extends"] == ".liuxing"
    assert merged["before_script"] == [INSTALL]
    return "\n".join(merged["script"])


def test_github_checks_every_push(repository: Repository) -> None:
    assert {"push", "pull_request"} <= GITHUB["on"].keys()
    for step in _steps("validate"):
        done = repository.run(step["run"])
        assert done.returncode == 0, done.stderr


def test_github_marks_the_lines_of_errors(repository: Repository) -> None:
    repository.edit(RECORD, "source: inspection", "source: inspektion")
    content, form = _steps("validate")
    done = repository.run(content["run"])
    assert done.returncode == 1
    assert f"::error file={RECORD},line=7," in done.stdout
    assert form["if"] == "${{ !cancelled() }}"
    assert repository.run(form["run"]).returncode == 1


def test_github_shows_untidy_files(repository: Repository) -> None:
    repository.edit(RECORD, "source: inspection", "source:    'inspection'")
    content, form = _steps("validate")
    assert repository.run(content["run"]).returncode == 0
    done = repository.run(form["run"])
    assert done.returncode == 1
    assert "-source:    'inspection'\n+source: inspection\n" in done.stdout


def test_github_comments_the_impact_once(repository: Repository, tmp_path: Path) -> None:
    repository.edit(PROFILE, "name: 优秀, at_least: 90", "name: 优秀, at_least: 94")
    repository.commit("Raise a line")
    compute, comment = _steps("impact")
    assert compute["env"] == {"BASE": "${{ github.base_ref }}"}
    summary = tmp_path / "summary.md"
    done = repository.run(compute["run"], BASE="main", GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    told = summary.read_text(encoding="utf-8")
    assert told.startswith(MARK)
    assert "优秀" in told
    calls = tmp_path / "calls.txt"
    repository.program(
        "gh",
        f"""printf '%s ' "$@" >> '{calls}'; echo >> '{calls}'
        case "$*" in
          *--jq*) cat '{tmp_path}/ids.txt' ;;
          *) cat impact.md > '{tmp_path}/body.md' ;;
        esac""",
    )
    for ids, ended in (
        ("", "issues/7/comments"),
        ("41\n52\n", "PATCH repos/o/r/issues/comments/41"),
    ):
        (tmp_path / "ids.txt").write_text(ids, encoding="utf-8")
        done = repository.run(comment["run"], GITHUB_REPOSITORY="o/r", NUMBER="7")
        assert done.returncode == 0, done.stderr
        last = calls.read_text(encoding="utf-8").splitlines()[-1]
        assert f"{ended} --field body=@impact.md" in last
        assert (tmp_path / "body.md").read_text(encoding="utf-8") == told


def test_github_gives_no_more_rights_than_needed() -> None:
    assert GITHUB["permissions"] == {"contents": "read"}
    jobs = GITHUB["jobs"]
    assert "permissions" not in jobs["validate"]
    assert jobs["impact"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert jobs["impact"]["if"] == "github.event_name == 'pull_request'"
    scripts = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert not any("${{" in script for script in scripts)  # no text of others becomes a command


def test_gitlab_reports_code_quality(repository: Repository) -> None:
    report = repository.folder / GITLAB["liuxing-validate"]["artifacts"]["reports"]["codequality"]
    done = repository.run(_script("liuxing-validate"))
    assert done.returncode == 0, done.stderr
    before = json.loads(report.read_text(encoding="utf-8"))
    assert all({"description", "fingerprint", "location"} <= entry.keys() for entry in before)
    repository.edit(RECORD, "source: inspection", "source: inspektion")
    assert repository.run(_script("liuxing-validate")).returncode == 1
    after = json.loads(report.read_text(encoding="utf-8"))
    places = [(e["location"]["path"], e["location"]["lines"]["begin"]) for e in after]
    assert (RECORD, 7) in places
    assert GITLAB["liuxing-validate"]["artifacts"]["when"] == "always"


def test_gitlab_checks_the_form(repository: Repository) -> None:
    assert repository.run(_script("liuxing-fmt")).returncode == 0
    repository.edit(RECORD, "source: inspection", "source:    inspection")
    assert repository.run(_script("liuxing-fmt")).returncode == 1


@pytest.mark.parametrize("token", ["", "secret"])
def test_gitlab_comments_the_impact_once(
    token: str, repository: Repository, tmp_path: Path
) -> None:
    base = repository.git("rev-parse", "HEAD")
    repository.edit(PROFILE, "name: 优秀, at_least: 90", "name: 优秀, at_least: 94")
    repository.commit("Raise a line")
    calls = tmp_path / "calls.txt"
    calls.touch()
    repository.program(
        "curl",
        f"""printf '%s ' "$@" >> '{calls}'; echo >> '{calls}'
        case "$*" in *per_page*) cat '{tmp_path}/notes.json';; esac""",
    )
    notes = "https://host/api/v4/projects/3/merge_requests/7/notes"
    for found, ended in (([], f"POST {notes}"), ([41, 52], f"PUT {notes}/41")):
        listed = [{"id": 9, "body": "说明"}, *({"id": id_, "body": MARK} for id_ in found)]
        (tmp_path / "notes.json").write_text(json.dumps(listed), encoding="utf-8")
        done = repository.run(
            _script("liuxing-impact"),
            CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
            CI_API_V4_URL="https://host/api/v4",
            CI_PROJECT_ID="3",
            CI_MERGE_REQUEST_IID="7",
            LIUXING_TOKEN=token,
        )
        assert done.returncode == 0, done.stderr
        told = (repository.folder / "impact.md").read_text(encoding="utf-8")
        assert told.startswith(MARK)
        assert "优秀" in told
        asked = calls.read_text(encoding="utf-8").splitlines()
        if token:
            method, address = ended.split()
            assert f"--request {method} " in asked[-1]
            assert asked[-1].split()[-1] == address
            assert "body@impact.md" in asked[-1]
        else:
            assert asked == []


def test_gitlab_runs_once_for_a_change() -> None:
    rules = GITLAB[".liuxing"]["rules"]
    assert rules[1] == {"if": "$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS", "when": "never"}
    assert GITLAB["liuxing-impact"]["rules"] == rules[:1]
    assert GITLAB["variables"]["GIT_DEPTH"] == "0"
