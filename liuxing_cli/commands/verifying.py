"""The comparisons that ``liuxing verify`` makes, each as statements."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from liuxing_cli.commands.publishing import Captured, Delivered
from liuxing_cli.commands.recording import git
from liuxing_cli.publish.document import content, content_digest
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.provenance.lines import compare, fingerprint
from liuxing_cli.publish.provenance.manifest import Input, Manifest, Origin, Publication
from liuxing_cli.publish.provenance.verdicts import Matter, Statement, Verdict
from liuxing_cli.publish.render import rendered

_LISTED = 5
"""How many differing lines of a text are shown."""


def file_statement(publication: Publication, folder: Path) -> Statement:
    """Whether the file is the one that was written, byte for byte."""
    place = folder / publication.file
    if not place.is_file():
        verdict, text = Verdict.UNCHECKED, "文件不在清单旁边"
    elif hashlib.sha256(place.read_bytes()).hexdigest() == publication.sha256:
        verdict, text = Verdict.AGREES, "与清单逐字节相同"
    else:
        verdict, text = Verdict.DIFFERS, "生成以后改动过"
    return Statement(verdict, Matter.FILE, publication.file, text)


def text_statement(publication: Publication, text: str) -> Statement:
    """Whether copied text says what was published, and nothing else."""
    found = compare(text, publication.lines)
    said = []
    if found.strange:
        shown = "；".join(f"“{line[:40]}”" for line in found.strange[:_LISTED])
        more = f"等 {len(found.strange)} 行" if len(found.strange) > _LISTED else ""
        said.append(f"公布的内容里没有：{shown}{more}")
    if found.skipped:
        said.append(f"中间缺少公布的第 {_ranges(found.skipped)} 行")
    if found.stamp is not None and not _is_stamp(found.stamp, publication):
        said.append(f"校验码 {found.stamp[:20]} 不是这份公布件的")
    if not found.matched and not said:
        said.append("没有可以核对的文字")
    if said:
        return Statement(Verdict.DIFFERS, Matter.TEXT, publication.file, "；".join(said))
    part = f"，前后还有 {found.left_out} 行没有粘贴" if found.left_out else ""
    told = f"粘贴的文字都与公布的相同（{found.matched}/{found.total} 行{part}）"
    return Statement(Verdict.AGREES, Matter.TEXT, publication.file, told)


def _is_stamp(stamp: str, publication: Publication) -> bool:
    return len(stamp) >= 16 and publication.content.startswith(stamp)


def _ranges(numbers: Sequence[int]) -> str:
    """``3—5、9`` for 3, 4, 5, 9."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(str(p[0]) if len(p) == 1 else f"{p[0]}—{p[-1]}" for p in parts)


def input_statements(
    made: Manifest, root: Path, asked_of: Path, revision: str, read_now: Sequence[Input] | None
) -> Iterator[Statement]:
    """Each input that is not what it was, then the rest in one statement.

    ``asked_of`` is where git knows the workspace; ``read_now`` is what making it again has read.
    """
    now = {i.path: i.sha256 for i in read_now or ()}
    same = 0
    for entry in made.inputs:
        current = now.get(entry.path) or _digest(entry, root)
        if current == entry.sha256:
            same += 1
        elif entry.origin is Origin.OUTSIDE:
            text = "不在工作区里，没有核对"
            yield Statement(Verdict.UNCHECKED, Matter.INPUT, entry.path, text)
        else:
            text = "已改动" if current else "已删去" if read_now is not None else "没有读到"
            if entry.origin is Origin.PACKAGE:
                text += f"（随 liuxing {made.version} 提供）"
            since = _since(made, asked_of, entry.path, revision)
            yield Statement(Verdict.DIFFERS, Matter.INPUT, entry.path, text, since)
    known = {entry.path for entry in made.inputs}
    for path in sorted(now.keys() - known):
        since = _since(made, asked_of, path, revision)
        yield Statement(Verdict.DIFFERS, Matter.INPUT, path, "公布时没有这个文件", since)
    if same:
        text = f"{same}/{len(made.inputs)} 个输入文件没有变"
        yield Statement(Verdict.AGREES, Matter.INPUT, "其余", text)


def _digest(entry: Input, root: Path) -> str:
    """The digest of an input in the workspace as it is; empty where there is no such file."""
    place = root / entry.path
    if entry.origin is not Origin.WORKSPACE or not place.is_file():
        return ""
    return hashlib.sha256(place.read_bytes()).hexdigest()


def _since(made: Manifest, root: Path, path: str, revision: str) -> str:
    """The first commit after the publication that touched a file, with its day."""
    if revision == "HEAD" and git(root, "status", "--porcelain", "--", path):
        return "还没有提交"
    start = made.revision.id if made.revision else ""
    if start and git(root, "cat-file", "-t", start) == "commit":
        log = git(root, "log", "--reverse", "--format=%h %cs", f"{start}..{revision}", "--", path)
    else:
        log = git(root, "log", "-1", "--format=%h %cs", revision, "--", path)
    return log.partition("\n")[0]


def content_statements(
    chosen: Sequence[Publication], captured: Captured, where: str
) -> Iterator[Statement]:
    """Whether making each publication again gives the same text."""
    made = {delivered.name: delivered for delivered in captured.delivered}
    single = captured.delivered[0] if len(captured.delivered) == 1 else None
    for publication in chosen:
        delivered = made.get(publication.file, single)
        if delivered is None:
            text = f"{where}重算，没有这一份了"
            yield Statement(Verdict.DIFFERS, Matter.CONTENT, publication.file, text)
        elif content_digest(delivered.document) == publication.content:
            text = f"{where}重算，文字相同" + _bytes(delivered, publication, captured)
            yield Statement(Verdict.AGREES, Matter.CONTENT, publication.file, text)
        else:
            text = f"{where}重算，文字不同：" + _changes(delivered, publication)
            yield Statement(Verdict.DIFFERS, Matter.CONTENT, publication.file, text)


def _changes(delivered: Delivered, publication: Publication) -> str:
    """What the text says now that was not published, and how much it says no more."""
    lines = content(delivered.document).splitlines()
    marks = {fingerprint(line) for line in lines}
    strange = [line for line in lines if fingerprint(line) not in publication.lines]
    gone = sum(mark not in marks for mark in publication.lines)
    shown = "；".join(f"“{line[:60]}”" for line in strange[:_LISTED])
    more = f"等 {len(strange)} 行" if len(strange) > _LISTED else ""
    now = f"现在有 {shown}{more}" if strange else ""
    then = f"公布的有 {gone} 行现在没有" if gone else ""
    return "，".join(part for part in (now, then) if part) or "各行相同，次序不同"


def _bytes(delivered: Delivered, publication: Publication, captured: Captured) -> str:
    """Whether even the file would come out the same; other fonts or versions need not."""
    try:
        data = rendered(delivered.document, publication.form, captured.options).data
    except PublishError:
        return "（这台机器上不能生成同样的文件）"
    same = hashlib.sha256(data).hexdigest() == publication.sha256
    return "，文件也逐字节相同" if same else "（字体、底稿或软件版本不同，文件字节不同）"
