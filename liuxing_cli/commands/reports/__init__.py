"""The kinds of reports: each a module of the same name here, with ``make(desk, asked)``."""

KINDS = {
    "community": "社区诊断报告",
    "street": "街道（乡镇）报告",
    "mutual": "街道（乡镇）互评反馈",
    "district": "全区半年报告",
    "group": "工作组报告",
    "unit": "单位报告",
    "third-party": "第三方评估诊断报告",
}
"""Kind and what it is. Without a kind, the subject says whether it is one of the first two."""
WHOLE = frozenset({"district", "third-party"})
"""Kinds that are about the district as a whole: they take no subject."""
