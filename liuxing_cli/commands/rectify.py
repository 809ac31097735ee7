"""``liuxing rectify``: what to put right first, and how far it has come."""

import typer

from liuxing_cli.commands import rectify_plan, rectify_status
from liuxing_cli.commands.language import CommandInChinese, GroupInChinese

app = typer.Typer(
    name="rectify",
    cls=GroupInChinese,
    help="整改：由评分和督导列出先改什么、写成事项，看改到哪一步。",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def overview(ctx: typer.Context) -> None:
    """Show the commands where none is asked for."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command("plan", cls=CommandInChinese)(rectify_plan.command)
app.command("status", cls=CommandInChinese)(rectify_status.command)
