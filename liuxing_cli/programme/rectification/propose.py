"""What a subject should put right first, by what it would do to the result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.profile import Profile
from liuxing_cli.model.rectification import Item, Seen, State, Visit
from liuxing_cli.model.result import Outcome, Result, Verdict
from liuxing_cli.model.sensitivity import Prospect
from liuxing_cli.model.standard import Indicator


@dataclass(frozen=True, slots=True)
class Proposal:
    """One indicator to put right, or one finding of a visit.

    ``gain``: points of the total that full marks there alone would add. ``vetoed``: it bars the
    subject now; ``limits``: the caps and bars that rest on it; ``passes``: alone it would do.
    """

    subject: str
    indicator: Indicator
    problem: str
    earned: Fraction | None
    points: Fraction
    gain: Fraction
    vetoed: bool = False
    limits: tuple[str, ...] = ()
    passes: bool = False
    visit: Visit | None = None
    seen: Seen | None = None
    record: str = ""

    @property
    def id(self) -> str:
        """What an item made of it is called: ``2013h2-clean-15``, ``2013h2-visit-01-f1``."""
        if self.visit is not None and self.seen is not None:
            return f"{self.visit.period}-{self.visit.id}-{self.seen.id}".lower()
        return f"{self.record.split('/')[2]}-{self.indicator.id}".lower()

    @property
    def lead(self) -> str:
        """Who has to act: as the visit says, else as the standard does."""
        return (self.seen.lead if self.seen else "") or self.indicator.lead


def proposals(
    result: Result,
    profile: Profile,
    prospects: Iterable[Prospect],
    indicators: Mapping[str, Indicator],
    reasons: Mapping[str, str],
) -> list[Proposal]:
    """A proposal for each indicator that is short of full marks, what does most first; none for a
    bonus, which is nothing to put right.

    ``reasons`` are those on record, by indicator.
    """
    binding = _binding(result, profile)
    found = []
    for prospect in prospects:
        after = prospect.all_of_it.result
        indicator = indicators[prospect.indicator]
        if indicator.bonus and prospect.indicator not in result.vetoes:
            continue
        found.append(
            Proposal(
                subject=result.subject,
                indicator=indicator,
                problem=_problem(prospect, reasons.get(prospect.indicator, "")),
                earned=prospect.earned,
                points=prospect.points,
                gain=prospect.all_of_it.gain,
                vetoed=prospect.indicator in result.vetoes,
                limits=binding.get(prospect.indicator, ()),
                record=result.files[0] if result.files else "",
                passes=result.outcome is not Outcome.PASSED and after.outcome is Outcome.PASSED,
            )
        )
    return sorted(found, key=by_effect)


def _problem(prospect: Prospect, reason: str) -> str:
    if prospect.earned is None:
        return f"没有查实：{reason}" if reason else "没有查实"
    return reason or ("未得满分" if prospect.points else "不符合")


def by_effect(proposal: Proposal) -> tuple[bool, bool, bool, bool, Fraction, str]:
    """What bars the subject, then what caps it, then what alone lets it pass, then by points."""
    return (
        not proposal.vetoed,
        not proposal.limits,
        not proposal.passes,
        proposal.visit is None,
        -proposal.gain,
        proposal.indicator.id,
    )


def _binding(result: Result, profile: Profile) -> dict[str, tuple[str, ...]]:
    """The caps and bars that bind, by the indicator that they are about."""
    bound = {limit.id: limit.text for limit in result.limits if limit.verdict is Verdict.NOT_MET}
    rules = profile.decision
    found: dict[str, tuple[str, ...]] = {}
    for id_, indicator in [
        *((bar.id, bar.when.indicator) for bar in rules.ineligible),
        *((cap.id, cap.when.indicator) for cap in rules.caps),
    ]:
        if indicator and id_ in bound:
            found[indicator] = (*found.get(indicator, ()), bound[id_])
    return found


def of_visits(
    visits: Iterable[Visit],
    items: Iterable[Item],
    indicators: Mapping[str, Indicator],
    known: Mapping[tuple[str, str], Proposal],
    day: str,
) -> list[Proposal]:
    """The findings until ``day`` that have no item; with the effect that ``known`` says, by
    subject and indicator, where the subject was scored."""
    taken_up = {(item.visit, item.seen) for item in items}
    found = []
    for visit in visits:
        for seen in visit.findings:
            indicator = indicators.get(seen.indicator)
            if visit.date > day or indicator is None or (visit.key, seen.id) in taken_up:
                continue
            scored = known.get((visit.subject, seen.indicator))
            found.append(
                Proposal(
                    subject=visit.subject,
                    indicator=indicator,
                    problem=seen.text,
                    earned=scored.earned if scored else None,
                    points=scored.points if scored else indicator.points,
                    gain=scored.gain if scored else Fraction(0),
                    vetoed=scored.vetoed if scored else False,
                    limits=scored.limits if scored else (),
                    passes=scored.passes if scored else False,
                    visit=visit,
                    seen=seen,
                )
            )
    return found


def without_items(
    found: Iterable[Proposal], items: Iterable[Item], day: str
) -> tuple[list[Proposal], int]:
    """The proposals on which nobody is at work yet, and how many were left out."""
    busy = {
        (item.subject, item.indicator)
        for item in items
        if item.raised <= day and item.state_on(day) not in _OVER
    }
    listed = list(found)
    kept = [p for p in listed if p.visit or (p.subject, p.indicator.id) not in busy]
    return kept, len(listed) - len(kept)


_OVER = frozenset({State.CLOSED, State.WITHDRAWN})
