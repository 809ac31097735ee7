"""Both sides scored alike: who moved, in which direction, and which records break."""

from dataclasses import replace
from fractions import Fraction

import pytest

from liuxing_cli.impact.breaks import as_written, newly_broken
from liuxing_cli.impact.classes import Action
from liuxing_cli.impact.effect import Direction, Scoreboard, SubjectEffect, effects
from liuxing_cli.impact.records import record_change
from liuxing_cli.impact.renames import current_id, renamed, through_map
from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.decision import Combination, MissingSource, TableFor, Test
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Condition, Outcome, Result, Verdict
from liuxing_cli.model.subject import Subject
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.scoring.row import Row, encode
from tests.impact.workspaces import sample

PROFILE = sample().profiles["acceptance"]
STANDARD = sample().standards["six-type@1"]


def result(outcome: Outcome, grade: str | None, total: str = "80", **changed: object) -> Result:
    value = Result(
        subject="1",
        period="2013H2",
        profile="acceptance",
        total=Fraction(total),
        upper=Fraction(total),
        full=Fraction(100),
        branches=(),
        bonus=Fraction(0),
        outcome=outcome,
        grade=grade,
        conditions=(),
        not_applicable=(),
        missing=(),
        vetoes=(),
        files=(),
        rank=1,
    )
    return replace(value, **changed)  # type: ignore[arg-type]


PASSED, FAILED = Outcome.PASSED, Outcome.FAILED


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ((PASSED, "good"), (PASSED, "good"), None),
        ((PASSED, "good"), (PASSED, "excellent"), Direction.UP),
        ((PASSED, "good"), (PASSED, "pass"), Direction.DOWN),
        ((FAILED, "fail"), (PASSED, "pass"), Direction.UP),
        ((PASSED, "pass"), (FAILED, "fail"), Direction.DOWN),
        ((PASSED, "pass"), (Outcome.PENDING, None), Direction.OPEN),
        ((Outcome.UNDECIDED, None), (FAILED, "fail"), Direction.OPEN),
        ((PASSED, "good"), (PASSED, "renamed"), Direction.OPEN),
    ],
)
def test_direction(
    old: tuple[Outcome, str | None], new: tuple[Outcome, str | None], direction: Direction | None
) -> None:
    effect = one(result(*old), result(*new))
    assert effect.direction is direction
    assert effect.decision_changed == (direction is not None)
    assert not effect.score_changed


def one(old: Result | None, new: Result | None) -> SubjectEffect:
    before, after = ({r.subject: r} if r else {} for r in (old, new))
    (found,) = effects(before, after, PROFILE, PROFILE)
    return found


def test_the_least_change_of_a_score_counts() -> None:
    old, new = result(PASSED, "good", "80"), result(PASSED, "good", "8000000000001/100000000000")
    assert one(old, new).score_changed
    assert one(old, replace(old, upper=Fraction(81))).score_changed
    assert not one(old, old).score_changed
    assert one(old, replace(old, rank=2)).rank_changed


def test_one_side_only() -> None:
    value = result(PASSED, "good")
    gone, come = one(value, None), one(None, value)
    assert gone.vanished
    assert gone.score_changed
    assert gone.decision_changed
    assert come.appeared
    assert not any((come.score_changed, come.decision_changed, come.rank_changed))


def test_lines_crossed() -> None:
    met = Condition("floor:safe", "安全不低于 60 分", Verdict.MET)
    other = Condition("total", "总分不低于 70 分", Verdict.MET)
    old = result(PASSED, "good", conditions=(met, other))
    new = result(FAILED, "fail", conditions=(replace(met, verdict=Verdict.NOT_MET, text="新"),))
    lines = [(c.id, c.text, c.old, c.new) for c in one(old, new).conditions]
    assert lines == [
        ("floor:safe", "新", Verdict.MET, Verdict.NOT_MET),
        ("total", "总分不低于 70 分", Verdict.MET, None),
    ]


def record(ratings: dict[str, object], **changed: object) -> Assessment:
    value = Assessment(
        "110199001001",
        "2013H2",
        Source.INSPECTION,
        "inspection-team",
        "six-type@1",
        "2013-11-19",
        ratings,  # type: ignore[arg-type]
        "data/assessments/2013H2/inspection/110199001001.yaml",
    )
    return replace(value, **changed)  # type: ignore[arg-type]


RENAMED = replace(
    STANDARD,
    renames={"old-01": "older-01", "older-01": "clean-01", "lost": "nowhere", "a": "b", "b": "a"},
)


def test_ids_are_followed_to_their_end() -> None:
    assert current_id(RENAMED, "clean-01") == "clean-01"
    assert current_id(RENAMED, "old-01") == "clean-01"
    for id_ in ("lost", "a", "never"):
        assert current_id(RENAMED, id_) is None
    assert renamed(STANDARD, STANDARD) == {}


def test_records_are_read_through_the_map() -> None:
    old = record({"old-01": {"level": "x"}, "clean-02": {"level": "full"}, "a": {}})
    read, written = through_map(RENAMED, old)
    assert list(read.ratings) == ["clean-01", "clean-02", "a"]
    assert written == {"clean-01": "old-01"}
    both = record({"old-01": {"level": "x"}, "clean-01": {"level": "y"}})
    assert through_map(RENAMED, both) == (both, {})
    finding = Finding("REC014", old.file, ("ratings", "clean-01", "level"))
    assert as_written(finding, written).path == ("ratings", "old-01", "level")
    for path in (None, ("date",), ("ratings", "clean-02")):
        assert as_written(replace(finding, path=path), written).path == path


def encoded(plan: Plan, subject: Subject, given: Assessment) -> Row:
    return encode(plan, subject, through_map(plan.standard, given)[0])


def test_sources_are_merged_tables_chosen_and_quotas_applied() -> None:
    rule = Combination(
        {"self": Fraction(25), "inspection": Fraction(75)}, missing=MissingSource.RENORMALISE
    )
    half = replace(PROFILE, id="half", full=PROFILE.full / 2)
    table = TableFor(Test(trait="households", at_least=Fraction(0)), "half")
    both = (Source.SELF, Source.INSPECTION)
    merged = replace(PROFILE, sources=both, decision=replace(PROFILE.decision, combine=rule))
    everyone = replace(merged, decision=replace(merged.decision, tables=(table,)))
    workspace = replace(sample(), profiles={**sample().profiles, "half": half})
    totals = []
    for profile in (merged, everyone):
        board = Scoreboard(workspace, profile, encoded)
        assert board.sources == both
        board.add(record({"clean-01": {"checklist": ["rules"]}}))
        board.add(record({"clean-02": {"level": "full"}}, source=Source.SELF))
        board.add(record({}, source=Source.SURVEY))
        (result,) = board.results().values()
        assert [part.records for part in result.sources] == [1, 1]
        totals.append(result.total)
    assert totals[0] is not None
    assert totals[1] == totals[0] / 2


def test_a_record_under_old_ids_scores_the_same() -> None:
    new = record({"clean-01": {"checklist": ["rules"]}})
    old = record({"old-01": {"checklist": ["rules"]}})
    workspace = replace(sample(), standards={"six-type@1": RENAMED})
    totals = []
    for one_record in (new, old):
        board = Scoreboard(workspace, PROFILE, encoded)
        board.add(one_record)
        board.add(record({}, subject="110199001000"))  # a street: not this profile's subject
        board.add(record({}, subject="unknown"))
        totals.append(board.results())
    assert totals[0] == totals[1]
    assert list(totals[0]) == ["110199001001"]


def test_record_changes() -> None:
    old = record({"clean-01": {"count": 1, "of": 2}, "clean-02": {"level": "full"}, "old-01": {}})
    new = record({"clean-01": {"of": 2, "count": 1}, "clean-03": {"level": "a"}}, date="2013-11-20")
    change = record_change(old.file, old, new, STANDARD)
    assert change is not None
    assert change.head == ("date",)
    assert [(r.indicator, r.action) for r in change.ratings] == [
        ("clean-02", Action.REMOVED),
        ("old-01", Action.REMOVED),
        ("clean-03", Action.ADDED),
    ]
    assert record_change(old.file, old, replace(old, file="elsewhere"), None) is None


def test_true_is_not_one_in_a_rating() -> None:
    old, new = record({"clean-01": {"measure": 1}}), record({"clean-01": {"measure": True}})
    change = record_change(old.file, old, new, None)
    assert change is not None
    assert [r.action for r in change.ratings] == [Action.CHANGED]


def test_a_rating_written_anew_under_the_new_id() -> None:
    old = record({"old-01": {"level": "x"}})
    moved = record_change(old.file, old, record({"clean-01": {"level": "x"}}), RENAMED)
    edited = record_change(old.file, old, record({"clean-01": {"level": "y"}}), RENAMED)
    assert moved is not None
    assert edited is not None
    assert [(r.action, r.was) for r in moved.ratings] == [(Action.RENAMED, "old-01")]
    assert [(r.action, r.was) for r in edited.ratings] == [(Action.CHANGED, "old-01")]


def test_only_new_findings_break() -> None:
    known = Finding("REC014", "f", ("ratings", "a"))
    worse = replace(known, params={"id": "b"})
    other = Finding("REC014", "f", ("ratings", "b"))
    assert newly_broken([known], [worse, other]) == [other]
    assert newly_broken([known], [known, known]) == [known]
    assert newly_broken([known], []) == []
