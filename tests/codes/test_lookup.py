"""The registry of codes."""

import pytest

from liuxing_cli.codes import codes, lookup


def test_lookup_fills_message_and_hint() -> None:
    code = lookup("YML003")
    assert code.severity == "error"
    assert code.fill({"key": "clean-01"}) == ("键 clean-01 写了两次", "两处只留一处")


@pytest.mark.parametrize("code", ["YML999", "", "../pages/YML003", "YML003.md"])
def test_a_code_without_page_is_a_key_error(code: str) -> None:
    with pytest.raises(KeyError):
        lookup(code)


def test_codes_are_sorted_and_unique() -> None:
    assert list(codes()) == sorted(set(codes()))
