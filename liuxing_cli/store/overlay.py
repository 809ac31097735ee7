"""A tree in which the text of some files is another one than on disk (standard input, say)."""

from collections.abc import Mapping

from liuxing_cli.store.tree import Tree, skipped


class OverlayTree:
    """``tree`` with the files of ``texts`` in place of its own, or beside them."""

    def __init__(self, tree: Tree, texts: Mapping[str, bytes]) -> None:
        self.below = tree
        self._texts = texts

    @property
    def skipped(self) -> Mapping[str, str]:
        """The folders that the tree below could not enter, with the reason."""
        return skipped(self.below)

    def files(self, folder: str, suffix: str = ".yaml") -> list[str]:
        """Return the sorted paths of all files below ``folder`` whose names end in ``suffix``."""
        own = (f for f in self._texts if f.startswith(f"{folder}/") and f.endswith(suffix))
        return sorted({*self.below.files(folder, suffix), *own})

    def read(self, path: str) -> bytes:
        """Return a file's bytes, at most one more than the reader's limit; raise ``OSError``."""
        return self._texts[path] if path in self._texts else self.below.read(path)
