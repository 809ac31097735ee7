"""The comparison for programs: exact fractions; see ``schemas/output/compare.schema.json``."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from liuxing_cli.model.numbers import plain
from liuxing_cli.publish.mutual import (
    AgreementView,
    ComparisonView,
    GroupView,
    MemberLine,
    MethodView,
    PartView,
)
from liuxing_cli.publish.mutual_office_view import LABEL, OfficeView, OverallView, ShiftLine
from liuxing_cli.publish.mutual_sources_view import SourceView

ICC_KEYS = (
    "one_single",
    "two_single",
    "three_single",
    "one_mean",
    "two_mean",
    "three_mean",
)


def comparison_json(view: ComparisonView, version: str) -> dict[str, Any]:
    """The whole document; what the office alone may see is there only when asked for."""
    document: dict[str, Any] = {
        "schema": "liuxing/compare@1",
        "tool": {"name": "liuxing", "version": version},
        "period": view.period,
        "profile": view.profile,
        "synthetic": view.synthetic,
        "covered": view.covered,
        "groups": [_group(group) for group in view.groups],
        "sources": [_source(source) for source in view.sources],
        "problems": [{"line": line, "message": words} for line, words in view.problems],
    }
    if view.office:
        document["office"] = {
            "label": LABEL,
            "overall": [_overall(line) for line in view.overall],
            "groups": [
                {"id": group.id, "parts": [_office(part) for part in group.office]}
                for group in view.groups
            ],
        }
    return document


def _group(group: GroupView) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name,
        "method": group.method,
        "level": plain(group.level),
        "members": [_member(m) for m in group.members],
        "parts": [_part(part) for part in group.parts],
        "scores": _scores(group.scores),
        "methods": [_method(method) for method in group.methods],
        "agreement": _agreement(group.agreement),
        "missing": [{"rater": r, "target": t, "reason": why} for r, t, why in group.missing],
        "cautions": [{"code": code, "text": words} for code, words in group.cautions],
    }


def _member(m: MemberLine) -> dict[str, Any]:
    return {
        "id": m.id,
        "name": m.name,
        "part": m.part,
        "ratings": m.ratings,
        "raw_mean": _exact(m.raw_mean),
        "raw_rank": m.raw_rank,
        "given": m.given,
        "given_mean": _exact(m.given_mean),
        "severity": _exact(m.severity),
        "severity_error": _decimal(m.severity_error),
        "adjusted": _exact(m.adjusted),
        "standard_error": _decimal(m.standard_error),
        "margin": _decimal(m.margin),
        "adjusted_rank": m.adjusted_rank,
        "rank_interval": _span(m.interval),
        "band": m.band,
        "left_out": _span(m.left_out),
        "self": _exact(m.own),
        "self_gap": _exact(m.gap),
    }


def _part(part: PartView) -> dict[str, Any]:
    return {
        "raters": list(part.raters),
        "targets": list(part.targets),
        "mean": plain(part.mean),
        "variance": _exact(part.variance),
        "df": part.df,
        "pooled": part.pooled,
        "ratio": _exact(part.ratio),
        "reliability": _exact(part.reliability),
        "efficiency": _exact(part.efficiency),
        "least_difference": _decimal(part.least_difference),
        "needed": list(part.needed),
    }


def _method(method: MethodView) -> dict[str, Any]:
    return {
        "id": method.id,
        "name": method.name,
        "weight": plain(method.weight),
        "scores": _scores(method.scores),
        "members": [
            {
                "id": id_,
                "raw_mean": _exact(line.raw_mean),
                "adjusted": _exact(line.adjusted),
                "adjusted_rank": line.rank,
            }
            for id_, line in method.members.items()
        ],
    }


def _agreement(view: AgreementView) -> dict[str, Any]:
    panel = view.concordance
    return {
        "alpha": {level: _exact(value) for level, value in view.alphas.items()},
        "icc": {key: _exact(v) for key, v in zip(ICC_KEYS, view.icc, strict=True)}
        if view.icc
        else None,
        "kendall_w": None
        if panel is None
        else {"w": plain(panel[0]), "chi2": plain(panel[1]), "p": _decimal(panel[2])},
    }


def _source(view: SourceView) -> dict[str, Any]:
    return {
        "first": view.first,
        "second": view.second,
        "unit": view.unit,
        "ruler": view.ruler,
        "left_out": view.left_out,
        "values": [
            {"name": name, "first": plain(one), "second": plain(other)}
            for name, (one, other) in view.values.items()
        ],
        "mean": _exact(view.mean),
        "margin": _decimal(view.margin),
        "deviation": _decimal(view.deviation),
        "reach": _decimal(view.reach),
        "outside": list(view.outside),
        "slope": _exact(view.slope),
        "slope_p": _decimal(view.slope_chance),
        "tau_b": _decimal(view.tau_b),
        "icc": _exact(view.icc),
        "indicators": [
            {
                "id": line.id,
                "name": line.name,
                "count": line.count,
                "first": plain(line.first),
                "second": plain(line.second),
                "kappa": _exact(line.kappa),
            }
            for line in view.indicators
        ],
    }


def _overall(line: OverallView) -> dict[str, Any]:
    return {
        "scope": line.scope,
        "tables": line.tables,
        "f": _exact(line.f),
        "df": [line.above, line.below],
        "p": _decimal(line.chance),
        "correlation": plain(line.correlation),
        "power": _decimal(line.power),
    }


def _office(part: OfficeView) -> dict[str, Any]:
    return {
        "rounds": part.rounds,
        "deviation": _decimal(part.deviation),
        "assumed_lift": plain(part.assumed),
        "power": _decimal(part.power),
        "pairs": [_shift(line, "one", "other") for line in part.pairs],
        "cells": [_shift(line, "rater", "target") for line in part.cells],
        "raters": [
            {
                "name": line.name,
                "ratings": line.ratings,
                "spread": _decimal(line.spread),
                "fit": _exact(line.fit),
                "flat": line.flat,
                "unfit": line.unfit,
            }
            for line in part.raters
        ],
        "copied": [{"one": a, "other": b, "targets": count} for a, b, count in part.copied],
        "selves": [
            {
                "name": line.name,
                "self_gap": plain(line.gap),
                "enhancement": plain(line.enhancement),
                "error": _decimal(line.error),
                "p": _decimal(line.chance),
                "adjusted_p": _decimal(line.adjusted),
            }
            for line in part.selves
        ],
    }


def _shift(line: ShiftLine, one: str, other: str) -> dict[str, Any]:
    return {
        one: line.one,
        other: line.other,
        "delta": plain(line.delta),
        "t": _decimal(line.t),
        "df": line.df,
        "rounds": line.rounds,
        "p": _decimal(line.chance),
        "adjusted_p": _decimal(line.adjusted),
        "marked": line.marked,
    }


def _scores(scores: Mapping[tuple[str, str], Fraction]) -> list[dict[str, str]]:
    return [
        {"rater": rater, "target": target, "score": plain(score)}
        for (rater, target), score in sorted(scores.items())
    ]


def _span(ranks: tuple[int, int] | None) -> list[int] | None:
    return None if ranks is None else list(ranks)


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)
