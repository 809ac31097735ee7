"""The titles of some communities: one in each state that is worth looking at."""

from collections.abc import Iterator

from district import story
from district.subjects import communities
from district.text import header, quoted

OFFICE = "示例区联席会议办公室"
_FIRST = (  # the first round: nominated, passed, shown to the public, named
    ("nominated", "2012-12-14", "申报表"),
    ("passed", "2012-12-28", f"{OFFICE}〔2012〕9号"),
    ("in_publicity", "2012-12-31", f"{OFFICE}公示〔2012〕1号"),
)
_NAMED = f"{OFFICE}〔2013〕2号"

TITLES = {
    "银杏道社区": (
        "six-type-community",
        "",
        (*_FIRST, ("confirmed", "2013-01-15", _NAMED, "2015-01-14")),
    ),
    "望津社区": (
        "six-type-community",
        "",
        (*_FIRST, ("confirmed", "2013-01-15", _NAMED, "2014-01-14")),
    ),
    "半岛花园社区": (
        "six-type-community",
        "",
        (*_FIRST, ("confirmed", "2013-01-15", _NAMED, "2013-11-30")),
    ),
    "雅集园社区": (
        "six-type-community",
        "",
        (
            ("nominated", "2013-05-17", "申报表"),
            ("passed", "2013-06-28", f"{OFFICE}〔2013〕6号"),
            ("in_publicity", "2013-07-01", f"{OFFICE}公示〔2013〕1号"),
            ("confirmed", "2013-07-15", f"{OFFICE}〔2013〕7号", "2015-07-14"),
        ),
    ),
    "云帆里社区": (
        "six-type-community",
        "",
        (
            ("nominated", "2013-10-18", "申报表"),
            ("passed", "2013-11-29", f"{OFFICE}〔2013〕11号"),
            ("in_publicity", "2013-12-02", f"{OFFICE}公示〔2013〕2号"),
        ),
    ),
    "观星台社区": (
        "civil-community",
        "示例市文明办（虚构）",
        (
            ("confirmed", "2011-03-01", "示例市文明社区名单"),
            ("expired", "2013-03-01", "示例市文明社区名单"),
        ),
    ),
}
"""By community: title, the body that gives it if it is not the office, and its moves."""

REVOKED = (
    "白鹭园社区",
    (*_FIRST, ("confirmed", "2013-01-15", _NAMED, "2015-01-14")),
    ("revoked", "2013-12-06", f"{OFFICE}〔2013〕12号", "健康社区触发一票否决"),
)


def titles_files() -> Iterator[tuple[str, str]]:
    """The files below ``data/`` with their text."""
    known = {c.name: c for street in story.STREETS for c in communities(street)}
    listed = {
        **{name: (title, issuer, _lines(moves)) for name, (title, issuer, moves) in TITLES.items()},
        REVOKED[0]: ("six-type-community", "", _lines(REVOKED[1]) + _revoked()),
    }
    for name, (title, issuer, lines) in listed.items():
        id_ = known[name].id
        given = f"    issuer: {issuer}\n" if issuer else ""
        text = (
            f"{header('titles', 2)}subject: {quoted(id_)}\ntitles:\n"
            f"  - title: {title}\n{given}    moves:\n{lines}"
        )
        yield f"titles/{id_}.yaml", text


def _lines(moves: tuple[tuple[str, ...], ...]) -> str:
    return "".join(_line(*move) for move in moves)


def _line(to: str, date: str, by: str, until: str = "", reason: str = "") -> str:
    said = {"date": quoted(date), "by": by}
    said |= {"reason": reason} if reason else {}
    said |= {"until": quoted(until)} if until else {}
    return f"      - to: {to}\n" + "".join(f"        {key}: {text}\n" for key, text in said.items())


def _revoked() -> str:
    to, date, by, reason = REVOKED[2]
    return _line(to, date, by, reason=reason)
