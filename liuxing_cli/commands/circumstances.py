"""What a record rests on besides itself: the subject's events and titles, and earlier records."""

from typing import Protocol

from liuxing_cli.model.assessment import Assessment
from liuxing_cli.model.context import Context, period_before, year_before
from liuxing_cli.model.standard import Compared, RuleKind
from liuxing_cli.model.workspace import Workspace
from liuxing_cli.scoring.gather import context_of, informed
from liuxing_cli.scoring.plan import Plan
from liuxing_cli.store.records import assessment_files, read_assessment
from liuxing_cli.store.tree import Tree


class Place(Protocol):
    """Where records lie: an opened workspace, or one side of a comparison."""

    @property
    def tree(self) -> Tree: ...

    @property
    def workspace(self) -> Workspace: ...


class Circumstances:
    """Finds the context of the records of one plan; earlier records are read only where a rule
    compares with them."""

    def __init__(self, place: Place, plan: Plan) -> None:
        rules = [plan.columns[at].indicator.rule for at in plan.contextual]
        compared = {rule.than for rule in rules if rule.kind is RuleKind.WORSE_THAN_LAST}
        self._place = place
        self._plan = plan
        self._by_period = Compared.LAST_PERIOD in compared
        self._by_year = Compared.LAST_YEAR in compared
        self._files: dict[tuple[str, str], dict[str, list[str]]] = {}

    def of(self, assessment: Assessment) -> Context:
        """The context of a record of this workspace."""
        period = assessment.period
        return context_of(
            self._place.workspace,
            assessment,
            self._earlier(assessment, period_before(period)) if self._by_period else None,
            self._earlier(assessment, year_before(period)) if self._by_year else None,
        )

    def informed(self, assessment: Assessment) -> Assessment:
        """The record with the facts of its context, ready to be encoded and explained."""
        if not self._plan.contextual:
            return assessment
        return informed(self._plan, assessment, self.of(assessment))

    def _earlier(self, assessment: Assessment, period: str) -> Assessment | None:
        """The record of the same source in ``period``: that of the same assessor, or the only one
        that there was."""
        files = self._of_period(period, str(assessment.source)).get(assessment.subject, [])
        records = [read_assessment(self._place.tree, file)[0] for file in files]
        found = [record for record in records if record is not None]
        own = [record for record in found if record.assessor == assessment.assessor]
        if own or len(found) == 1:
            return (own or found)[0]
        return None

    def _of_period(self, period: str, source: str) -> dict[str, list[str]]:
        """The files of a period and source by the subject that they are named after."""
        known = self._files.get((period, source))
        if known is None:
            known = self._files[period, source] = {}
            for file in assessment_files(self._place.tree, period, source):
                name = file.rsplit("/", 1)[-1].removesuffix(".yaml").partition("--")[0]
                known.setdefault(name, []).append(file)
        return known
