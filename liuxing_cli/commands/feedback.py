"""``liuxing feedback``: suggestions from their receipt to the written reply."""

import typer

from liuxing_cli.commands import feedback_status, feedback_write
from liuxing_cli.commands.language import CommandInChinese, GroupInChinese

app = typer.Typer(
    name="feedback",
    cls=GroupInChinese,
    help="意见建议：登记、转办、书面答复，看哪些逾期、半年汇总。",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def overview(ctx: typer.Context) -> None:
    """Show the commands where none is asked for."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command("status", cls=CommandInChinese)(feedback_status.command)
app.command("add", cls=CommandInChinese)(feedback_write.add)
app.command("route", cls=CommandInChinese)(feedback_write.route)
app.command("reply", cls=CommandInChinese)(feedback_write.reply)
