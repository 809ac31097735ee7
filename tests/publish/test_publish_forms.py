"""The forms of one document: the same text, the same bytes each time, safe and well-formed."""

import base64
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from liuxing_cli.publish.document import (
    Column,
    Contacts,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Remark,
    SignOff,
    Table,
    Title,
    clean,
    lines,
    numbered,
)
from liuxing_cli.publish.notice import passed_notice
from liuxing_cli.publish.ooxml import W
from liuxing_cli.publish.options import Options
from liuxing_cli.publish.render import FORMS, render
from liuxing_cli.publish.report import community_report
from liuxing_cli.publish.report_street import street_report
from liuxing_cli.publish.template import Templates
from tests.publish import samples, samples_area
from tests.publish.texts import (
    joined_pages,
    of_docx,
    of_html,
    of_markdown,
    of_pdf,
    squeezed,
)

ROOT = Path(__file__).parents[2]
BUNDLED = Options(system_fonts=False)
READ = {"docx": of_docx, "html": of_html, "md": of_markdown}


def documents() -> dict[str, Document]:
    ws, templates, day = samples.workspace(), Templates(), date(2013, 7, 15)
    results = samples.results(ws)
    return {
        "notice": passed_notice(ws, results, samples.PERIOD, day, templates),
        "failed": community_report(ws, samples.community_facts(ws, 3), day, templates),
        "pending": community_report(ws, samples.community_facts(ws, 5), day, templates),
        "street": street_report(ws, samples.street_facts(ws), day, templates),
        **samples_area.documents(),
    }


DOCUMENTS = documents()


@pytest.mark.parametrize("form", READ)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_form_has_the_text_of_the_document(name: str, form: str) -> None:
    document = DOCUMENTS[name]
    assert READ[form](render(document, form)) == list(lines(document))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_pdf_has_the_text_of_the_document_and_of_its_charts(name: str) -> None:
    document = DOCUMENTS[name]
    pages = of_pdf(render(document, "pdf", BUNDLED))
    assert joined_pages(pages, document) == squeezed(document)


TEXT = st.text(max_size=30).map(clean).filter(bool)
NASTY = st.sampled_from(
    [
        "# 甲",
        "- 乙",
        "> 丙",
        "1. 丁",
        "=一",
        "甲|乙",
        r"\|",
        "a<b>&amp;",
        "*重*_要_",
        "[a](b)",
        "---",
    ]
)
WORDS = TEXT | NASTY


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=13, max_size=13))
def test_no_text_is_taken_for_markup(words: list[str]) -> None:
    table = Table(words[0], [Column(words[1]), Column(words[2], numeric=True)], [words[3:5]])
    blocks = [
        Title((words[5],)),
        Heading(2, words[6]),
        Paragraph(words[7]),
        Remark(words[8]),
        Items((words[9], words[10])),
        table,
        PageBreak(),
        Contacts(((words[11], words[12]),)),
        SignOff(words[11], words[12]),
    ]
    document = Document(numbered(blocks), date(2013, 7, 1), "示例区办公室")
    expected = list(lines(document))
    for form, read in READ.items():
        assert read(render(document, form)) == expected, form


def test_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib\n"
        "from tests.publish.test_publish_forms import DOCUMENTS, FORMS, render\n"
        "for d in DOCUMENTS.values():\n"
        "    for f in FORMS: print(hashlib.sha256(render(d, f)).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == len(DOCUMENTS) * len(FORMS)


# --- html -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_page_is_self_contained_and_its_policy_allows_its_own_style_and_script(name: str) -> None:
    root = lxml.html.document_fromstring(render(DOCUMENTS[name], "html"))
    (style,), (script,) = root.xpath("//style/text()"), root.xpath("//script/text()")
    allowed = [
        base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
        for text in (style, script)
    ]
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == [
        f"default-src 'none'; style-src 'sha256-{allowed[0]}'; script-src 'sha256-{allowed[1]}'; "
        "base-uri 'none'; form-action 'none'"
    ]
    assert not root.xpath("//link | //img | //@style | //@*[starts-with(name(), 'on')]")
    assert not root.xpath("//@href | //@src")
    assert "url(" not in style
    assert not re.search(r"fetch|XMLHttp|import|eval|innerHTML", script)
    assert root.get("lang") == "zh-CN"


KEPT = "div|h[2-6]|p|ul|li|strong|table|caption|thead|tbody|tr|th|td"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_fragment_has_the_text_and_nothing_that_a_content_system_strips(name: str) -> None:
    data = render(DOCUMENTS[name], "html", Options(fragment=True))
    root = lxml.html.fragment_fromstring(data.decode("utf-8"))
    assert all(re.fullmatch(KEPT, element.tag) for element in root.iter())
    assert not root.xpath("//@class | //@id | //@*[starts-with(name(), 'on')]")
    assert all(table.get("style") for table in root.iter("table"))
    assert of_html(b"<meta charset=utf-8><main>" + data + b"</main>") == list(
        lines(DOCUMENTS[name])
    )


def test_rows_that_sum_up_stand_apart_from_those_that_are_sorted() -> None:
    root = lxml.html.document_fromstring(render(DOCUMENTS["notice"], "html"))
    assert root.xpath("//tfoot/tr/*[1]/text()") == ["合计"]
    assert len(root.xpath("//tbody/tr")) == len(samples.STREETS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_say_what_heads_are_for(name: str) -> None:
    root = lxml.html.document_fromstring(render(DOCUMENTS[name], "html"))
    for table in root.iter("table"):
        assert table.findtext("caption")
        assert all(cell.get("scope") == "col" for cell in table.xpath("thead//th"))
        for row in table.xpath("tbody/tr"):
            assert [cell.get("scope") for cell in row.xpath("th")] == ["row"]
    assert all(svg.get("aria-label") for svg in root.iter("svg"))


# --- docx -----------------------------------------------------------------------------------

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing jc textDirection textAlignment outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs snapToGrid vanish color spacing w kern position sz szCs "
    "highlight u bdr shd vertAlign lang",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "pBdr": "top left bottom right",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tbl": "tblPr tblGrid tr",
    "p": "pPr r",
    "sectPr": "footerReference pgSz pgMar cols docGrid",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr",
    "docDefaults": "rPrDefault pPrDefault",
    "font": "altName panose1 charset family pitch sig",
    "settings": "zoom defaultTabStop evenAndOddHeaders drawingGridVerticalSpacing "
    "characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}
"""Order of children in ISO/IEC 29500-1, as far as used here."""


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")]
        return {name: etree.fromstring(archive.read(name)) for name in names}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    for part, root in parts(render(DOCUMENTS[name], "docx")).items():
        for element in root.iter(f"{{{W}}}*"):
            order = ORDER.get(etree.QName(element).localname, "").split()
            if order:
                places = [order.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), (part, etree.tostring(element))


def test_every_style_used_is_defined_and_fonts_name_all_scripts() -> None:
    found = parts(render(DOCUMENTS["failed"], "docx"))
    key = f"{{{W}}}val"
    used = {
        e.get(key) for e in found["word/document.xml"].iter(f"{{{W}}}pStyle", f"{{{W}}}tblStyle")
    }
    styles = found["word/styles.xml"]
    assert used <= {style.get(f"{{{W}}}styleId") for style in styles.iter(f"{{{W}}}style")}
    for fonts in styles.iter(f"{{{W}}}rFonts"):
        values = {etree.QName(k).localname: v for k, v in fonts.items()}
        assert values.pop("hint") == "eastAsia"
        assert set(values) == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert len(set(values.values())) == 1
    for run in found["word/document.xml"].iter(f"{{{W}}}r"):
        if run.find(f"{{{W}}}t") is not None:
            assert run.find(f"{{{W}}}rPr/{{{W}}}rFonts").get(f"{{{W}}}hint") == "eastAsia"


def test_page_is_the_standard_one() -> None:
    paper = docx.Document(io.BytesIO(render(DOCUMENTS["notice"], "docx")))
    section = paper.sections[0]
    width = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
    assert round(width) == 156
    grid = section._sectPr.find(f"{{{W}}}docGrid")
    assert (grid.get(f"{{{W}}}type"), grid.get(f"{{{W}}}linePitch")) == ("lines", "592")
    assert paper.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text
    assert re.fullmatch("— .*1 —", section.footer.paragraphs[0].text)


def test_tables_repeat_their_head_and_keep_rows_whole() -> None:
    body = parts(render(DOCUMENTS["notice"], "docx"))["word/document.xml"]
    (table,) = body.iter(f"{{{W}}}tbl")
    rows = table.findall(f"{{{W}}}tr")
    assert all(row.find(f"{{{W}}}trPr/{{{W}}}cantSplit") is not None for row in rows)
    heads = [row.find(f"{{{W}}}trPr/{{{W}}}tblHeader") is not None for row in rows]
    assert heads == [True] + [False] * (len(rows) - 1)
    widths = [int(c.get(f"{{{W}}}w")) for c in table.iter(f"{{{W}}}gridCol")]
    assert sum(widths) == 11906 - 1587 - 1474


def sign_off(office: str, issued: str) -> list[etree._Element]:
    """The indents of office and date, after checking that nothing parts them from the text."""
    blocks = (Title(("标题",)), Paragraph("正文。"), SignOff(office, issued))
    data = render(Document(blocks, date(2013, 7, 1), office), "docx")
    _, text, first, second, _ = parts(data)["word/document.xml"][0]
    assert text.find(f"{{{W}}}pPr/{{{W}}}keepNext") is not None
    assert first.find(f"{{{W}}}pPr/{{{W}}}keepNext") is not None
    return [p.find(f"{{{W}}}pPr/{{{W}}}ind") for p in (first, second)]


def test_the_date_starts_two_characters_right_of_the_office() -> None:
    office, issued = sign_off("示例区社区建设办公室", "2013年7月1日")
    assert office.get(f"{{{W}}}rightChars") == "200"
    start = 11906 - 1587 - 1474 - 640 - 10 * 315
    assert int(issued.get(f"{{{W}}}left")) == pytest.approx(start + 640)


def test_a_date_longer_than_the_office_stands_two_characters_from_the_right() -> None:
    office, issued = sign_off("区民政局", "2013年11月21日")
    assert issued.get(f"{{{W}}}rightChars") == "200"
    assert office.get(f"{{{W}}}rightChars") == "700"  # date: 7 + 2 from the right; office: 4 of 11


def test_metadata_comes_from_the_document() -> None:
    properties = docx.Document(io.BytesIO(render(DOCUMENTS["notice"], "docx"))).core_properties
    assert properties.title == DOCUMENTS["notice"].title
    assert properties.created.date() == properties.modified.date() == date(2013, 7, 15)
    assert properties.author == properties.last_modified_by == samples.settings().office
    with zipfile.ZipFile(io.BytesIO(render(DOCUMENTS["notice"], "docx"))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- the model ------------------------------------------------------------------------------


def test_headings_and_tables_are_numbered() -> None:
    levels = (1, 2, 2, 3, 4, 1, 2)
    one = Table("甲", [Column("一")], [])
    blocks = numbered([*(Heading(level, "题") for level in levels), one, Table("", [], []), one])
    numbers = [block.number for block in blocks if isinstance(block, Heading)]
    assert numbers == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）"]
    headings = [block.heading for block in blocks if isinstance(block, Table)]
    assert headings == ["表1　甲", "", "表2　甲"]


def test_a_table_is_a_grid_of_single_lines() -> None:
    assert Table("", [Column("甲")], [["一\n二\u202e"]]).rows == (("一 二",),)
    with pytest.raises(ValueError, match="one cell a column"):
        Table("", [Column("甲")], [["一", "二"]])
