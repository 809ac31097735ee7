"""The plan of a profile, and those of its tables for some kinds of subjects."""

from collections.abc import Iterable, Iterator

from liuxing_cli.model.profile import Profile
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.limits import trait_holds
from liuxing_cli.scoring.plan import Plan, compile_plan


class Plans:
    """The plan of a profile, and those of its tables for some kinds of subjects."""

    def __init__(self, workspace: Workspace, profile: Profile) -> None:
        self._workspace = workspace
        self.main = self._compiled(profile)
        self._tables = [
            (table.when, self._compiled(workspace.profiles[table.profile]))
            for table in profile.decision.tables
            if table.profile in workspace.profiles
        ]

    def _compiled(self, profile: Profile) -> Plan:
        return compile_plan(self._workspace.standards[profile.standard], profile)

    def of(self, subject: str) -> Plan:
        """What a subject is scored by: the first table whose trait it has, else the profile."""
        if not self._tables:
            return self.main
        traits = self._workspace.subjects[subject].traits
        return next(
            (plan for when, plan in self._tables if trait_holds(when, traits)[0]), self.main
        )

    def blocks(self, subjects: Iterable[str]) -> Iterator[tuple[Plan, list[str]]]:
        """The subjects by plan, each in the order of their ids."""
        listed = sorted(subjects)
        for plan in (self.main, *(plan for _, plan in self._tables)):
            own = [subject for subject in listed if self.of(subject) is plan]
            if own:
                yield plan, own
