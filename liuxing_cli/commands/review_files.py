"""Which reviews are meant, and what their subjects are called."""

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.reviews import BODY_NAMES, Body, Form, Review
from liuxing_cli.publish.words import period_name

HIDDEN = "份数少，不公布"


def form_of(session: Session, body: Body) -> Form:
    """How a body is reviewed.

    Raises:
        Refusal: the workspace's standards do not say.
    """
    form = session.workspace.forms.forms.get(body)
    if form is None:
        problem = f"没有评议{BODY_NAMES[body]}的办法"
        raise Refusal(problem, "在 standards/reviews.yaml 的 forms 里写明")
    return form


def usable(session: Session) -> list[Review]:
    """The reviews whose files have no errors."""
    faulty = {finding.file for finding in session.findings}
    return [review for review in session.workspace.reviews if review.file not in faulty]


def period_of(session: Session, asked: str | None) -> str:
    """The period asked about, the latest that has reviews by default.

    Raises:
        Refusal: there are none, or none of that period.
    """
    known = sorted({review.period for review in session.workspace.reviews})
    if not known:
        hint = (
            "评议的结果写在 data/reviews/<评估期>/<机构>/<编码>.yaml，见 docs/programme/reviews.md"
        )
        raise Refusal("没有民主评议的记录", hint)
    if asked is None:
        return known[-1]
    if asked not in known and asked not in {period[:4] for period in known}:
        hint = suggestion(asked, known, f"有评议的：{'、'.join(known)}")
        raise Refusal(f"{period_name(asked)}没有民主评议的记录", hint)
    return asked


def name_of(session: Session, body: Body, subject: str) -> str:
    """What a reviewed body's community, or the department, is called."""
    if body is Body.DEPARTMENT:
        return session.workspace.matrix.units[subject].name
    return session.workspace.subjects[subject].name
