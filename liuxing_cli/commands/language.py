"""The command line's own words in Chinese; typer has no translations of its own."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

_HELP_WORDS = (
    (r"(?m)^Usage: ", "用法："),
    (r"(?m)^Options:", "选项："),
    (r"(?m)^Arguments:", "参数："),
    (r"(?m)^Commands:", "命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
    (r"Show this message and exit\.", "显示本页。"),
    (r"\[required\]", "[必填]"),
    (r"\[default:\s*([^\]]*)\]", r"[默认：\1]"),
)

_ERROR_WORDS = (
    (r"^Missing command\.?$", "缺少命令"),
    (r"^No such command '(.*?)'\.?", r"没有“\1”这个命令"),
    (r"^No such option: (\S+)", r"没有 \1 这个选项"),
    (r"\(Possible options: (.*)\)", r"（是否想写：\1）"),
    (r"^Missing argument '?(.*?)'?\.", r"缺少参数 \1"),
    (r"^Missing option '?(.*?)'?\.", r"缺少选项 \1"),
    (r"^Invalid value for (.*?): (?:Value error, )?", r"\1 的值不对："),
    (r"Value '(.*?)' is not a valid .*?\.$", r"“\1”不能用在这里"),
    (r"'([^']*)' is not one of (.*?)\.?$", r"“\1”不在可选范围 \2 内"),
    (r"Input should be (.*)$", r"应是 \1"),
    (r"^Got unexpected extra arguments? \((.*)\)", r"多出了参数：\1"),
    (r"^Option '(.*?)' requires an argument\.", r"选项 \1 后面缺少值"),
    (r"^Option '(.*?)' does not take a value\.", r"选项 \1 后面不能跟值"),
)


def chinese_help(text: str) -> str:
    """Translate the fixed words of a help page."""
    return _translate(text, _HELP_WORDS)


def chinese_usage_error(problem: TyperException) -> str:
    """One or two lines for a wrong call: what is wrong, and where to read more."""
    ctx = getattr(problem, "ctx", None)
    hint = f"\n用法见：{ctx.command_path} --help" if ctx is not None else ""
    return f"错误：{_translate(problem.format_message(), _ERROR_WORDS)}{hint}"


def _translate(text: str, words: tuple[tuple[str, str], ...]) -> str:
    for pattern, replacement in words:
        text = re.sub(pattern, replacement, text)
    return text


class CommandInChinese(TyperCommand):
    """A command whose help page is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page, in Chinese."""
        return chinese_help(super().get_help(ctx))


class GroupInChinese(TyperGroup):
    """A command with commands of its own, whose help page is in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """The help page, in Chinese."""
        return chinese_help(super().get_help(ctx))
