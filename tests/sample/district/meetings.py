"""The joint conference's meetings of 2013 with their decisions, and two years of money."""

from collections.abc import Iterator
from fractions import Fraction

from district import story
from district.dice import Dice
from district.facts import number
from district.subjects import communities
from district.text import header, quoted

_ATTENDED = ("civil-affairs", "city-appearance", "comprehensive-governance", "health", "culture")

Decided = tuple[str, str, str, str, str]
"""Text, unit, due, done, evidence."""

MEETINGS: tuple[tuple[str, str, tuple[Decided, ...]], ...] = (
    ("2013-03-14", "联席会议第一次会议", (
        ("提出2013年创建安排，分解到各工作组", "civil-affairs", "2013-03-29", "2013-03-27",
         "全年创建安排"),
        ("修订街道（乡镇）互评指导标准", "social-affairs", "2013-04-26", "2013-04-25",
         "互评指导标准"),
        ("排查没有物业服务企业的小区，提出保洁办法", "city-appearance", "2013-05-31",
         "2013-06-07", "排查报告"),
    )),
    ("2013-06-27", "联席会议第二次会议", (
        ("通报上半年检查验收情况，逐街反馈", "civil-affairs", "2013-07-12", "2013-07-10", "通报"),
        ("补齐健康教育宣传栏", "health", "2013-09-30", "2013-09-22", "完成清单"),
    )),
    ("2013-09-26", "联席会议第三次会议", (
        ("对自评明显偏高的街道（乡镇）开展复核", "inspection", "2013-10-31", "2013-10-30",
         "复核报告"),
        ("解决流动人口聚集社区技防设施缺口", "comprehensive-governance", "2013-11-29", "", ""),
    )),
    ("2013-12-05", "联席会议第四次会议", (
        ("提出2014年社区经费增长方案", "finance", "2014-01-17", "", ""),
        ("汇总全年评议结果，反馈各职能部门", "civil-affairs", "2013-12-20", "", ""),
    )),
)  # fmt: skip
_BODIES = {"inspection": "safe"}
"""Tasks of a working group rather than of a unit."""

ECONOMY = {2012: "11.2", 2013: "9.6"}
_SOURCE = "示例区国民经济和社会发展统计公报（虚构）"


def meetings_files() -> Iterator[tuple[str, str]]:
    """The files below ``data/`` with their text."""
    for date, title, decisions in MEETINGS:
        id_ = f"{date}-conference"
        text = (
            f"{header('meeting', 2)}id: {id_}\ndate: {quoted(date)}\ntitle: {title}\n"
            f"convener: {quoted('office')}\nobligation: conference-meeting\n"
            f"attended: [{', '.join(map(quoted, _ATTENDED))}]\ndecisions:\n"
        )
        lines = [_decision(n, decided) for n, decided in enumerate(decisions, start=1)]
        yield f"meetings/{id_}.yaml", text + "".join(lines)
    for year in ECONOMY:
        yield f"funding/{year}.yaml", _money(year)


def _decision(serial: int, decided: Decided) -> str:
    text, unit, due, done, evidence = decided
    line = f"  - id: d{serial}\n    text: {text}\n    unit: {quoted(_BODIES.get(unit, unit))}\n"
    line += f"    due: {quoted(due)}\n"
    return line + (f"    done: {quoted(done)}\n    evidence: [{evidence}]\n" if done else "")


def _money(year: int) -> str:
    head = (
        f"{header('funding', 2)}year: {quoted(str(year))}\nunit: wan\neconomy:\n"
        f"  name: 地区生产总值\n  growth: {ECONOMY[year]}\n  source: {_SOURCE}\nallocations:\n"
    )
    return head + "".join(
        _line(year, community.id, street)
        for street in story.STREETS
        for community in communities(street)
    )


def _line(year: int, community: str, street: story.Street) -> str:
    """The district pays by rule, the street as it can; from 2012 on both grow, not all alike."""
    dice = Dice(story.SEED, "money", community)
    district, own = dice.between(160, 240), dice.between(60, 60 + (street.quality - 680))
    society = dice.between(0, 30) if dice.chance(400) else 0
    if year > 2012:
        growth = Dice(story.SEED, "money", street.id).between(40, 190)
        district = district * 1100 // 1000
        own = own * (1000 + growth) // 1000
    text = f"  - community: {quoted(community)}\n    district: {_tenths(district)}\n"
    text += f"    street: {_tenths(own)}\n"
    return text + (f"    society: {_tenths(society)}\n" if society else "")


def _tenths(amount: int) -> str:
    return number(Fraction(amount, 10))
