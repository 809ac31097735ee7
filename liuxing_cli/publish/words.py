"""The Chinese words for states, decisions, sources, periods and dates, in one place."""

import re
from collections.abc import Sequence
from datetime import date

from liuxing_cli.model.assessment import State
from liuxing_cli.model.profile import Source, SubjectKind
from liuxing_cli.model.result import Outcome, Verdict

OUTCOMES = {
    Outcome.PASSED: "达标",
    Outcome.FAILED: "未达标",
    Outcome.PENDING: "待核",
    Outcome.UNDECIDED: "未定",
}
VERDICTS = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合", Verdict.UNKNOWN: "待核"}
STATES = {
    State.SCORED: "已评",
    State.NOT_APPLICABLE: "不适用",
    State.NOT_CHECKED: "未检查",
    State.EVIDENCE_MISSING: "缺材料",
    State.CHECK_FAILED: "检查未成",
}
SOURCES = {
    Source.SELF: "自查自评",
    Source.PEER: "互评",
    Source.THIRD_PARTY: "第三方评估",
    Source.INSPECTION: "检查验收",
    Source.SURVEY: "民意调查",
}
SUBJECT_KINDS = {
    SubjectKind.STREET: "街道（乡镇）",
    SubjectKind.COMMUNITY: "社区",
    SubjectKind.SUBJECT: "受评对象",
}


def source_names(sources: Sequence[Source]) -> str:
    """A source, or several that are merged, in words."""
    names = "、".join(SOURCES[source] for source in sources)
    return f"{names}合成" if len(sources) > 1 else names


_PERIOD = re.compile(r"(\d{4})(?:H([12])|Q([1-4]))?")


def period_name(period: str) -> str:
    """``2013H1`` → ``2013年上半年``, ``2013Q3`` → ``2013年第三季度``, ``2013`` → ``2013年度``."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return period
    year, half, quarter = found.groups()
    if half:
        return f"{year}年{'上下'[int(half) - 1]}半年"
    return f"{year}年第{'一二三四'[int(quarter) - 1]}季度" if quarter else f"{year}年度"


def chinese_date(day: date) -> str:
    """``2013年7月1日``: full, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def enumerate_names(names: list[str]) -> str:
    """``甲、乙和丙``."""
    if len(names) < 2:
        return "".join(names)
    return f"{'、'.join(names[:-1])}和{names[-1]}"


def book_title(title: str) -> str:
    """The title of a document in ``《》``, unless it has them."""
    return title if title.startswith("《") else f"《{title}》"
