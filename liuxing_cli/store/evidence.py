"""Evidence that lies in the workspace: is it there, and is it still the same?"""

import stat
from functools import partial
from pathlib import Path

from liuxing_cli.model.assessment import EvidenceProbe
from liuxing_cli.store.file_errors import NOT_A_FILE, OUTSIDE, reason_of

_CHUNK = 1 << 20


def probe_of(root: Path) -> EvidenceProbe:
    """Return the look-up that the record checks ask about evidence of the workspace ``root``."""
    return partial(_look, root.resolve())


def _look(root: Path, path: str, digest: str | None) -> str:
    if "\\" in path:
        return "路径要用 / 分隔"
    try:
        return _problem(root, root / path, digest)
    except OSError as error:
        return reason_of(error)
    except (ValueError, RuntimeError):  # a NUL in the path; links in a circle on Python 3.11, 3.12
        return "路径写法不对"


def _problem(root: Path, place: Path, digest: str | None) -> str:
    if not place.resolve().is_relative_to(root):
        return OUTSIDE
    if not stat.S_ISREG(place.stat().st_mode):
        return NOT_A_FILE
    if digest is not None and _digest(place) != digest:
        return "内容变了，与记录的 sha256 不同"
    return ""


def _digest(place: Path) -> str:
    import hashlib

    total = hashlib.sha256()
    with place.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()
