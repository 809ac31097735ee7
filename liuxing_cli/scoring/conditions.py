"""The conditions of a decision, worded once a profile: total, floors, vetoes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Grade, Profile
from liuxing_cli.model.result import Condition, Verdict
from liuxing_cli.model.standard import Indicator, VetoScope

TOTAL = "total"


def floor_id(branch: str) -> str:
    """The id of the condition that ``branch`` reaches its floor."""
    return f"floor:{branch}"


def veto_id(indicator: str) -> str:
    """The id of the condition that ``indicator`` rules nothing out."""
    return f"veto:{indicator}"


def is_floor(condition: Condition) -> bool:
    """Whether it is the condition of a branch's floor."""
    return condition.id.startswith("floor:")


def is_veto(condition: Condition) -> bool:
    """Whether it is the condition of a veto."""
    return condition.id.startswith("veto:")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The grades from the highest down. ``pass_mark`` is the lowest that passes, ``best_failing``
    and ``lowest_failing`` bound those that do not; None where there is none."""

    grades: tuple[Grade, ...]
    pass_mark: Grade | None
    best_failing: Grade | None
    lowest_failing: Grade | None

    @classmethod
    def of(cls, profile: Profile) -> "Ladder":
        """The ladder of a profile."""
        grades = sorted(profile.grades, key=lambda grade: grade.at_least, reverse=True)
        passing = [grade for grade in grades if grade.passing]
        failing = [grade for grade in grades if not grade.passing]
        return cls(
            grades=tuple(grades),
            pass_mark=passing[-1] if passing else None,
            best_failing=failing[0] if failing else None,
            lowest_failing=failing[-1] if failing else None,
        )

    def at(self, value: Fraction, *, floors_met: bool = True) -> Grade | None:
        """The grade whose half-open interval holds ``value``, lower edge included.

        A passing grade with a floor that is not met falls to the best grade that does not pass.
        """
        for grade in self.grades:
            if value >= grade.at_least:
                return grade if floors_met or not grade.passing else self.best_failing
        return self.lowest_failing


def prepared(
    profile: Profile, indicators: Iterable[Indicator]
) -> Mapping[str, Mapping[Verdict, Condition]]:
    """Every condition that a subject can be held to, ready for each verdict."""
    texts: dict[str, str] = {}
    mark = Ladder.of(profile).pass_mark
    if mark is not None:
        texts[TOTAL] = f"总分不低于 {plain(mark.at_least)} 分（{mark.name}）"
    for branch in profile.branches:
        if branch.floor is not None:
            texts[floor_id(branch.id)] = f"{branch.name}不低于 {plain(branch.floor)} 分"
    for indicator in indicators:
        if indicator.veto is not None:
            texts[veto_id(indicator.id)] = _veto_text(indicator, indicator.veto.scope)
    return {
        id_: {verdict: Condition(id_, text, verdict) for verdict in Verdict}
        for id_, text in texts.items()
    }


def _veto_text(indicator: Indicator, scope: VetoScope) -> str:
    if scope is VetoScope.WHOLE:
        return f"未触发一票否决：{indicator.name}"
    return f"否决项已有结论：{indicator.name}"


def reached(lower: Fraction | None, upper: Fraction | None, least: Fraction) -> Verdict:
    """Does a value within ``lower..upper`` reach ``least``? Exact, edge included (全数值比较法)."""
    if lower is None or upper is None:
        return Verdict.UNKNOWN
    if lower >= least:
        return Verdict.MET
    return Verdict.NOT_MET if upper < least else Verdict.UNKNOWN
