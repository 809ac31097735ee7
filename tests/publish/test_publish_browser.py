"""The page in a real browser: sorted, filtered, printed, narrow, and with scripts off."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from liuxing_cli.publish.document import lines
from liuxing_cli.publish.render import render
from tests.publish import samples
from tests.publish.browser import CHROMIUM, Page, browser
from tests.publish.test_publish_forms import DOCUMENTS
from tests.publish.texts import squeeze

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

NAMES = "[...document.querySelectorAll('tbody tr')].map(r => r.cells[0].innerText)"
COUNTS = "[...document.querySelectorAll('tbody tr')].map(r => r.cells[2].innerText)"
VISIBLE = "[...document.querySelectorAll('tbody tr')].filter(r => !r.hidden).length"
CLICK = "document.querySelectorAll('thead button')[{}].click()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("页面 一")
    for name, document in DOCUMENTS.items():
        (place / f"{name}.html").write_bytes(render(document, "html"))
    return place


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browser(tmp_path / "profile") as opened:
        yield opened


def test_columns_sort_by_value_and_the_official_order_comes_back(page: Page, folder: Path) -> None:
    page.open(folder / "notice.html")
    official = page.run(NAMES)
    assert official == samples.STREETS
    page.run(CLICK.format(2))
    counts = page.run(COUNTS)
    assert counts == sorted(counts, key=int)
    assert page.run("document.querySelectorAll('th[aria-sort=ascending]').length") == 1
    page.run(CLICK.format(2))
    assert page.run(COUNTS) == sorted(counts, key=int, reverse=True)
    assert page.run("document.querySelector('th[aria-sort]').getAttribute('aria-sort')") == (
        "descending"
    )
    page.run(CLICK.format(2))
    assert page.run(NAMES) == official
    assert page.run("document.querySelector('tfoot').innerText").split()[0] == "合计"


def test_numbers_sort_by_value_and_dashes_come_last(page: Page, folder: Path) -> None:
    page.open(folder / "failed.html")
    cells = (
        "[...document.querySelectorAll('table')[5].tBodies[0].rows].map(r => r.cells[3].innerText)"
    )
    page.run("document.querySelectorAll('table')[5].querySelectorAll('thead button')[3].click()")
    shown = page.run(cells)
    assert shown[-1].startswith("—")
    values = [float(cell.split("/")[0]) for cell in shown[:-1]]
    assert values == sorted(values)


def test_the_filter_finds_rows_and_says_how_many(page: Page, folder: Path) -> None:
    page.open(folder / "notice.html")
    page.run(
        "const field = document.querySelector('input[type=search]');"
        "field.value = '银杏园'; field.dispatchEvent(new Event('input')); undefined"
    )
    assert page.run(VISIBLE) == 2
    assert page.run("document.querySelector('output').value") == "显示 2 行，共 7 行"
    assert page.run("document.querySelector('label').innerText.trim()") == "查找"


def test_what_is_printed_is_the_whole_text_whatever_was_filtered(page: Page, folder: Path) -> None:
    page.open(folder / "notice.html")
    page.run(
        "const field = document.querySelector('input[type=search]');"
        "field.value = '银杏园'; field.dispatchEvent(new Event('input')); undefined"
    )
    with pypdfium2.PdfDocument(page.print()) as paper:
        shown = squeeze("".join(p.get_textpage().get_text_bounded() for p in paper))
        width, height = paper[0].get_size()
    assert shown == squeeze("".join(lines(DOCUMENTS["notice"])))
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_reads_the_same_with_scripts_off(page: Page, folder: Path, name: str) -> None:
    page.open(folder / f"{name}.html", scripts=False)
    document = page.call("DOM.getDocument")
    tools = page.call(
        "DOM.querySelectorAll", nodeId=document["root"]["nodeId"], selector="button, input"
    )
    assert tools["nodeIds"] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_sticks_out_of_a_phone(page: Page, folder: Path, name: str) -> None:
    page.open(folder / f"{name}.html")
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=360,
        height=740,
        deviceScaleFactor=2,
        mobile=True,
    )
    assert page.run("document.documentElement.scrollWidth") <= 360


def test_the_policy_holds_in_the_browser(page: Page, folder: Path) -> None:
    page.open(folder / "notice.html")
    page.run("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\" id=x>x</p>')")
    assert page.run("getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"
