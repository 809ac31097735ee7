"""A workspace from its files."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.matrix import Bearer
from liuxing_cli.model.profile import Source, Structure, SubjectKind
from liuxing_cli.model.standard import RuleItem, RuleKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.records import (
    assessment_files,
    parse_assessment,
    periods,
    read_assessment,
)
from liuxing_cli.store.tree import FolderTree
from tests.checks.workspaces import BASE

RECORD = "data/assessments/2013H1/inspection/110199001001.yaml"


@pytest.fixture(scope="module")
def ws() -> Workspace:
    loaded = load_workspace(FolderTree(BASE))
    assert loaded.findings == []
    assert loaded.workspace is not None
    assert loaded.workspace.broken == frozenset()
    assert len(loaded.files) == 20
    return loaded.workspace


def test_standard(ws: Workspace) -> None:
    standard = ws.standards["mini@1"]
    assert list(standard.indicators) == [
        "clean-01", "clean-02", "clean-03", "clean-04",
        "safe-01", "safe-02", "safe-03", "safe-04", "safe-05", "safe-06",
    ]  # fmt: skip
    first = standard.indicators["clean-01"]
    assert first.path == ("sections", 0, "indicators", 0)
    assert (first.type_id, first.section_id) == ("clean", "clean-mechanism")
    assert first.points == 6
    assert first.rule.kind is RuleKind.CHECKLIST
    assert first.rule.items[2].applies is not None
    assert standard.indicators["clean-03"].rule.step == Fraction(1, 2)
    bands = standard.indicators["safe-01"].rule
    assert bands.items[0] == RuleItem("90", "90%及以上", Fraction(5), Fraction(90))
    veto = standard.indicators["safe-05"].veto
    assert veto is not None
    assert veto.below == 1
    assert standard.indicators["safe-06"].bonus


def test_profiles(ws: Workspace) -> None:
    acceptance, mutual = ws.profiles["acceptance"], ws.profiles["mutual"]
    assert len(acceptance.selections) == 10
    assert [branch.name for branch in acceptance.branches] == ["干净社区", "安全社区"]
    assert {choice.branch for choice in acceptance.selections} == {"clean", "safe"}
    assert mutual.structure is Structure.METHODS
    assert [(s.indicator, s.branch, str(s.points)) for s in mutual.selections] == [
        ("clean-01", "document", "10"),
        ("clean-03", "visit", "5"),
        ("safe-01", "visit", "5"),
    ]
    assert [branch.name for branch in mutual.branches] == ["实地考察", "查阅资料"]
    assert mutual.bonus_cap == 0


def test_matrix(ws: Workspace) -> None:
    assert list(ws.matrix.units) == ["civil-affairs", "health", "education"]
    assert ws.matrix.conference.groups[1].members == ("education",)
    assert ws.matrix.common[Bearer.STREET][0].path == ("street", 0)


def test_subjects(ws: Workspace) -> None:
    community = ws.subjects["110199001001"]
    assert community.kind is SubjectKind.COMMUNITY
    assert community.traits == {
        "property_company": True,
        "floating_share": Fraction("24.7"),
        "category": "urban",
    }
    street = ws.subjects["110199004000"]
    assert (street.kind, street.street) == (SubjectKind.STREET, "110199004000")


def test_settings(ws: Workspace) -> None:
    assert ws.settings.groups[0].members == ("110199001000", "110199002000")
    assert ws.settings.assessors[1].sources == (Source.THIRD_PARTY,)
    assert ws.settings.publicity.holidays == ()


def test_records() -> None:
    tree = FolderTree(BASE)
    assert periods(tree) == ["2013H1"]
    assert len(assessment_files(tree)) == 5
    assert assessment_files(tree, "2013H1", "peer") == [
        "data/assessments/2013H1/peer/110199001000--110199002000.yaml"
    ]
    assert assessment_files(tree, "2012H1") == []
    record, findings = read_assessment(tree, RECORD)
    assert findings == []
    assert record is not None
    assert record.source is Source.INSPECTION
    assert record.ratings["clean-02"] == {"level": "full"}
    again, _ = parse_assessment(tree.read(RECORD), RECORD)
    assert again == record


def test_a_broken_record_is_none_unless_salvaged() -> None:
    text = (BASE / RECORD).read_text("utf-8").replace("award: 3.5", "awrad: 3.5")
    assert parse_assessment(text.encode(), RECORD)[0] is None
    record, findings = parse_assessment(text.encode(), RECORD, salvage=True)
    assert [finding.code for finding in findings] == ["SCH001"]
    assert isinstance(record, Assessment)
    assert "clean-03" not in record.ratings
    assert "clean-04" in record.ratings
    head = text.replace("source: inspection", "source: inspect")
    assert parse_assessment(head.encode(), RECORD, salvage=True)[0] is None


def test_a_broken_file_leaves_the_rest(tmp_path: Path) -> None:
    root = Path(shutil.copytree(BASE, tmp_path / "ws"))
    (root / "standards/mini/types/safe.yaml").write_text("id: [\n", "utf-8")
    (root / "data/workspace.yaml").unlink()
    loaded = load_workspace(FolderTree(root))
    assert loaded.workspace is not None
    assert [type_.id for type_ in loaded.workspace.standards["mini@1"].types] == ["clean"]
    assert loaded.workspace.broken == {"standards/mini/types/safe.yaml", "data/workspace.yaml"}
    assert len(loaded.workspace.subjects) == 7


def test_nothing_to_stand_on(tmp_path: Path) -> None:
    (tmp_path / "standards").mkdir()
    loaded = load_workspace(FolderTree(tmp_path))
    assert loaded.workspace is None
    assert [finding.code for finding in loaded.findings] == ["WSP001"]
