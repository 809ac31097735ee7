"""``liuxing feedback add|route|reply``: each writes one file, and nothing personal into it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import WorkspaceOption
from liuxing_cli.commands.publicity_files import write_new
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, open_session
from liuxing_cli.model.nearby import suggestion as nearest
from liuxing_cli.model.privacy import leaks, objector_names
from liuxing_cli.model.suggestions import Channel, Suggestion, lead_of
from liuxing_cli.model.workdays import Count, NoCalendar, bounds
from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.format import tidy
from liuxing_cli.store.yaml_reader import parse

FOLDER = "data/suggestions"
_SERIAL = re.compile(r"[0-9]{4}-([0-9]{4})\.yaml")
IdArgument = Annotated[str, typer.Argument(metavar="编号", help="如 2013-0001")]
DateOption = Annotated[
    str | None, typer.Option("--date", help="哪一天，如 2013-03-04（默认：今天）")
]


def add(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="哪个社区或街道（乡镇），编码或名称")],
    text: Annotated[str, typer.Option("--text", help="意见建议，转述，不写姓名、电话")],
    channel: Annotated[
        Channel,
        typer.Option(
            "--channel",
            help="box 意见箱，meeting 会议，visit 走访，hotline 热线，online，volunteers 督导队",
        ),
    ] = Channel.BOX,
    type_id: Annotated[str | None, typer.Option("--type", help="类型，如 clean")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", help="指标，如 clean-08")] = None,
    date: DateOption = None,
    workspace: WorkspaceOption = None,
) -> int:
    """登记一条意见建议，算出答复期限；文字里像有个人信息的不写文件。"""
    session = open_session(ctx, workspace, programme=True)
    day = _day(date)
    about = find_subject(session, subject)
    _known(session, type_id, indicator)
    _refuse_personal(session, text)
    value: dict[str, Any] = {
        "received": day,
        "channel": channel,
        "subject": about.id,
        **({"type": type_id} if type_id else {}),
        **({"indicator": indicator} if indicator else {}),
        "text": text.strip(),
        "due": _due(session, day),
    }
    for number in _numbers(session, day[:4]):
        id_ = f"{day[:4]}-{number:04d}"
        file = f"{FOLDER}/{day[:4]}/{id_}.yaml"
        if write_new(session, file, "suggestion", {"id": id_, **value}):
            say(f"已写 {file}：{about.name}，{value['due']} 前书面答复；接着 feedback route {id_}")
            return 0
    raise Refusal("没有可用的序号")


def route(
    ctx: typer.Context,
    id_: IdArgument,
    unit: Annotated[
        str | None, typer.Option("--unit", help="转给哪个单位（默认：照责任矩阵）")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="不照责任矩阵转的理由")] = None,
    date: DateOption = None,
    workspace: WorkspaceOption = None,
) -> int:
    """转办：照指标、类型在责任矩阵里找牵头单位；改派的要写理由。"""
    session = open_session(ctx, workspace, programme=True)
    item, ws = find(session, id_), session.workspace
    if item.routed:
        raise Refusal(f"{id_} 已于 {item.routed} 转给 {item.unit}", "改派的直接改文件，写 reason")
    lead = lead_of(ws.standards.values(), ws.matrix, item.type_id, item.indicator)
    chosen = unit or lead
    if chosen is None:
        raise Refusal(f"{id_} 没有写类型和指标，找不到牵头单位", "用 --unit 指明，或在文件里补写")
    if chosen not in ws.matrix.units:
        hint = nearest(chosen, ws.matrix.units, "单位编号见 liuxing matrix")
        raise Refusal(f"没有单位“{chosen}”", hint)
    if lead is not None and chosen != lead and not reason:
        raise Refusal(f"责任矩阵里由 {lead} 牵头，转给 {chosen} 要写理由", "加 --reason")
    _refuse_personal(session, reason or "")
    day = _after(_day(date), item.received, "收到日期")
    added = {"unit": chosen, "routed": day, **({"reason": reason} if reason else {})}
    _amend(session, item, added)
    say(f"{id_} 已转 {ws.matrix.units[chosen].name}，{item.due} 前书面答复")
    return 0


def reply(
    ctx: typer.Context,
    id_: IdArgument,
    text: Annotated[str, typer.Option("--text", help="怎么办的、怎么答复的；不写个人信息")],
    document: Annotated[str | None, typer.Option("--document", help="书面答复的名称、文号")] = None,
    date: DateOption = None,
    workspace: WorkspaceOption = None,
) -> int:
    """登记书面答复。"""
    session = open_session(ctx, workspace, programme=True)
    item = find(session, id_)
    if item.replied:
        raise Refusal(f"{id_} 已于 {item.replied} 答复")
    if not item.routed:
        raise Refusal(f"{id_} 还没有转办", f"先运行 liuxing feedback route {id_}")
    _refuse_personal(session, f"{text}\n{document or ''}")
    day = _after(_day(date), item.routed, "转办日期")
    added = {"replied": day, "reply": text.strip()}
    _amend(session, item, {**added, **({"document": document} if document else {})})
    say(f"{id_} 已答复" + ("" if day <= item.due else f"，逾期（期限 {item.due}）"))
    return 0


def find(session: Session, id_: str) -> Suggestion:
    """The suggestion of this id.

    Raises:
        Refusal: there is none.
    """
    known = {item.id: item for item in session.workspace.suggestions}
    if id_ in known:
        return known[id_]
    raise Refusal(f"没有意见建议“{id_}”", nearest(id_, known, "编号见 liuxing feedback status"))


def _day(asked: str | None) -> str:
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return (as_date(asked) if asked else today).isoformat()


def _after(day: str, before: str, name: str) -> str:
    if day < before:
        raise Refusal(f"{day} 早于{name} {before}", "改正 --date")
    return day


def _known(session: Session, type_id: str | None, indicator: str | None) -> None:
    standards = session.workspace.standards.values()
    types = {t.id for standard in standards for t in standard.types}
    if type_id is not None and type_id not in types:
        raise Refusal(f"没有类型“{type_id}”", nearest(type_id, types, f"有：{'、'.join(types)}"))
    known = {i for standard in standards for i in standard.indicators}
    if indicator is not None and indicator not in known:
        raise Refusal(f"没有指标“{indicator}”", nearest(indicator, known, "见 liuxing matrix"))


def _due(session: Session, day: str) -> str:
    """The last day for the reply: so many working days, the day of receipt not counted."""
    settings = session.workspace.settings
    rules = replace(
        settings.publicity.rules,
        days=settings.feedback_days,
        count=Count.WORKING,
        first_day_counts=False,
    )
    try:
        return bounds(as_date(day), rules)[1].isoformat()
    except NoCalendar as gap:
        raise Refusal(str(gap)) from gap


def _refuse_personal(session: Session, text: str) -> None:
    """Nothing personal gets into the file.

    Raises:
        Refusal: the text has a name, a number or a mailbox; only a part of it is shown.
    """
    contact = session.workspace.settings.contact
    found = [*leaks(text, (contact.phone, contact.email)), *objector_names(text)]
    if found:
        shown = "、".join(f"“{leak.masked}”" for leak in found)
        hint = "删去姓名、电话、证件号码，写“一位居民”“一家驻区单位”"
        raise Refusal(f"文字里像是有个人信息 {shown}，没有写文件", hint)


def _amend(session: Session, item: Suggestion, added: dict[str, str]) -> None:
    """Add keys to a suggestion's file; everything else in it stays.

    Raises:
        Refusal: the file is not written as lines that keys can be added to.
    """
    old = session.tree.read(item.file)
    lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}\n" for key, text in added.items()]
    data = old + (b"" if old.endswith(b"\n") else b"\n") + "".join(lines).encode()
    if parse(data, item.file).value != {**parse(old, item.file).value, **added}:
        raise Refusal(f"{item.file} 的写法加不进内容", "先运行 liuxing fmt，或直接改文件")
    canonical = tidy(old, item.file, "suggestion").data == old
    tidied = tidy(data, item.file, "suggestion").data if canonical else data
    write_atomic(session.root / item.file, tidied or data)


def _numbers(session: Session, year: str) -> Iterator[int]:
    folder = session.root / FOLDER / year
    names = [place.name for place in folder.iterdir()] if folder.is_dir() else []
    taken = [int(match[1]) for name in names if (match := _SERIAL.fullmatch(name))]
    yield from range(max(taken, default=0) + 1, 10_000)
