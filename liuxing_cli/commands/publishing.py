"""What every command that publishes shares: its options, the office's settings, writing files.

A publication in a file gets a manifest beside it; see :mod:`liuxing_cli.publish.provenance`.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.recording import Recording, recorded, revision_of
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, describe, emit
from liuxing_cli.model.profile import Profile
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.official import layout_of, official
from liuxing_cli.publish.options import Options, Rendered
from liuxing_cli.publish.provenance.manifest import (
    SUFFIX,
    Input,
    Origin,
    Publication,
    as_json,
    manifest,
    publication,
)
from liuxing_cli.publish.render import rendered
from liuxing_cli.publish.template import Templates
from liuxing_cli.store.documents import check_document
from liuxing_cli.store.tree import FolderTree

PAPER = "templates/paper.yaml"
BASE = "templates/base.docx"
FOLDER_MANIFEST = "manifest.json"
"""The one manifest of a folder of publications."""


class Form(StrEnum):
    """The form of a document."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    MD = "md"


FormOption = Annotated[
    Form, typer.Option("--format", "-f", help="html 网页，docx 公文，pdf 定稿，md 纯文本")
]
StrictFontsOption = Annotated[
    bool, typer.Option("--strict-fonts", help="pdf：缺少指定的字体就不生成，不用别的字体代替")
]
BundledFontsOption = Annotated[
    bool, typer.Option("--bundled-fonts", help="pdf：只用随组件安装的字体，在哪台机器上都一样")
]
BaseOption = Annotated[
    Path | None,
    typer.Option("--base", help="docx：套用这份 Word 文件的样式和页面（默认 templates/base.docx）"),
]
NumberOption = Annotated[
    int | None, typer.Option("--number", min=1, help="发文序号，代字在 templates/paper.yaml 里")
]
FragmentOption = Annotated[
    bool, typer.Option("--fragment", help="html：只要内容，供粘贴到网站后台")
]


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    form: Form
    strict_fonts: bool = False
    bundled_fonts: bool = False
    base: Path | None = None
    number: int | None = None
    fragment: bool = False

    @property
    def arguments(self) -> list[str]:
        """The wish as arguments, as far as the result depends on it."""
        given = [f"--format={self.form}"]
        given += [f"--number={self.number}"] if self.number is not None else []
        given += ["--fragment"] if self.fragment else []
        return [*given, "--bundled-fonts"] if self.bundled_fonts else given


@dataclass(frozen=True)
class Delivered:
    """One document that was asked for, and the name of its file."""

    name: str
    document: Document
    form: Form


@dataclass
class Captured:
    """What a command would have written, and what it read: for a second look, nothing written."""

    delivered: list[Delivered] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    options: Options = field(default_factory=Options)


_capturing: ContextVar[Captured | None] = ContextVar("capturing", default=None)


@contextmanager
def capturing() -> Iterator[Captured]:
    """Within, publishing commands compute and check everything but write nothing."""
    captured = Captured()
    token = _capturing.set(captured)
    try:
        yield captured
    finally:
        _capturing.reset(token)


class Desk:
    """Where one command makes its publications: the office's settings, the templates, the record.

    ``session`` notes every file that is read through it.
    """

    def __init__(self, session: Session) -> None:
        self.session = recorded(session)
        self._tree: Recording = self.session.tree  # type: ignore[assignment] # made one just above
        self._paper = paper_settings(self._tree)
        self._base: Input | None = None
        self._written: list[Publication] = []

    def lay_out(self, wish: Wish, issued: date) -> Templates:
        """Settle how everything will look; returns the templates to fill.

        Raises:
            Refusal: the office's settings or its Word file cannot be used.
        """
        self.wish = wish
        self.options = Options(
            layout=layout_of(self._paper),
            base=self._office_file(wish.base) if wish.form is Form.DOCX else None,
            system_fonts=not wish.bundled_fonts,
            strict_fonts=wish.strict_fonts,
            fragment=wish.fragment,
        )
        parts = official(self._paper, issued, wish.number)
        self.templates = Templates(self.session.root / "templates", official=parts)
        return self.templates

    def deliver(self, document: Document, output: Path | None) -> None:
        """Render a document and write it, whole or not at all; notes go to the terminal."""
        captured = _capturing.get()
        form = self.wish.form
        if captured is not None:
            name = output.name if output else ""
            captured.delivered.append(Delivered(name, document, form))
            return
        result = rendered(document, form, self.options)
        self._say_once(result)
        emit(result.data, output)
        if output is not None:
            digest = hashlib.sha256(result.data).hexdigest()
            made = publication(output.name, form, digest, document, result.fonts)
            self._written.append(made)

    def sign(
        self,
        output: Path | None,
        command: str,
        arguments: Sequence[str],
        profiles: Sequence[Profile],
    ) -> None:
        """Write the manifest of what was delivered: beside the file, or in the folder ``output``.

        ``arguments`` are those of the command, each choice spelt out.
        """
        captured = _capturing.get()
        inputs = self._inputs()
        if captured is not None:
            captured.inputs += inputs
            captured.options = self.options
        elif output is not None and self._written:
            made = manifest(
                command,
                [*arguments, *self.wish.arguments],
                ([p.standard for p in profiles], [p.id for p in profiles]),
                revision_of(self.session.root),
                inputs,
                self._written,
            )
            emit(as_json(made), manifest_of(output))

    def _say_once(self, result: Rendered) -> None:
        """The notes of the first document; those of a hundred alike would bury everything else."""
        for note in result.notes if not self._written else ():
            say(note)

    def _inputs(self) -> list[Input]:
        read = self._tree.inputs()
        templates = [
            Input(
                f"templates/{source.name}",
                source.sha256,
                Origin.PACKAGE if source.builtin else Origin.WORKSPACE,
            )
            for source in self.templates.sources.values()
        ]
        return [*read, *templates, *([self._base] if self._base else [])]

    def _office_file(self, asked: Path | None) -> bytes | None:
        """The office's own Word file: the one asked for, else the workspace's, if there is one."""
        own = self.session.root / BASE
        if asked is None and not own.is_file():
            return None
        place = asked or own
        data = place.read_bytes()
        inside = place.resolve() == own.resolve()
        origin = Origin.WORKSPACE if inside else Origin.OUTSIDE
        digest = hashlib.sha256(data).hexdigest()
        self._base = Input(BASE if inside else place.name, digest, origin)
        return data


def manifest_of(output: Path) -> Path:
    """Where the manifest of a publication (or of a folder of them) lies."""
    if output.is_dir():
        return output / FOLDER_MANIFEST
    return output.with_name(output.name + SUFFIX)


def paper_settings(tree: FolderTree) -> Mapping[str, Any]:
    """The office's settings for its paper; empty where it has none.

    Raises:
        Refusal: the file has an error.
    """
    try:
        data = tree.read(PAPER)
    except FileNotFoundError:
        return {}
    document = check_document(data, PAPER, "paper")
    if not document.clean:
        raise Refusal("版式设置有错误：\n" + describe(tree, document.findings), "改正后重新运行")
    settings: Mapping[str, Any] = document.value
    return settings
