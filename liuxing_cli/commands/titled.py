"""What the notices about titles share: which title, and what the records say of it in a period."""

from datetime import date, timedelta

from liuxing_cli.commands.kinds import Asked, as_date
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.titles import STATE_NAMES, Move, TitleState
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.publish.notice_titles import TitleMoves

DEFAULT = "“六型社区”达标社区"
"""What a community is called that has reached the standard, where no title is asked for."""
_LOSING = (TitleState.EXPIRED, TitleState.REVOKED, TitleState.STRUCK_OFF)


def chosen_title(ws: Workspace, asked: str | None) -> str:
    """The title asked for, else the only one that the records know of; empty where there is none.

    Raises:
        Refusal: the records know several.
    """
    if asked is not None:
        return asked
    known = sorted({t.title for titles in ws.titles.values() for t in titles if not t.issuer})
    if len(known) > 1:
        raise Refusal("记录里不止一个称号，用 --title 写明一个", f"有：{'、'.join(known)}")
    return known[0] if known else ""


def title_name(title: str) -> str:
    """A title as it is printed: as given where it is in words, else the usual one."""
    return DEFAULT if not title or title.isascii() else title


def moves_of(ws: Workspace, asked: Asked) -> tuple[str, TitleMoves, date]:
    """The title meant (its id), what happened to it in the period, and the date of writing.

    Without a period it is the half-year of the last move.

    Raises:
        Refusal: no records, no such title, or no such period.
    """
    if not ws.titles:
        raise Refusal("工作区没有称号记录（data/titles/）", "命名之后先记一条，再生成公告")
    title = chosen_title(ws, asked.title)
    known = sorted({t.title for titles in ws.titles.values() for t in titles})
    if title not in known:
        hint = suggestion(title, dict.fromkeys(known), f"有：{'、'.join(known)}")
        raise Refusal(f"没有“{title}”这个称号的记录", hint)
    held = [(s, t) for s, titles in sorted(ws.titles.items()) for t in titles if t.title == title]
    dated = [move.date for _, t in held for move in t.moves if move.to in (_S.CONFIRMED, *_LOSING)]
    if not dated:
        raise Refusal(f"“{title}”还没有命名、到期或撤销的记录", "先在 data/titles/ 里记上")
    period = asked.period or half_year(max(dated))
    first, last = bounds(period)
    named: list[tuple[str, Move]] = []
    kept: list[tuple[str, Move]] = []
    lost: list[tuple[str, Move]] = []
    days: list[str] = []
    for subject, entry in held:
        before: Move | None = None
        for move in entry.moves:
            if first <= move.date <= last and move.to in (_S.CONFIRMED, *_LOSING):
                again = before is not None and before.to is _S.CONFIRMED
                place = lost if move.to in _LOSING else kept if again else named
                place.append((subject, move))
                days.append(move.date)
            before = move
    words = {str(state): STATE_NAMES[state] for state in _LOSING}
    issuer = next((t.issuer for _, t in held if t.issuer), "")
    moves = TitleMoves(title_name(title), period, named, kept, lost, issuer, words)
    return title, moves, as_date(asked.issued or max(days, default=last))


_S = TitleState


def half_year(day: str) -> str:
    """``2013-11-21`` → ``2013H2``."""
    return f"{day[:4]}H{1 if int(day[5:7]) <= 6 else 2}"


def bounds(period: str) -> tuple[str, str]:
    """First and last day of a period, as ISO text.

    Raises:
        Refusal: not a period.
    """
    year, part = period[:4], period[4:]
    months = {"": (1, 12), "H1": (1, 6), "H2": (7, 12)}
    months |= {f"Q{n}": (3 * n - 2, 3 * n) for n in range(1, 5)}
    if not (year.isdigit() and len(year) == 4 and part in months):
        raise Refusal(f"“{period}”不是评估期", "写成 2013H1（上半年）、2013Q3 或 2013 的样子")
    first, last = months[part]
    end = date(int(year) + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return f"{year}-{first:02d}-01", end.isoformat()
