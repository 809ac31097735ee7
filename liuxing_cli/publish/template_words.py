"""What is wrong in a template, in Chinese: Jinja's own messages never reach a reader."""

import re
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from liuxing_cli.publish.errors import TemplateError
from liuxing_cli.publish.template_guard import OverLimitError

_SYNTAX = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"Encountered unknown tag '(.+?)'\..*looking for.*: (.+?)\.", r"不认识“\1”，这里应有 \2"),
        (r"Encountered unknown tag '(.+?)'", r"不认识“\1”这个标签"),
        (
            r"Unexpected end of template.*block that needs to be closed is '(.+?)'",
            r"模板到头了，“\1”还没有结束（缺 end\1）",
        ),
        (r"Unexpected end of template.*following tags: (.+?)\.", r"模板到头了，还缺 \1"),
        (r"unexpected end of template", "模板到头了，花括号没有配对"),
        (r"Missing end of comment tag", "注释没有结束，缺“#}”"),
        (r"Missing end of raw directive", "raw 没有结束，缺 endraw"),
        (r"No filter named '(.+?)'", r"没有“\1”这个过滤器，或者不允许用"),
        (r"No test named '(.+?)'", r"没有“is \1”这种判断"),
        (r"block '(.+?)' defined twice", r"“\1”这个区块写了两次"),
        (r"unexpected char '(.+?)'", r"这里不能用“\1”"),
        (r"unexpected '(.+?)', expected '(.+?)'", r"这里是“\1”，应是“\2”"),
        (r"unexpected '(.+?)'", r"多出了“\1”"),
        (r"expected token '(.+?)', got '(.+?)'", r"这里应是“\1”，却是“\2”"),
        (r"[Cc]an(?:'|no)t assign to", "不能给它赋值"),
        (r"Expected an expression, got '(.+?)'", r"花括号里要有变量，却是“\1”"),
        (r"Expected (?:identifier|name)|tag name expected", "这里应是名称"),
        (r"Invalid character|invalid syntax", "有不能识别的字符"),
    )
)
_TOKENS = {
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of template": "模板结尾",
    "template data / text": "文字",
    "integer": "整数",
    "string": "文字",
    "name": "名称",
}
_RUNTIME: tuple[tuple[type[BaseException], str], ...] = (
    (SecurityError, "用了模板里不允许的属性或方法"),
    (RecursionError, "自己套自己，套得太深"),
    (ZeroDivisionError, "除数是 0"),
    (OverflowError, "数太大"),
    (MemoryError, "内存不够"),
    (KeyError, "没有这一项"),
    (IndexError, "没有这一项"),
    (TypeError, "值的种类不对，不能这样用"),
    (ValueError, "值不对，不能这样用"),
    (AttributeError, "没有这个属性"),
)
_KINDS = {
    bool: "是否",
    dict: "一组值",
    list: "名单",
    tuple: "名单",
    float: "小数",
    type(None): "空",
}


class NotTextError(TypeError):
    """A value that is neither text nor a whole number reached the page; the message is Chinese."""


def kind_of(value: object) -> str:
    """What a value is, in a word."""
    return _KINDS.get(type(value), "别的东西")


def explained(name: str, problem: Exception) -> TemplateError:
    """The error with the innermost template line that it came from."""
    match problem:
        case jinja2.TemplateNotFound():
            return TemplateError(str(problem.name), None, "没有这个模板")
        case jinja2.TemplateSyntaxError():
            said = syntax(problem.message or "")
            where = Path(problem.name or name).name
            return TemplateError(where, problem.lineno, said)
        case UnicodeDecodeError():
            return TemplateError(name, None, "不是 UTF-8 编码，请另存为 UTF-8")
    where, line = _place(name, problem)
    return TemplateError(where, line, _said(problem))


def syntax(message: str) -> str:
    """A message of Jinja's parser in Chinese."""
    for pattern, words in _SYNTAX:
        found = pattern.search(message)
        if found:
            said = found.expand(words).replace("'", "").replace(" or ", " 或 ")
            for token, sign in _TOKENS.items():
                said = said.replace(f"“{token}”", f"“{sign}”")
            return f"写法有误（{said}）"
    return "写法有误，请对照自带的模板检查这一行"


def _said(problem: Exception) -> str:
    if isinstance(problem, NotTextError | OverLimitError):
        return str(problem)
    if isinstance(problem, jinja2.UndefinedError | SecurityError):
        text = str(problem)
        return "用了没有或不允许的值" if text.isascii() else text
    for kind, words in _RUNTIME:
        if isinstance(problem, kind):
            return f"不能执行（{words}）"
    return "不能执行，请对照自带的模板检查这一行"


def _place(name: str, problem: Exception) -> tuple[str, int | None]:
    where, line = name, None
    trace: Any = problem.__traceback__
    while trace is not None:
        source = Path(trace.tb_frame.f_code.co_filename)
        if source.suffix == ".j2":
            where, line = source.name, trace.tb_lineno
        trace = trace.tb_next
    return where, line
