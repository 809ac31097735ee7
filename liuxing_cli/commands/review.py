"""``liuxing review``: democratic reviews of bodies, what they got and who has to answer."""

import typer

from liuxing_cli.commands import review_list, review_replies, review_summary, review_tally
from liuxing_cli.commands.language import CommandInChinese, GroupInChinese

app = typer.Typer(
    name="review",
    cls=GroupInChinese,
    help="民主评议：评了哪些，得多少分；物业的累计记分；部门的书面答复。",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def overview(ctx: typer.Context) -> None:
    """Show the commands where none is asked for."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command("list", cls=CommandInChinese)(review_list.command)
app.command("summary", cls=CommandInChinese)(review_summary.command)
app.command("tally", cls=CommandInChinese)(review_tally.command)
app.command("replies", cls=CommandInChinese)(review_replies.command)
