"""How far a change reaches by its nature; what it really does to the results is measured apart."""

from enum import StrEnum


class ChangeClass(StrEnum):
    """The six classes, the mildest first."""

    WORDING = "wording"  # 文字
    CLARIFICATION = "clarification"  # 澄清
    APPLICABILITY = "applicability"  # 适用范围
    SCORES = "scores"  # 影响得分
    DECISIONS = "decisions"  # 影响等次
    BREAKS = "breaks"  # 记录失效


class Action(StrEnum):
    """What happened to the thing that changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    REORDERED = "reordered"
