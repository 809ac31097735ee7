"""Suggestions from residents in 2013: answered in time, answered late, overdue, not yet routed.

Nobody is named, as nobody may be. The days for replies are 15 working days after the receipt.
"""

from collections.abc import Iterator

from district import story
from district.subjects import communities
from district.text import header, quoted

Told = tuple[str, str, str, str, str, str, str]
"""Received, due, community, channel, type, indicator (or none), text."""
Done = tuple[str, str, str, str]
"""Unit, day it was sent there, day of the reply (or none), the reply."""

SUGGESTIONS: tuple[tuple[Told, Done | None], ...] = (
    (("2013-01-15", "2013-02-05", "银杏道社区", "box", "safe", "safe-03",
      "楼道灯坏了几盏，晚上看不清台阶"),
     ("public-security", "2013-01-16", "2013-01-29", "已全部更换，并写进每周巡查")),
    (("2013-02-26", "2013-03-19", "望津社区", "meeting", "clean", "clean-08",
      "装修垃圾堆在楼下几天没人清"),
     ("city-appearance", "2013-02-28", "2013-03-15", "增设临时堆放点，两天一清")),
    (("2013-03-12", "2013-04-02", "拱桥里社区", "visit", "service", "",
      "想有个地方给老人量血压、聊天"),
     ("civil-affairs", "2013-03-14", "2013-04-12", "服务站每周三设便民日")),
    (("2013-04-09", "2013-04-28", "西坡村社区", "box", "healthy", "",
      "健身器材锈了，坐上去不稳"),
     ("health", "2013-04-11", "2013-04-28", "已报修更换三件")),
    (("2013-05-20", "2013-06-08", "朗庭社区", "online", "cultural", "",
      "希望文化室晚上也开"),
     ("culture", "2013-05-21", "2013-06-06", "每周二、四开到二十点")),
    (("2013-06-18", "2013-07-09", "晒谷场社区", "hotline", "clean", "",
      "雨后路口积水，几天不退"),
     ("city-appearance", "2013-06-19", "2013-07-22", "已疏通雨水口，列入汛前检查")),
    (("2013-07-23", "2013-08-13", "听澜苑社区", "box", "safe", "",
      "电动车在楼道里充电，怕起火"),
     ("comprehensive-governance", "2013-07-24", "2013-08-08", "新建充电棚一处，清理楼道")),
    (("2013-08-27", "2013-09-17", "禾畔里社区", "volunteers", "regulated", "",
      "居务公开栏两个月没换内容"),
     ("social-affairs", "2013-08-29", "2013-09-10", "已更换，定为每月五日更新")),
    (("2013-09-17", "2013-10-14", "汀兰里社区", "box", "clean", "clean-01",
      "垃圾桶盖破损，蚊蝇多"),
     ("city-appearance", "2013-09-18", "2013-10-09", "已更换十二只")),
    (("2013-10-22", "2013-11-12", "芦花园社区", "meeting", "service", "",
      "想增加早餐网点"),
     ("civil-affairs", "2013-10-24", "", "")),
    (("2013-11-12", "2013-12-03", "云帆里社区", "box", "safe", "",
      "小区后门路灯太暗"),
     ("comprehensive-governance", "2013-11-14", "", "")),
    (("2013-11-26", "2013-12-17", "青石板社区", "online", "cultural", "",
      "想学跳广场舞，没人教"),
     ("culture", "2013-11-27", "", "")),
    (("2013-12-04", "2013-12-25", "铜匠里社区", "box", "clean", "",
      "宠物粪便没人管"),
     None),
)  # fmt: skip


def suggestions_files() -> Iterator[tuple[str, str]]:
    """The files below ``data/`` with their text."""
    known = {c.name: c.id for street in story.STREETS for c in communities(street)}
    for serial, (told, done) in enumerate(SUGGESTIONS, start=1):
        received, due, community, channel, type_, indicator, text = told
        id_ = f"{received[:4]}-{serial:04d}"
        lines = [
            f"id: {id_}",
            f"received: {quoted(received)}",
            f"channel: {channel}",
            f"subject: {quoted(known[community])}",
            f"type: {type_}",
            *([f"indicator: {indicator}"] if indicator else []),
            f"text: {text}",
            f"due: {quoted(due)}",
            *_done(done),
        ]
        body = "".join(f"{line}\n" for line in lines)
        yield f"suggestions/{received[:4]}/{id_}.yaml", header("suggestion", 3) + body


def _done(done: Done | None) -> list[str]:
    if done is None:
        return []
    unit, routed, replied, reply = done
    lines = [f"unit: {unit}", f"routed: {quoted(routed)}"]
    return lines + ([f"replied: {quoted(replied)}", f"reply: {reply}"] if replied else [])
