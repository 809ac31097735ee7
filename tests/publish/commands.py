"""The publishing commands as a user runs them, in a git repository of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

_PROGRAM = (
    "import liuxing_cli.main as m\n"
    "for name in ('templates', 'verify'): m.COMMANDS.setdefault(name, name)\n"
    "m.run()"
)
_GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}


def liuxing(
    *args: str, cwd: Path, given: str = "", code: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command; ``code`` is the exit code it must have."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *args],
        cwd=cwd,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"},
    )
    assert code is None or done.returncode == code, done.stdout + done.stderr
    return done


def git(folder: Path, *args: str) -> str:
    """Run git as nobody in particular."""
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", *identity, *args],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **_GIT},
    )
    return done.stdout.strip()


def committed(folder: Path) -> str:
    """Put a workspace under version control; returns the commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "start")
    return git(folder, "rev-parse", "HEAD")
