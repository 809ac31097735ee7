"""The strict YAML reader: exact scalars, and nothing that a reader of the file could misread.

Three passes with one meaning. The quickest (:mod:`liuxing_cli.store.yaml_lines`) reads files
whose lines stand by themselves; the fast one (:mod:`liuxing_cli.store.yaml_built`) builds the
value from the parser's events. Both give up at the first thing that a clean file would not
contain; the careful pass (:mod:`liuxing_cli.store.yaml_explain`) then reads the file again and
says what is wrong, where. Clean files never pay for positions, nor for a parser they do not need.
"""

from contextlib import suppress

from liuxing_cli.store.scalars import Doubt
from liuxing_cli.store.yaml_events import Parsed
from liuxing_cli.store.yaml_lines import read_lines

__all__ = ["Parsed", "parse"]

_FAST_BYTES = 256 * 1024
"""Longest file that the fast passes read: one that cannot hold too many values."""


def parse(data: bytes, file: str) -> Parsed:
    """Read one YAML document; never raises, whatever the bytes."""
    if len(data) <= _FAST_BYTES:
        with suppress(Doubt):
            return Parsed(read_lines(data))
        from yaml import YAMLError

        from liuxing_cli.store.yaml_built import read_events

        with suppress(Doubt, YAMLError):
            return Parsed(read_events(data))
    from liuxing_cli.store.yaml_explain import explain

    return explain(data, file)
