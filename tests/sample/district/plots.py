"""What happens to single communities, as data: near-misses, vetoes, gaps in the records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Plot:
    """The turn that one record takes.

    ``near``: ``total`` or a branch, and the line that it just fails to reach;
    ``shift``: thousandths added to the quality of every indicator, ``shifts``: by type;
    ``vetoed``: indicators that fail altogether;
    ``unseen``: state and reason by indicator, or of ``all``; ``absent``: ratings left out;
    ``without``: sections that do not apply, with the reason.
    """

    near: tuple[str, int] | None = None
    shift: int = 0
    shifts: Mapping[str, int] = field(default_factory=dict)
    vetoed: tuple[str, ...] = ()
    unseen: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    without: Mapping[str, str] = field(default_factory=dict)


NEAR_TOTAL = Fraction(1, 100)
"""How far below its line the total of a near-miss lies at most."""

NEAR_BRANCH = Fraction(1)
"""The same for one branch."""

PLOTS = {
    # 2012H2
    ("2012H2", "inspection", "帆影西里社区"): Plot(vetoed=("safe-08",)),
    ("2012H2", "inspection", "玉屏园社区"): Plot(
        unseen={"healthy-05": ("not_checked", "问卷尚在回收，安排补查")}
    ),
    # 2013H1
    ("2013H1", "inspection", "汀兰里社区"): Plot(near=("total", 70)),
    ("2013H1", "inspection", "清渠社区"): Plot(vetoed=("regulated-06",)),
    ("2013H1", "inspection", "鹿鸣苑社区"): Plot(
        unseen={
            "safe-09": ("check_failed", "门禁故障，抽到的一个楼门未能进入"),
            "service-11": ("evidence_missing", "服务台账在街道存档，检查时未能提供"),
        }
    ),
    # 2013H2: just below a line
    ("2013H2", "inspection", "临川东区社区"): Plot(near=("total", 90)),
    ("2013H2", "inspection", "芦花园社区"): Plot(near=("total", 70)),
    ("2013H2", "inspection", "三棵柳社区"): Plot(near=("safe", 60)),
    ("2013H2", "inspection", "流霞苑社区"): Plot(near=("cultural", 60)),
    # vetoes
    ("2013H2", "inspection", "雅集园社区"): Plot(vetoed=("safe-17",)),
    ("2013H2", "inspection", "铜匠里社区"): Plot(vetoed=("regulated-18",)),
    ("2013H2", "inspection", "白鹭园社区"): Plot(vetoed=("healthy-01",)),
    # gaps in the records
    ("2013H2", "inspection", "广寒里社区"): Plot(
        unseen={"all": ("not_checked", "道路施工封闭，检查组未能进入，安排补查")}
    ),
    ("2013H2", "inspection", "云杉家园社区"): Plot(absent=("clean-15", "safe-09", "healthy-14")),
    ("2013H2", "inspection", "汀兰里社区"): Plot(
        unseen={
            "healthy-02": ("evidence_missing", "执业许可副本送审，检查时未能提供"),
            "cultural-11": ("check_failed", "档案柜钥匙不在，未能抽查"),
        }
    ),
    ("2013H2", "inspection", "麦垄家园社区"): Plot(  # could end on either side of the line
        unseen={
            "service-11": ("evidence_missing", "服务台账在镇里存档，检查时未能提供"),
            "safe-09": ("check_failed", "门禁故障，抽到的两个楼门未能进入"),
        }
    ),
    ("2013H2", "inspection", "竹影园社区"): Plot(
        unseen={"clean-16": ("not_checked", "问卷尚在回收，安排补查")}
    ),
    # sections that do not apply
    ("2013H2", "inspection", "稻香园社区"): Plot(
        without={"service-convenience": "新建小区，商业网点由镇里统一设在相邻社区"}
    ),
    ("2013H2", "inspection", "晒谷场社区"): Plot(
        without={"cultural-learning": "与相邻社区合办市民学校，由对方一并检查"}
    ),
    # simply not there yet
    ("2013H2", "inspection", "小麦垄村社区"): Plot(shift=-90),
    ("2013H2", "inspection", "榆荫村社区"): Plot(shift=-60),
    # other sources
    ("2013H2", "self", "听雨轩社区"): Plot(absent=("healthy-14",)),
    ("2013H2", "third_party", "竹影园社区"): Plot(near=("total", 85)),
}

TRAITS: dict[str, dict[str, bool]] = {
    "稻香园社区": {"property_company": False, "owners_committee": False},
    "晒谷场社区": {"resident_units": False},
    "青石板社区": {"property_company": False, "owners_committee": False, "elevators": False},
}
"""Traits that the story needs; all others are drawn."""
