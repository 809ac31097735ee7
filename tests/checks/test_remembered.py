"""What a run remembers of ratings that fit never hides one that does not."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.checks.ratings import check_ratings
from liuxing_cli.checks.records import RecordCache
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.kinds import Source
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree
from tests.conftest import ROOT

_LOADED = load_workspace(FolderTree(ROOT)).workspace
assert _LOADED is not None
WORKSPACE = _LOADED
(STANDARD,) = WORKSPACE.standards.values()
SUBJECT = next(s for s in WORKSPACE.subjects.values() if s.traits)
MEASURED = [i.id for i in STANDARD.indicators.values() if i.rule.kind in ("bands", "linear")]
EMPTY = Assessment(
    SUBJECT.id, "2013H1", Source.SELF, SUBJECT.id, STANDARD.ref, "2013-03-01", {}, "f.yaml"
)

MEASURES = st.one_of(
    st.integers(-3, 120),
    st.decimals(-2, 120, places=1),
    st.sampled_from([Decimal("100.0"), Decimal("1E-36"), Decimal(-0), True, "5", None]),
)


@given(st.lists(st.tuples(st.sampled_from(MEASURED), MEASURES, st.booleans()), max_size=30))
def test_a_shared_cache_finds_what_a_fresh_one_finds(
    rated: list[tuple[str, Decimal | int | str | None, bool]],
) -> None:
    shared = RecordCache()
    for id_, value, counted in rated:
        rating = {"measure": value, **({"count": 1} if counted else {})}
        record = replace(EMPTY, ratings={id_: rating})
        fresh = list(check_ratings(WORKSPACE, RecordCache(), record))
        assert list(check_ratings(WORKSPACE, shared, record)) == fresh
