"""The Chinese words for changes: classes, nouns, actions, and values of the model as text."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction

from liuxing_cli.model.decision import Lifts, MissingSource, QuotaOf, Ties
from liuxing_cli.model.matrix import Bearer, Duty
from liuxing_cli.model.numbers import RoundingMode, plain
from liuxing_cli.model.privacy import mask
from liuxing_cli.model.profile import (
    Branch,
    Grade,
    Mean,
    Missing,
    Model,
    NotApplicable,
    Purpose,
    Structure,
    SubjectKind,
)
from liuxing_cli.model.standard import (
    Applicability,
    Better,
    Compared,
    Indicator,
    Method,
    Origin,
    Partial,
    RuleItem,
    RuleKind,
    Trait,
    TraitKind,
    Veto,
    VetoScope,
)
from liuxing_cli.model.survey import Figure, Unknown
from liuxing_cli.publish.words import SOURCES

CLASSES = {
    "breaks": "记录失效",
    "decisions": "影响等次",
    "scores": "影响得分",
    "applicability": "适用范围",
    "clarification": "澄清",
    "wording": "文字",
}
"""The gravest first."""

NOUNS = {
    "settings": "工作区设置",
    "standard": "标准",
    "type": "类型",
    "section": "部分",
    "indicator": "指标",
    "profile": "评分办法",
    "conference": "联席会议",
    "unit": "单位",
    "duties": "共同职责",
    "subject": "受评对象",
}
ACTIONS = {
    "added": "新增",
    "removed": "删除",
    "changed": "修改",
    "renamed": "改编号",
    "reordered": "调整次序",
}
DIRECTIONS = {"up": "上升", "down": "下降", "open": "涉及待核"}
HEADS = {
    "subject": "受评对象",
    "period": "评估期",
    "source": "来源",
    "assessor": "评估者",
    "standard": "标准",
    "date": "日期",
}
NOTHING = "—"

_ENUMS: Mapping[str, str] = {
    **{str(source): word for source, word in SOURCES.items()},
    RuleKind.RANGE: "区间酌情",
    RuleKind.OPTIONS: "选项",
    RuleKind.CHECKLIST: "分项",
    RuleKind.ALL_OR_NOTHING: "全有或全无",
    RuleKind.BANDS: "分档",
    RuleKind.LINEAR: "按比例",
    RuleKind.PER_UNIT: "按件计分",
    RuleKind.DEDUCT: "扣完为止",
    RuleKind.SAMPLE: "抽样评级",
    RuleKind.GOALPOSTS: "上下限折算",
    RuleKind.WORSE_THAN_LAST: "比上期差扣分",
    RuleKind.HONOURS: "荣誉加分",
    RuleKind.TALLY: "累计记分",
    Compared.LAST_PERIOD: "上期",
    Compared.LAST_YEAR: "上年同期",
    Better.LESS: "越少越好",
    Better.MORE: "越多越好",
    Partial.IGNORE: "不扣",
    Partial.STARTED: "按一步扣",
    Partial.PROPORTIONAL: "按比例扣",
    Figure.RATE: "满意率",
    Figure.INDEX: "满意度指数",
    Unknown.COUNT: "计在内",
    QuotaOf.PASSED: "达标的",
    QuotaOf.ALL: "有结果的",
    Ties.ALL_IN: "同分都评上",
    Ties.ALL_OUT: "同分都不评",
    Lifts.FLOORS: "底线",
    Lifts.GRADE: "等次",
    Lifts.TOTAL: "总分",
    MissingSource.RENORMALISE: "其余来源按比例放大",
    MissingSource.NO_RESULT: "没有结果",
    Method.REPORT: "听取汇报",
    Method.VISIT: "实地考察",
    Method.DOCUMENT: "查阅资料",
    Origin.MUNICIPAL: "市级细则",
    Origin.DERIVED: "由通知推出",
    VetoScope.INDICATOR: "本指标",
    VetoScope.SECTION: "本部分",
    VetoScope.TYPE: "本型",
    VetoScope.WHOLE: "全部",
    TraitKind.BOOLEAN: "是否",
    TraitKind.NUMBER: "数",
    TraitKind.CHOICE: "选项之一",
    Purpose.SELF_CHECK: "自查",
    Purpose.MUTUAL: "互评",
    Purpose.THIRD_PARTY: "第三方评估",
    Purpose.ACCEPTANCE: "验收",
    Purpose.YEARLY: "年度考核",
    SubjectKind.COMMUNITY: "社区",
    SubjectKind.STREET: "街道（乡镇）",
    SubjectKind.SUBJECT: "受评对象",
    NotApplicable.RESCALE: "其余按比例放大",
    NotApplicable.FULL_MARKS: "按满分计",
    NotApplicable.EXCLUDE: "不计，不放大",
    Missing.BOUNDS: "给上下限",
    Missing.COMPLETE: "查全才出结果",
    Model.HIERARCHICAL: "逐级加权",
    Model.FLAT: "全部指标直接相加",
    Model.FLAT_UNWEIGHTED: "每项按 1 分相加",
    Model.ABSOLUTE: "全部满分才得满分",
    Mean.ARITHMETIC: "算术平均",
    Mean.GEOMETRIC: "几何平均",
    Structure.TYPES: "按类型",
    Structure.METHODS: "按检查方式",
    RoundingMode.HALF_UP: "四舍五入",
    RoundingMode.GBT8170: "GB/T 8170 修约",
    Bearer.WORKING_GROUP: "工作组",
    Bearer.STREET: "街道（乡镇）",
    Bearer.COMMITTEE: "居委会",
}
"""Members of two enumerations that are equal as text (``survey``) read the same in both."""


def value_text(value: object) -> str:
    """A value of the model as a reader takes it; what is not there is a dash."""
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return "是" if value else "否"
        case int() | Fraction():
            return plain(value)
        case str():
            return _ENUMS.get(value, str(value)) if type(value) is not str else value
        case tuple() | list():
            return "、".join(map(value_text, value))
        case _:
            return _collection_text(value) if isinstance(value, _LOOSE) else _noun_text(value)


_LOOSE = (frozenset, Mapping)


def _collection_text(value: object) -> str:
    """Values without an order of their own, and values by key."""
    if isinstance(value, Mapping):
        parts = [f"{key} {value_text(item)}" for key, item in value.items()]
    else:
        parts = sorted(map(value_text, value)) if isinstance(value, frozenset) else []
    return "、".join(parts) or NOTHING


def _noun_text(value: object) -> str:
    """A noun of the model in a few words: its name and what counts about it."""
    match value:
        case RuleItem() | Indicator():
            points = NOTHING if value.points is None else plain(value.points)
            text = f"{value.name}（{points} 分）"
        case Applicability():
            text = _condition(value)
        case Veto():
            text = f"得分率低于 {plain(value.below)} 时否决{value_text(value.scope)}"
        case Grade():
            text = f"{value.name}（{plain(value.at_least)} 分及以上）"
        case Branch():
            text = f"{value.name}（权重 {plain(value.weight)}）"
        case Duty():
            text = value.text
        case Trait():
            text = f"{value.name}（{value_text(value.kind)}）"
        case _:
            text = _named(value) or _parts(value)
    return text


def _named(value: object) -> str:
    keys = ("name", "title", "text")
    return next((str(found) for key in keys if (found := getattr(value, key, ""))), "")


def _parts(value: object) -> str:
    """What a noun without a name says; a part that is not there or says no is left out."""
    if not is_dataclass(value):
        return str(value)
    parts = (getattr(value, field.name) for field in fields(value))
    told = [value_text(part) for part in parts if part is not False]
    return "、".join(text for text in told if text != NOTHING)


def _condition(value: Applicability) -> str:
    tests = (("等于", value.equals), ("不低于", value.at_least), ("低于", value.below))
    words = "、".join(f"{word} {value_text(test)}" for word, test in tests if test is not None)
    return f"{value.trait} {words}（{value.reason}）"


def rating_text(rating: Mapping[str, object] | None) -> str:
    """A rating as it stands in the file, on one line, personal data masked."""
    if rating is None:
        return NOTHING
    return mask("，".join(f"{key} {_fact(value)}" for key, value in rating.items()))


def _fact(value: object) -> str:
    if isinstance(value, list):
        return "[" + "、".join(map(_fact, value)) + "]"
    if isinstance(value, Mapping):
        return "{" + "，".join(f"{key} {_fact(item)}" for key, item in value.items()) + "}"
    return value_text(value) if isinstance(value, bool) else str(value)


def excerpt(old: str, new: str, around: int = 8) -> tuple[str, str]:
    """Two long texts without what they share, but for a few characters; ``…`` marks the cuts."""
    longest = min(len(old), len(new))
    head = next((n for n in range(longest) if old[n] != new[n]), longest)
    room = longest - head
    tail = next((n for n in range(room) if old[-1 - n] != new[-1 - n]), room)
    start, end = max(0, head - around), max(0, tail - around)
    return _cut(old, start, end), _cut(new, start, end)


def _cut(text: str, start: int, end: int) -> str:
    """Leave out the first ``start`` and the last ``end`` characters where it saves any."""
    before = f"…{text[start:]}" if start > 1 else text
    return f"{before[: len(before) - end]}…" if end > 1 else before
