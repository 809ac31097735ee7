"""The comparison as one page: notes, charts and the numbers of each."""

from collections.abc import Iterator
from datetime import date

from liuxing_cli.publish.document import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Remark,
    Table,
    Title,
    numbered,
)
from liuxing_cli.publish.mutual import ComparisonView, GroupView
from liuxing_cli.publish.mutual_charts import caterpillar, heat_map, severity_plot
from liuxing_cli.publish.mutual_notes import group_notes
from liuxing_cli.publish.mutual_office import office_notes, office_tables
from liuxing_cli.publish.mutual_office_view import LABEL
from liuxing_cli.publish.mutual_sources import source_notes, source_tables
from liuxing_cli.publish.mutual_tables import (
    given_table,
    method_tables,
    missing_table,
    result_tables,
    robustness_table,
    score_table,
    severity_table,
)
from liuxing_cli.publish.render import render

_UNDATED = date.min


def comparison_page(view: ComparisonView, form: str) -> bytes:
    """The page as ``html`` or ``md``; a table of ratings has no date, so neither has its page."""
    data = render(_document(view), form)
    if view.issued is None:
        mark = f'<meta name="date" content="{_UNDATED.isoformat()}">\n'
        data = data.replace(mark.encode("ascii"), b"")
    return data


def _document(view: ComparisonView) -> Document:
    return Document(
        blocks=numbered([*_head(view), *_body(view)]),
        issued=view.issued or _UNDATED,
        author=view.author,
    )


def _head(view: ComparisonView) -> Iterator[Block]:
    yield Title((view.title,))
    kind = LABEL if view.office else "内部材料：含各家松紧，公示另由 liuxing notice 生成"
    invented = "本页为虚构示例。" if view.synthetic else ""
    yield Remark(f"{kind}。{invented}")
    yield Paragraph(f"{view.covered}。校正分是由平均尺度的评价方来打应得的分数。")
    if view.problems:
        yield Items(tuple(f"第 {line} 行：{words}" for line, words in view.problems))


def _body(view: ComparisonView) -> Iterator[Block]:
    for group in view.groups:
        yield Heading(1, group.name)
        yield from _group(group)
    if view.sources:
        yield Heading(1, "各来源对照")
        rounding = view.groups[0].rounding
        yield from source_tables(view.sources, rounding)
        yield Items(tuple(source_notes(view.sources, rounding)))
    if view.office:
        yield Heading(1, "看一看")
        yield Items(tuple(office_notes(view)))
        yield from office_tables(view)


def _group(group: GroupView) -> Iterator[Block]:
    yield from result_tables(group)
    yield Items(tuple(group_notes(group)))
    yield _figure(caterpillar(group), score_table(group))
    yield _figure(severity_plot(group), severity_table(group))
    yield _figure(heat_map(group), given_table(group))
    yield from method_tables(group)
    if any(m.left_out for m in group.members):
        yield robustness_table(group)
    if group.missing:
        yield missing_table(group)


def _figure(chart: Chart | None, table: Table) -> Block:
    return Figure((chart,), table) if chart else table
