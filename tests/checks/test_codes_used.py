"""Every code has a page, a use and a case; every page has its parts."""

import re
from pathlib import Path

import pytest

import liuxing_cli
from liuxing_cli.codes import codes, lookup
from tests.checks import test_hostile
from tests.checks.test_cases import CASES

_CODE = re.compile(r'"([A-Z]{3}[0-9]{3})"')


def used() -> set[str]:
    package = Path(liuxing_cli.__file__).parent
    sources = [path.read_text("utf-8") for path in package.rglob("*.py")]
    return {code for source in sources for code in _CODE.findall(source)}


def test_every_code_used_has_a_page_and_every_page_a_use() -> None:
    assert used() == set(codes())


def test_every_code_has_a_case() -> None:
    by_file = {path.name for path in CASES.iterdir()}
    assert by_file | test_hostile.CODES == set(codes())


@pytest.mark.parametrize("code", codes())
def test_page(code: str) -> None:
    page = lookup(code)
    assert page.code == code
    assert page.severity in {"error", "warning", "info"}
    assert page.title
    assert not page.message.endswith(("。", "."))
    headings = re.findall(r"^## (.+)$", page.body, re.MULTILINE)
    assert headings == ["为什么", "错误示例", "正确示例"]
    assert page.body.count("```yaml\n") == 2
