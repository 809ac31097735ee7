"""Word files as another program lays them out: same text, same page, nothing repaired."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from liuxing_cli.publish.document import Document
from liuxing_cli.publish.render import render
from tests.publish.documents import decision
from tests.publish.test_publish_forms import DOCUMENTS
from tests.publish.texts import joined_pages, of_pdf, squeeze, without_charts

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")

EVERY = {**DOCUMENTS, "decision": decision(40)}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All documents as PDF, made by one run of LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("印")
    for name, document in EVERY.items():
        (folder / f"{name}.docx").write_bytes(render(document, "docx"))
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in EVERY),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder


@pytest.mark.parametrize("name", EVERY)
def test_the_printed_text_is_the_documents(printed: Path, name: str) -> None:
    document: Document = EVERY[name]
    pages = of_pdf((printed / f"{name}.pdf").read_bytes())
    assert joined_pages(pages, document) == squeeze(without_charts(document))


@pytest.mark.parametrize("name", EVERY)
def test_the_pages_are_the_standards(printed: Path, name: str) -> None:
    with pypdfium2.PdfDocument(printed / f"{name}.pdf") as paper:
        for number, page in enumerate(paper, start=1):
            width, height = page.get_size()
            assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)
            text = page.get_textpage()
            dashes = [
                text.get_charbox(index)
                for index in range(text.count_chars())
                if text.get_text_range(index, 1) == "—"
            ]
            folio = [box for box in dashes if box[1] * 25.4 / 72 < 34]
            middle = sum(box[0] + box[2] for box in folio) / (2 * len(folio))
            assert (middle > width / 2) == bool(number % 2)


def test_a_sign_off_never_stands_alone(printed: Path) -> None:
    for name in DOCUMENTS:
        last = of_pdf((printed / f"{name}.pdf").read_bytes())[-1]
        office = squeeze(DOCUMENTS[name].author)
        assert not last.startswith(office)
