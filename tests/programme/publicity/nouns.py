"""Publications and objections to reckon with."""

from typing import Any

from liuxing_cli.model.publicity import (
    ListKind,
    Objection,
    Objector,
    Publication,
    PublicationState,
    Shown,
)
from liuxing_cli.model.workdays import Count


def publication(**changed: Any) -> Publication:
    """A publication of seven working days, from Monday 2013-07-01 to Wednesday the tenth."""
    window = Shown(7, Count.WORKING, False, "2013-07-02", "2013-07-10")
    values: dict[str, Any] = {
        "id": "2013H1-candidates",
        "list": ListKind.CANDIDATES,
        "period": "2013H1",
        "profile": "acceptance",
        "published": "2013-07-01",
        "window": window,
        "state": PublicationState.OPEN,
    }
    return Publication(**{**values, **changed})


def objection(**changed: Any) -> Objection:
    """An objection received on the third day."""
    values: dict[str, Any] = {
        "id": "objection-01",
        "publication": "2013H1-candidates",
        "subject": "110199001001",
        "objector": Objector.PERSON,
        "grounds": "楼道灯不亮",
        "received": "2013-07-03",
    }
    return Objection(**{**values, **changed})
