"""The comment for a pull request: inert, folded and never longer than a host accepts."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.impact.changes import Noun
from liuxing_cli.impact.classes import Action, ChangeClass
from liuxing_cli.impact.effect import Direction
from liuxing_cli.model.finding import Finding, Position
from liuxing_cli.model.profile import Source
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.publish.impact import (
    ChangeLine,
    Crossing,
    ImpactView,
    RatingLine,
    RecordLine,
    SubjectLine,
    as_text,
)
from liuxing_cli.publish.impact_comment import MOST_CHARACTERS, MOST_ROWS, as_comment
from liuxing_cli.publish.impact_words import (
    ACTIONS,
    CLASSES,
    DIRECTIONS,
    HEADS,
    NOUNS,
    excerpt,
    rating_text,
    value_text,
)
from tests.impact.workspaces import sample

PROFILE = sample().profiles["acceptance"]


def result(total: int, outcome: Outcome, grade: str) -> Result:
    return Result(
        "1",
        "2013H2",
        "acceptance",
        Fraction(total),
        Fraction(total),
        Fraction(100),
        (),
        Fraction(0),
        outcome,
        grade,
        (),
        (),
        (),
        (),
        (),
        1,
    )


def view(text: str = "甲", subjects: int = 1, changes: int = 1, breaks: int = 1) -> ImpactView:
    """A view in which every text that comes from files is ``text``."""
    change = ChangeLine(
        "wording",
        "indicator",
        "clean-01",
        text,
        "f",
        ("name",),
        ("名称",),
        "changed",
        text,
        text + "乙",
    )
    crossing = Crossing("total", text, Verdict.MET, Verdict.NOT_MET)
    old, new = result(80, Outcome.PASSED, "good"), result(60, Outcome.FAILED, "fail")
    subject = SubjectLine("1", text, text, old, new, True, True, True, "down", (crossing,))
    rating = RatingLine("clean-01", "changed", {"note": text}, {"note": text + "乙"})
    params = {"id": text, "name": text, "problem": text, "hint": text}
    finding = Finding("REC014", "f.yaml", ("ratings",), Position(3, 1), params)
    return ImpactView(
        district=text,
        synthetic=True,
        period="2013H2",
        sources=(Source.INSPECTION,),
        against=text,
        commit=None,
        old_profile=PROFILE,
        new_profile=PROFILE,
        changes=(change,) * changes,
        subjects=(subject,) * subjects,
        listed=subjects,
        records=(RecordLine("f.yaml", "changed", ("date",), (rating,)),),
        relaid=0,
        old_records=1,
        new_records=1,
        breaks=(finding,) * breaks,
        fail_on="breaks",
        failed=True,
    )


HOSTILE = st.text(st.sampled_from("a甲<>&|\\`*_[]()#@!~$ \n\r\t\x1b/-+1.:"), max_size=12)


@given(HOSTILE)
def test_nothing_in_a_text_acts(text: str) -> None:
    comment = as_comment(view(text))
    ours = re.sub(r"</?(details|summary|sub)>|<!-- liuxing diff -->", "", comment)
    assert not re.search(r"(?<!\\)<", ours)
    assert not re.search(r"[@#!]\w", comment)
    assert "\x1b" not in comment
    tables: list[list[int]] = []
    for line in comment.splitlines():
        if line.startswith("|"):
            tables[-1].append(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)))
        elif not tables or tables[-1]:
            tables.append([])
    assert all(len(set(widths)) <= 1 for widths in tables)
    assert all(re.match(r"$|<|###|- |\||\*\*|…", line) for line in comment.splitlines()), comment


@given(HOSTILE)
def test_no_escape_reaches_the_terminal(text: str) -> None:
    assert "\x1b" not in as_text(view(text))


@pytest.mark.parametrize("size", [10, 1000, 20_000])
def test_never_longer_than_a_host_accepts(size: int) -> None:
    comment = as_comment(view("长" * 40, size, size, size))
    assert len(comment) < MOST_CHARACTERS + 500
    assert comment.count("<details>") == comment.count("</details>")
    cut = size > MOST_ROWS
    assert ("没有列出" in comment or "评论放不下" in comment) == cut


def test_terminal_leaves_nothing_out() -> None:
    text = as_text(view(subjects=1000, breaks=1000))
    assert text.count("f.yaml:3") == 1000
    assert text.count("良好→未达标") == 1000


def test_every_word_has_its_chinese() -> None:
    assert set(CLASSES) == set(ChangeClass)
    assert list(CLASSES) == [str(c) for c in reversed(ChangeClass)]
    assert set(NOUNS) == set(Noun)
    assert set(ACTIONS) == set(Action)
    assert set(DIRECTIONS) == set(Direction)
    assert set(HEADS) == {"subject", "period", "source", "assessor", "standard", "date"}


def test_values_of_the_model_as_text() -> None:
    standard = sample().standards["six-type@1"]
    indicator = standard.indicators["clean-02"]
    assert value_text(indicator.applies) == (
        "property_company 等于 是（没有物业服务企业的社区不适用）"
    )
    assert value_text(indicator) == "指导监督物业保洁（4 分）"
    assert value_text(indicator.rule.kind) == "选项"
    assert value_text(indicator.rule.items[1]) == "有检查，但次数不够或整改无记录（2 分）"
    assert value_text(indicator.methods) == "查阅资料、实地考察"
    assert value_text(PROFILE.grades[0]) == "优秀（90 分及以上）"
    assert value_text(PROFILE.branches[0]) == "干净社区（权重 20）"
    assert value_text(Fraction(1, 3)) == "1/3"
    assert value_text(True) == "是"
    assert value_text(None) == value_text(()) == value_text("") == "—"
    assert value_text("survey") == "survey"  # a text of the file, not a member
    assert value_text(Source.SURVEY) == "民意调查"
    veto = next(i.veto for i in standard.indicators.values() if i.veto)
    assert value_text(veto).startswith("得分率低于 ")
    assert value_text(standard) == "“六型社区”建设指导标准"
    assert value_text(standard.traits["school"]) == "辖区内有中小学（是否）"
    assert value_text(sample().matrix.units["civil-affairs"].duties[0])


def test_personal_data_is_masked() -> None:
    assert "13800138000" not in rating_text({"note": "电话 13800138000", "checklist": ["a", "b"]})
    assert (
        rating_text({"checklist": ["a"], "occurrences": {"b": 1}})
        == "checklist [a]，occurrences {b 1}"
    )


@given(st.text("甲乙丙", max_size=60), st.text("甲乙丁", max_size=60), st.integers(1, 9))
def test_excerpts_keep_all_that_differs(old: str, new: str, around: int) -> None:
    cut = excerpt(old, new, around)
    for whole, part in zip((old, new), cut, strict=True):
        assert part.strip("…") in whole
        assert len(part) <= len(whole)
    assert (cut[0] == cut[1]) == (old == new)


def test_excerpt() -> None:
    assert excerpt("一二三四五六七八九甲十", "一二三四五六七八九乙十", 2) == (
        "…八九甲十",
        "…八九乙十",
    )
