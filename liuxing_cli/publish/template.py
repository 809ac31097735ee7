"""Templates: Jinja2 text in the line markup, filled with plain values, turned into blocks.

A value is always plain text: it is cleaned to one line and guarded, so that no name, reason or
note can become a heading, an item or a table (see :mod:`liuxing_cli.publish.markup`). A value that
does not exist stops the publication; a hole is never printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from liuxing_cli.publish.document import Block, clean
from liuxing_cli.publish.errors import TemplateError
from liuxing_cli.publish.markup import GUARD, Line, parse

_PACKAGE = Path(__file__).resolve().parent.parent
_BUILTIN = (_PACKAGE.parent / "liuxing_builtin" / "templates", _PACKAGE.parent / "templates")
"""Where the built-in templates are: inside an installed package, or next to it in a checkout."""

_MARK = "\x1e"
_LINE_END = re.compile(f"{_MARK}([^{_MARK}\n]*):(\\d+)\n")


class Templates:
    """Finds and fills templates: the workspace's own first, then the built-in ones."""

    def __init__(self, *folders: Path) -> None:
        """Look in ``folders`` (a workspace's ``templates/``) before the built-in templates."""
        self._environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader([*folders, *_BUILTIN], encoding="utf-8-sig"),
            undefined=_Missing,
            finalize=_as_text,
            extensions=[_LineMarks],
            keep_trailing_newline=True,
        )

    def fill(
        self, name: str, values: Mapping[str, Any], objects: Mapping[str, Block]
    ) -> tuple[Block, ...]:
        """The blocks of template ``name`` with ``values`` filled in and ``objects`` placed.

        Values are text, whole numbers, and lists and mappings of these; ``objects`` are found by
        name (``@table communities``) or kind (``@contacts``).

        Raises:
            TemplateError: no such template, a mistake in it, or a value that does not exist.
        """
        try:
            text = self._environment.get_template(name).render(values)
        except jinja2.TemplateNotFound as problem:
            raise TemplateError(str(problem.name), None, "没有这个模板") from problem
        except jinja2.TemplateSyntaxError as problem:
            where = problem.name or name
            said = f"写法有误（{problem.message}）"
            raise TemplateError(where, problem.lineno, said) from problem
        except UnicodeDecodeError as problem:
            raise TemplateError(name, None, "不是 UTF-8 编码，请另存为 UTF-8") from problem
        except Exception as problem:  # whatever a template does while it runs is its own mistake
            raise _explained(name, problem) from problem
        return parse(_lines(text, name), objects)


class _Missing(jinja2.StrictUndefined):
    """A value that does not exist; any use of it stops, saying its name."""

    @property
    def _undefined_message(self) -> str:
        return f"没有“{self._undefined_name}”这个变量"


class _NotTextError(TypeError):
    """A value that is neither text nor a whole number reached the page."""


def _as_text(value: object) -> str:
    """What stands in the document for a value: one guarded line of plain text."""
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _NotTextError(f"只能填入文字和整数，这里是 {type(value).__name__}")
    return GUARD + clean(_LINE_END.sub(" ", str(value)).replace(GUARD, ""))


class _LineMarks(Extension):
    """Marks the end of every line of template text with where it stands, for error messages."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type != "data":
                yield token
                continue
            first, *others = token.value.split("\n")
            marked = first + "".join(
                f"{_MARK}{stream.name}:{token.lineno + passed}\n{text}"
                for passed, text in enumerate(others)
            )
            yield Token(token.lineno, "data", marked)


def _lines(text: str, name: str) -> Iterator[Line]:
    """Cut filled text at the line ends of its templates (values hold none)."""
    pieces: Sequence[str] = _LINE_END.split(text)
    for start in range(0, len(pieces) - 1, 3):
        yield Line(pieces[start], pieces[start + 1], int(pieces[start + 2]))
    if pieces[-1]:
        number = int(pieces[-2]) + 1 if len(pieces) > 1 else 1
        yield Line(pieces[-1], name, number)


def _explained(name: str, problem: Exception) -> TemplateError:
    """The error with the innermost template line that it came from."""
    where, line = name, None
    trace = problem.__traceback__
    while trace is not None:
        source = Path(trace.tb_frame.f_code.co_filename)
        if source.suffix == ".j2":
            where, line = source.name, trace.tb_lineno
        trace = trace.tb_next
    ours = isinstance(problem, jinja2.UndefinedError | _NotTextError)
    return TemplateError(where, line, str(problem) if ours else f"不能执行（{problem}）")
