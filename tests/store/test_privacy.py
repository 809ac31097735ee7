"""Personal data in text; the numbers are the examples of their standards, nobody's own."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.model.privacy import Personal, leaks, mask


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("证件11010519491231002X。", Personal.IDENTITY),
        ("证件 110105 19491231 002x", Personal.IDENTITY),
        ("联系13800138000", Personal.MOBILE),
        ("+86 138-0013-8000", Personal.MOBILE),
        ("１３８００１３８０００", Personal.MOBILE),
        ("卡号4111 1111 1111 1111", Personal.BANK_CARD),
        ("发到 some.one@example.com 即可", Personal.EMAIL),
        ("发到 someone＠example．com", Personal.EMAIL),
        ("010-68881234", Personal.LANDLINE),
        ("（0310）6888 1234", Personal.LANDLINE),
        ("办公电话：68881234", Personal.LANDLINE),
    ],
)
def test_found_and_masked(text: str, kind: Personal) -> None:
    (leak,) = leaks(text)
    assert leak.kind is kind
    shown = text[leak.start : leak.end]
    assert mask(text) == text.replace(shown, leak.masked)
    assert leaks(mask(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "110199001001",
        "110105194912310021",  # wrong check digit
        "4111 1111 1111 1112",  # wrong Luhn digit
        "2013-06-18 至 2013-12-31",
        "20130618",
        "共 1234567 元",
        "12345 热线",
        "@全体居民",
        "",
    ],
)
def test_codes_dates_and_amounts_are_left_alone(text: str) -> None:
    assert leaks(text) == []
    assert mask(text) == text


@given(st.text("0123456789xX@.- ()（）０１９＠电话甲", max_size=60))
def test_masked_text_keeps_its_length_of_prose(text: str) -> None:
    found = leaks(text)
    assert [leak.start for leak in found] == sorted(leak.start for leak in found)
    for before, after in pairwise(found):
        assert before.end <= after.start
    mask(text)
