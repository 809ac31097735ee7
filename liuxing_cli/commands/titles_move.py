"""``liuxing titles move``: append one record to the titles of a subject, and nothing else."""

import json
from dataclasses import dataclass, replace

from liuxing_cli.checks import privacy, titles
from liuxing_cli.commands.explained import find_subject
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.titles import STATE_NAMES, TitleState
from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.builders.titles import missing_documents, titles_of
from liuxing_cli.store.documents import check_document
from liuxing_cli.store.overlay import OverlayTree
from liuxing_cli.store.titles_text import appended, fresh

FOLDER = "data/titles"


@dataclass(frozen=True)
class Asked:
    """The words of the call, as typed."""

    subject: str | None
    state: TitleState | None
    date: str | None
    by: str | None
    reason: str | None
    until: str | None
    title: str | None


def move_title(session: Session, profile: Profile, asked: Asked) -> int:
    """Append the record, unless what it makes of the file would not pass its checks.

    Raises:
        Refusal: something is not said, or the record cannot follow the ones before it.
    """
    if asked.subject is None or asked.state is None or asked.date is None or asked.by is None:
        raise Refusal(
            "move 要写全：对象、状态、--date 和 --by",
            "例如：liuxing titles move 110199001001 confirmed --date 2013-12-20 --by 命名通知",
        )
    awards = profile.decision.awards
    title = asked.title or (awards.title if awards else None)
    if title is None:
        raise Refusal(f"{profile.name}不授予称号", "用 --title 写明称号编号")
    subject = find_subject(session, asked.subject)
    said = {"reason": asked.reason, "until": asked.until}
    record = {"to": str(asked.state), "date": asked.date, "by": asked.by}
    record |= {key: text for key, text in said.items() if text is not None}
    file = f"{FOLDER}/{subject.id}.yaml"
    place = session.root / file
    try:
        old = place.read_bytes()
    except FileNotFoundError:
        old = b""
    line = "{" + ", ".join(f"{key}: {_scalar(key, text)}" for key, text in record.items()) + "}"
    marked = subject.synthetic
    new = appended(old, title, line) if old else fresh(subject.id, title, line, synthetic=marked)
    if new is None:
        raise Refusal(f"{file} 的写法不便追加", f"先运行 liuxing fmt {file}")
    found = list(_problems(session, file, new))
    if found:
        tree = OverlayTree(session.tree, {file: new})
        raise Refusal(f"没有写入，这条记录有问题：\n{_described(tree, found)}", "改正后再记")
    write_atomic(place, new)
    say(f"已记录：{subject.name}“{title}”变为{STATE_NAMES[asked.state]}（{file}）。")
    return 0


def _scalar(key: str, text: str) -> str:
    """Always in double quotes but for the state: nothing that is typed can be read otherwise."""
    return text if key == "to" else json.dumps(text, ensure_ascii=False)


def _problems(session: Session, file: str, data: bytes) -> list[Finding]:
    document = check_document(data, file, "titles")
    if not document.clean:
        return list(document.findings)
    held = titles_of(document.value, file)
    ws = replace(session.workspace, titles={held.subject: held.titles})
    found = list(missing_documents(held, session.tree))
    for check in (
        titles.check_subjects,
        titles.check_unique,
        titles.check_moves,
        titles.check_dates,
        titles.check_known,
        privacy.check_workspace,
    ):
        found += check(ws)
    return [finding for finding in found if finding.file == file]


def _described(tree: OverlayTree, findings: list[Finding]) -> str:
    from liuxing_cli.publish.findings import as_text
    from liuxing_cli.store.place import resolve

    return as_text(resolve(tree, findings))
