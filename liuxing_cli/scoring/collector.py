"""Python's cycle collector, kept out of where values by the hundred thousand are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Results are a million small values without a cycle: looking for one takes a third of the
    time. They are handed to the oldest generation without a look (freeze and thaw)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
