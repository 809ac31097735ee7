"""The results of ``liuxing score`` as JSON; its shape is ``schemas/output/score.schema.json``."""

from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import fixed, plain
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import BranchScore, Condition, NearLine, Result, SourcePart
from liuxing_cli.publish.conditions import held, told
from liuxing_cli.publish.ranking import branch_cell, total_cell
from liuxing_cli.publish.score import ScoreView, probability, root, rounding_notes, warnings

Json = dict[str, Any]


def results_json(view: ScoreView) -> list[Json]:
    """Each result with exact fractions beside the published digits."""
    return [_result(view, result) for result in view.results]


def errors_json(view: ScoreView) -> list[Json]:
    """The assessors' errors: u², u, and half the width of the zone."""
    factor = view.profile.decision.near.factor
    return [
        {
            "id": each.id,
            "name": each.name,
            "squared": plain(each.squared),
            "error": root(each.squared, 4),
            "zone": root(each.squared * factor**2, 4),
            "subjects": each.subjects,
            "method": "two_way" if each.crossed else "within_subjects",
        }
        for each in view.errors
    ]


def _result(view: ScoreView, result: Result) -> Json:
    profile, subject = view.profile_of(result), view.subjects[result.subject]
    gap = view.gaps.get(result.subject)
    return {
        "subject": result.subject,
        "name": subject.name,
        "street": {"id": subject.street, "name": view.subjects[subject.street].name},
        "profile": result.profile,
        "rank": result.rank,
        "total": _number(result.total, total_cell(result, profile)),
        "upper": _number(result.upper, None),
        "graded": _number(result.graded, None),
        "graded_upper": _number(result.graded_upper, None),
        "outcome": str(result.outcome),
        "grade": result.grade,
        "bonus": plain(result.bonus),
        "reason": result.reason,
        "trial": result.trial,
        "branches": [_branch(branch, profile) for branch in result.branches],
        "conditions": [_condition(c, result, profile) for c in result.conditions],
        "vetoes": list(result.vetoes),
        "not_applicable": list(result.not_applicable),
        "missing": list(result.missing),
        "coverage": _coverage(view, result),
        "rounding": _rounding(result, profile),
        "near": [_near(line) for line in result.near],
        "sources": [_source(part, profile) for part in result.sources],
        "self_gap": None if gap is None else plain(gap),
        "files": list(result.files),
    }


def _branch(branch: BranchScore, profile: Profile) -> Json:
    return {
        "id": branch.id,
        "name": branch.name,
        "full": plain(branch.full),
        "weight": plain(branch.weight),
        "score": _number(branch.score, branch_cell(branch, profile)),
        "upper": _number(branch.upper, None),
        "earned": plain(branch.earned),
        "due": plain(branch.due),
        "missing": plain(branch.unseen),
        "not_applicable": plain(branch.left_out),
    }


def _condition(condition: Condition, result: Result, profile: Profile) -> Json:
    lower, upper, line = held(condition, result, profile)
    return {
        "id": condition.id,
        "text": condition.text,
        "verdict": str(condition.verdict),
        "told": told(condition, result, profile),
        "value": None if lower is None else plain(lower),
        "upper": None if upper is None else plain(upper),
        "line": None if line is None else plain(line),
        "detail": condition.detail,
    }


def _coverage(view: ScoreView, result: Result) -> Json:
    found = view.coverage[result.subject]
    return {
        "seen": None if found.seen is None else plain(found.seen),
        "not_applicable": plain(found.left_out),
        "sections": [
            {"id": each.id, "name": each.name, "not_applicable": plain(each.share)}
            for each in found.sections
        ],
        "warnings": warnings(found),
    }


def _rounding(result: Result, profile: Profile) -> Json | None:
    if result.total is None:
        return None
    return {
        "rounded": fixed(result.total, profile.rounding.digits, profile.rounding.mode),
        "notes": list(rounding_notes(result, profile)),
    }


def _near(line: NearLine) -> Json:
    return {
        "id": line.id,
        "text": line.text,
        "score": plain(line.score),
        "line": plain(line.line),
        "error": root(line.error_squared, 4),
        "probability": probability(line),
    }


def _source(part: SourcePart, profile: Profile) -> Json:
    digits, mode = profile.rounding.digits, profile.rounding.mode

    def number(value: Fraction | None) -> dict[str, str] | None:
        return _number(value, None if value is None else fixed(value, digits, mode))

    return {
        "source": part.source,
        "weight": plain(part.weight),
        "share": plain(part.share),
        "score": number(part.score),
        "upper": number(part.upper),
        "contribution": number(part.contribution),
        "records": part.records,
        "reason": part.reason,
    }


def _number(value: Fraction | None, published: str | None) -> dict[str, str] | None:
    if value is None:
        return None
    exact = {"exact": plain(value)}
    return exact if published is None else {**exact, "published": published}
