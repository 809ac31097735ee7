"""``liuxing publicity open``: record that a list is put up for objection."""

import hashlib
from pathlib import Path
from typing import Annotated, Any

import typer

from liuxing_cli.commands.kinds import as_date
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.options import PeriodOption, ProfileOption, WorkspaceOption
from liuxing_cli.commands.publicity_files import publication_file, relative, write_new
from liuxing_cli.commands.publicity_window import (
    CountOption,
    DaysOption,
    FirstDayOption,
    chosen,
    reckoned,
)
from liuxing_cli.commands.publicity_words import with_weekday
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import pick_period, pick_profile, profile_for
from liuxing_cli.commands.session import Session, open_session
from liuxing_cli.model.profile import Profile, Purpose
from liuxing_cli.model.publicity import LIST_NAMES, ListKind, PublicationState
from liuxing_cli.model.workdays import COUNT_NAMES, WindowRules
from liuxing_cli.publish.words import period_name

PURPOSES = {ListKind.MUTUAL: Purpose.MUTUAL, ListKind.THIRD_PARTY: Purpose.THIRD_PARTY}


def command(
    ctx: typer.Context,
    kind: Annotated[
        ListKind,
        typer.Argument(help="；".join(f"{kind} {name}" for kind, name in LIST_NAMES.items())),
    ],
    published: Annotated[str, typer.Option("--date", help="发布日期，如 2013-12-02")],
    period: PeriodOption = None,
    profile: ProfileOption = None,
    days: DaysOption = None,
    count: CountOption = None,
    first_day: FirstDayOption = None,
    manifest: Annotated[
        Path | None, typer.Option("--manifest", help="生成公示时写下的清单（.manifest.json）")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", help="公示编号（默认：评估期-名单）")] = None,
    workspace: WorkspaceOption = None,
) -> int:
    """登记一次公示：写 data/publications/<编号>.yaml；已有的不覆盖。"""
    session = open_session(ctx, workspace)
    used = _profile(session, kind, profile)
    when = pick_period(session, period, used.sources[0])
    _refuse_second(session, kind, when, used)
    rules = chosen(session.workspace.settings.publicity.rules, days, count, first_day)
    day = as_date(published)
    counted = [each.date.isoformat() for each in reckoned(day, rules) if each.number]
    first, last = counted[0], counted[-1]
    value: dict[str, Any] = {
        "id": id_ or f"{when}-{kind}",
        "list": kind,
        "period": when,
        "profile": used.id,
        "published": day.isoformat(),
        "window": _window(rules, first, last),
        "state": PublicationState.OPEN,
    }
    if manifest is not None:
        value["manifest"] = _manifest(session, manifest, kind, when, day.isoformat())
    file = publication_file(value["id"])
    if not write_new(session, file, "publication", value):
        raise Refusal(f"已有 {file}，不覆盖", "另一次公示用 --id 起个编号，如 --id " + _next(value))
    say(
        f"已写 {file}：{period_name(when)}{LIST_NAMES[kind]}，"
        f"公示 {rules.days} 个{COUNT_NAMES[rules.count]}，"
        f"{with_weekday(first)}起至{with_weekday(last)}止"
    )
    return 0


def _profile(session: Session, kind: ListKind, asked: str | None) -> Profile:
    if asked is None and kind in PURPOSES:
        return profile_for(session, PURPOSES[kind])
    return pick_profile(session, asked)


def _window(rules: WindowRules, first: str, last: str) -> dict[str, Any]:
    return {
        "days": rules.days,
        "count": rules.count,
        "first_day_counts": rules.first_day_counts,
        "first": first,
        "last": last,
    }


def _refuse_second(session: Session, kind: ListKind, period: str, profile: Profile) -> None:
    """Of one list one publication stands at a time.

    Raises:
        Refusal: another one stands.
    """
    for other in session.workspace.publications.values():
        same = (other.list, other.period, other.profile) == (kind, period, profile.id)
        if same and other.state is not PublicationState.WITHDRAWN:
            raise Refusal(
                f"{period_name(period)}{LIST_NAMES[kind]}已有一次公示 {other.id}"
                f"（{other.window.first} 至 {other.window.last}）",
                f"那次作废的，先在 {other.file} 里写 state: withdrawn、ended 和 reason",
            )


def _manifest(
    session: Session, place: Path, kind: ListKind, period: str, published: str
) -> dict[str, str]:
    """Name and digest of a manifest, which must be of this list and this day.

    Raises:
        Refusal: it is of another list, period or day.
        UnreadableManifest: it is none.
    """
    from liuxing_cli.publish.provenance.reading import read

    made = read(place)
    stated = dict(argument.partition("=")[::2] for argument in made.arguments)
    wanted = {"--kind": str(kind), "--period": period, "--date": published}
    fits = all(stated.get(key, value) == value for key, value in wanted.items())
    if made.command != "notice" or not fits:
        said = " ".join((made.command, *made.arguments))
        hint = "用同一份名单、同一天的清单；成文日期就是发布日期"
        raise Refusal(f"清单 {place.name} 不是这次公示的：它记的是 {said}", hint)
    name = relative(session, place) or place.name
    return {"file": name, "sha256": hashlib.sha256(place.read_bytes()).hexdigest()}


def _next(value: dict[str, Any]) -> str:
    return f"{value['id']}-2"
