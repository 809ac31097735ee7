"""``liuxing publicity object``: record an objection, without a word about who objects."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import WorkspaceOption
from liuxing_cli.commands.publicity_files import (
    OBJECTIONS,
    objection_file,
    relative,
    write_new,
)
from liuxing_cli.commands.publicity_status import find_publication
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, open_session
from liuxing_cli.model.privacy import leaks, objector_names
from liuxing_cli.model.publicity import Objector, Publication, PublicationState

_SERIAL = re.compile(r"objection-([0-9]+)\.yaml")


def command(
    ctx: typer.Context,
    publication: Annotated[str, typer.Argument(help="公示编号，如 2013H2-candidates")],
    subject: Annotated[str, typer.Argument(help="所涉社区或街道（乡镇）的编码或名称")],
    received: Annotated[str, typer.Option("--received", help="收到日期，如 2013-12-05")],
    objector: Annotated[
        Objector, typer.Option("--by", help="unit 单位（盖章），person 个人（实名，姓名另存）")
    ],
    grounds: Annotated[str, typer.Option("--grounds", help="事实和理由，转述，不写姓名、电话")],
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", help="材料名称，或 名称=文件（记下文件的摘要）；可写几次"),
    ] = None,
    kept: Annotated[
        str | None, typer.Option("--kept", help="材料的存放处，如 办公室档案柜 2013-公示-01 卷")
    ] = None,
    workspace: WorkspaceOption = None,
) -> int:
    """登记一件异议：写 data/objections/<公示编号>/objection-<序号>.yaml。"""
    session = open_session(ctx, workspace)
    shown = find_publication(session, publication)
    if shown.state is PublicationState.WITHDRAWN:
        raise Refusal(f"{shown.id} 已撤回，不再受理异议", "对重新公示的名单提")
    day = as_date(received).isoformat()
    if day < shown.published:
        raise Refusal(f"收到日期 {day} 早于发布日期 {shown.published}", "改正 --received")
    about = find_subject(session, subject)
    papers = [_paper(session, text, kept) for text in evidence or ()]
    _refuse_personal(session, [grounds, kept or "", *(paper["name"] for paper in papers)])
    value: dict[str, Any] = {
        "publication": shown.id,
        "subject": about.id,
        "objector": objector,
        "grounds": grounds.strip(),
        "received": day,
        **({"evidence": papers} if papers else {}),
    }
    file = _written(session, shown, value)
    say(f"已写 {file}：{about.name}，{day} 收到" + _late(shown, day))
    return 0


def _late(publication: Publication, day: str) -> str:
    if publication.is_within(day):
        return f"（公示期到 {publication.window.last}）；复查后补写 reexamination 和 outcome"
    return (
        f"；公示期到 {publication.window.last}，已逾期，"
        "不受理的补写 outcome: late 和 decided，照常受理的补写 reexamination 和 outcome"
    )


def _paper(session: Session, text: str, kept: str | None) -> dict[str, str]:
    """One paper: its name, where it is kept, and the digest of its file if one is given.

    Raises:
        Refusal: no place is named, or the file lies in the workspace.
    """
    if kept is None:
        raise Refusal("有材料的要用 --kept 写明存放处", "如 --kept '办公室档案柜 2013-公示-01 卷'")
    name, _, file = text.partition("=")
    paper = {"name": name.strip(), "kept": kept}
    if file:
        place = Path(file)
        if relative(session, place) is not None:
            hint = "移到办公室另存的地方：材料里有反映人的姓名，工作区人人可看"
            raise Refusal(f"材料 {file} 在工作区里", hint)
        paper["sha256"] = hashlib.sha256(place.read_bytes()).hexdigest()
    return paper


def _refuse_personal(session: Session, texts: Sequence[str]) -> None:
    """Nothing personal gets into the file.

    Raises:
        Refusal: a text has a name, a number or a mailbox; only a part of it is shown.
    """
    contact = session.workspace.settings.contact
    found = [leak for text in texts for leak in leaks(text, (contact.phone, contact.email))]
    found += [leak for text in texts for leak in objector_names(text)]
    if found:
        shown = "、".join(f"“{leak.masked}”" for leak in found)
        hint = "删去姓名、电话、证件号码，写“一位居民”“一家驻区单位”；姓名由办公室另存"
        raise Refusal(f"文字里像是有个人信息 {shown}，没有写文件", hint)


def _written(session: Session, publication: Publication, value: dict[str, Any]) -> str:
    """Write under the first free number; another who takes it meanwhile is not overwritten."""
    for number in _numbers(session, publication):
        id_ = f"objection-{number:02d}"
        file = objection_file(publication.id, id_)
        if write_new(session, file, "objection", {"id": id_, **value}):
            return file
    raise Refusal("没有可用的序号")


def _numbers(session: Session, publication: Publication) -> Iterator[int]:
    folder = session.root / OBJECTIONS / publication.id
    names = [place.name for place in folder.iterdir()] if folder.is_dir() else []
    taken = [int(match[1]) for name in names if (match := _SERIAL.fullmatch(name))]
    yield from range(max(taken, default=0) + 1, 100_000)
