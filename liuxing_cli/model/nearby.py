"""Did you mean: the known word nearest to one that is not known."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_PADDING = re.compile("(?<![0-9])0+(?=[0-9])")
_IGNORED = str.maketrans("", "", "“”‘’\"'`\u200b\u200c\u200d\ufeff\u00ad")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` was most likely meant to be, None if none is near.

    Full-width letters, stray quotes, case, ``_`` for ``-`` and leading zeros count as no
    difference at all.
    """
    folded = {_fold(candidate): candidate for candidate in known}
    wanted = _fold(word[:200])
    if wanted in folded:
        return folded[wanted]
    close = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint for an unknown word: the nearest known one, ``otherwise`` if none is near."""
    near = nearest(word, known)
    return f"是不是想写 {near}？" if near else otherwise


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).translate(_IGNORED)
    return _PADDING.sub("", plain.strip().lower().replace("_", "-"))
