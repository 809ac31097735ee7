"""``liuxing rule``: what a finding code means, why it matters, and how it is put right."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from liuxing_cli import codes
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.model.finding import Severity
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.publish.findings.words import SEVERITY_NAMES


class Format(StrEnum):
    """How the pages are written."""

    TEXT = "text"
    JSON = "json"


def command(
    code: Annotated[
        str | None, typer.Argument(help="代码，如 YML002；只写开头（如 YML）列出这一组")
    ] = None,
    output_format: Annotated[
        Format, typer.Option("--format", "-f", help="text 给人看，json 给程序用")
    ] = Format.TEXT,
) -> int:
    """说明一个问题代码：为什么、错误示例、正确示例；不写代码就列出全部。"""
    asked = (code or "").strip().upper()
    current = codes.RENAMED.get(asked, asked)
    if current != asked:
        say(f"{asked} 现在是 {current}。")
    pages = [codes.lookup(known) for known in codes.codes() if known.startswith(current)]
    if not pages:
        raise Refusal(
            f"没有代码 {asked[:20]}",
            suggestion(asked, codes.codes(), "liuxing rule 列出全部代码"),
        )
    if output_format is Format.JSON:
        typer.echo(_as_json(pages))
    elif len(pages) == 1:
        typer.echo(_page(pages[0]), nl=False)
    else:
        typer.echo("\n".join(f"{p.code}  {_severity(p)}  {p.title}" for p in pages))
    return 0


def _page(page: codes.Code) -> str:
    return (
        f"# {page.code} {page.title}\n\n"
        f"级别：{_severity(page)}\n"
        f"消息：{page.message}\n"
        f"怎么改：{page.hint}\n\n"
        f"{page.body}"
    )


def _severity(page: codes.Code) -> str:
    return SEVERITY_NAMES[Severity(page.severity)]


def _as_json(pages: list[codes.Code]) -> str:
    rules = [
        {
            "code": page.code,
            "severity": page.severity,
            "title": page.title,
            "message": page.message,
            "hint": page.hint,
            "example": page.example,
            "page": page.body,
        }
        for page in pages
    ]
    return json.dumps({"schema": "liuxing/rule@1", "rules": rules}, ensure_ascii=False, indent=2)
