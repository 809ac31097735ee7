"""What results were made from, in a few digests: the same files and tool give the same digits.

The digest of several files is the SHA-256 of their list as ``sha256sum`` writes it, a line
``<digest>  <path>`` each, in the order of the paths. Anyone can make it again without this tool.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from liuxing_cli import __version__
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.standard import Standard
from liuxing_cli.publish.provenance.manifest import Input


def made_json(
    inputs: Iterable[Input], standards: Mapping[str, Standard], profiles: Iterable[Profile]
) -> dict[str, Any]:
    """The ``made`` part of a JSON document: tool, profiles with their standards, and all files."""
    read = sorted(inputs)
    return {
        "tool": __version__,
        "profiles": [_profile(profile, standards[profile.standard], read) for profile in profiles],
        "inputs": {"files": len(read), "sha256": digest_of(read)},
    }


def digest_of(files: Iterable[Input]) -> str:
    """The digest of several files, in the order of their paths."""
    lines = "".join(f"{each.sha256}  {each.path}\n" for each in sorted(files))
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def _profile(profile: Profile, standard: Standard, read: list[Input]) -> dict[str, Any]:
    folder = PurePosixPath(standard.file).parent
    own = [each for each in read if folder in PurePosixPath(each.path).parents]
    return {
        "id": profile.id,
        "sha256": next((each.sha256 for each in read if each.path == profile.file), ""),
        "standard": standard.ref,
        "version": standard.version,
        "standard_sha256": digest_of(own),
    }
