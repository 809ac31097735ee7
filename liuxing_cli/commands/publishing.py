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

from liuxing_cli.commands.recording import Recording, recorded
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session, describe
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.official import layout_of, official
from liuxing_cli.publish.options import Options
from liuxing_cli.publish.provenance.manifest import (
    FOLDER_MANIFEST,
    SUFFIX,
    Input,
    Origin,
)
from liuxing_cli.publish.template import Templates
from liuxing_cli.store.documents import check_document
from liuxing_cli.store.tree import FolderTree

PAPER = "templates/paper.yaml"
BASE = "templates/base.docx"


class Form(StrEnum):
    """The form of a document."""

    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    MD = "md"


FormsOption = Annotated[
    list[Form] | None,
    typer.Option(
        "--format",
        "-f",
        help="html 网页，docx 公文，pdf 定稿，md 纯文本（默认）；写几次就各生成一份，-o 指定文件夹",
    ),
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

    forms: tuple[Form, ...]
    strict_fonts: bool = False
    bundled_fonts: bool = False
    base: Path | None = None
    number: int | None = None
    fragment: bool = False

    @classmethod
    def of(cls, forms: Sequence[Form] | None, *rest: Any) -> "Wish":
        """The wish of a command line; each form once, plain text where none is named."""
        return cls(tuple(dict.fromkeys(forms or [Form.MD])), *rest)

    @property
    def arguments(self) -> list[str]:
        """The wish as arguments, as far as the result depends on it."""
        given = [f"--format={form}" for form in self.forms]
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


def captured() -> Captured | None:
    """Where to put what would be written, None where it is written."""
    return _capturing.get()


@contextmanager
def capturing() -> Iterator[Captured]:
    """Within, publishing commands compute and check everything but write nothing."""
    second = Captured()
    token = _capturing.set(second)
    try:
        yield second
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
        self._noted: list[Input] = []

    def lay_out(self, wish: Wish, issued: date) -> Templates:
        """Settle how everything will look; returns the templates to fill.

        Raises:
            Refusal: the office's settings or its Word file cannot be used.
        """
        self.wish = wish
        self.options = Options(
            layout=layout_of(self._paper),
            base=self._office_file(wish.base) if Form.DOCX in wish.forms else None,
            system_fonts=not wish.bundled_fonts,
            strict_fonts=wish.strict_fonts,
            fragment=wish.fragment,
        )
        parts = official(self._paper, issued, wish.number)
        self.templates = Templates(self.session.root / "templates", official=parts)
        return self.templates

    def note(self, read: Input) -> None:
        """Count a file that was read outside of the workspace among the inputs."""
        self._noted.append(read)

    def inputs(self) -> list[Input]:
        """Every file read so far, the templates and the office's Word file included."""
        read = self._tree.inputs()
        templates = [
            Input(
                f"templates/{source.name}",
                source.sha256,
                Origin.PACKAGE if source.builtin else Origin.WORKSPACE,
            )
            for source in self.templates.sources.values()
        ]
        every = [*read, *templates, *([self._base] if self._base else []), *self._noted]
        return list(dict.fromkeys(every))

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
