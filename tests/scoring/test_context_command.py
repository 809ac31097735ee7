"""The command line with events, titles and earlier records: ``score`` and ``explain``."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import run_liuxing

DISTRICT = Path(__file__).parent / "real_tables" / "district"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "各地 表"
    shutil.copytree(DISTRICT, folder)
    return folder


def explained(folder: Path, *args: str) -> str:
    done = run_liuxing("explain", *args, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_score(tables: Path) -> None:
    done = run_liuxing("score", "--format", "csv", cwd=tables)
    assert done.returncode == 0, done.stderr.decode()
    assert "273.64" in done.stdout.decode("utf-8-sig")


def test_explain_names_the_places_of_events_and_earlier_records(tables: Path) -> None:
    text = explained(tables, "110199001001")
    assert "2013-02-11 电梯停运未公告  [data/events/110199001001.yaml:11]" in text
    assert "2012 年累计 8 分，2013 年 1 月 1 日清零后留存备查" in text
    assert "2012H1 的记录  [data/assessments/2012H1/inspection/110199001001.yaml:11]" in text
    assert "（50 − 10 − 10 − 7）÷ 50 × 50 = 23" in text


def test_explain_shows_an_exemption_with_its_title(tables: Path) -> None:
    text = explained(tables, "110199001002")
    assert "免检：持有称号“provincial-civilised”（2012-01-10 起，有效至 2014-12-31）" in text
    assert "[data/titles/110199001002.yaml:6]" in text


def test_without_the_earlier_record_the_score_is_bounded_and_said(tables: Path) -> None:
    (tables / "data/assessments/2012H1/inspection/110199001001.yaml").unlink()
    done = run_liuxing("score", cwd=tables)
    told = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    assert "REC011" in told
    assert "没有上年同期的数可比" in told
    assert "last" in told


def test_a_last_that_the_record_contradicts_is_said(tables: Path) -> None:
    file = tables / "data/assessments/2013H1/inspection/110199001001.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("{measure: 14}", "{measure: 14, last: 15}"), "utf-8")
    done = run_liuxing("score", cwd=tables)
    told = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    assert "last 写 15，上年同期记录是 12" in told


def test_an_event_of_a_later_day_changes_nothing_yet(tables: Path) -> None:
    before = run_liuxing("score", cwd=tables).stdout
    file = tables / "data/events/110199001001.yaml"
    later = '  - {id: fault-9, date: "2013-08-01", kind: property-fault, points: 9, text: 以后}\n'
    file.write_text(file.read_text("utf-8") + later, "utf-8")
    assert run_liuxing("score", cwd=tables).stdout == before
