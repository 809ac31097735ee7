"""What was done of the recurring duties in 2013: most of it in time, some of it late or not."""

from collections.abc import Iterator
from datetime import date, timedelta

from district import story
from district.dice import Dice
from district.subjects import Community, communities
from district.text import header, quoted

YEAR = 2013
LAST = date(2013, 12, 10)
"""The story ends here: nothing later is on record."""

QUARTERS = tuple((f"2013Q{n}", date(YEAR, 3 * n - 2, 1), 90) for n in range(1, 5))
HALVES = (("2013H1", date(YEAR, 1, 1), 180), ("2013H2", date(YEAR, 7, 1), 150))
GROUPS = ("clean", "regulated", "service", "safe", "healthy", "cultural")

Entry = tuple[date, str, str, str]
"""Day, obligation, body, and the rest of the line."""


def duties_files() -> Iterator[tuple[str, str]]:
    """The files below ``data/`` with their text."""
    yield _file("office", _of_office())
    yield _file("public-security", _hours())
    day = Dice(story.SEED, "annual-plan").between(0, 20)
    plan = (date(YEAR, 2, 1) + timedelta(days=day), "annual-plan", "development-reform", "")
    yield _file("development-reform", [plan])
    for group in GROUPS:
        yield _file(group, _done("group-inspection", group, HALVES, 950))
    for street in story.STREETS:
        yield _file(street.id, _of_street(street))


def _file(keeper: str, entries: list[Entry]) -> tuple[str, str]:
    lines = "".join(_line(entry, keeper) for entry in sorted(entries) if entry[0] <= LAST)
    head = f"{header('activities', 3)}keeper: {quoted(keeper)}\nyear: {quoted(str(YEAR))}\n"
    return f"activities/{YEAR}/{keeper}.yaml", f"{head}activities:\n{lines}"


def _line(entry: Entry, keeper: str) -> str:
    day, obligation, body, rest = entry
    by = "" if body == keeper else f"    by: {quoted(body)}\n"
    return f"  - obligation: {obligation}\n{by}    date: {quoted(day.isoformat())}\n{rest}"


def _of_office() -> list[Entry]:
    supervision = _done("district-supervision", "office", HALVES, 1000)
    chosen = (date(YEAR, 11, 12), "model-selection", "office", "    evidence: [评选通知]\n")
    return [*supervision, chosen]  # the conference's meetings have minutes of their own


def _hours() -> list[Entry]:
    """Every week but one; one week falls short."""
    entries = []
    monday = date(YEAR, 1, 7)
    while monday + timedelta(days=6) <= LAST:
        dice = Dice(story.SEED, "hours", monday.isoformat())
        amount = dice.between(40, 52)
        if monday != date(YEAR, 10, 7):  # nobody wrote it down
            short = monday == date(YEAR, 5, 27)
            text = f"{(36 if short else amount) / 2:g}"
            rest = f"    measure: {text}\n"
            entries.append((monday + timedelta(days=4), "police-hours", "public-security", rest))
        monday += timedelta(days=7)
    return entries


def _of_street(street: story.Street) -> list[Entry]:
    sure = 880 + (street.quality - 740)
    entries = _done("work-meeting", street.id, QUARTERS, sure)
    for duty in ("symposium", "committee-review", "coordination-meeting", "community-mutual"):
        entries += _done(duty, street.id, HALVES, sure)
    for community in communities(street):
        entries += _of_community(community, sure)
    return entries


def _of_community(community: Community, sure: int) -> list[Entry]:
    entries = _done("residents-meeting", community.id, QUARTERS, sure)
    entries += _done("community-conference", community.id, HALVES, sure)
    if community.traits["property_company"]:
        entries += _done("property-review", community.id, HALVES, sure)
    return entries


def _done(duty: str, body: str, terms: tuple[tuple[str, date, int], ...], sure: int) -> list[Entry]:
    """One entry a term: in ``sure`` cases of a thousand in time, else half of them made up for."""
    entries = []
    for term, first, length in terms:
        dice = Dice(story.SEED, duty, body, term)
        day = first + timedelta(days=dice.between(length // 3, length - 8))
        rest = ""
        if not dice.chance(sure):
            if not dice.chance(500):
                continue
            day = first + timedelta(days=length + 8 + dice.below(30))
            rest = f"    term: {term}\n"
        while day.weekday() > 4 and not rest:
            day -= timedelta(days=1)
        entries.append((day, duty, body, rest))
    return entries
