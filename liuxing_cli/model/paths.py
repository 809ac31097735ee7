"""Text that names a file of the workspace, rather than a paper by its title."""

import re

_PATH = re.compile(r"(?!.*://)\S*[/\\]\S*\.[A-Za-z0-9]{1,5}|(?:/|\.\.?/|[A-Za-z]:\\)\S+")


def is_path(text: str) -> bool:
    """Whether ``text`` is meant as a path: folders and an extension.

    >>> is_path("data/documents/2013-12.pdf"), is_path("通六办〔2013〕5号")
    (True, False)
    """
    return _PATH.fullmatch(text) is not None
