"""``--kind street``: the diagnostic report on one street, or one on each."""

from liuxing_cli.commands.kinds import Asked, Made
from liuxing_cli.commands.publishing import Desk
from liuxing_cli.commands.reports import subjects
from liuxing_cli.model.profile import SubjectKind


def make(desk: Desk, asked: Asked) -> Made:
    """The report on one street, or on every one."""
    return subjects.make(desk, asked, (SubjectKind.STREET,))
