"""Making a file that must not be there yet, whole or not at all."""

import os
from pathlib import Path

from liuxing_cli.store.atomic import write_atomic


def create_atomic(path: Path, data: bytes) -> bool:
    """Write ``data`` to a new file; False, and nothing written, where ``path`` exists already.

    The file is complete before it gets its name, and the name is taken only if it is free. Raises
    ``OSError`` and leaves no temporary file behind.
    """
    if os.path.lexists(path):
        return False
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    write_atomic(temporary, data)
    try:
        return _take(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _take(temporary: Path, path: Path) -> bool:
    """Give the finished file its name, unless somebody was quicker."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # no hard links on this file system: the next best, a rename
        if os.path.lexists(path):
            return False
        temporary.rename(path)
    return True
