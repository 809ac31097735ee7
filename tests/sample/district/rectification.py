"""Two supervision visits and what came of them: closed, returned, waiting, overdue, extended."""

from collections.abc import Iterator

from district import story
from district.subjects import communities
from district.text import header, quoted

PERIOD = "2013H2"

VISITS = (
    (
        "visit-01",
        "三棵柳社区",
        "2013-09-12",
        "office",
        (
            ("f1", "safe-09", "两个单元的疏散通道堆放杂物", "2013-09-30"),
            ("f2", "clean-15", "四层以上楼道灯多处不亮", ""),
            ("f3", "safe-05", "出租房屋台账三个月没有更新", ""),
        ),
    ),
    (
        "visit-02",
        "白鹭园社区",
        "2013-10-16",
        "110199103000",
        (("f1", "healthy-01", "卫生服务站没有公示服务项目", ""),),
    ),
    ("visit-03", "银杏道社区", "2013-10-17", "safe", ()),
)
"""Visit, community, day, who went, and the findings: id, indicator, text, last day if set."""

_CLOSED = """\
  - step: done
    date: "2013-09-27"
    evidence: [清理后照片四张]
  - step: closed
    date: "2013-10-08"
    by: office
    note: 现场复看，通道畅通
"""
_RETURNED = """\
  - step: done
    date: "2013-10-10"
    evidence: [维修单]
  - step: returned
    date: "2013-10-15"
    by: office
    note: 六层两盏仍不亮
  - step: extended
    date: "2013-10-16"
    until: "2013-11-15"
    note: 等配件
"""
_WAITING = """\
  - step: done
    date: "2013-11-12"
    evidence: [公示栏照片]
"""

ITEMS = (
    ("visit-01", "f1", "fire", "2013-09-30", _CLOSED),
    ("visit-01", "f2", "city-appearance", "2013-10-12", _RETURNED),
    ("visit-01", "f3", "public-security", "2013-10-12", ""),
    ("visit-02", "f1", "health", "2013-11-15", _WAITING),
)
"""Visit and finding, who leads, last day and steps."""


def rectification_files() -> Iterator[tuple[str, str]]:
    """The files below ``data/`` with their text."""
    known = {c.name: c.id for street in story.STREETS for c in communities(street)}
    visits = {visit[0]: visit for visit in VISITS}
    for id_, community, day, by, findings in VISITS:
        told = "".join(_finding(*finding) for finding in findings)
        text = (
            f"{header('supervision', 3)}id: {id_}\nperiod: {PERIOD}\n"
            f"subject: {quoted(known[community])}\ndate: {quoted(day)}\nby: {quoted(by)}\n"
        )
        yield (
            f"supervision/{PERIOD}/{id_}.yaml",
            text + (f"findings:\n{told}" if told else "findings: []\n"),
        )
    for visit, seen, lead, due, steps in ITEMS:
        _, community, day, _, findings = visits[visit]
        _, indicator, problem, _ = next(each for each in findings if each[0] == seen)
        id_ = f"{PERIOD.lower()}-{visit}-{seen}"
        yield (
            f"rectification/{known[community]}/{id_}.yaml",
            f"{header('rectification', 3)}id: {id_}\nsubject: {quoted(known[community])}\n"
            f"indicator: {indicator}\nproblem: {problem}\nvisit: {PERIOD}/{visit}\nseen: {seen}\n"
            f"lead: {lead}\nraised: {quoted(day)}\ndue: {quoted(due)}\n"
            + (f"steps:\n{steps}" if steps else ""),
        )


def _finding(id_: str, indicator: str, text: str, due: str) -> str:
    said = f"  - id: {id_}\n    indicator: {indicator}\n    text: {text}\n"
    return said + (f"    due: {quoted(due)}\n" if due else "")
