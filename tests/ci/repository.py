"""A git repository with the sample district, as an office would have it, and programs on PATH."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

PROFILE = "standards/profiles/acceptance.yaml"
RECORD = "data/assessments/2013H2/inspection/110199001001.yaml"


class Repository:
    """Its ``main`` branch is on ``origin``; ``work`` is checked out for the edits of a test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "示例 区"
        self.programs = folder / "programs"
        self.programs.mkdir()
        for name in ("standards", "data", "templates"):
            shutil.copytree(ROOT / name, self.folder / name)
        self.program("liuxing", f"exec {_shell(sys.executable)} -c '{_RUN}' \"$@\"")
        self.program("python", f'exec {_shell(sys.executable)} "$@"')
        self.git("init", "--quiet", "--initial-branch=main")
        self.run("liuxing fmt > formatted.txt; rm formatted.txt")
        self.commit("Start")
        self.git("clone", "--quiet", "--bare", ".", str(folder / "origin.git"))
        self.git("remote", "add", "origin", str(folder / "origin.git"))
        self.git("fetch", "--quiet", "origin")
        self.git("switch", "--quiet", "--create", "work")

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.programs),
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "COLUMNS": "80",
        }

    def program(self, name: str, body: str) -> None:
        """Put a shell script on PATH."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a script as a CI runner does: it stops at the first command that fails."""
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def git(self, *args: str) -> str:
        name = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
        done = subprocess.run(
            ["git", *name, "-c", "core.quotepath=off", *args],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, file: str, find: str, replace: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert find in text
        path.write_text(text.replace(find, replace, 1), encoding="utf-8")


_RUN = "from liuxing_cli.main import run; run()"


def _shell(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
