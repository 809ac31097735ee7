"""What the checks know about files that could not be read, and about names that are unknown."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.standard import Standard
from liuxing_cli.model.workspace import Workspace


def unreadable(ws: Workspace, *starts: str) -> bool:
    """Tell whether a file below one of ``starts`` is broken, so that its contents are unknown."""
    return any(file.startswith(starts) for file in ws.broken)


def unit_is_unknown(ws: Workspace, unit: str) -> bool:
    """Tell whether no unit has this id, and no broken file is named after it."""
    broken = {PurePosixPath(file).stem for file in ws.broken}
    return unit not in ws.matrix.units and not any(stem.endswith(f"-{unit}") for stem in broken)


def subject_is_unknown(ws: Workspace, subject: str) -> bool:
    """Tell whether no subject has this id, and no broken file is named after it."""
    if subject in ws.subjects or "data/subjects/" in ws.broken:
        return False
    broken = (PurePosixPath(file) for file in ws.broken)
    return not any(
        path.stem == subject or (path.name == "street.yaml" and path.parent.name == subject)
        for path in broken
    )


def is_incomplete(ws: Workspace, standard: Standard) -> bool:
    """Tell whether a file of this standard is broken, so that more indicators may exist."""
    return unreadable(ws, f"{PurePosixPath(standard.file).parent}/")


def unknown_unit(ws: Workspace, code: str, file: str, path: KeyPath, id_: str) -> Finding:
    """Return the finding for a unit that does not exist; one renamed since is named."""
    successor = next((unit for unit in ws.matrix.units.values() if id_ in unit.formerly), None)
    if successor is None:
        return unknown(code, file, path, id_, ws.matrix.units)
    params = {"id": id_, "hint": f"已改为 {successor.id}（{successor.name}）"}
    return Finding(code, file, path, params=params)


def a_standard_is_broken(ws: Workspace) -> bool:
    """Tell whether a file of any standard is broken, so that more types and traits may exist."""
    others = ("standards/matrix/", "standards/profiles/")
    return any(f.startswith("standards/") and not f.startswith(others) for f in ws.broken)


def unknown(
    code: str, file: str, path: KeyPath, id_: str, known: Iterable[str], *, on_key: bool = False
) -> Finding:
    """Return the finding for an id that nothing has, with the nearest one that exists."""
    params = {"id": id_, "hint": suggestion(id_, known, "查对编号，或先建立它")}
    return Finding(code, file, path, params=params, on_key=on_key)
