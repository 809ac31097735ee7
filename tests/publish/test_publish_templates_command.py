"""``liuxing templates``: listed, checked and exported; and samples that keep step with the code."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from liuxing_cli.publish.document import Block
from liuxing_cli.publish.official import Official
from liuxing_cli.publish.specimen import OFFICIAL, SPECIMENS
from liuxing_cli.publish.template import Templates
from liuxing_cli.publish.template_check import faults, purpose
from tests.conftest import ROOT
from tests.publish import test_publish_forms as forms
from tests.publish.commands import liuxing

NAME = "notice-passed.txt.j2"


@pytest.fixture
def bare(district: Path) -> Path:
    """A workspace without templates of its own."""
    for file in (district / "templates").glob("*.j2"):
        file.unlink()
    return district


def test_samples_have_the_names_that_the_kinds_fill_in(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, tuple[set[str], dict[str, type]]] = {}
    fill = Templates.fill

    def noted(
        self: Templates, name: str, values: Mapping[str, Any], objects: Mapping[str, Block]
    ) -> tuple[Block, ...]:
        seen[name] = (set(values), {key: type(value) for key, value in objects.items()})
        return fill(self, name, values, objects)

    monkeypatch.setattr(Templates, "fill", noted)
    forms.documents()
    for name, (values, objects) in seen.items():
        specimen = SPECIMENS[name]
        assert set(specimen.values) == values, name
        assert {key: type(value) for key, value in specimen.objects.items()} == objects, name


@pytest.mark.parametrize("official", [OFFICIAL, Official()], ids=["official", "plain"])
def test_the_built_in_templates_are_right(official: Official) -> None:
    templates = Templates(official=official)
    for name in templates.names():
        assert faults(name, templates) == []
        assert purpose(templates.source(name)), name


def test_the_list_says_where_each_comes_from(bare: Path) -> None:
    (bare / "templates/foot.txt.j2").write_text("{# 页脚。更多 #}\n地址\n", "utf-8")
    liuxing("templates", "export", "notice-passed", cwd=bare)
    shown = liuxing("templates", "list", "-f", "csv", cwd=bare).stdout.splitlines()
    assert "foot.txt.j2,页脚,工作区" in shown
    assert any(row.startswith(NAME) and row.endswith("工作区（代替自带的）") for row in shown)
    assert any(row.startswith("report-street") and row.endswith("自带") for row in shown)


def test_an_export_is_the_built_in_one_and_never_overwrites(bare: Path) -> None:
    liuxing("templates", "export", "notice-passed", "report-street", cwd=bare)
    copy = bare / "templates" / NAME
    assert copy.read_bytes() == (ROOT / "templates" / NAME).read_bytes()
    copy.write_text("# 我的\n", "utf-8")
    refused = liuxing("templates", "export", "report-community", "notice-passed", cwd=bare, code=2)
    assert "不覆盖" in refused.stderr
    assert copy.read_text("utf-8") == "# 我的\n"
    assert not (bare / "templates/report-community.txt.j2").exists()
    assert "要写明复制哪个" in liuxing("templates", "export", cwd=bare, code=2).stderr


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# 题\n{{ peroid }}\n", 2, "没有“peroid”这个变量；是不是想写 period？"),
        ("# 题\n{% if synthetik %}\n甲\n{% endif %}\n", 2, "是不是想写 synthetic？"),
        ("# 题\n{% if not synthetic %}\n@table none\n{% endif %}\n", 3, "可用的有：communities"),
        ("# 题\n{% if synthetic %}\n", 2, "写法有误"),
        ("# 题\n@figure communities\n", 2, "没有可放在“@figure”处"),
        ("正文\n", 0, "要有且只有一个标题"),
    ],
)
def test_a_check_names_what_is_wrong_with_its_line(
    bare: Path, text: str, line: int, said: str
) -> None:
    (bare / "templates" / NAME).write_text(text, "utf-8")
    (fault,) = faults(NAME, Templates(bare / "templates", official=OFFICIAL))
    assert fault.line == line
    assert said in fault.text
    done = liuxing("templates", "check", cwd=bare, code=1)
    assert NAME in done.stdout
    assert "1 处有问题" in done.stderr


def test_names_in_a_branch_of_a_loop_are_tried(bare: Path) -> None:
    text = "# 题\n{% for entry in failing %}\n- {{ entry.nmae }}\n{% endfor %}\n"
    (bare / "templates/report-street.txt.j2").write_text(text, "utf-8")
    (fault,) = faults("report-street.txt.j2", Templates(bare / "templates"))
    assert (fault.line, fault.text) == (3, "没有“nmae”这个变量")


def test_the_offices_settings_and_word_file_are_checked_too(bare: Path) -> None:
    (bare / "templates/paper.yaml").write_text("kind: paper\nformat: 1\nseal: true\n", "utf-8")
    (bare / "templates/base.docx").write_bytes(b"x")
    done = liuxing("templates", "check", "-f", "csv", cwd=bare, code=1)
    assert "templates/paper.yaml:3" in done.stdout
    assert "不是 Word 文档" in done.stdout
    assert "版式设置有错误" in liuxing("notice", cwd=bare, code=2).stderr


def test_settings_reach_the_paper(bare: Path) -> None:
    (bare / "templates/paper.yaml").write_text(
        "kind: paper\nformat: 1\nredhead: [示例区文件]\ncode: 示六创\nsealed: true\n"
        "imprint: {office: 示例区办公室, copies: [甲局]}\n",
        "utf-8",
    )
    liuxing("templates", "export", "notice-passed", cwd=bare)
    template = bare / "templates" / NAME
    own = template.read_text("utf-8").replace(
        "#}\n", "#}\n{% if paper.redhead %}\n@redhead\n@docnumber\n{% endif %}\n", 1
    )
    template.write_text(own + "@imprint\n", "utf-8")
    refused = liuxing("notice", cwd=bare, code=2)
    assert "没有用 --number 给出序号" in refused.stderr
    shown = liuxing("notice", "--number", "7", "-f", "md", cwd=bare).stdout
    assert shown.startswith("示例区文件\n\n示六创〔2013〕7号\n")
    assert "抄送：甲局。" in shown


def test_the_offices_word_file_is_used_and_recorded(bare: Path) -> None:
    liuxing("notice", "-f", "docx", "-o", "templates/base.docx", cwd=bare)
    (bare / "templates/base.docx.manifest.json").unlink()
    liuxing("notice", "-f", "docx", "-o", "out/n.docx", cwd=bare)
    manifest = (bare / "out/n.docx.manifest.json").read_text("utf-8")
    assert '"templates/base.docx"' in manifest
    liuxing("verify", "out/n.docx", cwd=bare)
    (bare / "templates/base.docx").rename(bare / "own.docx")
    shown = liuxing("verify", "out/n.docx", cwd=bare, code=1).stdout
    assert "templates/base.docx" in shown
    liuxing("notice", "-f", "docx", "-o", "out/m.docx", "--base", "own.docx", cwd=bare)
    assert '"outside"' in (bare / "out/m.docx.manifest.json").read_text("utf-8")
