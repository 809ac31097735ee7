"""The kinds of notices: each a module of the same name here, with ``make(desk, asked)``."""

KINDS = {
    "passed": "达标社区名单公示",
    "candidates": "拟命名名单公示",
    "third-party": "第三方评估结果公告",
    "mutual": "互评结果通告",
    "confirmed": "命名公告",
    "commendation": "通报表扬",
    "corrigendum": "更正公告",
}
"""Kind and what it is; the first is the one made when none is asked for."""
