"""Every edit is found once, with its class; nothing else is found."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liuxing_cli.impact.changes import Change, Noun, compare_workspaces
from liuxing_cli.impact.classes import Action, ChangeClass
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.workspace import Workspace
from tests.impact.workspaces import (
    ACCEPTANCE,
    CLEAN,
    COMMUNITY,
    SETTINGS,
    STANDARD,
    Edit,
    edited,
    sample,
)

WORDING, CLARIFICATION = ChangeClass.WORDING, ChangeClass.CLARIFICATION
APPLICABILITY, SCORES = ChangeClass.APPLICABILITY, ChangeClass.SCORES
DECISIONS, BREAKS = ChangeClass.DECISIONS, ChangeClass.BREAKS

Expected = tuple[ChangeClass, Noun, str, tuple[str, ...]]

EDITS: dict[str, tuple[Edit, Expected]] = {
    "name": (
        (CLEAN, "name: 环境卫生制度和计划", "name: 环境卫生制度与计划"),
        (WORDING, Noun.INDICATOR, "clean-01", ("name",)),
    ),
    "requirement": (
        (CLEAN, "每季度至少参加一次环保公益活动。", "每季至少参加一次环保公益活动。"),
        (WORDING, Noun.INDICATOR, "clean-04", ("requirement",)),
    ),
    "level-name": (
        (CLEAN, "name: 没有队伍或没有活动", "name: 没有队伍，或没有活动"),
        (WORDING, Noun.INDICATOR, "clean-04", ("rule", "items", "none", "name")),
    ),
    "evidence": (
        (CLEAN, "evidence: [志愿服务队章程和人数统计, ", "evidence: ["),
        (CLARIFICATION, Noun.INDICATOR, "clean-04", ("evidence",)),
    ),
    "methods": (
        (
            CLEAN,
            "methods: [document, report]\n        evidence: [环境卫生工作制度",
            "methods: [document, visit]\n        evidence: [环境卫生工作制度",
        ),
        (CLARIFICATION, Noun.INDICATOR, "clean-01", ("methods",)),
    ),
    "units": (
        (
            CLEAN,
            "{lead: civil-affairs, support: [environment, ",
            "{lead: civil-affairs, support: [",
        ),
        (CLARIFICATION, Noun.INDICATOR, "clean-04", ("support",)),
    ),
    "reason": (
        (CLEAN, "reason: 未通管道燃气的社区不适用", "reason: 没有管道燃气的社区不适用"),
        (
            WORDING,
            Noun.INDICATOR,
            "clean-06",
            ("rule", "items", "gas", "applies", "reason"),
        ),
    ),
    "applies": (
        (CLEAN, "{trait: gas_network, equals: true,", "{trait: restaurants, equals: true,"),
        (
            APPLICABILITY,
            Noun.INDICATOR,
            "clean-06",
            ("rule", "items", "gas", "applies", "trait"),
        ),
    ),
    "level-points": (
        (CLEAN, "有队伍，活动不足四次, points: 1.5", "有队伍，活动不足四次, points: 2"),
        (SCORES, Noun.INDICATOR, "clean-04", ("rule", "items", "partial", "points")),
    ),
    "level-gone": (
        (CLEAN, "            - {id: partial, name: 有队伍，活动不足四次, points: 1.5}\n", ""),
        (BREAKS, Noun.INDICATOR, "clean-04", ("rule", "items", "partial")),
    ),
    "level-new": (
        (
            CLEAN,
            "            - {id: none, name: 未检查, points: 0}\n",
            "            - {id: less, name: 检查很少, points: 1}\n"
            "            - {id: none, name: 未检查, points: 0}\n",
        ),
        (SCORES, Noun.INDICATOR, "clean-02", ("rule", "items", "less")),
    ),
    "floor": (
        (
            ACCEPTANCE,
            "safe: {weight: 20, full: 100, floor: 60}",
            "safe: {weight: 20, full: 100, floor: 65}",
        ),
        (DECISIONS, Noun.PROFILE, "acceptance", ("branches", "safe", "floor")),
    ),
    "weight": (
        (ACCEPTANCE, "healthy: {weight: 15,", "healthy: {weight: 16,"),
        (SCORES, Noun.PROFILE, "acceptance", ("branches", "healthy", "weight")),
    ),
    "grade": (
        (ACCEPTANCE, "at_least: 80, passing", "at_least: 82, passing"),
        (DECISIONS, Noun.PROFILE, "acceptance", ("grades", "good", "at_least")),
    ),
    "bonus-cap": (
        (ACCEPTANCE, "bonus_cap: 5", "bonus_cap: 4"),
        (DECISIONS, Noun.PROFILE, "acceptance", ("bonus_cap",)),
    ),
    "rounding": (
        (ACCEPTANCE, "{digits: 2, mode: half_up}", "{digits: 1, mode: half_up}"),
        (SCORES, Noun.PROFILE, "acceptance", ("rounding", "digits")),
    ),
    "missing": (
        (ACCEPTANCE, "missing: bounds", "missing: complete"),
        (SCORES, Noun.PROFILE, "acceptance", ("missing",)),
    ),
    "selection": (
        (
            ACCEPTANCE,
            "  types: [clean, regulated, service, safe, healthy, cultural]\n",
            "  types: [clean, regulated, service, safe, healthy, cultural]\n  except: [clean-03]\n",
        ),
        (SCORES, Noun.PROFILE, "acceptance", ("select", "clean-03")),
    ),
    "own-points": (
        (ACCEPTANCE, "structure: types\n", "points: {clean-05: 5}\nstructure: types\n"),
        (SCORES, Noun.PROFILE, "acceptance", ("select", "clean-05", "points")),
    ),
    "trait": (
        (COMMUNITY, "  gas_network: true", "  gas_network: false"),
        (APPLICABILITY, Noun.SUBJECT, "110199001001", ("traits", "gas_network")),
    ),
    "settings": (
        (SETTINGS, "  days: 7", "  days: 5"),
        (CLARIFICATION, Noun.SETTINGS, "", ("publicity", "days")),
    ),
    "group": (
        (SETTINGS, "name: 东片会", "name: 东片"),
        (WORDING, Noun.SETTINGS, "", ("groups", "east", "name")),
    ),
    "document": (
        (STANDARD, 'date: "2012-12-05"', 'date: "2012-12-06"'),
        (CLARIFICATION, Noun.STANDARD, "six-type@1", ("documents", "tz-2012", "date")),
    ),
    "retired": (
        (STANDARD, "retired: {}", "retired: {clean-99: 并入其他指标}"),
        (CLARIFICATION, Noun.STANDARD, "six-type@1", ("retired", "clean-99")),
    ),
    "unit": (
        ("standards/matrix/units/06-civil-affairs.yaml", "name: 区民政局", "name: 区民政厅"),
        (WORDING, Noun.UNIT, "civil-affairs", ("name",)),
    ),
}
"""What is edited, and the one change that must be found."""


def test_a_workspace_equals_itself() -> None:
    assert compare_workspaces(sample(), sample()) == ()
    assert compare_workspaces(sample(), edited()) == ()


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_is_one_change(name: str) -> None:
    edit, expected = EDITS[name]
    found = compare_workspaces(sample(), edited(edit))
    assert [_told(change) for change in found] == [expected]
    assert found[0].file == edit[0]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(sorted(EDITS)), unique=True))
def test_edits_add_up_and_can_be_undone(names: list[str]) -> None:
    names = [n for n in names if not (n == "level-points" and "level-gone" in names)]
    changed = edited(*(EDITS[name][0] for name in names))
    found = compare_workspaces(sample(), changed)
    assert sorted(map(_told, found)) == sorted(EDITS[name][1] for name in names)
    undone = compare_workspaces(changed, sample())
    assert sorted((c.id, c.trail, str(c.old), str(c.new)) for c in undone) == sorted(
        (c.id, c.trail, str(c.new), str(c.old)) for c in found
    )


def _told(change: Change) -> Expected:
    return change.change_class, change.noun, change.id, change.trail


def test_rule_kind_is_one_change_that_breaks() -> None:
    rule = """          kind: options
          levels:
            - {id: full, name: 有队伍，近四个季度每季度都有活动, points: 3}
            - {id: partial, name: 有队伍，活动不足四次, points: 1.5}
            - {id: none, name: 没有队伍或没有活动, points: 0}
"""
    found = compare_workspaces(sample(), edited((CLEAN, rule, "          kind: all_or_nothing\n")))
    assert [_told(c) for c in found] == [(BREAKS, Noun.INDICATOR, "clean-04", ("rule", "kind"))]


def test_points_of_an_indicator_are_told_once_and_not_by_every_profile() -> None:
    found = compare_workspaces(
        sample(),
        edited(
            (
                CLEAN,
                "points: 3\n        rule:\n          kind: per_unit\n",
                "points: 4\n        rule:\n          kind: per_unit\n",
            ),
        ),
    )
    assert [_told(c) for c in found] == [(SCORES, Noun.INDICATOR, "clean-03", ("points",))]


def test_rename_through_the_map() -> None:
    new = edited(
        (CLEAN, "id: clean-08\n", "id: clean-88\n"),
        (STANDARD, "renames: {}", "renames: {clean-08: clean-80, clean-80: clean-88}"),
    )
    found = compare_workspaces(sample(), new)
    assert [(c.action, c.change_class, c.id, c.old) for c in found if c.noun is Noun.INDICATOR] == [
        (Action.RENAMED, CLARIFICATION, "clean-88", "clean-08")
    ]
    assert {c.noun for c in found} == {Noun.INDICATOR, Noun.STANDARD}


def test_rename_without_the_map_breaks() -> None:
    found = compare_workspaces(sample(), edited((CLEAN, "id: clean-08\n", "id: clean-88\n")))
    assert [(c.action, c.change_class, c.id) for c in found] == [
        (Action.REMOVED, BREAKS, "clean-08"),
        (Action.ADDED, SCORES, "clean-88"),
    ]


def test_a_map_in_a_circle_is_no_rename() -> None:
    new = edited(
        (CLEAN, "id: clean-08\n", "id: clean-88\n"),
        (STANDARD, "renames: {}", "renames: {clean-08: clean-80, clean-80: clean-08}"),
    )
    found = compare_workspaces(sample(), new)
    assert Action.RENAMED not in {c.action for c in found}


def test_merger_into_another_indicator_breaks() -> None:
    """clean-08 renamed to clean-09, which exists: its records cannot all be read."""
    old = sample().standards["six-type@1"]
    indicators = {k: v for k, v in old.indicators.items() if k != "clean-08"}
    new = replace(old, indicators=indicators, renames={"clean-08": "clean-09"})
    changed = replace(sample(), standards={new.ref: new})
    found = [c for c in compare_workspaces(sample(), changed) if c.noun is Noun.INDICATOR]
    assert [(c.action, c.change_class, c.id) for c in found] == [
        (Action.REMOVED, BREAKS, "clean-08")
    ]


def test_order_is_wording() -> None:
    partial = "            - {id: partial, name: 有队伍，活动不足四次, points: 1.5}\n"
    none = "            - {id: none, name: 没有队伍或没有活动, points: 0}\n"
    found = compare_workspaces(sample(), edited((CLEAN, partial + none, none + partial)))
    assert [(c.action, c.change_class) for c in found] == [(Action.REORDERED, WORDING)]


def test_version_in_place_breaks_and_beside_does_not() -> None:
    old = sample().standards["six-type@1"]
    new = replace(old, version="2")
    bumped = compare_workspaces(sample(), replace(sample(), standards={new.ref: new}))
    assert [_told(c) for c in bumped] == [(BREAKS, Noun.STANDARD, "six-type@2", ("version",))]
    beside = compare_workspaces(sample(), replace(sample(), standards={old.ref: old, new.ref: new}))
    assert [(c.action, c.change_class, c.id) for c in beside] == [
        (Action.ADDED, CLARIFICATION, "six-type@2")
    ]
    gone = compare_workspaces(sample(), replace(sample(), standards={}, profiles={}))
    assert (Action.REMOVED, BREAKS, "six-type@1") in [
        (c.action, c.change_class, c.id) for c in gone
    ]


def test_subject_that_cannot_be_read_is_not_gone() -> None:
    subject = sample().subjects["110199001001"]
    others = {k: v for k, v in sample().subjects.items() if k != subject.id}
    gone = replace(sample(), subjects=others)
    assert [_told(c) for c in compare_workspaces(sample(), gone)] == [
        (BREAKS, Noun.SUBJECT, subject.id, ())
    ]
    unknown = replace(gone, broken=frozenset({subject.file}))
    assert compare_workspaces(sample(), unknown) == ()
    assert compare_workspaces(unknown, sample()) == ()


def test_switching_the_structure_does_not_list_every_indicator() -> None:
    mutual = sample().profiles["mutual"]
    new = _with_profile(replace(mutual, structure=sample().profiles["acceptance"].structure))
    found = compare_workspaces(sample(), new)
    assert [_told(c) for c in found] == [(SCORES, Noun.PROFILE, "mutual", ("structure",))]


def test_profiles_come_and_go() -> None:
    profiles = dict(sample().profiles)
    del profiles["third-party"]
    less = replace(sample(), profiles=profiles)
    assert [c.change_class for c in compare_workspaces(sample(), less)] == [DECISIONS]
    assert [c.change_class for c in compare_workspaces(less, sample())] == [CLARIFICATION]


def _with_profile(profile: Profile) -> Workspace:
    profiles = {**sample().profiles, profile.id: profile}
    return replace(sample(), profiles=profiles)


def test_true_is_not_one() -> None:
    from fractions import Fraction

    subject = sample().subjects["110199001001"]
    odd = replace(subject, traits={**subject.traits, "school": Fraction(int(True))})
    even = replace(subject, traits={**subject.traits, "school": True})
    one, other = (replace(sample(), subjects={**sample().subjects, s.id: s}) for s in (odd, even))
    assert [c.trail for c in compare_workspaces(one, other)] == [("traits", "school")]
