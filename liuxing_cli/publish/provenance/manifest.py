"""The manifest of publications: digests of what went in and what came out, as one JSON document.

All digests are SHA-256 in hexadecimal. The canonical text of a publication is
:func:`liuxing_cli.publish.document.content`. Nothing in a manifest depends on the clock or on where
the files lie.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from liuxing_cli import __version__
from liuxing_cli.publish.document import Document, content, content_digest
from liuxing_cli.publish.provenance.lines import fingerprint

SCHEMA: Final = "liuxing/manifest@1"
SUFFIX: Final = ".manifest.json"
"""What a manifest's name adds to the name of its publication."""
FOLDER_MANIFEST: Final = "manifest.json"
"""The one manifest of a folder of publications."""


class Origin(StrEnum):
    """Where an input lies."""

    WORKSPACE = "workspace"
    PACKAGE = "package"  # built into liuxing
    OUTSIDE = "outside"  # given on the command line, from elsewhere


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """One file that was read; ``path`` is relative to its origin."""

    path: str
    sha256: str
    origin: Origin = Origin.WORKSPACE


@dataclass(frozen=True, slots=True)
class Publication:
    """One file that was written; ``lines`` are the fingerprints of its text, a line each."""

    file: str
    form: str
    sha256: str
    title: str
    issued: str
    office: str
    content: str
    lines: tuple[str, ...]
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """The git commit of the workspace; ``changed`` says that files differed from it."""

    id: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """``arguments`` spell out every choice, so that the command can be run again at any time."""

    version: str
    command: str
    arguments: tuple[str, ...]
    standards: tuple[str, ...]
    profiles: tuple[str, ...]
    revision: Revision | None
    inputs: tuple[Input, ...]
    publications: tuple[Publication, ...]

    def of(self, name: str) -> Publication | None:
        """The publication in the file of that name."""
        return next((p for p in self.publications if p.file == name), None)


def publication(
    name: str, form: str, sha256: str, document: Document, fonts: Iterable[str] = ()
) -> Publication:
    """The entry of a document in the file ``name``."""
    return Publication(
        file=name,
        form=form,
        sha256=sha256,
        title=document.title,
        issued=document.issued.isoformat(),
        office=document.author,
        content=content_digest(document),
        lines=tuple(fingerprint(line) for line in content(document).splitlines()),
        fonts=tuple(fonts),
    )


def manifest(
    command: str,
    arguments: Sequence[str],
    references: tuple[Iterable[str], Iterable[str]],
    revision: Revision | None,
    inputs: Iterable[Input],
    publications: Iterable[Publication],
) -> Manifest:
    """A manifest of this version of the tool; ``references`` are standards and profiles."""
    standards, profiles = references
    return Manifest(
        __version__,
        command,
        tuple(arguments),
        tuple(sorted(set(standards))),
        tuple(sorted(set(profiles))),
        revision,
        tuple(sorted(inputs)),
        tuple(publications),
    )


def as_json(made: Manifest) -> str:
    """The manifest as JSON; see ``schemas/output/manifest.schema.json``."""
    revision = made.revision
    document = {
        "schema": SCHEMA,
        "tool": {"name": "liuxing", "version": made.version},
        "command": {"name": made.command, "arguments": list(made.arguments)},
        "standards": list(made.standards),
        "profiles": list(made.profiles),
        "git": revision and {"revision": revision.id, "changed": revision.changed},
        "inputs": [
            {"path": i.path, "sha256": i.sha256, "origin": str(i.origin)} for i in made.inputs
        ],
        "publications": [_publication(p) for p in made.publications],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _publication(entry: Publication) -> dict[str, Any]:
    return {
        "file": entry.file,
        "form": entry.form,
        "sha256": entry.sha256,
        "title": entry.title,
        "issued": entry.issued,
        "office": entry.office,
        "content": {"sha256": entry.content, "lines": list(entry.lines)},
        "fonts": list(entry.fonts),
    }


def from_json(document: dict[str, Any]) -> Manifest:
    """The manifest in a parsed document that fits the schema."""
    git = document["git"]
    return Manifest(
        document["tool"]["version"],
        document["command"]["name"],
        tuple(document["command"]["arguments"]),
        tuple(document["standards"]),
        tuple(document["profiles"]),
        git and Revision(git["revision"], git["changed"]),
        tuple(Input(i["path"], i["sha256"], Origin(i["origin"])) for i in document["inputs"]),
        tuple(
            Publication(
                **{key: p[key] for key in ("file", "form", "sha256", "title", "issued", "office")},
                content=p["content"]["sha256"],
                lines=tuple(p["content"]["lines"]),
                fonts=tuple(p["fonts"]),
            )
            for p in document["publications"]
        ),
    )
