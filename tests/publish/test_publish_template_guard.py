"""Templates that would hang, fill the memory or reach out; and errors without a word of English."""

import re
import time
from pathlib import Path

import pytest

from liuxing_cli.publish.document import Block, lines_of
from liuxing_cli.publish.errors import TemplateError
from liuxing_cli.publish.template import Templates

VALUES = {"name": "云帆街道", "list": ["甲", "乙"], "entry": {"name": "丙"}, "none": None}


def filled(folder: Path, text: str) -> tuple[Block, ...]:
    (folder / "t.txt.j2").write_text(text, "utf-8")
    return Templates(folder).fill("t.txt.j2", VALUES, {})


def problem(folder: Path, text: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        filled(folder, text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "超过 200000 次",
        ),
        (
            "{% macro f(n) %}{{ f(n - 1) ~ f(n - 1) if n }}{% endmacro %}{{ f(40) }}",
            "超过 200000 次",
        ),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "套得太深"),
        ("{{ '甲' * 999999999 }}", "不能用“*”"),
        ("{{ 9 ** 999999999 }}", "不能用“**”"),
        ("{{ '%0999999999d' % 1 }}", "不用“%”拼文字"),
        ("{{ '{:999999999}'.format(1) }}", "不能用“format”"),
        ("{{ name.center(999999999) }}", "不能用“center”"),
        ("{{ name | center(999999999) }}", "没有“center”这个过滤器"),
        ("{{ lipsum(99999) }}", "没有“lipsum”这个变量"),
        ("{{ cycler }}", "没有“cycler”这个变量"),
        ("{{ list | random }}", "没有“random”这个过滤器"),
        (
            "{% set n = namespace(x='甲') %}{% for i in range(60) %}"
            "{% set n.x = n.x ~ n.x %}{% endfor %}",
            "一个值超过",
        ),
        (
            "{% set n = namespace(x='甲') %}{% for i in range(60) %}"
            "{% set n.x = n.x + n.x %}{% endfor %}",
            "一个值超过",
        ),
        (
            "{% set n = namespace(x='甲乙') %}{% for i in range(9) %}"
            "{% set n.x = n.x | join(n.x) %}{% endfor %}",
            "一个值超过",
        ),
        (
            "{% set n = namespace(x='甲甲') %}{% for i in range(9) %}"
            "{% set n.x = n.x | replace('甲', n.x) %}{% endfor %}",
            "一个值超过",
        ),
        ("{{ name.__class__ }}", "__class__"),
        ("{{ list.append('丁') }}", "append"),
        ("{% include '../../etc/passwd' %}", "没有这个模板"),
        ("{{ list[9] }}", "没有"),
        ("{{ (list | first)['x'] }}", "没有"),
        ("{{ [] | first }}", "这里没有值"),
        ("{{ entry.nam }}", "没有“nam”"),
        ("{{ name + 1 }}", "不能执行"),
        ("{{ 1 // 0 }}", "除数是 0"),
        ("{{ none }}", "这里是空"),
        ("{{ list }}", "这里是名单"),
        ("{% if %}", "写法有误"),
        ("{% for a in list %}", "endfor"),
        ("{% fro a in list %}", "不认识“fro”"),
        ("{{ name", "写法有误"),
        ("{{ name }", "写法有误"),
        ("{{ }}", "写法有误"),
        ("{# 没完", "缺“#}”"),
        ("{{ name ? 1 }}", "这里不能用“?”"),
        ("{% endif %}", "写法有误"),
        ("{{ name is odder }}", "没有“is odder”这种判断"),
        ("{% set 1 = 2 %}", "写法有误"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "写了两次"),
        ("{{ name(1) }}", "不能"),
        ("{{ list | sum }}", "不能"),
    ],
)
def test_it_stops_and_says_so_in_chinese(tmp_path: Path, text: str, said: str) -> None:
    start = time.monotonic()
    error = problem(tmp_path, "# 题\n" + text)
    assert time.monotonic() - start < 60
    assert said in str(error)
    if "没有这个模板" not in error.problem:
        assert error.line == 2
        assert error.template == "t.txt.j2"
    told = re.sub("“[^”]*”|UTF-8|namespace|end[a-z]+|els?e?[a-z]*", "", error.problem)
    assert not re.search("[A-Za-z]{2,}", told), error.problem


def test_it_does_not_write_without_end(tmp_path: Path) -> None:
    text = "# 题\n{% for a in range(99999) %}" + "甲" * 60 + "{% endfor %}"
    assert "写出的文字超过" in str(problem(tmp_path, text))


def test_what_templates_use_still_works(tmp_path: Path) -> None:
    text = (
        "# 题\n{% for a in list %}{{ loop.index }}{{ a }}{% if not loop.last %}、{% endif %}"
        "{% endfor %}\n{{ list | join('；') }}{{ name ~ '办' }}{{ entry.name }}\n"
        "{% if name.endswith('街道') %}是{% endif %}{{ list | length + 1 }}\n"
    )
    shown = [line for block in filled(tmp_path, text) for line in lines_of(block)]
    assert shown == ["题", "1甲、2乙", "甲；乙云帆街道办丙", "是3"]


def test_loops_can_be_unpacked_and_filtered(tmp_path: Path) -> None:
    text = (
        "# 题\n{% for key, value in entry.items() if value %}{{ key }}{{ value }}{% endfor %}\n"
        "{% for a in [] %}有{% else %}无{% endfor %}\n"
        "{% for a in list | reverse recursive %}{{ a }}{% endfor %}\n"
    )
    shown = [line for block in filled(tmp_path, text) for line in lines_of(block)]
    assert shown == ["题", "name丙", "无", "乙甲"]
