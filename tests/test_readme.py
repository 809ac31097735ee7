"""The output that the READMEs show is the real one."""

import subprocess

import pytest

from tests.conftest import ROOT, run_liuxing


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_demo_is_real(name: str) -> None:
    shown = (ROOT / name).read_text(encoding="utf-8").split("```console\n")[1].split("```")[0]
    demo = shown.split("$ make demo\n")[1].split("$ make test")[0].splitlines()
    real = ""
    for call in (["validate"], ["score", "--period", "2013H2"]):
        done = run_liuxing(*call)
        real += done.stdout.decode() + done.stderr.decode()
    missing = [line for line in demo if line not in real and line != "…"]
    assert [line for line in missing if not line.startswith("结果已写入 out/：")] == []


def test_both_readmes_show_the_same() -> None:
    one, two = (
        (ROOT / name).read_text(encoding="utf-8").split("```")[1]
        for name in ("README.md", "README.zh-CN.md")
    )
    assert one == two


def test_make_alone_lists_the_targets() -> None:
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("demo", "test", "lint", "docs"):
        assert f"make {target} " in done.stdout
