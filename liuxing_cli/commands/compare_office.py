"""What the office may look at, from the fits of this round and of earlier ones."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from liuxing_cli.peer.compare import compare_round
from liuxing_cli.peer.fit import Fit
from liuxing_cli.peer.noise import noise_of
from liuxing_cli.peer.office.look import ASSUMED, Look, look
from liuxing_cli.peer.office.raters import RaterSigns
from liuxing_cli.peer.office.reciprocity import reciprocity
from liuxing_cli.peer.office.self_view import SelfView
from liuxing_cli.peer.office.shifts import Shift
from liuxing_cli.peer.precision import root
from liuxing_cli.peer.results import (
    GroupComparison,
    GroupScores,
    MemberComparison,
    Options,
    PartComparison,
)
from liuxing_cli.publish.mutual_office_view import (
    OfficeView,
    OverallView,
    RaterLine,
    SelfLine,
    ShiftLine,
)

Name = Callable[[str], str]


def fits_of(groups: Sequence[GroupScores]) -> list[list[Fit]]:
    """The least squares of each group's parts."""
    compared = compare_round(groups, Options())
    return [[part.fit for part in group.parts if part.fit] for group in compared]


def office_views(
    group: GroupScores,
    compared: GroupComparison,
    earlier: Sequence[Fit],
    round_fits: Sequence[Fit],
    name: Name,
) -> tuple[OfficeView, ...]:
    """Each connected part of a group that can be fitted; ``earlier`` are fits of the same group in
    earlier rounds, ``round_fits`` those of all groups of this one."""
    members = {m.member: m for m in compared.members}
    return tuple(
        _view(part, part.fit, group, earlier, round_fits, members, name)
        for part in compared.parts
        if part.fit
    )


def _view(
    part: PartComparison,
    fit: Fit,
    group: GroupScores,
    earlier: Sequence[Fit],
    round_fits: Sequence[Fit],
    members: Mapping[str, MemberComparison],
    name: Name,
) -> OfficeView:
    inside = {pair: x for pair, x in group.scores.items() if pair in fit.residuals}
    related = [old for old in earlier if set(part.part.raters) & set(old.severity)]
    found: Look = look(fit, noise_of(fit, round_fits), inside, group.own, related)
    return OfficeView(
        rounds=found.rounds,
        deviation=found.deviation,
        assumed=ASSUMED,
        power=found.power,
        pairs=tuple(_shift(shift, name) for shift in found.pairs),
        cells=tuple(_shift(shift, name) for shift in found.cells),
        raters=tuple(_rater(signs, members[signs.rater], name) for signs in found.raters),
        copied=tuple((name(a), name(b), count) for a, b, count in found.copied),
        selves=tuple(_self(view, group.own[view.member], name) for view in found.selves),
    )


def _shift(shift: Shift, name: Name) -> ShiftLine:
    size = None if shift.t_squared is None else root(shift.t_squared)
    one, other = shift.cells[0]
    return ShiftLine(
        one=name(one),
        other=name(other),
        delta=shift.delta,
        t=-size if size is not None and shift.delta < 0 else size,
        df=shift.df,
        rounds=shift.rounds,
        chance=shift.chance,
        adjusted=shift.adjusted,
    )


def _rater(signs: RaterSigns, member: MemberComparison, name: Name) -> RaterLine:
    given = member.given
    return RaterLine(
        name=name(signs.rater),
        ratings=signs.ratings,
        mean=given.mean if given else None,
        severity=given.severity if given else None,
        error=given.standard_error if given else None,
        spread=signs.spread,
        fit=signs.fit,
        flat=signs.flat,
        unfit=signs.unfit,
    )


def _self(view: SelfView, own: Fraction, name: Name) -> SelfLine:
    error: Decimal = view.standard_error
    return SelfLine(
        name=name(view.member),
        own=own,
        gap=view.gap,
        enhancement=view.enhancement,
        error=error,
        chance=view.chance,
        adjusted=view.adjusted,
    )


def overall_view(scope: str, fits: Sequence[Fit]) -> tuple[OverallView, ...]:
    """Reciprocity over all complete round robins among ``fits``, if there are any."""
    found = reciprocity(fits)
    if found is None:
        return ()
    return (
        OverallView(
            scope=scope,
            tables=found.tables,
            f=found.f,
            above=found.dyads.between_df,
            below=found.dyads.within_df,
            chance=found.chance,
            correlation=found.correlation,
            power=found.power,
        ),
    )
