"""``--kind corrigendum``: what an earlier publication said wrong, from the difference."""

from datetime import date
from pathlib import Path

from liuxing_cli.commands.kinds import Asked, Made, Piece, as_date
from liuxing_cli.commands.publishing import Captured, Delivered, Desk
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.replay import replay, workspace_at
from liuxing_cli.publish.document import Document, content_digest
from liuxing_cli.publish.notice_corrigendum import corrigendum
from liuxing_cli.publish.provenance.find import manifest_and_entry
from liuxing_cli.publish.provenance.manifest import Input, Manifest, Origin, Publication

REASON = "经核查，有关记录有误，已经改正"


def make(desk: Desk, asked: Asked) -> Made:
    """The correction of the publication that ``--from`` names.

    What it said is made again from the revision (or folder) that it was made from, and must be
    what was published; what it should say is made from the workspace as it is.

    Raises:
        Refusal: no publication named, it cannot be made again, or no date of writing.
    """
    if asked.before is None:
        raise Refusal("更正公告要用 --from 指明原来的公布件或它的清单", "如 --from out/n.html")
    if asked.issued is None:
        raise Refusal("更正公告要用 --date 写明成文日期", "如 --date 2014-01-20")
    place, made, entry = manifest_and_entry(asked.before)
    if any(argument.endswith(asked.kind) for argument in made.arguments):
        raise Refusal("更正公告不能再更正", "用 --from 指明最初的公布件，再发一次更正公告")
    day = as_date(asked.issued)
    if day < date.fromisoformat(entry.issued):
        raise Refusal(f"更正的日期早于原公布的日期 {entry.issued}", "改正 --date")
    against = asked.against or (made.revision.id if made.revision else None)
    before = _published(desk, made, entry, against)
    now = replay(made, desk.session.root)
    after = _again(now, entry)
    for read in now.inputs:
        desk.note(read)
    templates = desk.lay_out(asked.wish, day)
    reason = asked.reason or REASON
    document = corrigendum(desk.session.workspace, before, after, reason, day, templates)
    desk.note(_input(place))
    arguments = [f"--from={place}", f"--date={day}", f"--reason={reason}"]
    arguments += [f"--against={against}"] if against else []
    piece = Piece(f"notice-{asked.kind}-{day}", document)
    return Made((piece,), tuple(arguments), (), f"更正《{before.title}》；成文日期 {day}")


def _published(desk: Desk, made: Manifest, entry: Publication, against: str | None) -> Document:
    """The publication as it was, word for word.

    Raises:
        Refusal: what it was made from is not there any more.
    """
    with workspace_at(desk.session.root, against) as (place, _):
        document = _again(replay(made, place), entry)
    if content_digest(document) != entry.content:
        hint = "用 --against 指明它据以生成的 git 版本，或保存着当时数据的工作区文件夹"
        raise Refusal("不能还原当时公布的文字：数据没有提交，或已经不是当时的版本", hint)
    return document


def _again(captured: Captured, entry: Publication) -> Document:
    found: list[Delivered] = [d for d in captured.delivered if d.name == entry.file]
    found = found or captured.delivered if len(captured.delivered) == 1 else found
    if not found:
        raise Refusal(f"重算的结果里没有 {entry.file}", "数据或设置改动太大，请直接发布新的公布件")
    return found[0].document


def _input(place: Path) -> Input:
    import hashlib

    return Input(place.name, hashlib.sha256(place.read_bytes()).hexdigest(), Origin.OUTSIDE)
