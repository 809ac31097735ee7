"""From the results of single records to the one result of a subject, by assessor and source."""

from collections.abc import Sequence
from fractions import Fraction

from liuxing_cli.model.decision import Combination
from liuxing_cli.model.result import Result
from liuxing_cli.scoring.combine import combine
from liuxing_cli.scoring.merge import merge
from liuxing_cli.scoring.plan import Plan


def source_of(file: str) -> str:
    """The source of a record, by the folder that it lies in."""
    parts = file.split("/")
    return parts[-2] if len(parts) > 1 else ""


def assemble(plan: Plan, rule: Combination | None, results: Sequence[Result]) -> Result:
    """The mean over the assessors of each source, the sources merged by ``rule`` if there is one.

    ``results`` are those of single records of one subject and period.
    """
    if rule is None:
        return combine(plan, results)
    by_source: dict[str, list[Result]] = {}
    for result in results:
        by_source.setdefault(source_of(result.files[0]), []).append(result)
    return merge(plan, rule, {source: combine(plan, own) for source, own in by_source.items()})


def share_of(whole: Result, results: Sequence[Result], one: Result) -> Fraction:
    """What the total of one record counts in the subject's, nothing where it has none.

    Each record of a source counts alike; a source counts by its share.
    """
    if one.total is None:
        return Fraction(0)
    source = source_of(one.files[0])
    own = [r for r in results if r.total is not None]
    if whole.sources:
        own = [r for r in own if source_of(r.files[0]) == source]
        share = next((p.share for p in whole.sources if p.source == source), Fraction(0))
        return share / len(own)
    return Fraction(1, len(own))
