"""Personal data in free text: found, named and masked, never repeated.

Identity numbers count only with a right check digit (GB 11643-1999) and bank cards only with a
right Luhn digit (ISO/IEC 7812-1), so that codes, dates and amounts are left alone.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Personal(StrEnum):
    """What kind of personal data it is."""

    IDENTITY = "identity"  # 居民身份证号码
    MOBILE = "mobile"  # 手机号码
    BANK_CARD = "bank_card"  # 银行卡号
    EMAIL = "email"  # 电子邮箱
    LANDLINE = "landline"  # 固定电话


@dataclass(frozen=True, slots=True)
class Leak:
    """Personal data at ``text[start:end]``; ``masked`` is all that may be shown of it."""

    kind: Personal
    start: int
    end: int
    masked: str


_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ＠．－（）　", "0123456789Xx@.-() ")
_SUSPECT = re.compile(r"[@＠]|[0-9０-９](?:[-－ 　()（）]{0,2}[0-9０-９]){6}")
_PATTERNS = (
    (
        Personal.IDENTITY,
        re.compile(
            r"(?<![0-9A-Za-z])[1-9][0-9]{5}[ -]?[12][0-9]{7}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
        ),
    ),
    (Personal.BANK_CARD, re.compile(r"(?<![0-9-])[1-9](?:[ -]?[0-9]){15,18}(?![0-9])")),
    (
        Personal.MOBILE,
        re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9])"),
    ),
    (
        Personal.EMAIL,
        re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"),
    ),
    (
        Personal.LANDLINE,
        re.compile(
            r"(?<![0-9-])\(?0[1-9][0-9]{1,2}\)?[- ]{0,2}[2-8][0-9]{2,3}[- ]?[0-9]{4}(?![0-9])"
            r"|(?<=电话)[^0-9\n]{0,4}[2-8][0-9]{2,3}[- ]?[0-9]{4}(?![0-9])"
        ),
    ),
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def leaks(text: str) -> list[Leak]:
    """Return the personal data in ``text`` in order; overlapping matches count once."""
    if not _SUSPECT.search(text):
        return []
    plain = text.translate(_NARROW)
    found: list[Leak] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            taken = any(start < leak.end and leak.start < end for leak in found)
            if not taken and _genuine(kind, match.group()):
                found.append(Leak(kind, start, end, _masked(kind, match.group())))
    return sorted(found, key=lambda leak: leak.start)


def mask(text: str) -> str:
    """Return ``text`` with all personal data in it masked."""
    for leak in reversed(leaks(text)):
        text = text[: leak.start] + leak.masked + text[leak.end :]
    return text


def _genuine(kind: Personal, found: str) -> bool:
    digits = re.sub("[^0-9Xx]", "", found)
    if kind is Personal.IDENTITY:
        return _identity_digit(digits[:17]) == digits[17].upper()
    return kind is not Personal.BANK_CARD or _luhn(digits)


def _identity_digit(body: str) -> str:
    """Return the check digit of an 18-digit identity number: GB 11643-1999, ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _masked(kind: Personal, found: str) -> str:
    found = found.strip()
    if kind is Personal.EMAIL:
        return f"{found[0]}***@***"
    return f"{found[:3]}{'*' * (len(found) - 3)}"
