"""``liuxing schema``: the JSON Schemas of the file formats, for editors and other programs."""

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.store.atomic import write_atomic
from liuxing_cli.store.layout import KINDS

_SUFFIX = ".schema.json"
_OUTPUT = "output"


def command(
    kind: Annotated[
        str | None,
        typer.Option("--kind", "-k", help="只要这一种，如 assessment；输出的写 output/score"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写到这个文件夹（默认：标准输出）")
    ] = None,
) -> int:
    """导出文件格式的 JSON Schema（2020-12），供编辑器提示和别的程序检查。"""
    names = list(schema_names())
    if kind is not None and kind not in names:
        hint = suggestion(kind, names, f"可以写：{'、'.join(names)}")
        raise Refusal(f"没有“{kind}”这种文件", hint)
    chosen = names if kind is None else [kind]
    if output is not None:
        if output.exists() and not output.is_dir():
            raise Refusal(f"{output} 不是文件夹", "-o 写一个文件夹，各个文件写在里面")
        for name in chosen:
            write_atomic(output / f"{name}{_SUFFIX}", schema_bytes(name))
        say(f"已写 {len(chosen)} 个文件到 {output}")
    elif kind is None:
        width = max(map(len, names)) + 2
        emit("".join(f"{name:<{width}}{_title(name)}\n" for name in names), None)
        say("加 --kind 看一种，加 -o 文件夹 写出全部")
    else:
        emit(schema_bytes(kind), None)
    return 0


def schema_names() -> Iterator[str]:
    """Name the kinds of files that are read, then ``output/<name>`` for what is printed."""
    yield from KINDS
    files = sorted(file.name for file in _home().joinpath(_OUTPUT).iterdir())
    yield from (f"{_OUTPUT}/{n.removesuffix(_SUFFIX)}" for n in files if n.endswith(_SUFFIX))


def schema_bytes(name: str) -> bytes:
    """Return the schema of that name, byte for byte the one that the loader uses."""
    return _home().joinpath(*f"{name}{_SUFFIX}".split("/")).read_bytes()


def _home() -> resources.abc.Traversable:
    return resources.files("liuxing_cli.schemas")


def _title(name: str) -> str:
    title: str = json.loads(schema_bytes(name)).get("title", "")
    return title
