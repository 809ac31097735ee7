"""The text of a titles file with one record more; nothing else that it says is changed.

A file in canonical form stays in it; of any other every byte but the new line stays as it is.
"""

from typing import Any

from liuxing_cli.model.finding import KeyPath
from liuxing_cli.store.format import tidy
from liuxing_cli.store.positions import locate
from liuxing_cli.store.yaml_reader import parse

SCHEMA = "../../liuxing_cli/schemas/titles.schema.json"


def fresh(subject: str, title: str, record: str, *, synthetic: bool) -> bytes:
    """A new file with one title and one record, a flow mapping."""
    marked = "synthetic: true\n" if synthetic else ""
    text = (
        f"# yaml-language-server: $schema={SCHEMA}\nkind: titles\nformat: 1\n{marked}"
        f'subject: "{subject}"\ntitles:\n{_title(title, record)}'
    )
    return _tidied(text.encode())


def appended(data: bytes, title: str, record: str) -> bytes | None:
    """The file with the record after the last of its title, or with the title where it is new.

    None where the file is not written as lines that one can be added to.
    """
    value = parse(data, "").value
    if not isinstance(value, dict) or not isinstance(value.get("titles"), list):
        return None
    listed = value["titles"]
    places = [i for i, item in enumerate(listed) if item.get("title") == title]
    text = data.decode("utf-8")
    if not places:
        new = text + ("" if text.endswith("\n") else "\n") + _title(title, record)
    else:
        new = _inserted(text, data, places[0], listed[places[0]]["moves"], record)
    wanted = _with(value, title, parse(f"a: {record}\n".encode(), "").value["a"], places)
    if parse(new.encode(), "").value != wanted:
        return None
    return _tidied(new.encode()) if tidy(data, "", "titles").data == data else new.encode()


def _tidied(data: bytes) -> bytes:
    """The canonical form; as it is where it has none (a record that fails its checks anyway)."""
    return tidy(data, "", "titles").data or data


def _title(title: str, record: str) -> str:
    return f"  - title: {title}\n    moves:\n      - {record}\n"


def _inserted(text: str, data: bytes, place: int, moves: list[Any], record: str) -> str:
    """Insert the record as a line of its own after the last move, indented as that is."""
    last: KeyPath = ("titles", place, "moves", len(moves) - 1)
    keys = [(*last, key) for key in moves[-1]]
    found = locate(data, [(path, False) for path in (last, *keys)])
    start = found[last, False]
    end = max(found[path, False].end_line or found[path, False].line for path in keys)
    lines = text.splitlines(keepends=True)
    indent, dash, _ = lines[start.line - 1][: start.column - 1].rpartition("-")
    if not dash or indent.strip():
        return text  # a list in one line; the caller sees that nothing was added
    newline = "\r\n" if "\r\n" in text else "\n"
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += newline
    while end < len(lines) and lines[end].strip() == "}":
        end += 1
    lines.insert(end, f"{indent}- {record}{newline}")
    return "".join(lines)


def _with(value: dict[str, Any], title: str, move: Any, places: list[int]) -> dict[str, Any]:
    """The value that the new text must have."""
    listed = list(value["titles"])
    if places:
        own = listed[places[0]]
        listed[places[0]] = {**own, "moves": [*own["moves"], move]}
    else:
        listed.append({"title": title, "moves": [move]})
    return {**value, "titles": listed}
