"""``validate`` as a whole: choices, severities, standard input, processes, few and many files."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from liuxing_cli.commands.validate import pool
from liuxing_cli.commands.validate.run import check
from liuxing_cli.commands.validate.wanted import Wanted
from liuxing_cli.store.tree import FolderTree
from tests.checks.workspaces import BASE, lines
from tests.conftest import ROOT, run_liuxing

RECORD = "data/assessments/2013H1/inspection/110199001001.yaml"
SETTINGS = "data/workspace.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "区 1"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def codes(root: Path, *options: str) -> list[str]:
    done = run_liuxing("validate", "--format", "json", *options, cwd=root)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [finding["code"] for finding in json.loads(done.stdout)["findings"]]


def test_select_and_ignore_take_prefixes(root: Path) -> None:
    edit(root / RECORD, "clean-02: {level: full}", "clean-02: {level: fill, x: 1}")
    edit(root / RECORD, "clean-03: {award: 3.5, reason: 台账缺两次记录}", "clean-03: {award: 3.5}")
    assert codes(root) == ["SCH001", "REC012"]
    assert codes(root, "--select", "REC") == ["REC012"]
    assert codes(root, "--select", "SCH,rec012") == ["SCH001", "REC012"]
    assert codes(root, "--ignore", "SCH", "--ignore", "REC012") == []
    assert codes(root, "--select", "REC", "--ignore", "REC012") == []


def test_an_unknown_prefix_is_refused(root: Path) -> None:
    done = run_liuxing("validate", "--select", "REX", cwd=root)
    assert done.returncode == 2
    assert "REX" in done.stderr.decode()


def test_infos_are_counted_and_listed_only_when_asked_for(root: Path) -> None:
    assert codes(root) == []
    told = run_liuxing("validate", cwd=root).stderr.decode()
    assert "另有 14 个提示没有列出" in told
    for options in (["--info"], ["--select", "MTX01"]):
        assert set(codes(root, *options)) == {"MTX012", "MTX013"}
        assert run_liuxing("validate", *options, cwd=root).returncode == 0


def test_settings_change_the_severity_below_a_folder(root: Path) -> None:
    edit(root / RECORD, "clean-03: {award: 3.5, reason: 台账缺两次记录}", "clean-03: {award: 3.5}")
    rules = (
        "checks:\n  severity:\n"
        "    - {path: data, code: REC, level: info}\n"
        "    - {path: data/assessments/2013H1, code: REC012, level: warning}\n"
    )
    with (root / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write(rules)
    done = run_liuxing("validate", "-f", "json", cwd=root)
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["code"], finding["severity"], done.returncode) == ("REC012", "warning", 0)
    assert run_liuxing("validate", "--strict", cwd=root).returncode == 1
    edit(root / SETTINGS, "data/assessments/2013H1,", "data/assessments/2013H,")
    assert codes(root) == []
    edit(root / SETTINGS, "code: REC, level: info", "code: REC012, level: error")
    assert run_liuxing("validate", cwd=root).returncode == 1


def test_what_was_not_read_cannot_be_lowered(root: Path) -> None:
    with (root / SETTINGS).open("a", encoding="utf-8") as settings:
        settings.write("checks: {severity: [{path: data, code: SCH, level: info}]}\n")
    edit(root / RECORD, "clean-02: {level: full}", "clean-02: {level: full, x: 1}")
    assert codes(root) == ["SCH001", "WSP012"]


def test_standard_input_stands_for_a_file(root: Path) -> None:
    text = (root / RECORD).read_text("utf-8").replace("clean-02: {level: full}", "clean-02: {}")
    before = (root / RECORD).read_bytes()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from liuxing_cli.main import run; run()",
            "validate",
            "-",
            "--stdin-filename",
            RECORD,
        ],
        cwd=root,
        input=text.encode(),
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert done.returncode == 1, done.stderr.decode()
    assert done.stdout.decode().startswith(f"{RECORD}:12:3: SCH007 ")
    assert (root / RECORD).read_bytes() == before


@pytest.mark.parametrize(
    "call",
    [
        ["-"],
        ["--stdin-filename", RECORD],
        ["-", "--stdin-filename", "../x.yaml"],
        ["-", "--stdin-filename", "data/notes.txt"],
    ],
)
def test_standard_input_needs_a_place_in_the_workspace(call: list[str], root: Path) -> None:
    done = run_liuxing("validate", *call, cwd=root)
    assert done.returncode == 2
    assert "错误：" in done.stderr.decode()


def test_an_ignored_finding_is_gone_and_an_unused_ignore_is_told(root: Path) -> None:
    edit(
        root / RECORD,
        "  clean-03: {award: 3.5, reason: 台账缺两次记录}",
        "  # liuxing: ignore[REC012] 现场已说明\n"
        "  clean-03: {award: 3.5}  # liuxing: ignore[REC016] 没有这个问题",
    )
    assert codes(root) == ["IGN002"]
    assert codes(root, RECORD) == ["IGN002"]


FEW = [
    (RECORD,),
    ("data/assessments/2013H1/peer/110199001000--110199002000.yaml",),
    ("data/assessments/2013H1/self", RECORD),
    ("data/subjects",),
    ("data/workspace.yaml",),
    ("standards/matrix",),
    ("standards/matrix/conference.yaml", RECORD),
    ("standards/profiles/mutual.yaml",),
    ("standards/mini/types/clean.yaml",),
    ("data",),
    (".",),
]
FAULTS = [
    (RECORD, "assessor: inspection-team", "assessor: education"),
    (RECORD, "clean-03:", "clean-30:"),
    (SETTINGS, 'members: ["110199003000", "110199004000"]', 'members: ["110199003000", "1"]'),
    ("data/subjects/110199001000/110199001001.yaml", "name: ", "name: no # "),
    ("data/subjects/110199002000/street.yaml", 'id: "110199002000"', 'id: "110199002009"'),
    ("standards/mini/types/clean.yaml", "units: {lead: civil-affairs}", "units: {lead: no-such}"),
    ("standards/mini/standard.yaml", "kind: choice, choices: [urban, rural]", "kind: boolean"),
    ("standards/matrix/units/02-health.yaml", "types: [clean]", "types: [clear]"),
    ("standards/profiles/mutual.yaml", "standard: mini@1", "standard: mini@2"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]} {fault[2]}")
def test_part_of_a_workspace_has_the_findings_it_has_in_the_whole(
    fault: tuple[str, str, str], root: Path
) -> None:
    edit(root / fault[0], fault[1], fault[2])
    shutil.copy(root / RECORD, root / RECORD.replace(".yaml", "--inspection-team.yaml"))
    everything = check(Wanted(root, FolderTree(root))).findings
    for paths in FEW:
        files = tuple(p for p in paths if (root / p).is_file())
        folders = tuple(f"{p}/" for p in paths if (root / p).is_dir() and p != ".")
        wanted = Wanted(root, FolderTree(root), files, folders)
        expected = [finding for finding in everything if finding.file in wanted]
        assert lines(check(wanted).findings) == lines(expected), paths


def test_several_processes_say_the_same_bytes(district: Path) -> None:
    records = sorted((district / "data" / "assessments").rglob("*.yaml"))
    for path in records[::9]:
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("level: full", "level: fill", 1).replace("ratings:", "x: 1\nratings:"),
            "utf-8",
        )
    shutil.copy(records[0], records[0].with_name(f"{records[0].stem}--x.yaml"))
    one, three = (run_liuxing("validate", "-f", "json", "-j", n, cwd=district) for n in "13")
    assert one.returncode == three.returncode == 1
    assert len(json.loads(one.stdout)["findings"]) > len(records) // 9
    assert one.stdout == three.stdout
    assert one.stderr == three.stderr


def test_children_that_start_afresh_say_the_same(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root / RECORD, "clean-02: {level: full}", "clean-02: {level: fill}")
    wanted = Wanted(root, FolderTree(root))
    expected = lines(check(wanted, 1).findings)
    monkeypatch.setattr(pool, "_FORK", False)
    assert lines(check(wanted, 2).findings) == expected


def test_jobs_follow_the_bytes_to_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = FolderTree(root)
    files = [RECORD] * 100
    monkeypatch.setattr(pool, "_processors", lambda: 8)
    monkeypatch.setattr("os.getloadavg", lambda: (1.0, 1.0, 1.0))
    assert pool.jobs_for(tree, files, 0) == 1
    monkeypatch.setattr(pool, "_PAYS", tree.size(RECORD) * 20)
    assert pool.jobs_for(tree, files, 0) == 5
    assert pool.jobs_for(tree, files, 3) == 3
    monkeypatch.setattr("os.getloadavg", lambda: (17.0, 1.0, 1.0))
    assert pool.jobs_for(tree, files, 0) == 1
    assert pool.jobs_for(tree, files, 3) == 3
    monkeypatch.setattr("os.getloadavg", lambda: (1.0, 1.0, 1.0))
    monkeypatch.setattr(pool, "_processors", lambda: 1)
    assert pool.jobs_for(tree, files, 0) == 1


def test_ten_thousand_records(root: Path) -> None:
    text = (root / "data/assessments/2013H1/self/110199001001.yaml").read_text("utf-8")
    for year in range(2014, 2014 + 5000):
        for half, date in (("H1", "03-01"), ("H2", "09-01")):
            folder = root / "data" / "assessments" / f"{year}{half}" / "self"
            folder.mkdir(parents=True)
            record = text.replace("2013H1", f"{year}{half}").replace("2013-06-18", f"{year}-{date}")
            (folder / "110199001001.yaml").write_text(record, "utf-8")
    result = check(Wanted(root, FolderTree(root)))
    assert result.checked["records"] == result.checked["records_in_scope"] == 10_005
    assert len(result.findings) == 14, lines(result.findings[:3])
