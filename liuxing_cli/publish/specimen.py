"""Sample values for each kind of document, to try a template without any data.

Everything is invented. A template is tried twice: with all of it, and with every list empty, every
switch off and every optional text left out, so that both sides of a condition are run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from liuxing_cli.publish import specimen_kinds as kinds
from liuxing_cli.publish.document import (
    Block,
    Column,
    Contacts,
    DocNumber,
    Figure,
    Imprint,
    RedHead,
    SignOff,
    Table,
)
from liuxing_cli.publish.official import Official
from liuxing_cli.publish.specimen_mutual import (
    NOTICE_MUTUAL,
    OPTIONAL_MUTUAL,
    REPORT_MUTUAL,
    STREET_MUTUAL,
)

_OFFICE = "示例区“六型社区”创建工作联席会议办公室"
_DATE = "2014年1月10日"
_TABLE = Table("示例表", [Column("名称"), Column("数", numeric=True)], [["示例社区", "1"]])

OFFICIAL = Official(
    {
        "redhead": RedHead((_OFFICE,)),
        "docnumber": DocNumber("示六创办〔2014〕1号"),
        "imprint": Imprint("各街道办事处", _OFFICE, _DATE),
    },
    sealed=True,
)
"""Every official part there is."""


@dataclass(frozen=True)
class Specimen:
    """What a kind of document fills in (``values``) and offers to place (``objects``).

    ``optional`` are the texts that may be empty.
    """

    values: Mapping[str, Any]
    objects: Mapping[str, Block]
    optional: frozenset[str] = frozenset()

    @property
    def bare(self) -> dict[str, Any]:
        """The values where nothing that may be missing is there."""
        return {name: self._least(name, value) for name, value in self.values.items()}

    def _least(self, name: str, value: Any) -> Any:
        if isinstance(value, bool | list):
            return type(value)()
        return "" if name in self.optional else value


def _objects(
    tables: tuple[str, ...], figures: tuple[str, ...] = (), contacts: bool = False
) -> dict[str, Block]:
    placed: dict[str, Block] = dict.fromkeys(tables, _TABLE)
    placed |= {name: Figure((), _TABLE) for name in figures}
    if contacts:
        placed["contacts"] = Contacts((("监督电话", "010-00000000"),))
    return {**placed, "signoff": SignOff(_OFFICE, _DATE)}


_SUBJECT = {
    "district": "示例区",
    "synthetic": True,
    "street": "云帆街道",
    "period": "2013年下半年",
    "profile": "《六型社区达标验收评分办法》",
    "rounding": "四舍五入，保留2位小数",
    "has_weaknesses": True,
    "has_sources": True,
}
_STATED = [{"id": "clean-02", "name": "示例指标", "branch": "干净社区", "why": "示例原因"}]

SPECIMENS: Mapping[str, Specimen] = MappingProxyType(
    {
        "notice-passed.txt.j2": Specimen(
            {
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
                "steps": "自查自评、互评和检查验收",
                "evaluated": 70,
                "passed": 60,
            },
            _objects(("communities",), contacts=True),
        ),
        "report-community.txt.j2": Specimen(
            {
                **_SUBJECT,
                "community": "望江苑社区",
                "total": "84.47",
                "full": "100",
                "outcome": "达标",
                "grade": "良好",
                "rank": 4,
                "ranked": 47,
                "reason": "没有检查验收记录",
                "failed": ["安全社区不低于60分"],
                "unknown": ["总分不低于80分"],
                "vetoes": ["消防通道畅通"],
                "bonus": "1",
                "files": ["data/assessments/2013H2/inspection/110199001001.yaml"],
                "selected": 24,
                "scored": 22,
                "full_marks": 14,
                "has_strengths": True,
                "has_improvements": True,
                "more_to_improve": 3,
                "not_applicable": _STATED,
                "missing": _STATED,
            },
            _objects(("conditions", "strongest", "weakest", "improvements"), ("scores", "sources")),
            frozenset({"reason", "grade", "rank", "bonus"}),
        ),
        "report-street.txt.j2": Specimen(
            {
                **_SUBJECT,
                "more_weak": 12,
                "evaluated": 6,
                "passed": 4,
                "failed": 1,
                "pending": 1,
                "undecided": 0,
                "unassessed": ["云锦社区"],
                "mean": "87.33",
                "averages": [{"name": "全区平均", "total": "88.33"}],
                "failing": [
                    {"name": "示例社区", "total": "57", "decision": "未达标", "why": "安全<60"}
                ],
                "has_bounds": True,
                **STREET_MUTUAL,
            },
            _objects(("communities", "weakest"), ("scores", "sources")),
            frozenset({"mutual_adjusted", "mutual_error", "mutual_band"}),
        ),
        "notice-mutual.txt.j2": Specimen(
            {**NOTICE_MUTUAL, "office": _OFFICE},
            _objects(("group1-1",), contacts=True),
            frozenset({"methods"}),
        ),
        "report-mutual.txt.j2": Specimen(
            {**_SUBJECT, **REPORT_MUTUAL},
            _objects(("differing", "weakest", "indicators", "raters"), ("branches",)),
            OPTIONAL_MUTUAL,
        ),
        "notice-candidates.txt.j2": Specimen(
            kinds.CANDIDATES, _objects(("communities",), contacts=True)
        ),
        "notice-third-party.txt.j2": Specimen(
            kinds.NOTICE_THIRD_PARTY, _objects(("grades", "communities"), contacts=True)
        ),
        "notice-confirmed.txt.j2": Specimen(
            kinds.CONFIRMED,
            _objects(("named", "kept", "lost"), contacts=True),
            kinds.OPTIONAL_TITLES,
        ),
        "notice-commendation.txt.j2": Specimen(
            kinds.COMMENDATION, _objects(("communities",), contacts=True), kinds.OPTIONAL_TITLES
        ),
        "notice-corrigendum.txt.j2": Specimen(
            kinds.CORRIGENDUM, _objects(("changes",), contacts=True)
        ),
        "report-district.txt.j2": Specimen(
            kinds.DISTRICT,
            _objects(("streets", "failing", "weakest", "groups"), ("trend", "scores", "sources")),
        ),
        "report-third-party.txt.j2": Specimen(
            kinds.THIRD_PARTY,
            _objects(
                ("streets", "failing", "weakest", "grades", "gaps", "apart"),
                ("scores", "sources"),
            ),
        ),
        "report-group.txt.j2": Specimen(
            kinds.GROUP,
            _objects(("indicators", "lost", "reasons", "streets", "units")),
            kinds.OPTIONAL_GROUP,
        ),
        "report-unit.txt.j2": Specimen(
            kinds.UNIT,
            _objects(("indicators", "lost", "reasons", "streets", "supported", "duties")),
        ),
    }
)
"""By the name of the kind's template."""
