"""The command line: global options, commands loaded on demand, the one place that exits."""

import gc
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from liuxing_cli import __version__
from liuxing_cli.commands import messages
from liuxing_cli.commands.language import CommandInChinese, chinese_help, chinese_usage_error
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.publish.errors import PublishError

EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_BUG, EXIT_INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS = {
    "validate": "检查标准、矩阵和记录，逐条指出问题在哪一行、怎么改",
    "status": "一屏看今天要办的：逾期、快到期、待核、公示和异议、离目标多远",
    "score": "按评分办法计算得分、等次和名次",
    "titles": "称号：谁有、处在哪一步、哪些将到期；按文件记一条变动",
    "explain": "说明一个结果是怎么来的，一直追到文件和行",
    "robustness": "稳健性：换权重、去指标、换平均，名次和结论会不会变",
    "trend": "趋势：几个评估期在共同指标上比，升了还是降了",
    "progress": "进度：达标多少、离目标差多少、要多快，谁够得着，谁失去了",
    "commend": "表彰：示范单位的候选，各有赞成和反对的理由",
    "rectify": "整改：先改什么，写成事项，看改到哪一步",
    "assign": "排互评：谁评谁，这样排能分辨多少；核对排好的安排",
    "compare": "街道（乡镇）互评：原始分、松紧、校正分和名次",
    "notice": "生成公示、公告和通报",
    "report": "生成报告：社区、街道、全区、工作组、单位、第三方评估",
    "calendar": "定期职责和会议决定：到期、办了、逾期；可生成手机订阅的日历",
    "feedback": "意见建议：登记、转办、书面答复，逾期的和半年汇总",
    "funding": "社区经费：一年多少，增长跟没跟上写明的经济指标",
    "publicity": "公示的过程：算公示期，登记公示和异议，看办到哪一步",
    "survey": "居民调查：样本量、抽户号；知晓率、满意率和满意度得分",
    "review": "民主评议：得分和满意率，物业累计记分，部门书面答复",
    "verify": "核对公布的文件：改过没有，由数据重算是否相同，何时起不同",
    "templates": "列出、检查公文模板，或复制一份来修改",
    "diff": "这次修改改了什么，对得分、结论和记录有什么影响",
    "fmt": "把文件整理成统一写法，注释保留，内容不变",
    "schema": "导出每种文件的 JSON Schema，供编辑器使用",
    "rule": "查一个问题代码：说的是什么、为什么、怎么改",
    "matrix": "查看责任矩阵：工作组、成员单位、职责和指标",
}
"""Name and one line of help; each command is the module of that name in ``commands``."""


class LazyGroup(TyperGroup):
    """Imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is typer's
        """Name the commands in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Build one command from its module, or None where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"liuxing_cli.commands.{cmd_name.replace('-', '_')}")
        gc.enable()
        if hasattr(module, "app"):  # a command with commands of its own
            return typer.main.get_command(module.app)
        sub = typer.Typer(rich_markup_mode=None, add_completion=False)
        sub.command(name=cmd_name, cls=CommandInChinese)(module.command)
        return typer.main.get_command(sub)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands from the table above, so that help loads none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_help(self, ctx: Any) -> str:
        """The help page, in Chinese."""
        return chinese_help(super().get_help(ctx))


app = typer.Typer(
    cls=LazyGroup, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"liuxing {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog="每个命令都可用 --help 查看选项；第一次使用请读 README.zh-CN.md。",
)
def root(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="工作区目录（默认：向上找 standards/ 和 data/）"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只说错误，不说其他")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="显示版本"),
    ] = False,
) -> None:
    """六型社区创建：检查、评分、互评、公示，全部基于纯文本文件。"""
    del version
    ctx.obj = workspace
    if quiet:
        messages.silence()
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def run() -> None:
    """Entry point of the ``liuxing`` script; the only function that exits the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.disable()  # loading a command makes much and drops nothing
    code = _guarded(_with_quiet_first(sys.argv[1:]))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    gc.freeze()  # the process ends and its memory with it: looking through it would only take time
    sys.exit(code)


def _with_quiet_first(args: list[str]) -> list[str]:
    """Let ``-q`` stand behind the command too, as people write it; what follows ``--`` is data."""
    end = args.index("--") if "--" in args else len(args)
    if not {"-q", "--quiet"} & set(args[:end]):
        return args
    return ["-q", *(arg for arg in args[:end] if arg not in ("-q", "--quiet")), *args[end:]]


def _guarded(args: list[str]) -> int:
    """Run one command and turn whatever happens into an exit code of the contract."""
    try:
        code = app(args, prog_name="liuxing", standalone_mode=False)
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except (BrokenPipeError, SystemExit):  # the reader (head, less) has seen enough
        _forget_stdout()
        return EXIT_CLEAN
    except Refusal as problem:
        hint = f"\n{problem.hint}" if problem.hint else ""
        sys.stderr.write(f"错误：{problem.message}{hint}\n")
        return EXIT_USAGE
    except PublishError as problem:
        sys.stderr.write(f"错误：{problem}\n")
        return EXIT_USAGE
    except TyperException as problem:
        sys.stderr.write(chinese_usage_error(problem) + "\n")
        return EXIT_USAGE
    except OSError as problem:
        name = f"：{problem.filename}" if problem.filename else ""
        sys.stderr.write(f"错误：读写失败（{problem.strerror or problem}）{name}\n")
        return EXIT_USAGE
    except Exception:  # the one place where our own bugs end
        sys.stderr.write(_bug_report(args))
        return EXIT_BUG
    if code == EXIT_INTERRUPTED:
        messages.complain("已中断；写好的文件都是完整的，没写的没有动。")
    return code if isinstance(code, int) else EXIT_CLEAN


def _forget_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's own flush at exit stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug_report(args: list[str]) -> str:
    """Everything a maintainer needs, ready to paste."""
    import platform

    return (
        "liuxing 自身出错了，不是您的数据的问题。请把下面的内容发给维护者：\n"
        f"---\nliuxing {__version__} · Python {platform.python_version()} · {platform.system()}\n"
        f"命令：liuxing {' '.join(args)}\n{traceback.format_exc()}---\n"
    )
