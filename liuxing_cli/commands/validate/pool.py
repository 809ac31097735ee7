"""The records of a large workspace in several processes: same findings, same order."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from liuxing_cli.checks import RecordCache
from liuxing_cli.commands.validate.batch import Batch, check_batch
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.store.evidence import probe_of
from liuxing_cli.store.tree import FolderTree, Tree

_FORK = sys.platform == "linux"
"""Elsewhere children start afresh, and load the workspace again."""

_PAYS = (1 << 20) if _FORK else (6 << 20)
"""Bytes of records for which one more process earns more than it costs to start."""

_MOST = 16
_BATCHES = 4
"""Batches for each process, so that a slow one does not keep the others waiting."""

_BUSY = 2
"""Processes waiting for each processor, on average, from which on a machine is busy."""

_AT_ONCE = 256
"""Records of a batch where there is one process; what a batch found is kept until it is whole."""

_child: tuple[Workspace, Tree, RecordCache] | None = None


def jobs_for(tree: Tree, files: Sequence[str], asked: int) -> int:
    """How many processes to use: as asked, else as many as the bytes to read keep busy."""
    if asked or not isinstance(tree, FolderTree):
        return min(asked, len(files)) or 1
    processors = _processors()
    if processors == 1 or len(files) < 2 or _is_busy(processors):
        return 1
    return max(1, min(processors, _MOST, sum(map(tree.size, files)) // _PAYS))


def batches(
    ws: Workspace, root: Path, tree: Tree, files: Sequence[str], jobs: int
) -> Iterator[Batch]:
    """Check the records in ``jobs`` processes; the batches come in the order of ``files``."""
    if jobs == 1:
        cache = RecordCache(evidence=probe_of(root))
        for start in range(0, len(files), _AT_ONCE):
            yield check_batch(ws, tree, cache, files[start : start + _AT_ONCE])
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if _FORK else "spawn")
    size = -(-len(files) // (jobs * _BATCHES))
    parts = [files[start : start + size] for start in range(0, len(files), size)]
    global _child  # noqa: PLW0603 - what forked children find without loading it again
    _child = (ws, tree, RecordCache(evidence=probe_of(root)))
    with ProcessPoolExecutor(jobs, context, _start, (root,)) as pool:
        try:
            yield from pool.map(_check, parts)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            _child = None


def _start(root: Path) -> None:
    """Make a child ready: quiet when interrupted, with a workspace of its own if it has none."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    global _child  # noqa: PLW0603 - one workspace a process
    if _child is None:
        from liuxing_cli.store.load import load_workspace

        tree = FolderTree(root)
        workspace = load_workspace(tree).workspace
        if workspace is None:
            raise RuntimeError("the workspace has gone")
        _child = (workspace, tree, RecordCache(evidence=probe_of(root)))


def _check(files: Sequence[str]) -> Batch:
    if _child is None:
        raise RuntimeError("the process was not made ready")
    workspace, tree, cache = _child
    return check_batch(workspace, tree, cache, files)


def _is_busy(processors: int) -> bool:
    """Whether the machine has so much else to do that more processes would only get in the way."""
    if not hasattr(os, "getloadavg"):
        return False
    with suppress(OSError):
        return os.getloadavg()[0] >= _BUSY * processors
    return False


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
