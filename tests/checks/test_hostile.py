"""What a folder of files as a case cannot hold: huge files, links, crashing checks, floods."""

import errno
import os
import shutil
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from liuxing_cli import checks
from liuxing_cli.checks.records import RecordCache, bounds
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.place import resolve
from liuxing_cli.store.records import assessment_files, read_assessment
from liuxing_cli.store.tree import FolderTree
from tests.checks.workspaces import BASE, findings_of, lines

CODES = {"YML009", "WSP002", "WSP011", "SYS001", "SYS002"}
"""The codes whose cases are here."""

RECORD = "data/assessments/2013H1/inspection/110199001001.yaml"
STREET = "data/subjects/110199003000/street.yaml"
CONFERENCE = "standards/matrix/conference.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "ws"))


def told(root: Path) -> list[str]:
    return [line.split(" (")[0] for line in lines(findings_of(root)) if STREET in line]


def test_a_huge_file_is_refused_in_a_moment(root: Path) -> None:
    with (root / STREET).open("wb") as stream:
        stream.truncate(1024**3)
    start = time.perf_counter()
    assert told(root) == [f"{STREET}::: YML009 error 文件超过 8 MiB，没有读"]
    assert time.perf_counter() - start < 5


def test_a_link_out_of_the_workspace_is_not_followed(root: Path) -> None:
    secret = root.parent / "secret.yaml"
    secret.write_text("kind: street\n", "utf-8")
    (root / STREET).unlink()
    (root / STREET).symlink_to(secret)
    assert told(root) == [f"{STREET}::: WSP002 error 文件读不了：不在工作区内"]


def test_a_linked_folder_is_named_and_not_followed(root: Path) -> None:
    (root / "data" / "assessments" / "2013H2").symlink_to(root / "data" / "assessments")
    (root / "data" / "subjects" / "around").symlink_to(root / "data" / "subjects")
    assert lines(findings_of(root)) == [
        f"data/{name}::: WSP011 error 文件夹没有读：是链接，链接的文件夹不读"
        " (改好权限；链接换成真正的文件夹，或移出工作区)"
        for name in ("assessments/2013H2", "subjects/around")
    ]


def test_links_in_a_circle_end(root: Path) -> None:
    (root / STREET).unlink()
    (root / STREET).symlink_to(root / STREET)
    assert told(root) == [f"{STREET}::: WSP002 error 文件读不了：链接绕成了圈"]


def test_a_folder_without_permission_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = os.scandir

    def denied(place: str) -> object:
        if str(place).endswith("110199003000"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)
        return listing(place)

    monkeypatch.setattr(os, "scandir", denied)
    found = [line for line in lines(findings_of(root)) if "WSP011" in line]
    assert [line.split(" (")[0] for line in found] == [
        "data/subjects/110199003000::: WSP011 error 文件夹没有读：没有读取权限"
    ]


def test_a_pipe_is_refused_without_waiting(root: Path) -> None:
    (root / STREET).unlink()
    os.mkfifo(root / STREET)
    assert told(root) == [f"{STREET}::: WSP002 error 文件读不了：不是普通文件"]


@pytest.mark.parametrize("folders", [(), ("data", "standards"), ("data/assessments/2013H1/self",)])
def test_an_empty_workspace_has_findings_not_a_crash(
    folders: tuple[str, ...], tmp_path: Path
) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    assert "WSP001" in {finding.code for finding in findings_of(tmp_path)}


def test_an_alias_bomb_costs_nothing(root: Path) -> None:
    layers = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    (root / STREET).write_text("\n".join(["a0: &a0 x", *layers]), "utf-8")
    start = time.perf_counter()
    tracemalloc.start()
    found = [finding for finding in findings_of(root) if finding.file == STREET]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert {finding.code for finding in found} == {"YML004", "SYS002"}
    assert time.perf_counter() - start < 5
    assert peak < 32 << 20


def test_a_huge_record_takes_bounded_memory(root: Path) -> None:
    with (root / RECORD).open("wb") as stream:
        stream.truncate(1024**3)
    tracemalloc.start()
    found = [finding.code for finding in findings_of(root) if finding.file == RECORD]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == ["YML009"]
    assert peak < 64 << 20


def test_too_many_findings_end_with_one_that_says_so(root: Path) -> None:
    conference = (root / CONFERENCE).read_text("utf-8")
    members = "[civil-affairs, health, education]"
    for items, code in ((["no"] * 300, "YML013"), (map(str, range(300)), "SCH003")):
        flood = conference.replace(members, f"[{', '.join(items)}]")
        (root / CONFERENCE).write_text(flood, "utf-8")
        found = [f for f in findings_of(root) if f.file == CONFERENCE]
        assert [finding.code for finding in found].count("SYS002") == 1
        assert [finding.code for finding in found].count(code) >= 198
        assert len(found) == 201


def _crashing(_ws: Workspace, *_rest: object) -> Iterator[Finding]:
    yield Finding("WSP004", "data/first.yaml")
    raise ZeroDivisionError("没有除数")


def _other(_ws: Workspace, *_rest: object) -> Iterator[Finding]:
    yield Finding("WSP004", "data/second.yaml")


def test_a_crashing_check_is_a_finding_and_the_others_run() -> None:
    tree = FolderTree(BASE)
    workspace = load_workspace(tree).workspace
    assert workspace is not None
    found = list(checks.run_workspace(workspace, (_crashing, _other)))
    assert [finding.code for finding in found] == ["WSP004", "SYS001", "WSP004"]
    assert found[1].params["error"] == "ZeroDivisionError: 没有除数"
    assert found[1].params["check"] == "test_hostile._crashing"
    record, _ = read_assessment(tree, assessment_files(tree)[0])
    assert record is not None
    found = list(checks.run_record(workspace, RecordCache(), record, (_crashing, _other)))
    assert [finding.code for finding in found] == ["WSP004", "SYS001", "WSP004"]
    assert found[1].file == record.file
    assert lines(resolve(tree, found))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2013", ("2013-01-01", "2013-12-31")),
        ("2013H1", ("2013-01-01", "2013-06-30")),
        ("2013H2", ("2013-07-01", "2013-12-31")),
        ("2013Q1", ("2013-01-01", "2013-03-31")),
        ("2013Q2", ("2013-04-01", "2013-06-30")),
        ("2013Q3", ("2013-07-01", "2013-09-30")),
        ("2013Q4", ("2013-10-01", "2013-12-31")),
    ],
)
def test_bounds_of_periods(period: str, expected: tuple[str, str]) -> None:
    first, last = bounds(period)
    assert (first.isoformat(), last.isoformat()) == expected


def test_bounds_refuses_what_is_no_period() -> None:
    with pytest.raises(ValueError, match="2013H3"):
        bounds("2013H3")
