"""No personal data on paper, whatever a record says."""

from datetime import date
from pathlib import Path

import pytest

from liuxing_cli.model.privacy import leaks
from liuxing_cli.publish.document import (
    Chart,
    Column,
    Contacts,
    Document,
    Figure,
    Items,
    Paragraph,
    Table,
    Title,
)
from liuxing_cli.publish.elements import element
from liuxing_cli.publish.personal import PersonalData
from liuxing_cli.publish.render import FORMS, render
from tests.publish.commands import liuxing

RECORD = "data/assessments/2013H2/inspection/110199001001.yaml"


def identity(body: str = "99010119000101001") -> str:
    """An identity number of nobody: no such region, a right check digit (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


NUMBER = identity()
COLUMNS = [Column("社区"), Column("说明")]
TABLE = Table("表", COLUMNS, [["甲社区", f"见{NUMBER}"]])
PLACES = [
    Paragraph(f"证件{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}"),
    Items(("一", NUMBER)),
    TABLE,
    Figure((), TABLE),
    Figure((Chart(element("svg"), NUMBER),), Table("", COLUMNS, [])),
    Contacts((("电话", NUMBER),)),
    Paragraph("手机13800138000"),
]


def document(*blocks: object) -> Document:
    return Document((Title(("题",)), *blocks), date(2014, 1, 10), "办公室")  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("block", PLACES, ids=lambda block: type(block).__name__)
def test_no_form_is_written_and_the_message_keeps_the_secret(block: object, form: str) -> None:
    with pytest.raises(PersonalData) as raised:
        render(document(block), form)
    said = str(raised.value)
    assert leaks(said) == []
    assert NUMBER not in said.replace(" ", "")
    assert "不能发布" in said


def test_the_offices_own_contacts_may_stand() -> None:
    own = Contacts((("监督电话", "010-66668888"), ("电子邮箱", "office@example.org")))
    text = Paragraph("可拨打010-66668888反映。")
    assert render(document(own, text), "md")
    with pytest.raises(PersonalData, match="固定电话"):
        render(document(own, Paragraph("可拨打010-66669999反映。")), "md")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("call", [["notice"], ["report", "110199001001"], ["report", "云帆街道"]])
def test_a_number_in_a_record_reaches_no_output(district: Path, form: str, call: list[str]) -> None:
    record = district / RECORD
    text = record.read_text("utf-8")
    line = next(row for row in text.splitlines() if row.startswith("  clean-02:"))
    wrong = f"  clean-02: {{level: none, reason: 见证件{NUMBER}}}"
    record.write_text(text.replace(line, wrong), "utf-8")
    done = liuxing(*call, "-f", form, "-o", "out/x", cwd=district, code=None)
    said = done.stdout + done.stderr
    assert NUMBER not in said
    if done.returncode == 0:
        assert NUMBER.encode() not in (district / "out/x").read_bytes()
    else:
        assert done.returncode == 2
        assert not (district / "out/x").exists()
