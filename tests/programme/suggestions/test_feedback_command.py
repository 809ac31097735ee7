"""``liuxing feedback`` as the office runs it, from the box to the written reply."""

from pathlib import Path

import pytest

from liuxing_cli.store.format import tidy
from tests.conftest import run_liuxing

FILE = "data/suggestions/2014/2014-0001.yaml"
ADD = ("add", "银杏道", "--date", "2014-03-03")


def run(folder: Path, *args: str, code: int = 0) -> str:
    done = run_liuxing("feedback", *args, cwd=folder)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode("utf-8-sig") + done.stderr.decode()


def test_from_the_box_to_the_reply(district: Path) -> None:
    said = run(district, *ADD, "--indicator", "clean-08", "--text", "楼下堆着装修垃圾：# 没人清")
    assert "2014-03-24" in said  # fifteen working days
    said = run(district, "route", "2014-0001", "--date", "2014-03-05")
    assert "区市政市容委" in said
    assert "办理中" in run(district, "status", "--on", "2014-03-24")
    assert "逾期未答复" in run(district, "status", "--on", "2014-03-25")
    said = run(district, "reply", "2014-0001", "--text", "已清运", "--date", "2014-03-26")
    assert "逾期（期限 2014-03-24）" in said
    data = (district / FILE).read_bytes()
    assert tidy(data, FILE, "suggestion").data == data
    done = run_liuxing("validate", FILE, cwd=district)
    assert done.returncode == 0, done.stdout.decode()
    assert "2014-0001" not in run(district, "status", "--on", "2014-03-26").split("截至")[0]


@pytest.mark.parametrize(
    "text", ["居民王某某反映灯坏了", "请联系 13800000000", "刘女士说夜里噪声大"]
)
def test_nothing_personal_is_written(district: Path, text: str) -> None:
    assert "没有写文件" in run(district, *ADD, "--text", text, code=2)
    assert not (district / FILE).exists()
    run(district, *ADD, "--type", "clean", "--text", "灯坏了")
    before = (district / FILE).read_bytes()
    run(district, "route", "2014-0001", "--date", "2014-03-04")
    routed = (district / FILE).read_bytes()
    assert routed.startswith(before)
    assert "没有写文件" in run(district, "reply", "2014-0001", "--text", text, code=2)
    assert (district / FILE).read_bytes() == routed


def test_who_goes_past_the_matrix_says_why(district: Path) -> None:
    run(district, *ADD, "--type", "clean", "--text", "灯坏了")
    past = ("route", "2014-0001", "--date", "2014-03-04", "--unit", "health")
    assert "要写理由" in run(district, *past, code=2)
    run(district, *past, "--reason", "涉及医疗废物")
    assert "已于 2014-03-04 转给 health" in run(district, *past, code=2)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add", "银杏道", "--text", "x", "--type", "clear"], "是不是想写 clean？"),
        (["add", "银杏道", "--text", "x", "--indicator", "clean-99"], "没有指标"),
        (["add", "银杏道", "--text", "x", "--date", "2099-01-05"], "没有 2099 年的放假安排"),
        (["route", "2013-9999"], "没有意见建议"),
        (["route", "2013-0013", "--unit", "nobody"], "没有单位"),
        (["route", "2013-0013", "--date", "2013-12-01"], "早于收到日期"),
        (["route", "2013-0001"], "已于 2013-01-16"),
        (["reply", "2013-0001", "--text", "x"], "已于 2013-01-29 答复"),
        (["reply", "2013-0013", "--text", "x"], "还没有转办"),
    ],
)
def test_wrong_calls(district: Path, args: list[str], said: str) -> None:
    assert said in run(district, *args, code=2)


def test_without_type_or_indicator_the_unit_is_named(district: Path) -> None:
    run(district, *ADD, "--text", "灯坏了")
    assert "找不到牵头单位" in run(district, "route", "2014-0001", code=2)
    run(district, "route", "2014-0001", "--unit", "health", "--date", "2014-03-05")


def test_the_days_are_a_setting(district: Path) -> None:
    file = district / "data/workspace.yaml"
    file.write_text(file.read_text("utf-8") + "feedback:\n  days: 5\n", "utf-8")
    assert "2014-03-10" in run(district, *ADD, "--type", "clean", "--text", "灯坏了")
