"""Sample values of what is published on a mutual evaluation; all invented."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

STREET_MUTUAL: Mapping[str, Any] = MappingProxyType(
    {
        "has_mutual": True,
        "mutual_group": "东片会",
        "mutual_received": 5,
        "mutual_raw": "79.54",
        "mutual_adjusted": "80.10",
        "mutual_error": "1.48",
        "mutual_band": "第一档",
    }
)

NOTICE_MUTUAL: Mapping[str, Any] = MappingProxyType(
    {
        "district": "示例区",
        "documents": "《示例区推动落实“六型社区”建设工作方案》",
        "period": "2013年下半年",
        "units": "街道（乡镇）",
        "by": "片会",
        "here": "本片",
        "methods": "实地走访（40%）、查阅档案（35%）和调查问卷（25%）",
        "level": "90%",
        "rounding": 2,
        "adjusted": True,
        "has_severities": True,
        "synthetic": True,
        "groups": [
            {
                "name": "东片会",
                "members": 6,
                "due": 30,
                "used": 29,
                "missing": 1,
                "tables": ["group1-1"],
                "sizes": [{"part": "", "error": "1.48", "difference": "5.17", "bands": 1}],
                "remarks": ["收到打分不足三份的，不分档次。"],
            }
        ],
    }
)

REPORT_MUTUAL: Mapping[str, Any] = MappingProxyType(
    {
        "name": "云帆街道",
        "group": "东片会",
        "here": "本片",
        "units": "街道（乡镇）",
        "members": 6,
        "received": 5,
        "missing": 1,
        "raw": "79.54",
        "average": "77.71",
        "adjusted": "80.10",
        "error": "1.48",
        "band": "第一档",
        "interval": "1–5",
        "difference": "5.17",
        "level": "90%",
        "own": "84.92",
        "gap": "4.82",
        "side": "高",
        "within": True,
        "has_self": True,
        "sources": ["第三方评估", "检查验收"],
        "listed": 8,
        "has_differing": True,
        "has_weakest": True,
        "name_raters": True,
        "sights": [
            {"name": "示例指标", "id": "clean-02", "own": "达到", "peers": ["未达到（2家）"]}
        ],
    }
)
OPTIONAL_MUTUAL = frozenset(
    {"raw", "average", "adjusted", "error", "band", "interval", "difference", "own", "gap", "side"}
)
"""What the report's text must do without where it cannot be told."""
