"""``liuxing notice``: what the public is told, as paper and as a page."""

from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.delivery import publish
from liuxing_cli.commands.kinds import Asked, DateOption, listed, maker
from liuxing_cli.commands.notices import KINDS
from liuxing_cli.commands.options import OutputOption, PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.publishing import (
    BaseOption,
    BundledFontsOption,
    Desk,
    FormsOption,
    FragmentOption,
    NumberOption,
    StrictFontsOption,
    Wish,
)
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import open_session
from liuxing_cli.model.workspace import NO_CONTACT


def command(
    ctx: typer.Context,
    kind: Annotated[str, typer.Option("--kind", "-k", help=listed(KINDS))] = next(iter(KINDS)),
    period: PeriodOption = None,
    profile: ProfileOption = None,
    issued: DateOption = None,
    workspace: WorkspaceOption = None,
    output_format: FormsOption = None,
    output: OutputOption = None,
    title: Annotated[
        str | None,
        typer.Option("--title", help="candidates、confirmed、commendation：哪个称号（编号或名称）"),
    ] = None,
    before: Annotated[
        Path | None, typer.Option("--from", help="corrigendum：更正哪个公布件（文件或它的清单）")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            help="corrigendum：原公布件据以生成的 git 版本或文件夹（默认：清单里的版本）",
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help="corrigendum：为什么更正，一句话")
    ] = None,
    number: NumberOption = None,
    base: BaseOption = None,
    fragment: FragmentOption = False,
    strict_fonts: StrictFontsOption = False,
    bundled_fonts: BundledFontsOption = False,
) -> int:
    """生成公示：标题、依据、名单、公示时间、意见反映方式、署名。"""
    make = maker("notices", KINDS, kind)
    desk = Desk(open_session(ctx, workspace))
    if desk.session.workspace.settings.contact == NO_CONTACT:
        hint = "在 data/workspace.yaml 里写 district、contact 和 publicity"
        raise Refusal("设置里没有联系方式，公示没有地方收意见，不能发", hint)
    wish = Wish.of(output_format, strict_fonts, bundled_fonts, base, number, fragment)
    asked = Asked(
        kind,
        wish,
        period=period,
        profile=profile,
        issued=issued,
        before=before,
        against=against,
        reason=reason,
        title=title,
    )
    publish(desk, "notice", make(desk, asked), asked, output)
    return 0
