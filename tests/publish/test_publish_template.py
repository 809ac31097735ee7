"""Templates: values never change structure, mistakes are named with their line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuxing_cli.publish.document import (
    Block,
    Column,
    Contacts,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Remark,
    SignOff,
    Table,
    Title,
    clean,
)
from liuxing_cli.publish.errors import TemplateError
from liuxing_cli.publish.template import Templates

TABLE = Table("甲", [Column("一")], [["1"]])
CONTACTS = Contacts((("电话", "000"),))
SIGN = SignOff("办公室", "2013年7月1日")
OBJECTS: dict[str, Block] = {"list": TABLE, "contacts": CONTACTS, "signoff": SIGN}


def fill(folder: Path, text: str, **values: object) -> tuple[Block, ...]:
    (folder / "t.txt.j2").write_text(text, encoding="utf-8")
    return Templates(folder).fill("t.txt.j2", values, OBJECTS)


def problem(folder: Path, text: str, **values: object) -> TemplateError:
    with pytest.raises(TemplateError) as raised:
        fill(folder, text, **values)
    return raised.value


def test_lines_become_blocks(tmp_path: Path) -> None:
    text = (
        "{# 说明 #}\n# 上\n# 下\n\n## 一级\n### 二级\n段落，- 不是列项。\n- 一\n\n- 二\n> 提示\n"
        "@table list\n@pagebreak\n@contacts\n@signoff\n"
    )
    assert fill(tmp_path, text) == (
        Title(("上", "下")),
        Heading(1, "一级", "一、"),
        Heading(2, "二级", "（一）"),
        Paragraph("段落，- 不是列项。"),
        Items(("一", "二")),
        Remark("提示"),
        TABLE,
        PageBreak(),
        CONTACTS,
        SIGN,
    )


STRUCTURE = ("# 甲", "@signoff", "- 乙", "> 丙", "甲\n# 乙", "甲\r\n@table list", "{{ x }}", "---")
CONTROL = ("\x02# 甲", "\x1et:1\n# 甲", "\u2028# 甲", "\x85@contacts", "甲\x1e:1\n- 乙")
ANYTHING = st.text(max_size=40) | st.sampled_from(STRUCTURE + CONTROL)
EVERYWHERE = """# 题
{{ v }}
- {{ v }}
## {{ v }}
甲{{ v }}乙
{% for e in l %}
{{ e }}
{% endfor %}
"""


@given(ANYTHING.filter(lambda value: clean(value.replace("\x02", "")).strip("->")))
def test_a_value_is_always_plain_text(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    folder = tmp_path_factory.mktemp("t")
    blocks = fill(folder, EVERYWHERE, v=value, l=[value])
    kinds = [Title, Paragraph, Items, Heading, Paragraph, Paragraph]
    assert [type(block) for block in blocks] == kinds


def test_empty_values_leave_no_marks(tmp_path: Path) -> None:
    assert fill(tmp_path, "# 题\n{{ v }}\n- {{ v }}\n> {{ v }}\n", v=" ") == (Title(("题",)),)


def test_a_value_keeps_its_characters(tmp_path: Path) -> None:
    blocks = fill(tmp_path, "# 题\n{{ v }}\n- {{ v }}", v="@signoff\n# <b>漷县镇</b> & 1")
    expected = "@signoff # <b>漷县镇</b> & 1"
    assert blocks[1:] == (Paragraph(expected), Items((expected,)))


def test_blocks_of_a_template_stay_text_once_they_are_values(tmp_path: Path) -> None:
    macro = "{% macro m() %}\n# {{ v }}\n{% endmacro %}\n{{ m() }}"
    text = f"# 题\n{macro}\n{{% set s %}}\n- 甲\n{{% endset %}}\n{{{{ s }}}}"
    assert fill(tmp_path, text, v="乙")[1:] == (Paragraph("# 乙"), Paragraph("- 甲"))


def test_a_missing_value_stops_with_its_line_and_name(tmp_path: Path) -> None:
    text = "{# 两行\n说明 #}\n# 题\n\n{% if true %}\n{{ office }}\n{% endif %}"
    error = problem(tmp_path, text)
    assert str(error) == "模板 t.txt.j2 第 6 行：没有“office”这个变量"
    assert problem(tmp_path, "# 题\n{{ a.b }}", a={}).problem == "没有“b”这个变量"
    assert problem(tmp_path, "# 题\n{% for x in none_such %}{% endfor %}").line == 2
    assert problem(tmp_path, "# 题\n{% if none_such %}{% endif %}").line == 2


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# 题\n\n@table none", 3, "可用的有：list"),
        ("# 题\n@figure list", 2, "没有可放在“@figure”处的“list”"),
        ("# 题\n{% for n in [1, 2] %}\n@nothing\n{% endfor %}", 3, "不认识“@nothing”"),
        ("# 题\n@signoff now", 2, "不认识"),
        ("# 题\n#甲", 2, "“#”后面要有一个空格"),
        ("# 题\n###### 甲", 2, "最多五个"),
        ("# 题\n{% if %}", 2, "写法有误"),
        ("# 题\n{{ 1 | none_such }}", 2, "写法有误"),
        ("# 题\n{{ 1 // 0 }}", 2, "不能执行"),
        ("# 题\n{{ none }}", 2, "只能填入文字和整数"),
        ("# 题\n{{ 1.5 }}", 2, "只能填入文字和整数"),
        ("# 题\n{{ ''.__class__.__mro__ }}", 2, "__class__"),
        ("没有标题", None, "要有且只有一个标题"),
        ("# 甲\n乙\n# 丙", None, "要有且只有一个标题"),
    ],
)
def test_mistakes_are_named_with_their_line(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    error = problem(tmp_path, text)
    assert error.line == line
    assert said in error.problem


def test_an_included_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "foot.j2").write_text("尾\n@nothing\n", encoding="utf-8")
    error = problem(tmp_path, "# 题\n{% include 'foot.j2' %}\n")
    assert (error.template, error.line) == ("foot.j2", 2)


def test_the_workspace_overrides_what_is_built_in(tmp_path: Path) -> None:
    own = tmp_path / "notice-passed.txt.j2"
    own.write_text("\ufeff# 自己的\r\n正文\r\n", encoding="utf-8")
    assert Templates(tmp_path).fill(own.name, {}, {}) == (Title(("自己的",)), Paragraph("正文"))
    own.unlink()
    with pytest.raises(TemplateError, match="没有“synthetic”这个变量"):
        Templates(tmp_path).fill(own.name, {}, {})


def test_unreadable_templates(tmp_path: Path) -> None:
    (tmp_path / "gbk.j2").write_bytes("# 题".encode("gbk"))
    with pytest.raises(TemplateError, match="请另存为 UTF-8"):
        Templates(tmp_path).fill("gbk.j2", {}, {})
    for name in ("none.j2", "../gbk.j2"):
        with pytest.raises(TemplateError, match="没有这个模板"):
            Templates(tmp_path).fill(name, {}, {})
