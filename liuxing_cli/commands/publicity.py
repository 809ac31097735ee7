"""``liuxing publicity``: the process from putting a list up for objection to the final list."""

import typer

from liuxing_cli.commands import (
    publicity_object,
    publicity_open,
    publicity_status,
    publicity_window,
)
from liuxing_cli.commands.language import CommandInChinese, GroupInChinese

app = typer.Typer(
    name="publicity",
    cls=GroupInChinese,
    help="公示的过程：算公示期，登记公示和异议，看办到哪一步。",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def overview(ctx: typer.Context) -> None:
    """Show the commands where none is asked for."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command("status", cls=CommandInChinese)(publicity_status.command)
app.command("window", cls=CommandInChinese)(publicity_window.command)
app.command("open", cls=CommandInChinese)(publicity_open.command)
app.command("object", cls=CommandInChinese)(publicity_object.command)
