"""PDF: the standard's grid, the fonts, PDF/A, and what is said where something is missing."""

import ctypes
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from liuxing_cli.publish import fonts
from liuxing_cli.publish.document import Column, Document, Paragraph, Table, Title
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.fonts import Face, FontSubstituted, Library, MissingGlyph, Text, choose
from liuxing_cli.publish.layout import GB33476, LITERAL
from liuxing_cli.publish.options import Options
from liuxing_cli.publish.render import render, rendered
from tests.publish.documents import TEXT, decision
from tests.publish.texts import joined_pages, of_pdf, squeezed

BUNDLED = Options(system_fonts=False)
MM = 25.4 / 72


def paper(*paragraphs: str) -> Document:
    blocks = (Title(("标题",)), *map(Paragraph, paragraphs))
    return Document(blocks, date(2014, 1, 10), "示例区办公室")


def origins(page: pypdfium2.PdfPage, wanted: str) -> list[tuple[float, float]]:
    """Where the characters ``wanted`` stand on the page, in mm from its lower left."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        if text.get_text_range(index, 1) in wanted:
            x, y = ctypes.c_double(), ctypes.c_double()
            pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
            found.append((x.value * MM, y.value * MM))
    return found


def test_a_full_page_has_22_lines_of_28_characters_in_156_by_225_mm() -> None:
    data = render(paper("字" * 28 * 60), "pdf", BUNDLED)
    with pypdfium2.PdfDocument(data) as opened:
        page = opened[1]
        places = origins(page, "字")
        size = 16 * MM
        rows = sorted({round(y, 2) for _, y in places}, reverse=True)
        assert len(rows) == 22
        assert len(places) == 22 * 28
        assert 297 - rows[0] - 0.88 * size == pytest.approx(37, abs=0.05)
        assert rows[-1] - 0.12 * size == pytest.approx(35, abs=0.05)
        assert min(x for x, _ in places) == pytest.approx(28, abs=0.05)
        assert 210 - max(x for x, _ in places) - size == pytest.approx(26, abs=0.1)


def test_folios_stand_outside_and_7_mm_below() -> None:
    data = render(paper("字" * 28 * 60), "pdf", BUNDLED)
    with pypdfium2.PdfDocument(data) as opened:
        for number, page in enumerate(opened, start=1):
            dashes = origins(page, "—")
            assert [35 - y - 0.38 * 14 * MM for _, y in dashes] == pytest.approx([7, 7], abs=0.1)
            inner = 14 * MM
            if number % 2:
                dash = 0.89 * inner  # of the bundled font
                assert dashes[1][0] + dash == pytest.approx(210 - 26 - inner, abs=0.1)
            else:
                assert dashes[0][0] == pytest.approx(28 + inner, abs=0.5)


def test_every_kind_of_block_has_its_text() -> None:
    document = decision()
    result = rendered(document, "pdf", BUNDLED)
    assert joined_pages(of_pdf(result.data), document) == squeezed(document)
    assert [note for note in result.notes if not note.startswith("字体")] == []


def test_the_mark_stands_35_mm_below_the_text_area_and_the_imprint_at_its_foot() -> None:
    with pypdfium2.PdfDocument(render(decision(), "pdf", BUNDLED)) as opened:
        first, last = opened[0], opened[len(opened) - 1]
        marks = [o for o in first.get_objects() if _is_red_text(o)]
        top = max(o.get_bounds()[3] for o in marks) * MM
        assert 297 - top == pytest.approx(37 + 35, abs=2)  # ink starts a little below its em box
        lines = [o.get_bounds() for o in last.get_objects() if o.type == 2]
        lowest = min(bottom for _, bottom, _, _ in lines) * MM
        assert lowest == pytest.approx(35, abs=0.4)
        widest = max(right - left for left, _, right, _ in lines) * MM
        assert widest == pytest.approx(156, abs=1)


def _is_red_text(item: pypdfium2.PdfObject) -> bool:
    colours = [ctypes.c_uint() for _ in range(4)]
    pypdfium2.raw.FPDFPageObj_GetFillColor(item, *colours)
    return item.type == 1 and colours[0].value > 200 and colours[1].value < 50


def test_a_head_that_drives_the_text_off_the_first_page_is_reported() -> None:
    long = "\n".join("# 很长的标题" for _ in range(14))
    text = TEXT.replace("# 关于命名2013年度\n# “六型社区”示范社区的决定", long)
    notes = rendered(decision(1, text), "pdf", BUNDLED).notes
    assert any("首页没有正文" in note for note in notes)


def test_it_is_pdf_a_and_dated_by_the_document() -> None:
    data = render(paper("正文。"), "pdf", BUNDLED)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    with pypdfium2.PdfDocument(data) as opened:
        about = opened.get_metadata_dict()
    assert about["CreationDate"] == about["ModDate"] == "D:20140110000000Z"
    assert (about["Title"], about["Author"]) == ("标题", "示例区办公室")


@pytest.mark.parametrize("layout", [GB33476, LITERAL])
def test_words_margins_do_not_move_a_pdf(layout: object) -> None:
    document = paper("正文。")
    assert render(document, "pdf", replace(BUNDLED, layout=layout)) == render(
        document, "pdf", BUNDLED
    )


# --- fonts ----------------------------------------------------------------------------------


def test_a_character_without_a_shape_is_named_with_its_place() -> None:
    table = Table(
        "名单", [Column("社区"), Column("数")], [["甲社区", "1"], ["\U000323af社区", "2"]]
    )
    document = Document((Title(("题",)), table), date(2014, 1, 10), "办公室")
    with pytest.raises(MissingGlyph) as raised:
        render(document, "pdf", BUNDLED)
    said = str(raised.value)
    assert "（U+323AF），在名单第 2 行“\U000323af社区”" in said
    assert "PDF 不能缺字" in said


def test_rare_characters_of_place_names_are_there() -> None:
    assert "漷县镇喆堃垚㎡〔〕" in of_pdf(render(paper("漷县镇喆堃垚㎡〔〕"), "pdf", BUNDLED))[0]


def test_substitutions_are_said_and_can_be_ruled_out() -> None:
    document = paper("正文。")
    (note,) = rendered(document, "pdf", BUNDLED).notes
    assert "正文用“Noto Serif SC”代替没有安装的“仿宋_GB2312”" in note
    with pytest.raises(FontSubstituted, match="--strict-fonts"):
        render(document, "pdf", replace(BUNDLED, strict_fonts=True))
    named = dict.fromkeys(fonts.ROLES, "Noto Serif SC")
    exact = replace(BUNDLED, strict_fonts=True, layout=replace(GB33476, **named))
    assert render(document, "pdf", exact).startswith(b"%PDF")


def test_a_font_is_known_by_any_of_its_names_and_lacking_characters_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faces = [
        Face("FangSong_GB2312", 400, Path("a.ttf"), 0),
        Face("Noto Serif SC", 400, Path("b.otf"), 0),
    ]
    have = {"a.ttf": frozenset(map(ord, "甲乙—0123456789 ")), "b.otf": frozenset(range(0x30000))}
    monkeypatch.setattr(fonts, "characters", lambda face: have[face.path.name])
    chosen = choose([Text("body", "甲乙漷", "正文")], Library(faces), GB33476)
    assert chosen.chains["body"] == ("FangSong_GB2312", "Noto Serif SC")
    assert chosen.substitutions == ("正文里的“漷”用“Noto Serif SC”",)
    assert chosen.title_is_light


def test_without_the_extra_two_other_ways_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.library.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(PublishError) as raised:
        render(paper("正文。"), "pdf", BUNDLED)
    fonts.library.cache_clear()
    said = str(raised.value)
    assert "pip install 'liuxing[pdf]'" in said
    assert re.search("--format docx.*另存为 PDF", said)
    assert re.search("--format html.*打印", said)
