"""From a published file, or a manifest, to the manifest and the entry that is meant."""

from pathlib import Path

from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.provenance.manifest import (
    FOLDER_MANIFEST,
    SUFFIX,
    Manifest,
    Publication,
)
from liuxing_cli.publish.provenance.reading import read


class NoManifest(PublishError):  # noqa: N818 - said as it is
    """There is no manifest, or it says nothing of the file."""


def manifest_place(file: Path) -> Path:
    """Where the manifest of a file, a folder or itself lies.

    Raises:
        NoManifest: there is none.
    """
    beside = (
        file / FOLDER_MANIFEST,
        file.with_name(file.name + SUFFIX),
        file.with_name(file.stem + SUFFIX),
        file.parent / FOLDER_MANIFEST,
    )
    is_one = file.name.endswith(SUFFIX) or file.name == FOLDER_MANIFEST
    places = (file,) if is_one else beside[:1] if file.is_dir() else beside[1:]
    place = next((place for place in places if place.is_file()), None)
    if place is None:
        raise NoManifest(f"没有找到 {places[0]}。清单与公布的文件放在一起；生成时用 -o 就会写出")
    return place


def entries(file: Path, place: Path, made: Manifest) -> list[Publication]:
    """The publications that are meant: the one in the file, or all of the manifest.

    Raises:
        NoManifest: the manifest says nothing about the file.
    """
    if file == place or file.is_dir():
        return list(made.publications)
    found = made.of(file.name)
    if found is None:
        raise NoManifest(f"{place} 里没有 {file.name}。文件改过名的，改回来再核对")
    return [found]


def manifest_and_entry(file: Path) -> tuple[Path, Manifest, Publication]:
    """The manifest of one publication and its entry; of several forms, the first.

    Raises:
        NoManifest: there is none, or it is one of several publications.
        UnreadableManifest: it is not a manifest.
    """
    place = manifest_place(file)
    made = read(place)
    found = entries(file, place, made)
    if len({entry.content for entry in found}) > 1:
        raise NoManifest(f"{place} 里有 {len(found)} 份，请写明其中一个文件")
    return place, made, found[0]
