"""The sample district: made anew to the same bytes, and telling the story it is meant to tell."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from liuxing_cli.model.profile import Source, SubjectKind
from liuxing_cli.model.result import Outcome, Result
from liuxing_cli.model.workspace import PeerGroup, Workspace
from liuxing_cli.peer.compare import GroupComparison, compare_group
from liuxing_cli.scoring.kernel import score_row
from liuxing_cli.scoring.plan import compile_plan
from liuxing_cli.scoring.row import encode
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.records import assessment_files, read_assessment
from liuxing_cli.store.tree import FolderTree

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = Path(__file__).with_name("make_sample.py")
PERIODS = ("2012H2", "2013H1", "2013H2")


def make(out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), "--out", str(out)],
        cwd=out,
        env={**os.environ, "PYTHONHASHSEED": "random", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@dataclass(frozen=True)
class District:
    """The sample district with every record scored."""

    workspace: Workspace
    results: dict[tuple[str, Source, str, str], Result]  # period, source, assessor, subject

    def of(self, period: str, source: Source, kind: SubjectKind) -> Iterator[tuple[str, Result]]:
        """Assessor and result of every record of a period, source and kind of subject."""
        for (when, who, assessor, subject), result in self.results.items():
            is_kind = self.workspace.subjects[subject].kind is kind
            if (when, who) == (period, source) and is_kind:
                yield assessor, result

    def inspected(self, name: str, period: str = "2013H2") -> Result:
        """The inspection of the community called ``name``."""
        communities = self.of(period, Source.INSPECTION, SubjectKind.COMMUNITY)
        subjects = self.workspace.subjects
        return next(r for _, r in communities if subjects[r.subject].name == name)

    def mutual(self, group: PeerGroup, period: str) -> GroupComparison:
        """The mutual evaluation of a group."""
        peers = self.of(period, Source.PEER, SubjectKind.STREET)
        own = self.of(period, Source.SELF, SubjectKind.STREET)
        inside = {(a, r.subject): exact(r.total) for a, r in peers if a in group.members}
        return compare_group(group.members, inside, {r.subject: exact(r.total) for _, r in own})


def exact(value: Fraction | None) -> Fraction:
    assert value is not None
    return value


@pytest.fixture(scope="module")
def sample() -> District:
    tree = FolderTree(ROOT)
    loaded = load_workspace(tree)
    assert loaded.findings == []
    assert loaded.workspace is not None
    workspace = loaded.workspace
    plans = {
        (source, profile.subject): compile_plan(workspace.standards[profile.standard], profile)
        for profile in workspace.profiles.values()
        for source in profile.sources
        if profile.decision.combine is None
    }
    plans[Source.SELF, SubjectKind.STREET] = plans[Source.PEER, SubjectKind.STREET]
    results = {}
    for file in assessment_files(tree):
        record, findings = read_assessment(tree, file)
        assert (file, findings) == (file, [])
        assert record is not None
        subject = workspace.subjects[record.subject]
        plan = plans[record.source, subject.kind]
        selected = {column.id for column in plan.columns}
        assert set(record.ratings) <= selected, file
        row = encode(plan, subject, record)
        assert (file, row.misfits) == (file, ())
        key = (record.period, record.source, record.assessor, record.subject)
        results[key] = score_row(plan, row)
    return District(workspace, results)


def test_the_script_makes_exactly_what_is_committed(tmp_path: Path) -> None:
    done = make(tmp_path)
    assert done.returncode == 0, done.stderr
    made, committed = contents(tmp_path), contents(ROOT / "data")
    assert sorted(made) == sorted(committed)
    stale = [path for path, data in made.items() if committed[path] != data]
    assert stale == [], "run: python tests/sample/make_sample.py"
    assert sum(map(len, made.values())) < 4_000_000


def test_a_real_district_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").write_text("kind: workspace\nformat: 1\n", encoding="utf-8")
    done = make(tmp_path)
    assert done.returncode != 0
    assert "not synthetic" in done.stderr
    assert list(contents(tmp_path)) == ["workspace.yaml"]


def test_every_file_says_that_it_is_invented() -> None:
    for path, data in contents(ROOT / "data").items():
        if path.endswith(".yaml"):
            first, *rest = data.decode().splitlines()
            schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
            assert schema, path
            assert (ROOT / "data" / path).parent.joinpath(schema[1]).resolve().is_file(), path
            assert rest[2] == "synthetic: true", path


def test_its_size(sample: District) -> None:
    kinds = Counter(subject.kind for subject in sample.workspace.subjects.values())
    assert kinds == {SubjectKind.STREET: 11, SubjectKind.COMMUNITY: 70}
    assert [len(g.members) for g in sample.workspace.settings.groups] == [6, 5]
    names = [subject.name for subject in sample.workspace.subjects.values()]
    assert len(set(names)) == len(names)
    assert all(code.startswith("110199") for code in sample.workspace.subjects)
    counts = Counter((period, source) for period, source, _, _ in sample.results)
    for period, inspected, pairs in zip(PERIODS, (24, 48, 70), (50, 48, 50), strict=True):
        assert counts[period, Source.INSPECTION] == inspected
        assert counts[period, Source.SELF] == 70 + 11
        assert counts[period, Source.THIRD_PARTY] == 20
        assert counts[period, Source.PEER] == pairs


def test_most_communities_pass_in_the_end(sample: District) -> None:
    results = [r for _, r in sample.of("2013H2", Source.INSPECTION, SubjectKind.COMMUNITY)]
    outcomes = Counter(result.outcome for result in results)
    assert 80 <= Fraction(100 * outcomes[Outcome.PASSED], len(results)) <= 88
    assert len({result.grade for result in results}) == 5  # four grades, and none while pending


def test_near_misses(sample: District) -> None:
    almost_excellent = sample.inspected("临川东区社区")
    assert Fraction("89.99") <= exact(almost_excellent.total) < 90
    assert almost_excellent.grade == "good"
    almost_there = sample.inspected("芦花园社区")
    assert Fraction("69.99") <= exact(almost_there.total) < 70
    assert almost_there.outcome is Outcome.FAILED
    for name, branch in (("三棵柳社区", "safe"), ("流霞苑社区", "cultural")):
        result = sample.inspected(name)
        scores = {b.id: exact(b.score) for b in result.branches}
        assert result.outcome is Outcome.FAILED
        assert exact(result.total) >= 70
        assert 59 <= scores.pop(branch) < 60
        assert min(scores.values()) >= 60


def test_vetoes_and_gaps(sample: District) -> None:
    for name, veto in (("雅集园社区", "safe-17"), ("铜匠里社区", "regulated-18")):
        result = sample.inspected(name)
        assert (result.outcome, result.vetoes) == (Outcome.FAILED, (veto,))
        assert exact(result.total) >= 70
    unchecked = sample.inspected("广寒里社区")
    assert unchecked.outcome is Outcome.PENDING
    assert unchecked.total == 0
    assert sample.inspected("麦垄家园社区").outcome is Outcome.PENDING
    assert sample.inspected("云杉家园社区").missing == ("clean-15", "safe-09", "healthy-14")


@pytest.mark.parametrize(
    ("name", "section"),
    [("稻香园社区", "service-convenience"), ("晒谷场社区", "cultural-learning")],
)
def test_sections_that_do_not_apply(sample: District, name: str, section: str) -> None:
    indicators = sample.workspace.standards["six-type@1"].indicators.values()
    inside = {indicator.id for indicator in indicators if indicator.section_id == section}
    assert inside <= set(sample.inspected(name).not_applicable)


def test_a_harsh_and_a_lenient_evaluator_and_a_reciprocal_pair(sample: District) -> None:
    east, west = sample.workspace.settings.groups
    names = {subject.id: subject.name for subject in sample.workspace.subjects.values()}
    lifted = []
    for period in PERIODS:
        seen = sample.mutual(east, period)
        severity = {names[m.member]: m.given.severity or 0 for m in seen.members if m.given}
        assert min(severity, key=lambda name: severity[name]) == "听澜街道"
        assert severity["听澜街道"] < -8
        assert max(severity, key=lambda name: severity[name]) == "望秋镇"
        gaps = {names[m.member]: exact(m.self_gap) for m in seen.members}
        assert max(gaps, key=lambda name: gaps[name]) == "柳汀镇"
        (part,) = sample.mutual(west, period).parts
        assert part.fit is not None
        rests = {(names[r], names[t]): e for (r, t), e in part.fit.residuals.items()}
        lifted.append(rests["石栏镇", "麦垄镇"] + rests["麦垄镇", "石栏镇"])
    assert min(lifted) > 4
    assert len(sample.mutual(east, "2013H1").missing) == 1


def test_a_street_whose_self_checks_are_inflated(sample: District) -> None:
    """Self-check minus inspection, averaged by street: one street stands out."""
    subjects = sample.workspace.subjects
    inspected = {
        r.subject: exact(r.total)
        for _, r in sample.of("2013H2", Source.INSPECTION, SubjectKind.COMMUNITY)
        if not r.missing and not r.vetoes
    }
    gaps: dict[str, list[Fraction]] = {}
    for _, result in sample.of("2013H2", Source.SELF, SubjectKind.COMMUNITY):
        if result.subject in inspected:
            street = subjects[subjects[result.subject].street].name
            gap = exact(result.total) - inspected[result.subject]
            gaps.setdefault(street, []).append(gap)
    means = sorted((sum(g) / len(g), street) for street, g in gaps.items())
    assert means[-1][1] == "柳汀镇"
    assert means[-1][0] > means[-2][0] + 3


def test_every_plot_is_played(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plots name communities, indicators and sections; a renamed one must not go unnoticed."""
    monkeypatch.syspath_prepend(SCRIPT.parent)
    from district.catalogue import read_catalogue
    from district.plots import PLOTS

    indicators = read_catalogue(ROOT / "standards").indicators
    names = {
        path.stem: re.search("^name: (.*)$", path.read_text(encoding="utf-8"), re.M)
        for path in (ROOT / "data" / "subjects").rglob("*.yaml")
    }
    ids = {match[1]: code for code, match in names.items() if match}
    for (period, source, name), plot in PLOTS.items():
        assert (ROOT / "data/assessments" / period / source / f"{ids[name]}.yaml").is_file()
        assert {*plot.vetoed, *plot.unseen, *plot.absent} - {"all"} <= set(indicators)
        assert set(plot.without) <= {indicator.section for indicator in indicators.values()}
