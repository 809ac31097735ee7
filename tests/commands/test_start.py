"""Starting up: help is quick and Chinese, wrong calls are answered, any locale prints Chinese."""

import subprocess
import sys
from pathlib import Path

import pytest

from liuxing_cli.main import COMMANDS
from tests.conftest import ROOT, run_liuxing

HEAVY = ("yaml", "pandas", "rich", "jsonschema_rs", "jinja2", "docx", "tabulate", "scipy", "numpy")


@pytest.mark.parametrize("call", [["--help"], ["--version"], []])
def test_help_loads_nothing_heavy(call: list[str]) -> None:
    program = (
        "import sys\n"
        "from liuxing_cli.main import run\n"
        f"sys.argv = ['liuxing', *{call!r}]\n"
        "try:\n    run()\n"
        f"finally:\n    print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command_is_chinese(name: str) -> None:
    done = run_liuxing(name, "--help")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "用法：" in text
    for english in ("Usage", "Options", "Arguments", "Show this", "required", "default"):
        assert english not in text


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["scor"], "没有“scor”这个命令"),
        (["score", "--perio", "x"], "没有 --perio 这个选项"),
        (["score", "--source", "nobody"], "--source"),
        (["explain"], "缺少参数"),
        (["score", "--profile", "none"], "没有“none”这个评分办法"),
        (["score", "--period", "1999H1"], "1999H1"),
        (["explain", "无此社区"], "没有这个社区"),
        (["matrix", "--unit", "无此单位"], "没有“无此单位”这个单位"),
        (["validate", "no-such-file.yaml"], "没有这个文件"),
    ],
)
def test_wrong_calls_exit_2_in_chinese(call: list[str], said: str) -> None:
    done = run_liuxing(*call)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_outside_a_workspace(tmp_path: Path) -> None:
    done = run_liuxing("score", cwd=tmp_path)
    assert done.returncode == 2
    assert "不在任何工作区里" in done.stderr.decode()


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GB18030", "en_US.ISO-8859-1"])
def test_prints_utf8_in_any_locale(locale: str) -> None:
    done = run_liuxing("matrix", LANG=locale, LC_ALL=locale)
    assert done.returncode == 0
    assert "区民政局" in done.stdout.decode("utf-8")


def test_works_from_a_subfolder() -> None:
    assert run_liuxing("matrix", cwd=ROOT / "data" / "subjects").returncode == 0


def test_a_closed_pipe_is_quiet() -> None:
    done = subprocess.run(
        [
            "sh",
            "-c",
            f"'{sys.executable}' -c 'from liuxing_cli.main import run; run()' score | head -1",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
