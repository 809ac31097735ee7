"""What the kinds of notices and reports have in common: what was asked for, what is made of it.

A kind is one module of :mod:`liuxing_cli.commands.notices` or ``.reports`` with a function
``make(desk, asked) -> Made``, and one line in the table of its package.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from liuxing_cli.commands.publishing import Desk, Wish
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored, pick_profile, score_period
from liuxing_cli.commands.session import Session, describe, severity_of
from liuxing_cli.model.finding import Finding, Severity
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.profile import Profile, Purpose
from liuxing_cli.publish.document import Document

DateOption = Annotated[
    str | None,
    typer.Option("--date", help="成文日期，如 2014-01-10（默认：本期最后一份记录的日期）"),
]


@dataclass(frozen=True)
class Asked:
    """What the command line asked for; a kind takes what concerns it.

    ``about`` is a code or a name, ``everyone`` asks for one document on each there is. ``before``
    is the manifest of an earlier publication, ``against`` the revision it was made from.
    """

    kind: str
    wish: Wish
    about: str | None = None
    everyone: bool = False
    period: str | None = None
    profile: str | None = None
    issued: str | None = None
    before: Path | None = None
    against: str | None = None
    reason: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Piece:
    """One document; ``name`` is that of its file among others, without suffix."""

    name: str
    document: Document


@dataclass(frozen=True)
class Made:
    """What a kind makes. ``arguments`` spell out every choice, so that the same call gives the
    same at any time; ``said`` is for the person at the terminal."""

    pieces: tuple[Piece, ...]
    arguments: tuple[str, ...]
    profiles: tuple[Profile, ...]
    said: str


Maker = Callable[[Desk, Asked], Made]


def maker(package: str, kinds: Mapping[str, str], kind: str) -> Maker:
    """The ``make`` of a kind, imported only now; ``package`` is ``notices`` or ``reports``.

    Raises:
        Refusal: no such kind.
    """
    if kind not in kinds:
        hint = suggestion(kind, kinds, f"可用的：{listed(kinds)}")
        raise Refusal(f"没有“{kind}”这种文件", hint)
    module = import_module(f"liuxing_cli.commands.{package}.{kind.replace('-', '_')}")
    found: Maker = module.make
    return found


def listed(kinds: Mapping[str, str]) -> str:
    """The kinds with their names, for a help page."""
    return "，".join(f"{kind} {name}" for kind, name in kinds.items())


def scored_for(desk: Desk, asked: Asked, purpose: Purpose | None = None) -> Scored:
    """The results that a publication shows; ``purpose`` names the profile where none is asked for.

    Raises:
        Refusal: no such profile or period, or a record of the period has an error.
    """
    session = desk.session
    if asked.profile is None and purpose is not None:
        from liuxing_cli.commands.scored import profile_for

        profile = profile_for(session, purpose)
    else:
        profile = pick_profile(session, asked.profile)
    scored = score_period(session, profile, asked.period)
    refuse_faulty(session, scored)
    return scored


def spelt_out(scored: Scored, day: date) -> tuple[str, ...]:
    """The choices behind results, as arguments."""
    used = scored.plan.profile.id
    return (f"--period={scored.period}", f"--profile={used}", f"--date={day}")


def refuse_faulty(session: Session, scored: Scored) -> None:
    """Nothing is published from records with errors.

    Raises:
        Refusal: a record of the period has an error.
    """
    refuse_errors(session, scored.findings)


def refuse_errors(session: Session, findings: Iterable[Finding]) -> None:
    """Nothing is published from records with errors.

    Raises:
        Refusal: one of ``findings``, or of the session's own, is an error.
    """
    found = (*session.findings, *findings)
    faults = [f for f in found if severity_of(f) is Severity.ERROR]
    if faults:
        raise Refusal(
            "本期记录有错误，改正前不能生成文件：\n" + describe(session.tree, faults),
            "改正后重新运行；liuxing validate 可以反复检查",
        )


def issue_date(asked: str | None, scored: Scored) -> date:
    """The date of writing: as asked, else that of the last record; never the clock's.

    Raises:
        Refusal: not a date.
    """
    return as_date(asked or scored.latest)


def as_date(text: str) -> date:
    """A date from the command line.

    Raises:
        Refusal: not a date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"“{text}”不是日期", "写成 2014-01-10 的样子") from None
