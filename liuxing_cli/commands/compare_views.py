"""From what the comparison computes to what the paper shows."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from liuxing_cli.commands.compare_words import CAUTIONS
from liuxing_cli.model.profile import Branch, Rounding
from liuxing_cli.peer.agreement.panel import Agreement
from liuxing_cli.peer.design import Pair
from liuxing_cli.peer.results import (
    GroupComparison,
    GroupScores,
    MemberComparison,
    Options,
    PartComparison,
)
from liuxing_cli.publish.mutual import (
    AgreementView,
    GroupView,
    MemberLine,
    MethodLine,
    MethodView,
    PartView,
)


def group_view(
    identity: tuple[str, str],
    group: GroupScores,
    compared: GroupComparison,
    options: Options,
    names: Mapping[str, str],
    reasons: Mapping[Pair, str],
) -> GroupView:
    """One group; ``identity`` is its id and name, ``reasons`` say why a pair has no score."""
    due = group.due
    rates = {r for r, _ in due} if due is not None else set(group.members)
    rated = {t for _, t in due} if due is not None else set(group.members)
    return GroupView(
        id=identity[0],
        name=identity[1],
        members=tuple(
            _member(m, names[m.member], m.member in rated, m.member in rates)
            for m in compared.members
        ),
        scores=group.scores,
        missing=tuple((r, t, reasons.get((r, t), "没有记录")) for r, t in compared.missing),
        cautions=tuple((str(c), CAUTIONS[c]) for c in compared.cautions),
        rounding=Rounding(options.digits, options.mode),
        method=str(options.method),
        level=options.level,
        round_robin=compared.round_robin,
        parts=tuple(map(_part, compared.parts)),
        agreement=_agreement(compared.agreement),
    )


def _member(found: MemberComparison, name: str, rated: bool, rates: bool) -> MemberLine:
    got, gave = found.received, found.given
    return MemberLine(
        id=found.member,
        name=name,
        rated=rated,
        rates=rates,
        part=got.part if got else None,
        ratings=got.ratings if got else 0,
        raw_mean=got.raw_mean if got else None,
        raw_rank=got.raw_rank if got else None,
        given=gave.ratings if gave else 0,
        given_mean=gave.mean if gave else None,
        severity=gave.severity if gave else None,
        severity_error=gave.standard_error if gave else None,
        adjusted=got.adjusted if got else None,
        standard_error=got.standard_error if got else None,
        margin=got.margin if got else None,
        adjusted_rank=got.adjusted_rank if got else None,
        interval=got.interval if got else None,
        band=got.band if got else None,
        left_out=got.left_out if got else None,
        own=found.self_score,
        gap=found.self_gap,
    )


def _part(found: PartComparison) -> PartView:
    noise = found.estimate.noise if found.estimate else None
    quality = found.quality
    return PartView(
        raters=found.part.raters,
        targets=found.part.targets,
        mean=found.mean,
        variance=noise.variance if noise else None,
        df=noise.df if noise else None,
        pooled=noise.parts if noise else 0,
        ratio=found.estimate.ratio if found.estimate else None,
        reliability=quality.reliability if quality else None,
        efficiency=quality.efficiency if quality else None,
        least_difference=quality.least_difference if quality else None,
        needed=quality.needed if quality else (),
        refitted=quality.refitted if quality else False,
    )


def _agreement(found: Agreement) -> AgreementView:
    six, rank = found.icc, found.concordance
    return AgreementView(
        alphas={str(level): value for level, value in found.alphas.items()},
        icc=(
            six.one_single,
            six.two_single,
            six.three_single,
            six.one_mean,
            six.two_mean,
            six.three_mean,
        )
        if six
        else (),
        concordance=(rank.w, rank.chi2, rank.chance) if rank else None,
    )


def method_views(
    branches: Sequence[Branch],
    scores: Mapping[str, Mapping[Pair, Fraction]],
    compared: Mapping[str, GroupComparison],
) -> tuple[MethodView, ...]:
    """The methods that count, each compared on its own scores alone."""
    return tuple(
        MethodView(
            id=branch.id,
            name=branch.name,
            weight=branch.weight,
            scores=scores[branch.id],
            members={
                m.member: MethodLine(
                    m.received.raw_mean, m.received.adjusted, m.received.adjusted_rank
                )
                for m in compared[branch.id].members
                if m.received
            },
        )
        for branch in branches
        if branch.id in compared
    )
