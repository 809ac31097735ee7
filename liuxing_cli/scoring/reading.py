"""One rating read: its state and, where it is scored, the share of the points it attains."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.assessment import FACT_KEYS, Rating, State
from liuxing_cli.model.standard import Indicator
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.applies import indicator_applies
from liuxing_cli.scoring.rules import judge
from liuxing_cli.scoring.rules.facts import has_reason, wrong_shape
from liuxing_cli.scoring.rules.misfit import Misfit, Problem, gathered


@dataclass(frozen=True, slots=True)
class Reading:
    """``share`` (0..1) is set where ``state`` is scored. A rating with a misfit is check_failed:
    it counts as missing, never as a guess."""

    state: State
    share: Fraction | None = None
    misfit: Misfit | None = None


def read(indicator: Indicator, rating: Rating | None, traits: Mapping[str, TraitValue]) -> Reading:
    """Read the rating of ``indicator`` (None: it has none) for a subject with ``traits``.

    Applicability is fixed by the traits before scoring, so an indicator that does not apply is
    not applicable whatever its rating says. One that applies but has no rating is not checked.
    """
    if not indicator_applies(indicator, traits):
        return Reading(State.NOT_APPLICABLE)
    if rating is None:
        return Reading(State.NOT_CHECKED)
    return read_rating(indicator, rating, traits)


def read_rating(indicator: Indicator, rating: Rating, traits: Mapping[str, TraitValue]) -> Reading:
    """Read a rating as it stands, whether or not the indicator applies."""
    if not isinstance(rating, Mapping):
        return _failed(wrong_shape((), rating, "mapping"))
    if "exempt" in rating:
        return Reading(State.SCORED, Fraction(1))
    state = rating.get("state", State.SCORED)
    if state == State.SCORED:
        judged = judge(indicator.rule, indicator.points, rating, traits)
        return _failed(judged) if isinstance(judged, Misfit) else Reading(State.SCORED, judged)
    misfits = _misfits_of_state(str(state), rating)
    return _failed(gathered(misfits)) if misfits else Reading(State(str(state)))


def _misfits_of_state(state: str, rating: Rating) -> list[Misfit]:
    """A rating that is not scored needs a known state, a reason, and no facts beside it."""
    known = [member.value for member in State]
    if state not in known:
        params = {"value": state, "known": "、".join(known)}
        return [Misfit(("state",), Problem.UNKNOWN_STATE, params)]
    misfits = [
        Misfit((key,), Problem.FACT_WITH_STATE, {"fact": key, "state": state})
        for key in FACT_KEYS
        if key in rating
    ]
    if not has_reason(rating):
        misfits.append(Misfit((), Problem.MISSING_REASON, {"state": state}))
    return misfits


def _failed(misfit: Misfit) -> Reading:
    return Reading(State.CHECK_FAILED, misfit=misfit)
