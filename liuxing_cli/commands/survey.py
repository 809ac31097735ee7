"""``liuxing survey``: how many households to ask and which, and what their answers say."""

import typer

from liuxing_cli.commands import survey_estimate, survey_plan
from liuxing_cli.commands.language import CommandInChinese, GroupInChinese

app = typer.Typer(
    name="survey",
    cls=GroupInChinese,
    help="居民调查：算样本量、抽户号；由匿名答卷算知晓率、满意率和区间。",
    invoke_without_command=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def overview(ctx: typer.Context) -> None:
    """Show the commands where none is asked for."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


app.command("plan", cls=CommandInChinese)(survey_plan.command)
app.command("estimate", cls=CommandInChinese)(survey_estimate.command)
