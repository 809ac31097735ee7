"""Personal data in free text: found, named and masked, never repeated.

Identity numbers count only with a right check digit (GB 11643-1999) and bank cards only with a
right Luhn digit (ISO/IEC 7812-1), so that codes, dates and amounts are left alone.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Personal(StrEnum):
    """What kind of personal data it is."""

    IDENTITY = "identity"  # 居民身份证号码
    MOBILE = "mobile"  # 手机号码
    BANK_CARD = "bank_card"  # 银行卡号
    EMAIL = "email"  # 电子邮箱
    LANDLINE = "landline"  # 固定电话
    NAMED = "named"  # 姓名连着号码


@dataclass(frozen=True, slots=True)
class Leak:
    """Personal data at ``text[start:end]``; ``masked`` is all that may be shown of it."""

    kind: Personal
    start: int
    end: int
    masked: str


_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ＠．－（）　", "0123456789Xx@.-() ")
_SUSPECT = re.compile(
    r"[@＠]|[0-9０-９](?:[-－ 　()（）.．·]{0,2}[0-9０-９]){6}|姓名|联系人|户主|当事人|投诉人"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙朱胡郭罗郑梁谢宋唐韩冯邓曹彭曾肖董袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔"
    "谭陆汪廖贾夏韦邹孟熊秦邱尹薛闫侯陶黎贺郝龚邵钱覃戴孔汤"
)
"""The frequent surnames that do not also begin a common word (as 金 in 金额 does)."""

_HAN = "\u4e00-\u9fff"
_GAP = r"[ ,，:：、()]{0,3}"
_ABOUT = r"(?:的?(?:联系)?(?:电话|手机|身份证|证件|银行卡|卡|学)?(?:号码?|尾号|后四位)?)"
_PATTERNS = (
    (
        Personal.IDENTITY,
        r"(?<![0-9A-Za-z])[1-9][0-9]{5}[ -]?[12][0-9]{7}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])",
    ),
    (Personal.BANK_CARD, r"(?<![0-9-])[1-9](?:[ -]?[0-9]){15,18}(?![0-9])"),
    (
        Personal.MOBILE,
        r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9]"
        r"(?:[- ]?[0-9]{4}[- ]?|[.·][0-9]{4}[.·])[0-9]{4}(?![0-9])",
    ),
    (
        Personal.EMAIL,
        r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}",
    ),
    (
        Personal.LANDLINE,
        r"(?<![0-9-])\(?0[1-9][0-9]{1,2}\)?[- ]{0,2}[2-8][0-9]{2,3}[- ]?[0-9]{4}(?![0-9])"
        r"|(?<=电话)[^0-9\n]{0,4}[2-8][0-9]{2,3}[- ]?[0-9]{4}(?![0-9])",
    ),
    (
        Personal.NAMED,
        rf"(?:姓名|联系人|户主|当事人|投诉人){_GAP}[{_HAN}]{{2,4}}?{_GAP}{_ABOUT}{_GAP}[0-9]{{4,}}"
        rf"|(?:(?<![{_HAN}])|(?<=居民|业主|住户|书记|主任))[{_SURNAMES}][{_HAN}]{{1,2}}"
        rf"(?:先生|女士|同志)?{_GAP}{_ABOUT}{_GAP}"
        r"(?!(?:19|20)[0-9]{6}(?![0-9]))[0-9]{7,11}(?![0-9元])",
    ),
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


_DIGEST = re.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
"""A sha256, in which any number may occur."""


def _blank(match: re.Match[str]) -> str:
    return "-" * len(match.group())


def is_suspect(text: str) -> bool:
    """Whether a text may hold personal data at all; most have nothing like a number in them."""
    return _SUSPECT.search(text) is not None


def leaks(text: str, allowed: Collection[str] = ()) -> list[Leak]:
    """Return the personal data in ``text`` in order; overlapping matches count once.

    ``text`` is free text or a rendered page; ``allowed`` are the numbers and mailboxes that the
    office itself publishes, in any spelling.
    """
    if not _SUSPECT.search(text):
        return []
    plain = _DIGEST.sub(_blank, text.translate(_NARROW))
    published = "\n".join(map(_bare, allowed))
    found: list[Leak] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(plain):
            start, end = match.span()
            taken = any(start < leak.end and leak.start < end for leak in found)
            if taken or not _genuine(kind, match.group()):
                continue
            if not published or _bare(match.group()) not in published:
                found.append(Leak(kind, start, end, _masked(kind, match.group())))
    return sorted(found, key=lambda leak: leak.start)


_PERSON = rf"[{_SURNAMES}][{_HAN}]{{1,2}}?"
_OBJECTORS = (
    rf"(?:反映人|异议人|提出人|投诉人|举报人|申诉人|来信人|来访人|来电人|联系人|署名|姓名)"
    rf"(?:[ ,，:：、()]|是|为|叫){{0,3}}(?P<called>[{_SURNAMES}][{_HAN}]{{1,2}})",
    rf"(?P<addressed>[{_SURNAMES}][{_HAN}]{{0,2}}?)(?:先生|女士|同志|老师|师傅|阿姨|大爷|大妈|大姐)",
    rf"(?:居民|业主|住户|群众|村民|商户)(?!陆续|周边|周围)(?P<told>{_PERSON})"
    r"(?=反映|反应|称|说|投诉|举报|提出|认为|来信|来访|来电)",
)


def objector_names(text: str) -> list[Leak]:
    """The names of persons where a text says who objected; only the first character is shown.

    A name is told by the words around it and by its surname, so a name that stands alone is not
    found: the formats have no field for it in the first place.
    """
    found = [match for pattern in _named() for match in pattern.finditer(text)]
    leaks_ = []
    for match in found:
        group = match.lastgroup or 0
        name = match.group(group)
        masked = name[0] + "*" * max(1, len(name) - 1)
        leaks_.append(Leak(Personal.NAMED, match.start(group), match.end(group), masked))
    return sorted({leak.start: leak for leak in leaks_}.values(), key=lambda leak: leak.start)


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, _OBJECTORS))


@cache
def _patterns() -> tuple[tuple[Personal, re.Pattern[str]], ...]:
    """The patterns, compiled when a text first has something like a number in it."""
    return tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


def _bare(text: str) -> str:
    return re.sub(r"[^0-9a-z@.]", "", text.translate(_NARROW).lower())


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
    if kind is Personal.NAMED:
        return found[0] + re.sub(f"[{_HAN}0-9]", "*", found[1:])
    return f"{found[:3]}{'*' * (len(found) - 3)}"
