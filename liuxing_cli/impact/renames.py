"""Indicators that one version of a standard has under another id than the other version."""

from liuxing_cli.model.renames import current_id, through_map
from liuxing_cli.model.standard import Standard

__all__ = ["current_id", "renamed", "through_map"]


def renamed(old: Standard, new: Standard) -> dict[str, str]:
    """The indicators of ``old`` that ``new`` has under another id: old id → new id.

    An id that already stood for another indicator on the old side is no rename but a merger: the
    indicator counts as removed.
    """
    found: dict[str, str] = {}
    for id_ in old.indicators:
        now = current_id(new, id_)
        if now is not None and now not in old.indicators and now not in found.values():
            found[id_] = now
    return found
