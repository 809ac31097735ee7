"""Where a final list is held back: an earlier list still runs, or an objection is undecided."""

from datetime import date

from liuxing_cli.commands.publicity_words import told
from liuxing_cli.commands.publishing import captured
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.scored import Scored
from liuxing_cli.commands.session import Session
from liuxing_cli.model.publicity import LIST_NAMES, ListKind, Publication
from liuxing_cli.programme.publicity.final import blockers, of_period, of_titles


def hold_back(
    session: Session, scored: Scored, day: date, list_: ListKind = ListKind.PASSED
) -> None:
    """Let the list of a period pass, or refuse it; ``day`` is its date of writing.

    Raises:
        Refusal: naming the publications and objections that hold it back.
    """
    ws = session.workspace
    resting = of_period(ws.publications.values(), list_, scored.period, scored.plan.profile.id)
    _refuse(session, list_, resting, day)


def hold_back_titles(session: Session, list_: ListKind, title: str, day: date) -> None:
    """Let a notice about a title pass, or refuse it.

    Raises:
        Refusal: naming the publications and objections that hold it back.
    """
    ws = session.workspace
    awarding = {
        p.id for p in ws.profiles.values() if p.decision.awards and p.decision.awards.title == title
    }
    profiles = awarding or set(ws.profiles)
    resting = of_titles(ws.publications.values(), list_, profiles, day.isoformat())
    _refuse(session, list_, resting, day)


def _refuse(session: Session, list_: ListKind, resting: list[Publication], day: date) -> None:
    if captured() is not None:
        return  # made again to be verified: nothing is published
    ws = session.workspace
    found = blockers(resting, ws.objections, day.isoformat())
    if not found:
        return
    lines = "\n".join(f"  {told(blocker, ws.subjects)}" for blocker in found)
    hints = ["用 liuxing publicity status 看办到哪一步"]
    after = max(blocker.after for blocker in found)
    if after and all(blocker.after for blocker in found):
        hints.append(f"已经办完的，用 --date 写明 {after} 之后的成文日期")
    raise Refusal(
        f"{LIST_NAMES[list_]}还不能定稿（成文日期 {day.isoformat()}）：\n{lines}",
        "；".join(hints),
    )
