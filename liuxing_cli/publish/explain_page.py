"""``explain`` as one page: the tree unfolds, the path of one indicator is a list of steps."""

from collections.abc import Iterator

from liuxing_cli.model.result import TraceNode
from liuxing_cli.publish.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Remark,
    Title,
    Tree,
    Twig,
    numbered,
)
from liuxing_cli.publish.explained import (
    ExplainView,
    assumptions,
    difference,
    prospect_note,
    prospect_table,
    prospects_json,
    what_if_json,
)
from liuxing_cli.publish.render import render
from liuxing_cli.publish.tables import as_json, terminal
from liuxing_cli.publish.trace_text import as_dict, as_steps, as_text, steps
from liuxing_cli.publish.trace_words import place_of, title_of, total_words

ASSUMED = "以下是假设，不是结果：只改所列的评分，其余对象都不变，什么文件也没有写。"
_OPEN = ("result", "assessment")


def explain_page(view: ExplainView) -> bytes:
    """The page as one self-contained HTML file."""
    document = Document(
        blocks=numbered(list(_blocks(view))), issued=view.issued, author=view.author
    )
    return render(document, "html")


def explain_text(view: ExplainView) -> str:
    """The same for a terminal: prospects alone, or the assumption and the tree."""
    table = prospect_table(view)
    if table is not None:
        return f"{view.subject.name}　{view.caption}\n{prospect_note(view)}\n\n{terminal(table)}\n"
    parts = [_assumption_text(view)] if view.what_if else []
    if view.indicator:
        parts.append(f"{view.subject.name}　{view.caption}\n{as_steps(view.tree)}")
    else:
        parts.append(as_text(view.tree))
    return "\n".join(parts)


def explain_json(view: ExplainView, version: str) -> str:
    """One document for programs; see ``schemas/output/explain.schema.json``."""
    document: dict[str, object] = {
        "schema": "liuxing/explain@1",
        "tool": {"name": "liuxing", "version": version},
        "subject": view.subject.id,
        "period": view.result.period,
        "profile": view.profile.id,
        "indicator": view.indicator or None,
        "trace": as_dict(view.tree),
    }
    if view.what_if is not None:
        document["what_if"] = what_if_json(view.what_if, view.profile)
    if view.prospects is not None:
        document["gains"] = prospects_json(view.prospects, view.profile)
    return as_json(document)


def _assumption_text(view: ExplainView) -> str:
    tables = [table for table in (assumptions(view), difference(view)) if table is not None]
    shown = "\n\n".join(f"{table.caption}\n{terminal(table)}" for table in tables)
    return f"{ASSUMED}\n\n{shown}\n\n假设后的依据：\n"


def _blocks(view: ExplainView) -> Iterator[Block]:
    yield Title((f"{view.subject.name}得分依据",))
    yield Paragraph(
        f"{view.caption}。点开一行，看它由哪些下级得出；文件和行号指向标准条款和评估记录。"
    )
    if view.what_if is not None:
        yield Remark(ASSUMED)
        yield Heading(1, "假设")
        yield from filter(None, (assumptions(view), difference(view)))
    table = prospect_table(view)
    if table is not None:
        yield Heading(1, "各项再多得分会怎样")
        yield Paragraph(prospect_note(view))
        yield table
    if view.indicator:
        yield Heading(1, "从条款到结论")
        numbered_steps = enumerate(steps(view.tree), start=1)
        yield Tree(
            tuple(Twig(f"{n}. {one}", texts=tuple(more)) for n, (one, *more) in numbered_steps)
        )
    yield Heading(1, "依据")
    yield Tree((twig(view.tree, depth=0),))


def twig(node: TraceNode, depth: int) -> Twig:
    """A node of the tree as a page shows it."""
    contributes = node.to_total is not None and node.kind not in ("result", "fact")
    return Twig(
        title=title_of(node),
        figure=f"计入总分 {total_words(node)}" if contributes else "",
        texts=tuple(filter(None, (node.formula, node.note, _scaling(node)))),
        place=place_of(node) if node.file else "",
        twigs=tuple(twig(child, depth + 1) for child in node.children),
        opened=node.kind in _OPEN,
    )


def _scaling(node: TraceNode) -> str:
    if not node.scaling or node.value is None:
        return ""
    return f"每 1 分在上一级折 {node.scaling} 分"
