"""The story of the invented district, as data. Change it here and run ``make_sample.py`` again.

Qualities are in thousandths of full marks, differences between qualities too. Street and
community names are invented; the codes begin with 110199, which no county has.
"""

from dataclasses import dataclass

SEED = "liuxing-sample-1"
DISTRICT = "110199"
PERIODS = ("2012H2", "2013H1", "2013H2")


@dataclass(frozen=True)
class Street:
    """A street or town: what its communities are worth, and how it judges.

    ``quality``: of its communities at the start; ``pace``: gain each half-year;
    ``severity``: added to every mark it gives to another street (negative: harsh);
    ``inflation``: added to its communities' self-checks and to its own.
    """

    code: str
    name: str
    group: str
    communities: tuple[str, ...]
    villages: tuple[str, ...] = ()
    quality: int = 760
    pace: int = 25
    severity: int = 0
    inflation: int = 10

    @property
    def id(self) -> str:
        return f"{DISTRICT}{self.code}000"

    @property
    def is_town(self) -> bool:
        return self.name.endswith("镇")


STREETS = (
    Street("001", "云帆街道", "east",
           ("云帆里", "锦舟园", "半岛花园", "听雨轩", "银杏道", "帆影西里", "望津"),
           quality=815, pace=24, severity=15),
    Street("002", "听澜街道", "east",
           ("听澜苑", "枫晚里", "临川东区", "桐音园", "星河湾里", "三棵柳"),
           quality=775, pace=22, severity=-120),  # the harsh evaluator
    Street("003", "映溪街道", "east",
           ("映溪北里", "映溪南里", "竹影园", "橡树街", "清渠", "石榴院", "杏坛里", "雅集园"),
           quality=775, pace=30),
    Street("101", "望秋镇", "east",
           ("望秋新苑", "稻香园", "驿马坊"), ("溪上村", "榆荫村", "砚窑村"),
           quality=720, pace=34, severity=60),  # the lenient evaluator
    Street("102", "青禾镇", "east",
           ("青禾家园", "禾畔里", "麦田印象"), ("双井台村", "禾洼村", "青桥头村"),
           quality=735, pace=30, severity=-10),
    Street("103", "柳汀镇", "east",
           ("柳汀雅居", "白鹭园", "汀兰里"), ("苇塘村", "柳闸村"),
           quality=745, pace=24, inflation=85),  # the street that flatters itself
    Street("004", "揽月街道", "west",
           ("揽月轩", "桂花胡同", "广寒里", "玉屏园", "流霞苑", "观星台", "朗庭"),
           quality=800, pace=24, severity=5),
    Street("005", "松涧街道", "west",
           ("松涧里", "听松园", "泉声", "青石板", "云杉家园", "鹿鸣苑"),
           quality=770, pace=24, severity=-20),
    Street("104", "石栏镇", "west",
           ("石栏新村", "拱桥里", "铜匠里", "花坞园"), ("前石栏村", "后石栏村", "柿子沟村"),
           quality=730, pace=30, severity=20),
    Street("105", "麦垄镇", "west",
           ("麦垄家园", "金穗里", "晒谷场"), ("大麦垄村", "小麦垄村", "西坡村"),
           quality=740, pace=28, severity=10),
    Street("106", "芦湾镇", "west",
           ("芦湾丽景", "渔歌里", "芦花园"), ("码头村", "芦根村", "湾子村"),
           quality=750, pace=22, severity=-5),
)  # fmt: skip

GROUPS = {"east": "东片会", "west": "西片会"}

RECIPROCAL = ("110199104000", "110199105000")  # these two lift each other
RECIPROCAL_LIFT = 90

MISSING_PAIRS = {"2013H1": (("110199103000", "110199001000"), ("110199106000", "110199004000"))}
"""Mutual evaluations that did not take place: (rater, target)."""

INSPECTED = {"2012H2": 24, "2013H1": 48}
"""Communities inspected in a half-year, the best first; in the last period all of them."""

THIRD_PARTY = 20
"""Communities that the evaluation centre visits each half-year."""

ASSESSOR = {"inspection": "inspection-team", "third_party": "third-party-a"}
"""Who assesses communities, besides themselves."""

BIAS = {"self": 25, "inspection": 0, "third_party": -15}
"""How far each source lies from the truth."""

PEER_LEVEL = -20
"""How far marks between streets lie from the truth, before each street's severity."""

SPREAD = {"community": 90, "type": 60, "indicator": 220, "period": 120, "source": 60}
"""Widest swing of each part of the truth about a community."""

STREET_SPREAD = {"indicator": 130, "period": 60, "source": 60}
"""The same for a whole street, which averages over its communities."""

BONUS = {"city": 40, "district": 160}
"""How many communities in a thousand hold a title that earns extra points."""

NOTES = {"self": 100, "peer": 250, "inspection": 350, "third_party": 300}
"""How often, in a thousand, an assessor says what fell short where no reason is asked for."""

EVIDENCE = {"self": 120, "peer": 0, "inspection": 30, "third_party": 0}
"""How often, in a thousand, the papers seen are named."""

DATES = {
    ("2012H2", "self"): ("2012-12-10", "2012-12-11", "2012-12-12", "2012-12-13"),
    ("2012H2", "third_party"): ("2012-12-17", "2012-12-18", "2012-12-19"),
    ("2012H2", "peer"): ("2012-12-17", "2012-12-18", "2012-12-20", "2012-12-21"),
    ("2012H2", "inspection"): ("2012-12-24", "2012-12-25", "2012-12-26", "2012-12-27"),
    ("2013H1", "self"): ("2013-05-13", "2013-05-14", "2013-05-15", "2013-05-16"),
    ("2013H1", "third_party"): ("2013-05-21", "2013-05-22", "2013-05-23"),
    ("2013H1", "peer"): ("2013-06-03", "2013-06-04", "2013-06-05", "2013-06-06"),
    ("2013H1", "inspection"): ("2013-06-17", "2013-06-18", "2013-06-19", "2013-06-20"),
    ("2013H2", "self"): ("2013-10-14", "2013-10-15", "2013-10-16", "2013-10-17"),
    ("2013H2", "third_party"): ("2013-10-22", "2013-10-23", "2013-10-24"),
    ("2013H2", "peer"): ("2013-11-04", "2013-11-05", "2013-11-06", "2013-11-07"),
    ("2013H2", "inspection"): ("2013-11-18", "2013-11-19", "2013-11-20", "2013-11-21"),
}
"""The working days on which each source goes round."""
