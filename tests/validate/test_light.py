"""One changed record, as a commit hook checks it, loads only what one record needs."""

import subprocess
import sys
from pathlib import Path

from tests.bench.validate_corpus import make_workspace
from tests.conftest import ROOT

NEEDLESS = (
    "yaml",
    "rich",
    "liuxing_cli.checks.of_workspace",
    "liuxing_cli.checks.privacy",
    "liuxing_cli.model.decision",
    "liuxing_cli.model.obligations",
    "liuxing_cli.model.plan",
    "liuxing_cli.model.progress",
    "liuxing_cli.model.publicity",
    "liuxing_cli.model.result",
    "liuxing_cli.model.surveys",
    "liuxing_cli.model.titles",
    "liuxing_cli.store.format",
    "liuxing_cli.store.place",
    "liuxing_cli.store.yaml_explain",
)
PROGRAM = f"""
import sys
from liuxing_cli.main import run
try:
    run()
finally:
    print("loaded", [name for name in {NEEDLESS!r} if name in sys.modules])
"""


def test_one_sound_record_loads_little(tmp_path: Path) -> None:
    (file,) = make_workspace(tmp_path, 1)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "validate", file],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().strip() == "loaded []"
