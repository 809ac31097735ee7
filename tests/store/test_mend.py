"""A syntax error hides nothing that stands elsewhere, and causes no faults of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.commands.validate.run import check
from liuxing_cli.commands.validate.wanted import Wanted
from liuxing_cli.store.overlay import OverlayTree
from liuxing_cli.store.positions import locate
from liuxing_cli.store.tree import FolderTree
from liuxing_cli.store.yaml_mend import mended
from liuxing_cli.store.yaml_reader import parse
from tests.conftest import ROOT

RECORD = ROOT / "data" / "assessments" / "2013H2" / "self" / "110199001000.yaml"
PLACE = RECORD.relative_to(ROOT).as_posix()


def told_of(text: str) -> list[str]:
    """The codes found in the record if this were its text, in order."""
    tree = OverlayTree(FolderTree(ROOT), {PLACE: text.encode()})
    return [finding.code for finding in check(Wanted(ROOT, tree, (PLACE,))).findings]


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("  clean-13: {occurrences: {pit: 1, dirty: 1}}", "  clean-13: {occurrences: {pit: 1}"),
        ("  clean-13: {occurrences: {pit: 1, dirty: 1}}", '  clean-13: {note: "没有配对}'),
        ("  clean-13: {occurrences: {pit: 1, dirty: 1}}", "   clean-13: {occurrences: {pit: 1}}"),
        ("  clean-13: {occurrences: {pit: 1, dirty: 1}}", "  clean-13：{occurrences: {pit: 1}}"),
        ("  clean-13: {occurrences: {pit: 1, dirty: 1}}", "  clean-13 {occurrences: {pit: 1}}"),
    ],
)
def test_what_stands_elsewhere_is_told_too(line: str, broken: str) -> None:
    text = RECORD.read_text("utf-8")
    assert line in text
    wrong = text.replace(line, broken).replace(
        "regulated-08: {level: full", "regulated-08: {level: x"
    )
    codes = told_of(wrong)
    assert len(codes) == 2
    assert codes[0].startswith("YML")
    assert codes[1] == "REC014"


@pytest.mark.parametrize("cut", range(0, 2000, 41))
def test_a_file_cut_short_is_told_once(cut: int) -> None:
    assert len(told_of(RECORD.read_text("utf-8")[: 600 + cut] + "{")) <= 2


@given(st.text(alphabet="ab: \n{}[]'\"-,甲：", max_size=80))
def test_a_mended_text_reads_at_its_places(text: str) -> None:
    mend = mended(text, "f.yaml")
    if mend is not None:
        assert mend.text.count("\n") == text.count("\n")
        assert "YML001" not in [f.code for f in parse(mend.text.encode(), "f").findings]
        for number, line in enumerate(text.split("\n")):
            if number not in mend.touched:
                assert mend.text.split("\n")[number] == line


def test_places_after_an_error_are_exact() -> None:
    data = b"a: 1\nb: [\nc:\n  d: 2\n"
    assert locate(data, [(("c", "d"), False)])[("c", "d"), False].line == 4
