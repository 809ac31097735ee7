"""Ordinary values of the command line, read without pydantic.

typer imports pydantic to convert any value, which takes longer than all that ``--help`` does. A
text, a path, a whole number or one of a few words is read here; everything else, and everything
wrong, still goes the way of typer, whose messages then say what is wrong.
"""

from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin


class QuickValues:
    """Mixed into a command or group of typer: reads ordinary values without pydantic."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as typer does, with a quicker way to convert what is ordinary."""
        for param in self.get_params(ctx):  # type: ignore[attr-defined]
            if hasattr(param, "get_runtime_param"):  # not so in earlier releases of typer
                _quicken(param)
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        return rest


def _quicken(param: Any) -> None:
    quick = _Quick(param.type_descriptor.annotation, param.get_runtime_param)
    param.get_runtime_param = lambda: quick


class _NotOrdinaryError(Exception):
    """typer has to look at this value."""


class _Quick:
    """Stands before typer's own converter of a parameter, which is built only if it is needed."""

    def __init__(self, annotation: Any, slow: Any) -> None:
        self.annotation = annotation
        self.slow = slow

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Convert a value as typer would."""
        try:
            if param.multiple or param.nargs == -1:
                return self._several(value)
            return _one(self.annotation, value)
        except _NotOrdinaryError:
            return self.slow().coerce(value, param=param, ctx=ctx)

    def _several(self, value: Any) -> Any:
        if get_origin(self.annotation) is not list:
            raise _NotOrdinaryError
        (kind,) = get_args(self.annotation)
        return [_one(kind, item) for item in value] if value else ()


def _one(kind: Any, value: Any) -> Any:
    if value is None or (kind in (str, int, bool) and isinstance(value, kind)):
        return value
    if kind is Path and isinstance(value, str | Path):
        return Path(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        word = value.value if isinstance(value, kind) else value
        for member in kind:
            if member.value == word:
                return member
    raise _NotOrdinaryError
