"""What leaves the office: the public notice of a round, and the reports to those evaluated."""

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, run_liuxing
from tests.publish import texts

OFFICE_WORDS = (
    "看一看",
    "抬分",
    "压分",
    "雷同",
    "照抄",
    "抄",
    "手松",
    "手紧",
    "偏松",
    "偏紧",
    "虚高",
    "可疑",
    "异常",
    "Holm",
    "δ",
)
"""Words of suspicion, or of how severely somebody marks."""


def made(*args: str, cwd: Path = ROOT) -> str:
    done = run_liuxing(*args, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def notice(cwd: Path = ROOT, *args: str) -> str:
    return made("notice", "--kind", "mutual", *args, cwd=cwd)


def report(cwd: Path, *args: str) -> str:
    return made("report", "--kind", "mutual", *args, cwd=cwd)


def settings(district: Path, **changes: object) -> None:
    path = district / "data" / "workspace.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**found, **changes}, allow_unicode=True), encoding="utf-8")


def grouped(district: Path, *sizes: int) -> list[list[str]]:
    """Cut the streets of the first group and of the rest into groups of these sizes."""
    found = yaml.safe_load((district / "data" / "workspace.yaml").read_text(encoding="utf-8"))
    members = [m for group in found["groups"] for m in group["members"]]
    groups, start = [], 0
    for n, size in enumerate(sizes, start=1):
        inside = members[start : start + size]
        groups.append({"id": f"g{n}", "name": f"第{n}片会", "members": inside})
        start += size
    settings(district, groups=groups)
    for path in (district / "data" / "assessments").glob("*/peer/*.yaml"):
        target, rater = path.stem.split("--")
        if not any({target, rater} <= set(g["members"]) for g in groups):
            path.unlink()
    return [list(g["members"]) for g in groups]


def test_the_notice_says_bands_scores_and_error_in_plain_words() -> None:
    text = notice(ROOT, "--period", "2013H2")
    assert "| 第二档 | 柳汀镇 | 73.95 | 1.48 | 73.78 | 5 |" in text
    assert "校正分的误差约为±1.48分，相差小于5.17分的名次不作区分（90%的把握）" in text
    for words in (
        "以片会为单位，每个街道（乡镇）对本片其他成员打分",
        "校正分就是按平均尺度应得的分数；原始平均分一并公布",
        "自评分不计入",
        "本片结果不与其他片比较",
        "实地走访（40%）、查阅档案（35%）和调查问卷（25%）",
    ):
        assert words in text
    names = re.findall(r"\| 第一档 \| (\w+) \|", text)
    assert names[:5] == ["云帆街道", "听澜街道", "映溪街道", "望秋镇", "青禾镇"]  # by code


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_no_form_of_the_notice_tells_severity_or_suspicion(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"通告.{form}"
    made("notice", "--kind", "mutual", "--format", form, "-o", str(path))
    data = path.read_bytes()
    readers = {
        "md": texts.of_markdown,
        "html": texts.of_html,
        "docx": texts.of_docx,
        "pdf": lambda data: [texts.squeeze("".join(texts.of_pdf(data)))],
    }
    text = "\n".join(readers[form](data))
    assert "听澜街道" in text
    assert [words for words in OFFICE_WORDS if words in text] == []
    for severity in ("-13.28", "13.28", "+2.80", "+7.62"):
        assert severity not in text
    if form in ("md", "html"):
        source = data.decode("utf-8")
        assert [w for w in OFFICE_WORDS[:-1] if w in source] == []
    manifest = json.loads((tmp_path / f"通告.{form}.manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"]["name"] == "notice"
    assert "--kind=mutual" in manifest["command"]["arguments"]
    assert manifest["profiles"] == ["mutual"]
    assert not any(word in json.dumps(manifest, ensure_ascii=False) for word in OFFICE_WORDS)


def test_severities_are_published_only_where_the_settings_say_so(district: Path) -> None:
    assert "打分松紧" not in notice(district)
    settings(district, mutual={"publish_severities": True})
    text = notice(district)
    assert "打分松紧" in text
    assert "-13.28" in text
    assert [w for w in OFFICE_WORDS if w in text] == []


def test_small_groups_are_worded_not_ranked(district: Path) -> None:
    _, four, three = grouped(district, 2, 4, 3)
    text = notice(district)
    first, second, third = (text.split(f"{n}片会\n")[1].split("### ")[0] for n in (1, 2, 3))
    assert "第1片会只有两家" in first
    assert "不公布分数" in first
    assert "| " not in first
    assert "第一档" in second
    assert second.count("镇 |") + second.count("街道 |") == len(four)
    assert "不能校正，只公布原始平均分" in third
    assert "档次 |" not in third
    assert third.count("镇 |") + third.count("街道 |") == len(three)


def test_parts_that_are_not_connected_are_listed_apart(district: Path) -> None:
    grouped(district, 9)
    members = grouped(district, 9)[0]
    for path in (district / "data" / "assessments").glob("*/peer/*.yaml"):
        target, rater = path.stem.split("--")
        if (target in members[:6]) != (rater in members[:6]):
            path.unlink()
    text = notice(district)
    assert "评价关系没有连成一片，分成几部分列出，各部分之间不能比较" in text
    assert "第1片会互评结果（第一部分）" in text
    assert "第1片会互评结果（第二部分）" in text


def test_a_round_with_missing_pairs_says_how_many(district: Path) -> None:
    for path in sorted((district / "data/assessments/2013H2/peer").glob("110199001000--*"))[:2]:
        path.unlink()
    text = notice(district)
    assert "应有30份打分，实有28份，缺的2份不作推算" in text
    assert "±1." in text
    assert "至" in text  # the errors are no longer all the same


def test_a_workspace_may_word_it_itself(district: Path) -> None:
    loop = "{% for group in groups %}\n{{ group.name }}：{{ group.used }}份\n{% endfor %}\n"
    template = f"# 互评结果\n{loop}"
    (district / "templates" / "notice-mutual.txt.j2").write_text(template, encoding="utf-8")
    assert notice(district) == "# 互评结果\n\n东片会：30份\n\n西片会：20份\n"


def test_personal_data_in_a_record_stops_the_report(district: Path) -> None:
    path = next((district / "data/assessments/2013H2/peer").glob("110199001000--*.yaml"))
    text = path.read_text(encoding="utf-8")
    number = "139" + "1234" + "5678"
    noted = re.sub(
        r"clean-15: \{(.*?)(, note: .*?)?\}", rf"clean-15: {{\1, note: 联系{number}}}", text
    )
    path.write_text(noted, encoding="utf-8")
    done = run_liuxing("report", "--kind", "mutual", "云帆街道", cwd=district)
    assert done.returncode != 0
    assert number not in done.stdout.decode() + done.stderr.decode()


def test_an_error_in_the_round_stops_the_notice(district: Path) -> None:
    path = next((district / "data/assessments/2013H2/peer").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("clean-01:", "clean-99:"), encoding="utf-8")
    done = run_liuxing("notice", "--kind", "mutual", cwd=district)
    assert done.returncode == 2
    assert "clean-99" in done.stderr.decode()


def test_the_report_sets_own_view_against_the_others(district: Path) -> None:
    text = report(district, "柳汀镇", "--period", "2013H2")
    assert "柳汀镇的校正分为73.95分（误差±1.48分），列第二档，名次可能在第4–6位" in text
    assert "自评90.45分，比校正分高16.50分，超出了校正分的误差" in text
    assert "| 楼道亮灯率 | 实地走访 | 100.0% | 60.0% | \\+40.0 | 80.0% |" in text
    assert "自评：37 ÷ 40 × 100 = 92.5（%）" in text
    assert text == report(district, "110199103000", "--period", "2013H2")


def test_the_report_does_not_say_who_gave_what(district: Path) -> None:
    text = report(district, "柳汀镇")
    others = ("云帆街道", "听澜街道", "映溪街道", "望秋镇", "青禾镇")
    assert [name for name in others if name in text] == []
    assert not re.search(r"11019\d{7}", text)
    settings(district, mutual={"name_raters": True})
    named = report(district, "柳汀镇")
    assert [name for name in others if name in named] == list(others)
    assert "各家打分" in named


def test_what_the_others_saw_stands_in_no_order_of_theirs(district: Path) -> None:
    """Renaming the raters changes nothing in the report."""
    before = report(district, "云帆街道")
    folder = district / "data/assessments/2013H2/peer"
    names = {"110199002000": "110199003000", "110199003000": "110199002000"}
    found = {p: p.read_text(encoding="utf-8") for p in folder.glob("110199001000--*.yaml")}
    for path, text in found.items():
        rater = path.stem.split("--")[1]
        if rater in names:
            other = names[rater]
            swapped = text.replace(f'assessor: "{rater}"', f'assessor: "{other}"')
            (folder / f"110199001000--{other}.yaml").write_text(swapped, encoding="utf-8")
    after = report(district, "云帆街道")
    assert before.partition("## 四、")[2] == after.partition("## 四、")[2]


def test_reports_for_all_and_what_is_refused(district: Path, tmp_path: Path) -> None:
    folder = tmp_path / "反馈"
    made("report", "--kind", "mutual", "--all", "--format", "md", "-o", str(folder), cwd=district)
    assert len(list(folder.glob("mutual-*.md"))) == 11
    for call in (["云帆里社区"], ["没有这个"], ["云帆街道", "--profile", "acceptance"]):
        done = run_liuxing("report", "--kind", "mutual", *call, cwd=district)
        assert done.returncode == 2
        assert "错误：" in done.stderr.decode()


def test_without_self_check_or_scores_the_report_says_so(district: Path) -> None:
    for path in (district / "data/assessments/2013H2/self").glob("*000.yaml"):
        path.unlink()
    text = report(district, "云帆街道")
    assert "本期没有完整的自评分可以对照" in text
    assert "本期没有自评记录，不能逐项对照" in text
    for path in (district / "data/assessments/2013H2/peer").glob("110199001000--*.yaml"):
        path.unlink()
    bare = report(district, "云帆街道")
    assert "收到0份打分（另缺5份）" in bare
    assert "没有收到打分，不能校正，不排名次" in bare


def test_three_members_get_a_report_of_raw_means(district: Path) -> None:
    grouped(district, 3)
    text = report(district, "云帆街道")
    assert "不能校正，不排名次" in text
    assert "列第" not in text


def test_the_street_report_has_a_section_on_the_mutual_evaluation(district: Path) -> None:
    text = made("report", "柳汀镇", "--period", "2013H2", cwd=district)
    assert "校正分为73.95分（误差±1.48分），列第二档" in text
    for path in (district / "data/assessments/2013H2/peer").glob("*.yaml"):
        path.unlink()
    assert "互评反馈" not in made("report", "柳汀镇", "--period", "2013H2", cwd=district)


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    paths = [tmp_path / "一.html", tmp_path / "二.html"]
    for path in paths:
        made("report", "--kind", "mutual", "麦垄镇", "--format", "html", "-o", str(path))
    assert paths[0].read_bytes() == paths[1].read_bytes()
