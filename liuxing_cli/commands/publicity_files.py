"""New files of the process: written whole, in canonical form, never over another."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.store.create import create_atomic
from liuxing_cli.store.format import tidy

PUBLICATIONS = "data/publications"
OBJECTIONS = "data/objections"


def publication_file(id_: str) -> str:
    """Where a publication lies."""
    return f"{PUBLICATIONS}/{id_}.yaml"


def objection_file(publication: str, id_: str) -> str:
    """Where an objection lies."""
    return f"{OBJECTIONS}/{publication}/{id_}.yaml"


def write_new(session: Session, file: str, kind: str, value: dict[str, Any]) -> bool:
    """Write a new file of the workspace; False, and nothing written, where it exists already.

    Raises:
        Refusal: the values do not fit the format, or the folder leads out of the workspace.
    """
    place = session.root / file
    root = session.root.resolve()
    if not place.parent.resolve().is_relative_to(root):
        raise Refusal(f"{place.parent} 指到了工作区外面", "把它改成工作区里的文件夹")
    tidied = tidy(_text(file, kind, value, session.workspace.settings.synthetic), file, kind)
    if tidied.data is None:
        from liuxing_cli.publish.findings import as_text

        told = as_text(list(tidied.findings))
        raise Refusal(f"写不成 {file}：\n{told}", "改正后重新运行")
    return create_atomic(place, tidied.data)


def _text(file: str, kind: str, value: dict[str, Any], synthetic: bool) -> bytes:
    up = "../" * file.count("/")
    head = {"kind": kind, "format": 1, **({"synthetic": True} if synthetic else {})}
    lines = [f"# yaml-language-server: $schema={up}liuxing_cli/schemas/{kind}.schema.json"]
    lines += _lines({**head, **value})
    return ("\n".join(lines) + "\n").encode()


def _lines(value: dict[str, Any], indent: str = "") -> Iterator[str]:
    """A mapping as YAML: every text in double quotes, as JSON has them."""
    for key, item in value.items():
        if isinstance(item, dict):
            yield f"{indent}{key}:"
            yield from _lines(item, f"{indent}  ")
        else:
            yield f"{indent}{key}: {json.dumps(item, ensure_ascii=False)}"


def relative(session: Session, place: Path) -> str | None:
    """A path as the workspace names it, None for one outside."""
    resolved, root = place.resolve(), session.root.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else None
