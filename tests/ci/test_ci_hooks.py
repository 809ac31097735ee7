"""The hooks for other repositories, run by pre-commit itself with the program already installed."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.repository import RECORD, Repository
from tests.conftest import ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text("utf-8"))
PRE_COMMIT = f"'{sys.executable}' -m pre_commit"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository that uses both hooks; pre-commit builds no environment, so needs no network."""
    repository = Repository(tmp_path)
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    text = yaml.safe_dump(config, allow_unicode=True)
    (repository.folder / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    done = repository.run(f"{PRE_COMMIT} install")
    assert done.returncode == 0, done.stderr
    repository.commit("Use the hooks")
    return repository


def test_manifest_is_valid(repository: Repository) -> None:
    done = repository.run(f"{PRE_COMMIT} validate-manifest '{MANIFEST}'")
    assert done.returncode == 0, done.stdout
    assert [hook["id"] for hook in HOOKS] == ["liuxing-validate", "liuxing-fmt"]
    assert all(hook["language"] == "python" for hook in HOOKS)


def test_all_files_pass(repository: Repository) -> None:
    done = repository.run(f"{PRE_COMMIT} run --all-files")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("Passed") == 2


def test_an_untidy_file_is_tidied_and_stops_the_commit(repository: Repository) -> None:
    tidy = (repository.folder / RECORD).read_text(encoding="utf-8")
    repository.edit(RECORD, "source: inspection", "source:    'inspection'")
    repository.git("add", "--all")
    done = repository.run(f"{PRE_COMMIT} run")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert RECORD in done.stdout
    assert (repository.folder / RECORD).read_text(encoding="utf-8") == tidy


def test_an_error_stops_the_commit(repository: Repository) -> None:
    repository.edit(RECORD, "source: inspection", "source: inspektion")
    repository.git("add", "--all")
    done = repository.run(f"{PRE_COMMIT} run liuxing-validate")
    assert done.returncode == 1
    assert f"{RECORD}:7:" in done.stdout


def test_other_files_do_not_run_the_hooks(repository: Repository) -> None:
    (repository.folder / "notes.yaml").write_text("b: 1\n", encoding="utf-8")
    repository.git("add", "--all")
    done = repository.run(f"{PRE_COMMIT} run")
    assert done.returncode == 0
    assert done.stdout.count("Skipped") == 2


def test_hooks_named_from_another_repository(repository: Repository, tmp_path: Path) -> None:
    """As the user's configuration has it: ``repo`` is this one's address, ``rev`` a tag of it."""
    ours = tmp_path / "liuxing.git-source"
    ours.mkdir()
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    text = yaml.safe_dump(hooks, allow_unicode=True)
    (ours / MANIFEST.name).write_text(text, encoding="utf-8")
    for call in ("init --quiet", "add .", "commit --quiet -m v1", "tag v1"):
        repository.git("-C", str(ours), *call.split())
    used = {"repo": str(ours), "rev": "v1", "hooks": [{"id": hook["id"]} for hook in HOOKS]}
    config = yaml.safe_dump({"repos": [used]}, allow_unicode=True)
    (repository.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    repository.git("add", "--all")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "cache")}
    done = repository.run(f"{PRE_COMMIT} run --all-files", **home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2
    repository.edit(RECORD, "source: inspection", "source: inspektion")
    repository.git("add", "--all")
    done = repository.run(f"{PRE_COMMIT} run", **home)
    assert done.returncode == 1
    assert f"{RECORD}:7:" in done.stdout
