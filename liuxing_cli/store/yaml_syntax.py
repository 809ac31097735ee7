"""Syntax errors told in Chinese, at the place of their cause rather than where reading stopped."""

from typing import Any

from liuxing_cli.model.finding import Finding, Position
from liuxing_cli.store.confusables import is_invisible, misplaced, name_of, narrow

_PROBLEMS = (
    ("could not find expected ':'", "少了冒号，或冒号后面没有空格"),
    ("mapping values are not allowed", "这里不该有冒号：缩进不对，或文字里有冒号却没加引号"),
    ("did not find expected key", "缩进与上面不一致，或引号、括号没有配对"),
    ("did not find expected '-'", "列表的缩进不一致，或少了“- ”"),
    ("did not find expected ',' or ']'", "方括号没有配对，或各项之间少了逗号"),
    ("did not find expected ',' or '}'", "花括号没有配对，或各项之间少了逗号"),
    ("found unexpected end of stream", "引号没有配对"),
    ("found unexpected document indicator", "引号没有配对"),
    ("cannot start any token", "这个字符不能开头，整段文字要加引号"),
    ("block sequence entries are not allowed", "“- ”不能写在这里，另起一行"),
    ("found unknown escape character", "双引号里的反斜杠写法不对，改用单引号"),
    ("did not find expected <document start>", "文件开头或缩进不对"),
    ("did not find expected node content", "这里少了内容"),
    ("unexpected character in a block scalar", "“|”或“>”后面不能再写内容"),
    ("did not find expected comment or line break", "引号结束后不能再写内容"),
    ("did not find expected alphabetic or numeric", "“&”“*”开头的文字要加引号"),
    ("undefined alias", "“*”开头的文字要加引号"),
)


def syntax_findings(text: str, error: Any, file: str) -> list[Finding]:
    """Return what a parser error means: the characters that cause it, else the error itself."""
    lines = text.splitlines()
    where = getattr(error, "problem_mark", None)
    last = min(where.line, len(lines) - 1) if where else len(lines) - 1
    tabs = _tabs(lines, file)
    wide = _misplaced(lines, last, getattr(error, "context_mark", None), file)
    if tabs or wide:
        return [*tabs, *wide]
    return [_plain(error, where, file)]


def _misplaced(lines: list[str], last: int, context: Any, file: str) -> list[Finding]:
    """Look at the failing line and those that led to it, from the nearest one back."""
    first = min(context.line if context else last, _line_before(lines, last))
    return [
        _character(lines[number][index], number, index, file)
        for number in range(max(first, last - 50), last + 1)
        for index in misplaced(lines[number], failing=number == last)
    ]


def _line_before(lines: list[str], number: int) -> int:
    earlier = (n for n in range(min(number, len(lines)) - 1, -1, -1) if lines[n].strip())
    return next(earlier, 0)


def _character(character: str, line: int, index: int, file: str) -> Finding:
    place = Position(line + 1, index + 1, line + 1, index + 2)
    if is_invisible(character):
        return Finding("YML014", file, position=place, params={"name": name_of(character)})
    params = {"character": character, "plain": narrow(character)}
    return Finding("YML002", file, position=place, params=params)


def _tabs(lines: list[str], file: str) -> list[Finding]:
    indented = [
        (number, line.index("\t"))
        for number, line in enumerate(lines)
        if "\t" in line[: len(line) - len(line.lstrip(" \t"))] and line.strip()
    ]
    if not indented:
        return []
    line, column = indented[0]
    params = {"count": str(len(indented))}
    end = len(lines[line]) - len(lines[line].lstrip(" \t"))
    place = Position(line + 1, column + 1, line + 1, end + 1)
    return [Finding("YML015", file, position=place, params=params)]


def _plain(error: Any, where: Any, file: str) -> Finding:
    problem = str(getattr(error, "problem", "") or error)
    context = getattr(error, "context_mark", None)
    if "end of stream" in problem or "document indicator" in problem:
        where = context or where
    meaning = next((told for start, told in _PROBLEMS if start in problem), "写法不符合 YAML 语法")
    place = Position(where.line + 1, where.column + 1) if where else None
    return Finding("YML001", file, position=place, params={"problem": meaning})
