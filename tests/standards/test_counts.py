"""The counts of the notice, and what the toolkit's boundary leaves out."""

from collections import Counter
from functools import cache

from liuxing_cli.model.matrix import Bearer
from liuxing_cli.model.standard import Method, Origin, RuleKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree
from tests.conftest import ROOT


@cache
def workspace() -> Workspace:
    loaded = load_workspace(FolderTree(ROOT))
    assert loaded.workspace is not None
    return loaded.workspace


def test_the_conference_the_office_and_the_groups() -> None:
    """通知 一: 28 members, an office with ten deputies' units, six working groups."""
    conference = workspace().matrix.conference
    assert len(set(conference.members)) == 28
    assert conference.office_lead == "civil-affairs"
    assert len(set(conference.office_deputies)) == 10
    sizes = {group.id: len(group.members) for group in conference.groups}
    assert sizes == {
        "clean": 5,
        "regulated": 5,
        "service": 5,
        "safe": 11,
        "healthy": 3,
        "cultural": 4,
    }


def test_thirty_units_with_duties_two_without_a_seat() -> None:
    """通知 二(二): thirty units; 区气象局 and 区地震局 have no seat in the conference."""
    matrix = workspace().matrix
    assert sorted(unit.number for unit in matrix.units.values()) == list(range(1, 31))
    assert all(unit.duties for unit in matrix.units.values())
    without = {u.name for u in matrix.units.values() if u.id not in matrix.conference.members}
    assert without == {"区气象局", "区地震局"}


def test_the_common_duties() -> None:
    """通知 二(一), (三), (四): six, six and five."""
    common = workspace().matrix.common
    assert {bearer: len(duties) for bearer, duties in common.items()} == {
        Bearer.WORKING_GROUP: 6,
        Bearer.STREET: 6,
        Bearer.COMMITTEE: 5,
    }


def test_the_boundary() -> None:
    """DESIGN: nothing is derived from unit 26 nor from item 6 of unit 5."""
    matrix = workspace().matrix
    excluded = {d.clause for unit in matrix.units.values() for d in unit.duties if d.excluded}
    assert excluded == {"二(二)5(6)", *(f"二(二)26({n})" for n in range(1, 5))}
    for standard in workspace().standards.values():
        for indicator in standard.indicators.values():
            assert indicator.source.clause not in excluded
            assert "office-610" not in (indicator.lead, *indicator.support)


def test_the_six_types() -> None:
    (standard,) = workspace().standards.values()
    assert [t.id for t in standard.types] == [
        "clean",
        "regulated",
        "service",
        "safe",
        "healthy",
        "cultural",
    ]
    for type_ in standard.types:
        indicators = [i for section in type_.sections for i in section.indicators]
        assert 12 <= len(indicators) <= 20
        assert sum(i.points for i in indicators if not i.bonus) == type_.points == 100


def test_the_fourteen_municipal_items_are_all_there() -> None:
    (standard,) = workspace().standards.values()
    clauses = Counter(
        i.source.clause for i in standard.indicators.values() if i.origin is Origin.MUNICIPAL
    )
    assert sorted(clauses, key=int) == [str(n) for n in range(1, 15)]
    assert {i.type_id for i in standard.indicators.values() if i.origin is Origin.MUNICIPAL} == {
        "clean"
    }


_OF_OTHER_TABLES = {
    RuleKind.GOALPOSTS,
    RuleKind.HONOURS,
    RuleKind.SURVEY,
    RuleKind.TALLY,
    RuleKind.WORSE_THAN_LAST,
}
"""Rules that the notice gives no occasion for; tests/scoring/real_tables uses them."""


def test_every_rule_kind_and_method_is_used() -> None:
    (standard,) = workspace().standards.values()
    indicators = standard.indicators.values()
    assert {i.rule.kind for i in indicators} == set(RuleKind) - _OF_OTHER_TABLES
    assert {method for i in indicators for method in i.methods} == set(Method)
