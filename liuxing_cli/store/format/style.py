"""What stands on one line: the written style of this repository."""

WIDTH = 100
"""Characters in a line; a mapping or list that would be longer is written one entry a line."""

SHORT = frozenset(
    {"rule", "units", "source", "applies", "veto", "rounding", "occurrences", "sheets"}
)
"""Keys whose mapping stands on the key's line, if it holds no mapping itself and fits."""

SHORT_WITHIN = frozenset(
    {"traits", "branches", "levels", "items", "bands", "grades", "pairs"}
    | {"scale", "questions", "answers", "tally"}
)
"""Keys whose entries are such mappings."""

ONE_LINE_EACH = "ratings"
"""Its entries stand on one line however long, so that ratings merge well in git."""

ONE_ID_A_LINE = frozenset({"members", "deputies", "only", "except"})
"""Lists that are edited often, one item a line for the same reason; others if they do not fit."""
