"""From encoded records to one result a subject: assessors averaged, sources merged.

Quotas and ranks, which look at all subjects, come after: see :mod:`liuxing_cli.scoring.rank`.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from liuxing_cli.model.decision import Combination
from liuxing_cli.model.kinds import Source
from liuxing_cli.model.result import Result
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.kernel import score
from liuxing_cli.scoring.merge import merge
from liuxing_cli.scoring.near import AssessorError, errors_of, with_near
from liuxing_cli.scoring.plans import Plans
from liuxing_cli.scoring.row import Row


class Encoded(Protocol):
    """The records of one source: rows and assessors by subject, in the same order."""

    @property
    def rows(self) -> Mapping[str, Sequence[Row]]: ...

    @property
    def assessors(self) -> Mapping[str, Sequence[str]]: ...


def decided(
    plans: Plans, sheets: Mapping[Source, Encoded], rule: Combination | None
) -> tuple[list[Result], dict[str, AssessorError]]:
    """A result for each subject, before quotas and ranks; and the assessors' errors.

    ``sheets`` are those of several sources only where a ``rule`` merges them.
    """
    by_source = {source: _by_assessor(plans, own) for source, own in sheets.items()}
    means = {
        source: {s: combine(plans.of(s), list(each.values())) for s, each in own.items()}
        for source, own in by_source.items()
    }
    subjects = sorted({subject for own in means.values() for subject in own})
    if rule is not None:
        return [
            merge(plans.of(s), rule, {str(src): own[s] for src, own in means.items() if s in own})
            for s in subjects
        ], {}
    ((source, own),) = means.items()
    # a mutual evaluation separates severity from error by a model of its own: see peer/
    errors = {} if source is Source.PEER else errors_of(by_source[source])
    profile = plans.main.profile
    return [with_near(profile, errors, own[subject]) for subject in subjects], errors


def _by_assessor(plans: Plans, sheets: Encoded) -> dict[str, dict[str, Result]]:
    """The result of each record, by subject and assessor; subjects of one plan in one block."""
    found: dict[str, dict[str, Result]] = {}
    for plan, subjects in plans.blocks(sheets.rows):
        places = [(s, a) for s in subjects for a in sheets.assessors[s]]
        results = score(plan, [row for s in subjects for row in sheets.rows[s]])
        for (subject, assessor), result in zip(places, results, strict=True):
            own = found.setdefault(subject, {})
            own[assessor if assessor not in own else result.files[0]] = result
    return found
