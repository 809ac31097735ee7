"""Renamed indicators: the standard's own map (old id → new id), followed to its end."""

from collections.abc import Mapping
from dataclasses import replace

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.standard import Standard


def current_id(standard: Standard, id_: str) -> str | None:
    """The id under which ``standard`` has the indicator once called ``id_``; None where it has
    none, or where the map runs in a circle."""
    met: set[str] = set()
    while id_ not in standard.indicators:
        if id_ in met or id_ not in standard.renames:
            return None
        met.add(id_)
        id_ = standard.renames[id_]
    return id_


def through_map(standard: Standard, assessment: Assessment) -> tuple[Assessment, Mapping[str, str]]:
    """Read a record written with old ids: its ratings under today's, and new id → written id.

    A rating already written under the new id stands; the old one is then left as it is.
    """
    if not standard.renames:
        return assessment, {}
    written = {
        now: id_
        for id_ in assessment.ratings
        if id_ in standard.renames
        and (now := current_id(standard, id_)) is not None
        and now not in assessment.ratings
    }
    if not written:
        return assessment, {}
    today = {id_: now for now, id_ in written.items()}
    ratings = {today.get(id_, id_): rating for id_, rating in assessment.ratings.items()}
    return replace(assessment, ratings=ratings), written
