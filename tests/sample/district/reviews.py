"""Democratic reviews in a street and a town: two half-years, one late answer, one still due.

In 湾子村 too few sheets came back; 码头村 has no review of its service station in the second half.
"""

from collections.abc import Iterator

from district import story
from district.dice import Dice
from district.subjects import Community, communities
from district.text import header, quoted

STREETS = ("云帆街道", "芦湾镇")
ROUNDS = (("2013H1", "2013-06-18", 0), ("2013H2", "2013-11-26", 30))
EMPTY, FORGOTTEN = "湾子村社区", "码头村社区"
QUESTIONS = {
    "committee": ("manage", "listen", "open"),
    "service_station": ("attitude", "efficient"),
    "property_company": ("repair", "clean", "order", "green"),
    "department": ("duty", "reach"),
}
DEPARTMENTS = {
    "city-appearance": {"2013H1": ("2013-06-25", 3, "2013-07-24"), "2013H2": ("2013-12-03", 2, "")},
    "public-security": {"2013H1": ("2013-06-25", 2, "2013-08-20"), "2013H2": ("2013-12-03", 0, "")},
    "housing-construction": {"2013H1": ("2013-06-26", 4, "2013-07-12"), "2013H2": ("", 1, "")},
}
"""By unit and half-year: sent, opinions that need an answer, answered."""


def reviews_files() -> Iterator[tuple[str, str]]:
    """Path below ``data/`` and text."""
    chosen = [s for s in story.STREETS if s.name in STREETS]
    for period, date, gain in ROUNDS:
        for street in chosen:
            for community in communities(street):
                for body in _bodies(community, period):
                    path = f"reviews/{period}/{body}/{community.id}.yaml"
                    yield path, _of_community(community, body, period, date, gain)
            for unit, rounds in DEPARTMENTS.items():
                path = f"reviews/{period}/department/{unit}--{street.id}.yaml"
                yield path, _of_unit(unit, street, period, rounds[period], date)


def _bodies(community: Community, period: str) -> Iterator[str]:
    yield "committee"
    if (community.name, period) != (FORGOTTEN, "2013H2"):
        yield "service_station"
    if community.traits["property_company"]:
        yield "property_company"


def _of_community(community: Community, body: str, period: str, date: str, gain: int) -> str:
    dice = Dice(story.SEED, "review", period, body, community.id)
    given = 8 if community.name == EMPTY else 30 + int(community.traits["households"]) // 60
    quality = community.street.quality + gain + dice.wobble(90)
    organiser = community.id if body == "property_company" else community.street.id
    head = _head(body, community.id, period, organiser, date)
    return head + _sheets(dice, given, quality, QUESTIONS[body])


def _of_unit(
    unit: str, street: story.Street, period: str, sent: tuple[str, int, str], date: str
) -> str:
    dice = Dice(story.SEED, "review", period, unit, street.id)
    head = _head("department", unit, period, street.id, date)
    day, opinions, replied = sent
    told = f"opinions: {opinions}\n" if opinions else ""
    told += f"sent: {quoted(day)}\n" if day else ""
    told += f"replied: {quoted(replied)}\nreply: 对评议意见的书面答复\n" if replied else ""
    return head + _sheets(dice, 30, street.quality - 40, QUESTIONS["department"]) + told


def _head(body: str, subject: str, period: str, organiser: str, date: str) -> str:
    return (
        f"{header('review', 4)}body: {body}\nsubject: {quoted(subject)}\nperiod: {period}\n"
        f"organiser: {quoted(organiser)}\ndate: {quoted(date)}\n"
    )


def _sheets(dice: Dice, given: int, quality: int, questions: tuple[str, ...]) -> str:
    returned = given - dice.below(1 + given // 8)
    valid = returned - dice.below(3)
    lines = [f"sheets: {{given: {given}, returned: {returned}, valid: {valid}}}\nanswers:\n"]
    for question in questions:
        counts = dict.fromkeys(("5", "4", "3", "2", "9"), 0)
        for _ in range(valid):
            counts[_answer(dice, quality)] += 1
        told = ", ".join(f"{quoted(id_)}: {n}" for id_, n in counts.items() if n)
        lines.append(f"  {question}: {{{told}}}\n")
    return "".join(lines)


def _answer(dice: Dice, quality: int) -> str:
    if dice.chance(50):
        return "9"
    if dice.chance(quality):
        return "5" if dice.chance(620) else "4"
    return "3" if dice.chance(650) else "2"
