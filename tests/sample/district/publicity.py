"""The publicity of the first list: one objection upheld, one rejected, both long decided.

The record that the upheld one led to is the inspection as it stands: 34 of 40 lamps in clean-15.
"""

from collections.abc import Iterator

from district import story
from district.text import header, quoted

PERIOD = "2012H2"
ID = f"{PERIOD}-candidates"

_PUBLICATION = f"""\
id: {ID}
list: candidates
period: {PERIOD}
profile: acceptance
published: "2013-01-07"
window:
  days: 7
  count: working
  first_day_counts: false
  first: "2013-01-08"
  last: "2013-01-16"
state: closed
ended: "2013-01-23"
"""

_LAMPS = """\
objector: unit
grounds: 一家驻区单位反映，两栋楼的楼道灯多处不亮，与名单所据的检查结果不符。
received: "2013-01-10"
evidence:
  - name: 楼道照片6张
    kept: 办公室档案柜 2013-公示-01 卷
reexamination:
  date: "2013-01-17"
  by: city-appearance
  findings: 逐层清点40盏，亮34盏，按85%%改记楼道亮灯率；总分不到70分，不列入名单。
  record: data/assessments/2012H2/inspection/%s.yaml
outcome: upheld
decided: "2013-01-21"
replied: "2013-01-22"
"""

_STAIRS = """\
objector: person
grounds: 一位居民反映，楼道里长期堆放杂物。
received: "2013-01-14"
reexamination:
  date: "2013-01-18"
  by: civil-affairs
  findings: 复看全部楼道，没有堆放；照片拍的是相邻小区。
  record: data/assessments/2012H2/inspection/%s.yaml
outcome: rejected
decided: "2013-01-21"
replied: "2013-01-23"
"""

OBJECTIONS = (("芦湾丽景", _LAMPS), ("银杏道", _STAIRS))
"""The community and what was said of it, in the order of receipt."""


def publicity_files() -> Iterator[tuple[str, str]]:
    """The publication and its objections: path below ``data/`` and text."""
    yield f"publications/{ID}.yaml", header("publication", 2) + _PUBLICATION
    for number, (community, text) in enumerate(OBJECTIONS, start=1):
        subject = _code(community)
        id_ = f"objection-{number:02d}"
        head = f"id: {id_}\npublication: {ID}\nsubject: {quoted(subject)}\n"
        yield f"objections/{ID}/{id_}.yaml", header("objection", 3) + head + text % subject


def _code(name: str) -> str:
    """The code of an urban community, as ``subjects.py`` numbers them."""
    return next(
        f"{street.id[:9]}{1 + street.communities.index(name):03d}"
        for street in story.STREETS
        if name in street.communities
    )
