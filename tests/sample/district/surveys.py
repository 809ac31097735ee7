"""Two rounds of a survey of residents in a street and a town; answers without any mark of a home.

In 湾子村 hardly anybody was at home, so its figures are hidden, and with them a neighbour's.
"""

from collections.abc import Iterator

from district import story
from district.dice import Dice
from district.subjects import Community, communities
from district.text import header, quoted

STREETS = ("云帆街道", "芦湾镇")
ROUNDS = (
    ("2013H1-residents", "2013H1", "2013-06-14", 0),
    ("2013H2-residents", "2013H2", "2013-11-22", 75),
)
"""Id, period, date, and what is added to the chance of a good answer, in thousandths."""

EMPTY = "湾子村社区"
_SCALE = """\
      - {id: "5", name: 非常满意, favourable: true, value: 100}
      - {id: "4", name: 比较满意, favourable: true, value: 75}
      - {id: "3", name: 一般, value: 50}
      - {id: "2", name: 不太满意, value: 25}
      - {id: "1", name: 不满意, value: 0}
      - {id: "9", name: 不了解, unsure: true}
"""
_QUESTIONS = f"""\
questions:
  - id: know
    text: 您知道本社区正在创建“六型社区”吗
    kind: know
    scale:
      - {{id: "1", name: 知道, favourable: true}}
      - {{id: "2", name: 不知道}}
    target: 90
    indicator: regulated-17
  - id: service
    text: 您对社区服务站和便民服务满意吗
    kind: satisfaction
    scale:
{_SCALE}\
    target: 80
    index_target: 75
    indicator: service-19
"""


def surveys_files() -> Iterator[tuple[str, str]]:
    """The surveys and their answers: path below ``data/`` and text."""
    chosen = [c for s in story.STREETS if s.name in STREETS for c in communities(s)]
    previous = ""
    for id_, period, date, gain in ROUNDS:
        answers = [line for c in chosen for line in _answers(c, id_, gain)]
        text = _survey(id_, period, date, chosen, previous)
        yield f"surveys/{id_}/survey.yaml", text
        yield f"surveys/{id_}/answers.csv", "\n".join(["community,know,service", *answers]) + "\n"
        previous = id_


def _survey(id_: str, period: str, date: str, chosen: list[Community], previous: str) -> str:
    half = "上半年" if period.endswith("H1") else "下半年"
    lines = [
        f"id: {id_}",
        f"title: {period[:4]}年{half}居民调查",
        f"period: {period}",
        f"date: {quoted(date)}",
        "mode: door",
        "assessor: social-affairs",
        "standard: six-type@1",
        "communities:",
        *(f"  - {quoted(community.id)}" for community in chosen),
        "design:",
        "  strata: community",
        "  level: street",
        "  margin: 7",
        "  expected: 50",
        "  response: 70",
        f"  seed: 示例区{id_}",
        "invited: 555",
        *([f"previous: {previous}"] if previous else []),
    ]
    return header("survey", 3) + "\n".join(lines) + "\n" + _QUESTIONS


def _answers(community: Community, round_: str, gain: int) -> Iterator[str]:
    """A line a sheet."""
    dice = Dice(story.SEED, "survey", round_, community.id)
    households = int(community.traits["households"])
    sheets = 4 if community.name == EMPTY else 12 + households // 110
    good = community.street.quality + gain + dice.wobble(60)
    for _ in range(sheets):
        know = "" if dice.chance(20) else "1" if dice.chance(good) else "2"
        yield f"{community.id},{know},{_service(dice, good)}"


def _service(dice: Dice, good: int) -> str:
    if dice.chance(70):
        return "9"
    if dice.chance(25):
        return ""
    if dice.chance(good):
        return "5" if dice.chance(450) else "4"
    return "3" if dice.chance(600) else dice.pick(("2", "1"))
