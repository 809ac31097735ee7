"""What people see in a terminal: one line a finding, counts, suggestions, colours."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from liuxing_cli.model.finding import Finding, Position, Related
from liuxing_cli.publish.findings.text import as_text
from tests.checks.workspaces import BASE
from tests.conftest import ROOT, run_liuxing
from tests.validate.test_run import RECORD, edit


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "区 1"))


def test_a_finding_is_one_line_whatever_it_says() -> None:
    awkward = '100%: "是",\r\n]]>\x1b[2J\u202e\u200b\u2028🎉'
    finding = Finding(
        "YML003",
        f"data/{awkward}.yaml",
        position=Position(1, 1),
        params={"key": awkward},
        related=(Related(f"data/{awkward}.yaml", None, awkward),),
    )
    lines = as_text([finding]).splitlines()
    assert len(lines) == 2
    for line in lines:
        assert '100%: "是",\\r\\n]]>\\x1b[2J\\u202e\\u200b\\u2028🎉' in line
        assert line.isprintable()


def test_values_that_a_message_repeats_are_masked(root: Path) -> None:
    edit(root / RECORD, "clean-02: {level: full}", 'clean-02: {level: "13800138000"}')
    edit(root / RECORD, "  safe-05: {level: met}", '  "13900139000": {level: met}')
    for form in ("text", "json", "sarif", "github", "gitlab", "junit"):
        done = run_liuxing("validate", "-f", form, "--frames", cwd=root)
        assert done.returncode == 1
        assert b"138****" in done.stdout
        assert b"13800138000" not in done.stdout
        assert b"13900139000" not in done.stdout


def test_the_nearest_code_is_suggested(root: Path) -> None:
    told = run_liuxing("validate", "--ignore", "RCE012", cwd=root).stderr.decode()
    assert "是不是想写 REC012？" in told
    far = run_liuxing("validate", "--select", "none", cwd=root)
    assert "全部代码见 liuxing rule" in far.stderr.decode()


def test_many_findings_are_counted_by_code(root: Path) -> None:
    for number in range(25):
        edit(root / RECORD, "ratings:\n", f"ratings:\n  no-such-{number}: {{level: full}}\n")
    edit(root / RECORD, "clean-03: {award: 3.5, reason: 台账缺两次记录}", "clean-03: {award: 3.5}")
    told = run_liuxing("validate", cwd=root).stderr.decode()
    assert "按代码：REC003 25 个、REC012 1 个" in told


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_on_a_terminal(env: dict[str, str], coloured: bool, root: Path) -> None:
    edit(root / RECORD, "clean-03: {award: 3.5,", "clean-03: {award: 3.5, 云帆街道: 三,")
    shown = _on_terminal(root, env)
    assert ("\x1b[31mSCH001\x1b[0m" in shown) is coloured
    plain = shown.replace("\x1b[32m", "").replace("\x1b[0m", "")
    lines = plain.splitlines()
    place = next(n for n, each in enumerate(lines) if each.startswith("    13 |"))
    before = lines[place].index("云帆街道")  # narrow characters, then four wide ones
    assert lines[place + 1] == f"{'       |':<{before}}^^^^^^^^"


def _on_terminal(root: Path, env: dict[str, str]) -> str:
    """Run ``validate`` with a terminal as its standard output and return what it showed."""
    master, slave = pty.openpty()
    program = [sys.executable, "-c", "from liuxing_cli.main import run; run()", "validate"]
    base = {"PYTHONPATH": str(ROOT), "PATH": "", "TERM": "xterm", "COLUMNS": "120"}
    running = subprocess.Popen(
        program, cwd=root, stdout=slave, stderr=subprocess.DEVNULL, env={**base, **env}
    )
    os.close(slave)
    shown = b""
    try:
        while part := os.read(master, 4096):
            shown += part
    except OSError:  # Linux says so at the end
        pass
    os.close(master)
    assert running.wait() == 1
    return shown.decode()
