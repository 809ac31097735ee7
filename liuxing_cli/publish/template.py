"""Templates: Jinja2 text in the line markup, filled with plain values, turned into blocks.

A value is always plain text: it is cleaned to one line and guarded, so that no name, reason or
note can become a heading, an item or a table (see :mod:`liuxing_cli.publish.markup`). A value that
does not exist stops the publication; a hole is never printed.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2
import jinja2.nodes
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from liuxing_cli.publish.document import Block, SignOff, clean
from liuxing_cli.publish.markup import GUARD, Line, parse
from liuxing_cli.publish.official import NONE, Official
from liuxing_cli.publish.template_guard import Guarded
from liuxing_cli.publish.template_words import NotTextError, explained, kind_of

_PACKAGE = Path(__file__).resolve().parent.parent
BUILTIN = (_PACKAGE.parent / "liuxing_builtin" / "templates", _PACKAGE.parent / "templates")
"""Where the built-in templates are: inside an installed package, or next to it in a checkout."""

_MARK = "\x1e"
_LINE_END = re.compile(f"{_MARK}([^{_MARK}\n]*):(\\d+)\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A template as found: its name, whether it is built in, and the digest of its bytes."""

    name: str
    builtin: bool
    sha256: str


class Templates:
    """Finds and fills templates: the workspace's own first, then the built-in ones.

    ``sources`` lists the templates read so far.
    """

    def __init__(self, *folders: Path, official: Official = NONE) -> None:
        """Look in ``folders`` (a workspace's ``templates/``) before the built-in templates.

        ``official`` are the parts that the office has set for this document.
        """
        self.sources: dict[str, Source] = {}
        self._official = official
        self._loader = _Loader(folders, self.sources)
        self._environment = Guarded(
            loader=self._loader,
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
            template = self._environment.get_template(name)
            text = self._environment.text_of(template, {**self._official.values, **values})
        except Exception as problem:  # whatever a template does while it runs is its own mistake
            raise explained(name, problem) from problem
        return parse(_lines(text, name), {**self._official.parts, **self._signed(objects)})

    def names(self) -> list[str]:
        """Every template there is, the workspace's and the built-in ones."""
        return self._environment.list_templates(extensions=["j2"])

    def source(self, name: str) -> str:
        """The text of a template.

        Raises:
            TemplateError: no such template, or it cannot be read.
        """
        return self._read(name)[0]

    def parsed(self, name: str) -> jinja2.nodes.Template:
        """The template as a syntax tree.

        Raises:
            TemplateError: no such template, or it is not written right.
        """
        text, file = self._read(name)
        try:
            self._environment.compile(text, name, file)
            return self._environment.parse(text, name, file)
        except Exception as problem:
            raise explained(name, problem) from problem

    @property
    def globals(self) -> Mapping[str, Any]:
        """The names that every template knows."""
        return self._environment.globals

    def _read(self, name: str) -> tuple[str, str | None]:
        try:
            text, file, _ = self._loader.get_source(self._environment, name)
        except Exception as problem:
            raise explained(name, problem) from problem
        return text, file

    def _signed(self, objects: Mapping[str, Block]) -> dict[str, Block]:
        """The objects, with sign-offs for a seal where the office uses one."""
        sealed = self._official.sealed
        return {
            name: replace(block, sealed=sealed) if isinstance(block, SignOff) else block
            for name, block in objects.items()
        }


class _Loader(jinja2.FileSystemLoader):
    """Loads templates from the folders given, then the built-in ones, and notes what it read."""

    def __init__(self, folders: Sequence[Path], sources: dict[str, Source]) -> None:
        super().__init__([*folders, *BUILTIN], encoding="utf-8-sig")
        self._sources = sources

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, as the base class finds it."""
        text, file, fresh = super().get_source(environment, template)
        path = Path(file)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        self._sources[template] = Source(template, path.parent in BUILTIN, digest)
        return text, file, fresh


class _Missing(jinja2.StrictUndefined):
    """A value that does not exist; any use of it stops, saying its name."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint and not self._undefined_hint.isascii():
            return self._undefined_hint
        if self._undefined_name is None:
            return "这里没有值（如空名单的第一项）"
        return f"没有“{self._undefined_name}”这个变量"


def _as_text(value: object) -> str:
    """What stands in the document for a value: one guarded line of plain text."""
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotTextError(f"只能填入文字和整数，这里是{kind_of(value)}")
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
