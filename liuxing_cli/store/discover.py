"""Finding the workspace that a command works in."""

from pathlib import Path


def find_workspace(start: Path, explicit: Path | None = None) -> Path | None:
    """Return the workspace folder: ``explicit`` if given, else the nearest one around ``start``.

    A workspace has ``data/workspace.yaml``, or both ``standards/`` and ``data/``. None where
    there is no such folder (or ``explicit`` is not one that exists).
    """
    if explicit is not None:
        return explicit.resolve() if explicit.is_dir() else None
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if is_workspace(folder)), None)


def is_workspace(folder: Path) -> bool:
    """Tell whether ``folder`` is the root of a workspace."""
    if (folder / "data" / "workspace.yaml").is_file():
        return True
    return (folder / "standards").is_dir() and (folder / "data").is_dir()
