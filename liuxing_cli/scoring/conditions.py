"""The conditions of a decision, worded once a profile: total, floors, vetoes, limits."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import Grade, Profile
from liuxing_cli.model.result import Condition, Limit, Verdict
from liuxing_cli.model.standard import Indicator, VetoScope

TOTAL = "total"


def floor_id(branch: str) -> str:
    """The id of the condition that ``branch`` reaches its floor."""
    return f"floor:{branch}"


def veto_id(indicator: str) -> str:
    """The id of the condition that ``indicator`` rules nothing out."""
    return f"veto:{indicator}"


def grade_floor_id(grade: str, branch: str) -> str:
    """The id of the condition that ``branch`` reaches what ``grade`` asks of it."""
    return f"grade:{grade}:{branch}"


def whole_id(branch: str) -> str:
    """The id of the condition that something in ``branch`` applies."""
    return f"whole:{branch}"


def quota_id(grade: str) -> str:
    """The id of the condition that there is a place left in ``grade``."""
    return f"quota:{grade}"


def limit_id(limit: Limit) -> str:
    """The id of the condition that a cap or a bar does not bind."""
    return f"{'cap' if limit.at_most else 'eligible'}:{limit.id}"


def is_whole(condition: Condition) -> bool:
    """Whether it says that a branch is wholly not applicable."""
    return condition.id.startswith("whole:")


def is_bar(condition: Condition) -> bool:
    """Whether it is the condition that nothing bars the subject."""
    return condition.id.startswith("eligible:")


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
    has_floors: bool = False  # a grade has floors of its own

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
            has_floors=any(grade.floors for grade in grades),
        )

    def at(
        self, value: Fraction, *, floors_met: bool = True, failed: Collection[str] = ()
    ) -> Grade | None:
        """The grade whose half-open interval holds ``value``, lower edge included.

        A passing grade with a floor that is not met falls to the best grade that does not pass. A
        grade with floors of its own that are not met (``failed``: ids of conditions) falls to the
        next below that asks no more than there is.
        """
        for grade in self.grades:
            if value < grade.at_least:
                continue
            if grade.passing and not floors_met:
                return self.best_failing
            if not any(grade_floor_id(grade.id, branch) in failed for branch in grade.floors):
                return grade
        return self.lowest_failing

    def capped(self, grade: Grade | None, at_most: Iterable[str]) -> Grade | None:
        """The grade, or the lowest of ``at_most`` (ids) where that is below it."""
        if grade is None:
            return None
        places = [self.grades.index(grade)]
        places += [i for i, g in enumerate(self.grades) if g.id in set(at_most)]
        return self.grades[max(places)]

    def below(self, grade_id: str) -> Grade | None:
        """The next grade below, None below the lowest."""
        ids = [grade.id for grade in self.grades]
        place = ids.index(grade_id) + 1
        return self.grades[place] if place < len(ids) else None


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
        texts[whole_id(branch.id)] = f"{branch.name}至少有一项适用"
    texts |= _grade_texts(profile)
    for indicator in indicators:
        if indicator.veto is not None:
            texts[veto_id(indicator.id)] = _veto_text(indicator, indicator.veto.scope)
    return {
        id_: {verdict: Condition(id_, text, verdict) for verdict in Verdict}
        for id_, text in texts.items()
    }


def _grade_texts(profile: Profile) -> dict[str, str]:
    names = {branch.id: branch.name for branch in profile.branches}
    return {
        grade_floor_id(grade.id, branch): (
            f"评为{grade.name}，{names.get(branch, branch)}不低于 {plain(least)} 分"
        )
        for grade in profile.grades
        for branch, least in grade.floors.items()
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
