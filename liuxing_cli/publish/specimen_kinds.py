"""Sample values for the reports on the district, its groups and units, and for more notices."""

from collections.abc import Mapping
from typing import Any

_OFFICE = "示例区“六型社区”创建工作联席会议办公室"
_AREA: Mapping[str, Any] = {
    "district": "示例区",
    "synthetic": True,
    "period": "2013年下半年",
    "profile": "《六型社区达标验收评分办法》",
    "evaluated": 70,
    "passed": 60,
    "failed": 7,
    "pending": 2,
    "undecided": 1,
    "unassessed": ["云锦社区"],
    "mean": "78.71",
    "rounding": "四舍五入，保留2位小数",
}
_WHOLE: Mapping[str, Any] = {
    **_AREA,
    "rate": "85.7%",
    "streets": 11,
    "has_failing": True,
    "has_weaknesses": True,
    "more_weak": 12,
    "has_sources": True,
}
DISTRICT: Mapping[str, Any] = {
    **_WHOLE,
    "earlier": [
        {"period": "2013年上半年", "mean": "77.94"},
        {"period": "2012年下半年", "mean": "77.85"},
    ],
}
THIRD_PARTY: Mapping[str, Any] = {
    **_WHOLE,
    "assessors": ["示例评估中心（虚构）"],
    "has_own": True,
    "own_mean": "84.63",
    "higher": 18,
    "compared": 20,
    "left": 50,
    "unseen": 1,
}
_LED: Mapping[str, Any] = {
    **_AREA,
    "indicators": 13,
    "lacking": 12,
    "bonus": 1,
    "judged": 896,
    "failing": 572,
    "unseen": 14,
    "has_lost": True,
    "more_lost": 3,
    "has_reasons": True,
    "more_reasons": 4,
}
GROUP: Mapping[str, Any] = {
    **_LED,
    "group": "干净社区创建工作组",
    "type": "干净社区",
    "lead": "区市政市容委",
    "members": ["区环保局", "区民政局"],
    "clause": "一(一)",
    "full": "100",
    "floor": "60",
    "below": 2,
}
OPTIONAL_GROUP = frozenset({"floor"})
UNIT: Mapping[str, Any] = {
    **_LED,
    "unit": "区市政市容委",
    "leads": ["干净社区创建工作组"],
    "joins": ["服务社区创建工作组"],
    "duties": 3,
    "not_carried": 1,
    "supported": 5,
}
CANDIDATES: Mapping[str, Any] = {
    "district": "示例区",
    "office": _OFFICE,
    "documents": "《示例市“六型社区”指导标准细则（试行）》",
    "criteria": "总分（满分100分）不低于80分，且没有一票否决的情形",
    "days": 7,
    "day_name": "工作日",
    "first": "2014年1月13日",
    "last": "2014年1月21日",
    "first_day_counts": True,
    "synthetic": True,
    "period": "2013年下半年",
    "title": "“六型社区”达标社区",
    "steps": "自查自评、互评和检查验收",
    "evaluated": 70,
    "candidates": 55,
    "holders": 5,
}
NOTICE_THIRD_PARTY: Mapping[str, Any] = {
    **_AREA,
    "office": _OFFICE,
    "assessors": ["示例评估中心（虚构）"],
    "streets": 9,
    "unseen": 1,
}
COMMENDATION: Mapping[str, Any] = {
    "district": "示例区",
    "synthetic": True,
    "office": _OFFICE,
    "title": "“六型社区”达标社区",
    "period": "2013年下半年",
    "issuer": "示例市联席会议",
    "documents": ["关于命名“六型社区”的决定"],
    "named": 55,
    "until": "2015年12月31日",
}
CONFIRMED: Mapping[str, Any] = {**COMMENDATION, "kept": 5, "lost": 2}
OPTIONAL_TITLES = frozenset({"issuer", "until"})
CORRIGENDUM: Mapping[str, Any] = {
    "district": "示例区",
    "synthetic": True,
    "office": _OFFICE,
    "original": "关于2013年下半年示例区“六型社区”创建达标社区名单的公示",
    "published": "2014年1月10日",
    "code": "0123456789abcdef",
    "reason": "经核查，有关记录有误，已经改正",
    "changes": 3,
}
