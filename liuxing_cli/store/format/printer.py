"""From a document with its comments to its one canonical text."""

from liuxing_cli.store.format import style
from liuxing_cli.store.format.shape import Shape, shape_of
from liuxing_cli.store.format.spelling import is_literal, literal, spell
from liuxing_cli.store.format.tree import Collection, Document, Entry, Node, Scalar

Lines = tuple[list[str], list[str]]
"""The comment lines above an entry, not yet indented, and the lines of the entry itself."""


class Printer:
    """Writes documents of one kind."""

    def __init__(self, kind: str) -> None:
        self.shape = shape_of(kind)

    def document(self, document: Document) -> str:
        """Return the whole text; a line break ends it."""
        root, above = document.root, list[str]()
        if isinstance(root, Scalar):
            body = [spell(root.text, root.plain, quoted=False, in_flow=False)]
        else:
            above, body = self.block(root, self.shape, "", "")
        head = _trimmed(document.head)
        if head and (above or document.head[-1] == ""):
            head.append("")
        return "\n".join([*head, *above, *body]) + "\n"

    def block(self, node: Collection, shape: Shape, name: str, indent: str) -> Lines:
        """Write a collection called ``name`` one entry below the other."""
        entries = _ordered(node, shape, name)
        first: list[str] = []
        lines: list[str] = []
        for entry in entries:
            below = shape.of(node).child(entry.key)
            above, own = self.entry(entry, below, name, indent, is_item=not node.is_mapping)
            if entry is entries[0]:
                first = _without_blanks_at_start(above)
            else:
                lines += _indented(above, indent)
            lines += own
        return first, lines + _indented(node.footer, indent)

    def entry(self, entry: Entry, shape: Shape, within: str, indent: str, is_item: bool) -> Lines:
        """Write one entry of the collection called ``within``."""
        key = "-" if is_item else f"{spell(entry.key, plain=False, quoted=False, in_flow=False)}:"
        name = within if is_item else entry.key
        head = indent + key
        if is_item:
            _raise_comments(entry, shape, within)
        note = [entry.trailing] if entry.trailing else []
        value = entry.value
        below: list[str] = []
        if isinstance(value, Collection):
            line = self.one_line(value, shape, entry.key, within, style.WIDTH - len(head) - 1)
            if line is None:
                inner, below = self.block(value, shape, name, f"{indent}  ")
                if is_item:
                    return [*entry.before, *note], [f"{head} {below[0].lstrip()}", *below[1:]]
                below = [*_indented(inner, f"{indent}  "), *below]
        elif is_literal(value.text):
            line, below = literal(value.text, f"{indent}  ")
        else:
            line = spell(value.text, value.plain, quoted=shape.quoted, in_flow=False)
        return entry.before, ["  ".join([f"{head} {line}" if line else head, *note]), *below]

    def one_line(
        self, node: Collection, shape: Shape, key: str, within: str, room: int
    ) -> str | None:
        """Write a collection on one line, None where the style asks for one entry a line."""
        if not node.entries:
            return "{}" if node.is_mapping else "[]"
        if not _can_be_one_line(node):
            return None
        if node.is_mapping and within == style.ONE_LINE_EACH:
            return self.flow(node, shape, key)
        if node.is_mapping:
            short = key in style.SHORT or within in style.SHORT_WITHIN
            fits = short and all(_is_shallow(entry.value) for entry in node.entries)
        else:
            fits = key not in style.ONE_ID_A_LINE
            fits = fits and all(isinstance(entry.value, Scalar) for entry in node.entries)
        line = self.flow(node, shape, key) if fits else None
        return line if line and len(line) <= room else None

    def flow(self, node: Node, shape: Shape, name: str) -> str:
        """Write a value in braces or brackets, a scalar as it stands between them."""
        if isinstance(node, Scalar):
            return spell(node.text, node.plain, quoted=shape.quoted, in_flow=True)
        shape = shape.of(node)
        if not node.is_mapping:
            return f"[{', '.join(self.flow(e.value, shape.other, name) for e in node.entries)}]"
        written = (
            f"{spell(entry.key, plain=False, quoted=False, in_flow=True)}: "
            f"{self.flow(entry.value, shape.child(entry.key), entry.key)}"
            for entry in _ordered(node, shape, name)
        )
        return f"{{{', '.join(written)}}}"


def _ordered(node: Collection, shape: Shape, name: str) -> list[Entry]:
    return shape.of(node).ordered(node, name) if node.is_mapping else node.entries


def _raise_comments(item: Entry, shape: Shape, name: str) -> None:
    """Move comments above the first key of a list item, which shares its line, to the item."""
    if isinstance(item.value, Collection) and item.value.is_mapping and item.value.entries:
        first = _ordered(item.value, shape, name)[0]
        item.before += _without_blanks_at_start(first.before)
        first.before = []


def _can_be_one_line(node: Node) -> bool:
    """Tell whether a value has neither comments nor texts of several lines in it."""
    if isinstance(node, Scalar):
        return not is_literal(node.text)
    return not node.footer and all(
        not entry.trailing and not any(entry.before) and _can_be_one_line(entry.value)
        for entry in node.entries
    )


def _is_shallow(node: Node) -> bool:
    """Tell whether a value is a scalar or a list of scalars."""
    if isinstance(node, Scalar):
        return True
    return not node.is_mapping and all(isinstance(e.value, Scalar) for e in node.entries)


def _indented(lines: list[str], indent: str) -> list[str]:
    return [indent + line if line else "" for line in lines]


def _without_blanks_at_start(lines: list[str]) -> list[str]:
    start = next((place for place, line in enumerate(lines) if line), len(lines))
    return lines[start:]


def _trimmed(lines: list[str]) -> list[str]:
    return _without_blanks_at_start(_without_blanks_at_start(lines)[::-1])[::-1]
