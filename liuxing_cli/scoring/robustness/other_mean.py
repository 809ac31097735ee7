"""The other mean over the branches: geometric where the profile has the arithmetic, or reverse.

The geometric mean punishes a weak branch that others would make up for (短板): a rate of 0
makes it 0.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from liuxing_cli.model.profile import Mean
from liuxing_cli.model.result import Result
from liuxing_cli.scoring.plan import Plan, compile_plan
from liuxing_cli.scoring.robustness.field import Field
from liuxing_cli.scoring.robustness.variant import weights_matter
from liuxing_cli.scoring.row import Row


@dataclass(frozen=True, slots=True)
class OtherMean:
    """Results and ranks of those ranked under the other mean."""

    mean: Mean
    results: Mapping[str, Result]
    ranks: Mapping[str, int]


def other_mean(field: Field) -> OtherMean | None:
    """The field under the other mean; None where the model has no mean over branches."""
    plan = field.plan
    if not weights_matter(plan):
        return None
    geometric = plan.profile.aggregation.mean is Mean.GEOMETRIC
    mean = Mean.ARITHMETIC if geometric else Mean.GEOMETRIC

    def other(own: Plan) -> tuple[Plan, Callable[[Row], Row]]:
        how = replace(own.profile.aggregation, mean=mean)
        made = compile_plan(own.standard, replace(own.profile, aggregation=how))
        return made, lambda row: row

    results = field.rescored([result.subject for result in field.results], other)
    return OtherMean(mean, field.finish(results), field.compared(results))
