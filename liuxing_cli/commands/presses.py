"""Rendering many documents, in several processes where that pays, with a bar on a terminal."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import typer

from liuxing_cli.commands import messages
from liuxing_cli.publish.document import Document
from liuxing_cli.publish.errors import PublishError
from liuxing_cli.publish.options import Options, Rendered
from liuxing_cli.publish.render import rendered

_PAYS = 12
"""Documents for which a second process earns more than it costs to start."""
_MOST = 8


@dataclass(frozen=True)
class Job:
    """One file to be made."""

    name: str
    document: Document
    form: str


@dataclass(frozen=True)
class Printed:
    """What came of a job: the file, or what is wrong."""

    job: Job
    result: Rendered | None
    fault: str = ""


def printed(jobs: Sequence[Job], options: Options) -> Iterator[Printed]:
    """Every job as it is done, in the order of ``jobs``."""
    with _bar(len(jobs)) as bar:
        for done in _printed(jobs, options):
            yield done
            if bar is not None:
                bar.update(1)


def _bar(count: int) -> AbstractContextManager[Any]:
    """A progress bar on standard error, if somebody is looking at it."""
    if not count or messages.silenced() or not sys.stderr.isatty():
        return nullcontext()
    bar: AbstractContextManager[Any] = typer.progressbar(
        length=count, label="生成", file=sys.stderr, show_pos=True
    )
    return bar


def _printed(jobs: Sequence[Job], options: Options) -> Iterator[Printed]:
    processes = min(_MOST, _processors(), len(jobs) // (_PAYS // 2))
    if processes < 2:
        yield from (_print(job, options) for job in jobs)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # On Linux children start with everything imported; typst has not been used before this.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(processes, context, _start) as pool:
        try:
            yield from pool.map(_print, jobs, [options] * len(jobs), chunksize=2)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start() -> None:
    """Leave an interruption to the parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _print(job: Job, options: Options) -> Printed:
    try:
        return Printed(job, rendered(job.document, job.form, options))
    except PublishError as problem:
        return Printed(job, None, str(problem))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
