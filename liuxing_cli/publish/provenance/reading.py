"""Reading a manifest back: only one that is whole."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.provenance.manifest import SCHEMA, Manifest, from_json


class UnreadableManifest(PublishError):  # noqa: N818 - said as it is
    """A file that is not a manifest, or not a whole one."""


def read(place: Path) -> Manifest:
    """The manifest in a file.

    Raises:
        FileNotFoundError: no such file.
        UnreadableManifest: it is not a manifest, or not a whole one.
    """
    try:
        document: Any = json.loads(place.read_bytes())
    except ValueError:
        raise UnreadableManifest(f"{place} 不是 JSON 文件，请用生成时写出的清单") from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        problem = f"{place} 不是 liuxing 的清单（{SCHEMA}），请用生成时写出的清单"
        raise UnreadableManifest(problem)
    if not _is_whole(document):
        problem = f"{place} 不完整或改动过，读不出来，请用生成时写出的清单"
        raise UnreadableManifest(problem)
    return from_json(document)


def _is_whole(document: Any) -> bool:
    """Whether a parsed manifest has everything that its schema asks for."""
    import jsonschema_rs

    file = resources.files("liuxing_cli.schemas") / "output" / "manifest.schema.json"
    validator = jsonschema_rs.Draft202012Validator(json.loads(file.read_bytes()))
    return bool(validator.is_valid(document))
