"""The official parts in docx, an office's own Word file, and the markup that places them."""

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.shared import Mm, Pt
from lxml import etree

from liuxing_cli.publish import pictures
from liuxing_cli.publish.document import Document, content_digest, lines
from liuxing_cli.publish.docx_office import MARK, OfficeFileError
from liuxing_cli.publish.errors import TemplateError
from liuxing_cli.publish.official import document_number, layout_of, official
from liuxing_cli.publish.ooxml import W
from liuxing_cli.publish.options import Options
from liuxing_cli.publish.render import render, rendered
from tests.publish.documents import OFFICE, TEXT, decision
from tests.publish.test_publish_forms import DOCUMENTS, ORDER
from tests.publish.texts import of_docx, of_html, of_markdown

DECISION = decision(5)


def body(data: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def styled(root: etree._Element, style: str) -> list[etree._Element]:
    found = []
    for paragraph in root.iter(f"{{{W}}}p"):
        mark = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        if mark is not None and mark.get(f"{{{W}}}val") == style:
            found.append(paragraph)
    return found


def test_the_text_of_every_form_is_the_same() -> None:
    expected = list(lines(DECISION))
    assert of_docx(render(DECISION, "docx")) == expected
    assert of_html(render(DECISION, "html")) == expected
    assert of_markdown(render(DECISION, "md")) == expected


def test_what_it_reads_like() -> None:
    shown = list(lines(DECISION))
    assert shown[:2] == ["示例区“六型社区”创建工作联席会议文件", "示六创〔2014〕3号"]
    assert "附件：1.2013年度“六型社区”示范社区名单" in shown
    assert "2.示范社区管理办法（试行）" in shown
    assert shown[-4:] == [
        "第二条　本办法由联席会议办公室解释。",
        "抄送：区委办公室，各街道办事处、乡镇人民政府。",
        OFFICE,
        "2014年1月10日印发",
    ]
    assert [t for t in shown if t.startswith("附件") and len(t) == 3] == ["附件1", "附件2"]


def test_a_stamp_is_the_digest_of_all_the_rest() -> None:
    stamp = next(line for line in lines(DECISION) if line.startswith("内容校验码："))
    assert stamp.removeprefix("内容校验码：") == content_digest(DECISION)[:16]
    other = decision(5, TEXT.replace("第一条", "第1条"))
    assert content_digest(other) != content_digest(DECISION)
    without = decision(5, TEXT.replace("@stamp\n", ""))
    assert content_digest(without) == content_digest(DECISION)


def test_elements_stand_in_the_order_of_the_schema() -> None:
    for element in body(render(DECISION, "docx")).iter(f"{{{W}}}*"):
        order = ORDER.get(etree.QName(element).localname, "").split()
        if order:
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), etree.tostring(element)


def test_the_number_carries_the_red_line_and_attachments_start_pages() -> None:
    data = render(DECISION, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    by_id = {s.get(f"{{{W}}}styleId"): s for s in styles.iter(f"{{{W}}}style")}
    line = by_id["DocNumber"].find(f".//{{{W}}}pBdr/{{{W}}}bottom")
    assert (line.get(f"{{{W}}}color"), line.get(f"{{{W}}}space")) == ("E60012", "11")
    assert by_id["AttachmentLabel"].find(f".//{{{W}}}pageBreakBefore") is not None
    assert len(styled(body(data), "AttachmentLabel")) == 2
    first, second = styled(body(data), "Attachments")
    indents = [p.find(f"{{{W}}}pPr/{{{W}}}ind") for p in (first, second)]
    assert {i.get(f"{{{W}}}leftChars") for i in indents} == {"600"}
    assert [i.get(f"{{{W}}}hangingChars") for i in indents] == ["400", "100"]


def test_a_seal_has_room_and_the_office_is_centred_on_the_date() -> None:
    (office,) = styled(body(render(DECISION, "docx")), "Office")
    (issued,) = styled(body(render(DECISION, "docx")), "Issued")
    wide, narrow = 20 * 315, 13 * 315 // 2
    right = [int(p.find(f"{{{W}}}pPr/{{{W}}}ind").get(f"{{{W}}}right")) for p in (office, issued)]
    assert right[0] + wide / 2 == pytest.approx(right[1] + narrow / 2, abs=20)
    assert right[0] >= 0
    assert int(office.find(f"{{{W}}}pPr/{{{W}}}spacing").get(f"{{{W}}}before")) == 2 * 592


def test_the_imprint_floats_to_the_foot_of_the_text_area() -> None:
    *_, table = body(render(DECISION, "docx")).iter(f"{{{W}}}tbl")
    place = table.find(f"{{{W}}}tblPr/{{{W}}}tblpPr")
    assert place.get(f"{{{W}}}vertAnchor") == "margin"
    assert place.get(f"{{{W}}}tblpYSpec") == "bottom"
    assert (
        sum(int(c.get(f"{{{W}}}w")) for c in table.iter(f"{{{W}}}gridCol")) == 11906 - 1587 - 1474
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 题\n@attachment 甲", "@attachments 列出附件"),
        ("# 题\n@attachments", "@attachments 列出附件"),
        ("# 题\n@imprint\n后文", "版记（@imprint）要放在最后"),
        ("# 题\n@to", "不认识“@to”"),
        ("# 题\n@signoff later", "不认识“@signoff later”"),
    ],
)
def test_misplaced_parts_are_refused(text: str, said: str) -> None:
    with pytest.raises(TemplateError) as raised:
        decision(1, text)
    assert said in str(raised.value)


def test_settings_give_the_parts() -> None:
    paper = {
        "redhead": ["示例区文件"],
        "code": "示六创",
        "sealed": True,
        "imprint": {"office": "办公室", "copies": ["甲局", "乙局"]},
        "margins": "literal",
        "fonts": {"body": "仿宋_GBK"},
    }
    made = official(paper, date(2014, 1, 5), 12)
    assert made.values == {
        "paper": {"redhead": True, "docnumber": True, "imprint": True, "sealed": True}
    }
    assert made.parts["docnumber"].text == "示六创〔2014〕12号"  # type: ignore[union-attr]
    assert made.parts["imprint"].texts[0] == "抄送：甲局，乙局。"  # type: ignore[union-attr]
    assert official(paper, date(2014, 1, 5), None).values["paper"]["docnumber"] is False
    layout = layout_of(paper)
    assert (layout.body, layout.top, layout.kai) == ("仿宋_GBK", 2098, "楷体_GB2312")
    assert document_number("示六创", 2014, 1) == "示六创〔2014〕1号"


# --- charts and the office's own file -------------------------------------------------------


def test_charts_are_pictures_with_their_description() -> None:
    data = render(DOCUMENTS["failed"], "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        images = [n for n in archive.namelist() if n.startswith("word/media/")]
        assert all(archive.read(n).startswith(b"\x89PNG") for n in images)
    assert len(images) == 3
    names = body(data).xpath("//*[local-name()='docPr']/@descr")
    assert len(names) == 3
    assert all("各类型得分" in name for name in names)
    assert len(set(body(data).xpath("//*[local-name()='docPr']/@id"))) == 3


def test_without_the_extra_the_numbers_stand_alone_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "_bundled", lambda: None)
    result = rendered(DOCUMENTS["failed"], "docx")
    assert "图表只写成数字表" in result.notes[0]
    with zipfile.ZipFile(io.BytesIO(result.data)) as archive:
        assert not [n for n in archive.namelist() if n.startswith("word/media/")]
    assert of_docx(result.data) == list(lines(DOCUMENTS["failed"]))


def office_file(*paragraphs: str) -> bytes:
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(30), Mm(30)
    section.header.paragraphs[0].text = "示例区民政局"
    paper.styles["Normal"].font.size = Pt(14)
    paper.styles["Heading 1"].font.size = Pt(21)
    paper.core_properties.author = "某人"
    paper.core_properties.keywords = "某人的关键词"
    for text in paragraphs:
        paper.add_paragraph(text)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def based(document: Document, base: bytes) -> bytes:
    return render(document, "docx", Options(base=base))


def test_the_offices_file_keeps_its_page_and_styles() -> None:
    data = based(DOCUMENTS["failed"], office_file("旧文字"))
    assert of_docx(data) == list(lines(DOCUMENTS["failed"]))
    paper = docx.Document(io.BytesIO(data))
    heading = next(p for p in paper.paragraphs if p.text.startswith("一、"))
    assert heading.style is not None
    assert (heading.style.name, heading.style.font.size) == ("Heading 1", Pt(21))
    assert paper.sections[0].header.paragraphs[0].text == "示例区民政局"
    names = [style.name for style in paper.styles]
    assert "公文署名" in names
    assert len(names) == len(set(names))
    table = paper.tables[0]._tbl
    assert sum(int(c.get(f"{{{W}}}w")) for c in table.iter(f"{{{W}}}gridCol")) == 8504


def test_the_text_goes_where_the_offices_file_says() -> None:
    texts = of_docx(based(DOCUMENTS["notice"], office_file("红头", MARK, "页尾")))
    assert (texts[0], texts[-1]) == ("红头", "页尾")
    assert texts[1:-1] == list(lines(DOCUMENTS["notice"]))


def test_marks_of_the_offices_file_are_filled_in() -> None:
    paper = docx.Document(io.BytesIO(office_file("标题：【标题】（【标题】）", MARK)))
    cut = paper.add_paragraph("由【署")
    cut.add_run("名】于【成文").bold = True
    cut.add_run("日期】制作，【其他】")
    header = paper.sections[0].header.paragraphs[0]
    header.text = "【标题】"
    out = io.BytesIO()
    paper.save(out)
    document = DOCUMENTS["notice"]
    data = based(document, out.getvalue())
    made = docx.Document(io.BytesIO(data))
    title = document.title
    assert made.paragraphs[0].text == f"标题：{title}（{title}）"
    day = "2013年7月15日"
    assert made.paragraphs[-1].text == f"由{document.author}于{day}制作，【其他】"
    assert made.paragraphs[-1].runs[1].bold
    assert made.sections[0].header.paragraphs[0].text == title
    assert of_docx(data)[1:-1] == list(lines(document))


def test_a_mark_that_there_is_nothing_for_is_no_hole() -> None:
    with pytest.raises(OfficeFileError, match="【发文字号】"):
        based(DOCUMENTS["notice"], office_file("【发文字号】", MARK))
    numbered = based(decision(), office_file("文号：【发文字号】", MARK))
    assert of_docx(numbered)[0] == "文号：示六创〔2014〕3号"


def test_a_file_of_ours_that_a_clerk_adjusted_serves_as_base() -> None:
    own = render(DOCUMENTS["notice"], "docx")
    data = based(DOCUMENTS["failed"], own)
    assert of_docx(data) == list(lines(DOCUMENTS["failed"]))
    with zipfile.ZipFile(io.BytesIO(data)) as new, zipfile.ZipFile(io.BytesIO(own)) as old:
        count = [z.read("word/styles.xml").count(b"<w:style ") for z in (new, old)]
    assert count[0] == count[1]


def test_who_made_the_offices_file_is_not_passed_on() -> None:
    data = based(DOCUMENTS["notice"], office_file())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert "docProps/app.xml" not in archive.namelist()
    assert "某人".encode() not in everything
    assert based(DOCUMENTS["notice"], office_file()) == data


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04", "文字".encode("gbk")])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(OfficeFileError, match="不是 Word 文档"):
        based(DOCUMENTS["notice"], data)
