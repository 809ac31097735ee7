"""How fast ``liuxing validate`` is, beside its peers: ``python tests/bench/validate.py``.

Makes free-form records (``validate_corpus``), installs the peers with pip into a virtual
environment of its own that goes away afterwards, and times whole cold processes, taking turns so
that a busy moment of the machine does not fall on one of them only. Writes the ratios to
``docs/performance.md``; says only medians, smallest and largest times, never where it ran.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench.validate_corpus import make_workspace  # noqa: E402
from tests.bench.validate_peers import FAULTS, LOADER, YAMALE_SCHEMA, make_faulty  # noqa: E402

PEERS = ("check-jsonschema", "yamale", "jsonschema-rs>=0.60", "pyyaml>=6.0.2")
SCHEMA = ROOT / "liuxing_cli" / "schemas" / "assessment.schema.json"
LIUXING = (sys.executable, "-c", "from liuxing_cli.main import run; run()")
OTHERS = "\n## 打分\n"
"""The heading that the figures of ``kernel.py`` stand under, written by hand."""
SIZES = (500, 1000, 2000, 4000)


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs of one call: by the clock, and of the processors (all processes)."""

    name: str
    seconds: tuple[float, ...]
    worked: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        return f"{self.median:.3f} s（{min(self.seconds):.3f}～{max(self.seconds):.3f}）"

    def times(self, other: "Timing") -> tuple[float, float, float]:
        """How many times ``other``: medians, quickest runs, and least time of the processors.

        Where other work keeps the machine busy, the last two say more than the first.
        """
        return (
            self.median / other.median,
            min(self.seconds) / min(other.seconds),
            min(self.worked) / min(other.worked),
        )


@dataclass(frozen=True)
class Call:
    """One thing to time: what it is called, what is run, in which folder, how often a round."""

    name: str
    arguments: tuple[str, ...]
    folder: Path
    times: int = 1

    def run(self) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(self.arguments, cwd=self.folder, capture_output=True, check=False)

    def timed(self) -> tuple[float, float]:
        """Seconds by the clock and of the processors."""
        before, start = _worked(), time.perf_counter()
        done = self.run()
        seconds, after = time.perf_counter() - start, _worked()
        if done.returncode:
            raise SystemExit(f"{self.name}: {done.stdout.decode()}{done.stderr.decode()}")
        return seconds, after - before


def _worked() -> float:
    """Seconds that the processors spent on processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def take_turns(calls: Sequence[Call], rounds: int) -> list[Timing]:
    """Time every call once a round, after one round that does not count."""
    seconds: dict[str, list[tuple[float, float]]] = {call.name: [] for call in calls}
    for number in range(rounds + 1):
        for call in calls:
            taken = [call.timed() for _ in range(call.times)]
            if number:
                seconds[call.name] += taken
    return [Timing(name, *zip(*listed, strict=True)) for name, listed in seconds.items()]


def install_peers(folder: Path) -> Path:
    """Make a virtual environment with the peers in it; returns its folder of programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True, capture_output=True)
    return programs


def peer_calls(programs: Path, workspace: Path, scratch: Path) -> list[Call]:
    """The calls of the peers over all records of a workspace, each as its users run it."""
    files = sorted(str(file) for file in (workspace / "data" / "assessments").rglob("*.yaml"))
    loader, schema = scratch / "loader.py", scratch / "record.yamale.yaml"
    loader.write_text(LOADER, "utf-8")
    schema.write_text(YAMALE_SCHEMA, "utf-8")
    check = (str(programs / "check-jsonschema"), "--schemafile", str(SCHEMA), *files)
    records = str(workspace / "data" / "assessments")
    yamale = (str(programs / "yamale"), "-s", str(schema), "-x", "-p", "PyYAML", records)
    same = (str(programs / "python"), str(loader), str(SCHEMA), *files)
    return [
        Call("check-jsonschema", check, scratch),
        Call("yamale", yamale, scratch),
        Call("CSafeLoader + jsonschema-rs", same, scratch),
    ]


def liuxing(name: str, folder: Path, *arguments: str) -> Call:
    """A call of liuxing by the script that pip makes, where there is one."""
    script = Path(sys.executable).parent / "liuxing"
    program = (str(script),) if script.is_file() else LIUXING
    return Call(name, (*program, *arguments), folder)


def start_up(workspace: Path, rounds: int) -> list[Timing]:
    """A bare interpreter, the help page, and one changed record as pre-commit runs it."""
    record = min((workspace / "data" / "assessments").rglob("*.yaml"))
    changed = record.relative_to(workspace).as_posix()
    return take_turns(
        [
            Call("python -c pass", (sys.executable, "-c", "pass"), workspace),
            liuxing("liuxing --help", workspace, "--help"),
            liuxing("liuxing validate（一个文件）", workspace, "validate", changed),
        ],
        rounds,
    )


def most_memory(workspace: Path) -> float:
    """The most memory that one process of a run held, in MiB."""
    program = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], capture_output=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    call = liuxing("", workspace, "validate", "-j", "1").arguments
    done = subprocess.run(
        [sys.executable, "-c", program, *call], cwd=workspace, capture_output=True, check=True
    )
    return int(done.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def faults_found(programs: Path, scratch: Path) -> list[tuple[str, dict[str, bool]]]:
    """For each kind of fault, which tools object to the record that has it."""
    found = []
    for fault in FAULTS:
        workspace = scratch / "faulty" / fault.id
        file = make_faulty(workspace, fault)
        calls = peer_calls(programs, workspace, scratch)
        said = {call.name: call.run().returncode != 0 for call in calls}
        own = liuxing("", workspace, "validate", "--format", "json", file).run()
        findings = json.loads(own.stdout)["findings"]
        codes = [f["code"] for f in findings if f["severity"] == "error"]
        found.append((fault.title, {"liuxing validate": bool(codes), **said}))
    return found


def main() -> None:
    """Run everything, print the page and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, default=2000, help="records of the corpus")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count")
    parser.add_argument("--slow-rounds", type=int, default=3, help="rounds of the slow peers")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = measure(Path(folder), options.records, options.rounds, options.slow_rounds)
    sys.stdout.write(page)
    options.page.write_text(page + kept(options.page), "utf-8")


def kept(page: Path) -> str:
    """What another benchmark has on the page, from its heading to the end."""
    _, heading, rest = page.read_text("utf-8").partition(OTHERS) if page.is_file() else ("",) * 3
    return heading + rest


def measure(scratch: Path, records: int, rounds: int, slow_rounds: int) -> str:
    """Make the corpora, time the tools, and write the page."""
    say = _progress()
    say("installing the peers")
    programs = install_peers(scratch / "peers")
    say("making the records")
    workspace = scratch / "corpus"
    make_workspace(workspace, records)
    calls = [liuxing("liuxing validate", workspace, "validate")]
    calls += peer_calls(programs, workspace, scratch)
    alone = liuxing("liuxing validate -j 1", workspace, "validate", "-j", "1")
    say("timing the quick ones")
    quick = take_turns([calls[0], alone, calls[3]], rounds)
    say("timing all of them")
    every = take_turns([replace(calls[0], times=3), *calls[1:3]], slow_rounds)
    say("timing the start")
    starts = start_up(workspace, 4 * rounds)
    say("measuring memory")
    memory = []
    for size in SIZES:
        make_workspace(scratch / f"corpus-{size}", size)
        memory.append((size, most_memory(scratch / f"corpus-{size}")))
    say("looking for faults")
    return page_of(records, quick, every, starts, memory, faults_found(programs, scratch))


def _progress() -> Callable[[str], None]:
    def say(text: str) -> None:
        sys.stderr.write(f"{text} …\n")

    return say


def page_of(
    records: int,
    quick: list[Timing],
    every: list[Timing],
    starts: list[Timing],
    memory: list[tuple[int, float]],
    faults: list[tuple[str, dict[str, bool]]],
) -> str:
    """The page in Chinese: ratios first, each with its command."""
    ours = "liuxing validate"
    ratios = [
        (every[1], "check-jsonschema（pip 直接安装）", every[1].times(every[0]), "≥ 30"),
        (every[2], "yamale（等价的 schema，PyYAML）", every[2].times(every[0]), "≥ 3"),
        (quick[2], "CSafeLoader + 同一校验器 jsonschema-rs", quick[2].times(quick[0]), "≥ 2.5"),
        (quick[2], "同上，对只用一个进程的 `-j 1`", quick[2].times(quick[1]), ""),
    ]
    lines = [
        "# 速度与内存",
        "",
        f"`python tests/bench/validate.py` 于 {datetime.now(UTC):%Y-%m-%d} 跑一次的结果"
        f"（{os.cpu_count()} 个处理器）。换一台机器，秒数会变，倍数大致不变；处理器越多，"
        f"`{ours}` 越快（它按数据量用几个进程，机器忙时只用一个；其余几个只用一个）。",
        "",
        "每个倍数有三种算法：中位数之比；最快一次之比；处理器时间（各进程相加，取最少）之比。"
        "机器上有别的事情在做时，后两种更可信。",
        "",
        f"## {records} 份记录，每份 100 项评分",
        "",
        "每次都是全新的进程，从启动到退出，没有缓存；各工具轮流跑，用时是中位数（最快～最慢）。",
        "",
        f"| 工具 | 用时 | 是 `{ours}` 的几倍 | 按最快 | 按处理器时间 | 目标 |",
        "| --- | --- | --- | --- | --- | --- |",
        f"| `{ours}`（全部检查，不只是格式） | {every[0]} | 1 | 1 | 1 | |",
        *(
            f"| {name} | {timing} | {_cells(times)} | {goal} |"
            for timing, name, times, goal in ratios
        ),
        "",
        f"前两个与 `{ours}` 同轮比较（它每轮跑三次，因为它短）；CSafeLoader 另跑几轮，"
        f"同轮的 `{ours}` 为 {quick[0]}，"
        f"只用一个进程（`-j 1`）为 {quick[1]}。按处理器时间比，几个进程要把标准和常用的值各记一遍，"
        "所以多用一些；换来的是按钟表算的时间。",
        "",
        "## 启动",
        "",
        "| 命令 | 用时 | 是空解释器的几倍 | 按最快 | 按处理器时间 | 目标 |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| `{t.name}` | {t} | {_cells(t.times(starts[0]))} | {goal} |"
            for t, goal in zip(starts, ("", "≤ 8", "≤ 15"), strict=True)
        ),
        "",
        "## 内存",
        "",
        "`liuxing validate -j 1` 一个进程占用内存的最高值。记录读一份、查一份、放一份；"
        "记住的值有上限；每份记录只留下文件名和“谁在哪一期评了谁”，约 0.3 KiB，"
        "用来指出重复的记录。",
        "",
        "| 记录数 | MiB |",
        "| --- | --- |",
        *(f"| {size} | {used:.0f} |" for size, used in memory),
        "",
        "## 找得更多",
        "",
        "一份好记录，每次只放一处错，看谁指得出来（✓ 指出，— 放过）。",
        "",
        f"| 错处 | {' | '.join(faults[0][1])} |",
        f"| --- |{' --- |' * len(faults[0][1])}",
        *(
            f"| {title} | {' | '.join('✓' if seen else '—' for seen in said.values())} |"
            for title, said in faults
        ),
        "",
    ]
    return "\n".join(lines)


def _cells(times: tuple[float, ...]) -> str:
    return " | ".join(f"{number:.1f}" for number in times)


if __name__ == "__main__":
    main()
