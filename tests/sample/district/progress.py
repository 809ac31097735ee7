"""The count from before the records begin, as the district then published it."""

from collections.abc import Iterator

from district.text import header

_EARLIER = """\
earlier:
  - period: 2012H1
    reached: 9
    of: 70
    document: 示例区2012年上半年创建工作小结
"""


def progress_files() -> Iterator[tuple[str, str]]:
    """The file below ``data/`` with its text."""
    yield "progress.yaml", header("progress", 1) + _EARLIER
