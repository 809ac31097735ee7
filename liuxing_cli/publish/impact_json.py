"""The impact of an edit as one JSON document; see ``schemas/output/diff.schema.json``."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from liuxing_cli.model.finding import Finding
from liuxing_cli.model.numbers import plain
from liuxing_cli.model.privacy import mask
from liuxing_cli.model.profile import Profile
from liuxing_cli.model.result import Result
from liuxing_cli.publish.findings import hint_of, message_of
from liuxing_cli.publish.impact import (
    ChangeLine,
    ImpactView,
    RatingLine,
    RecordLine,
    SubjectLine,
    values,
)
from liuxing_cli.publish.impact_words import CLASSES
from liuxing_cli.publish.ranking import decision, total_cell


def document(view: ImpactView, version: str) -> dict[str, Any]:
    """Everything, whether it changed or not; numbers are exact text beside what is published."""
    return {
        "schema": "liuxing/diff@1",
        "tool": {"name": "liuxing", "version": version},
        "district": view.district,
        "synthetic": view.synthetic,
        "against": {"name": view.against, "commit": view.commit},
        "period": view.period,
        "source": str(view.sources[0]),
        "sources": [str(source) for source in view.sources],
        "profile": {"old": view.old_profile.id, "new": view.new_profile.id},
        "coverage": {
            "subjects": view.listed,
            "compared": len(view.compared),
            "records": {"old": view.old_records, "new": view.new_records},
        },
        "counts": _counts(view),
        "changes": [_change(change) for change in view.changes],
        "records": [_record(record) for record in view.records],
        "results": [_subject(subject, view) for subject in view.subjects],
        "breaks": [_break(finding) for finding in view.breaks],
        "fail_on": view.fail_on,
        "failed": view.failed,
    }


def _counts(view: ImpactView) -> dict[str, Any]:
    classes = Counter(change.change_class for change in view.changes)
    actions = Counter(record.action for record in view.records)
    ways = Counter(s.direction for s in view.subjects if s.direction)
    return {
        "changes": {key: classes[key] for key in CLASSES},
        "records": {
            **{key: actions[key] for key in ("added", "removed", "changed")},
            "relaid": view.relaid,
        },
        "scores": sum(s.score_changed for s in view.compared),
        "ranks": sum(s.rank_changed for s in view.compared),
        "decisions": sum(s.decision_changed for s in view.compared),
        "directions": {key: ways[key] for key in ("up", "down", "open")},
        "appeared": sum(s.old is None for s in view.subjects),
        "vanished": sum(s.new is None for s in view.subjects),
        "breaks": len(view.breaks),
        "broken_records": len({finding.file for finding in view.breaks}),
    }


def _change(change: ChangeLine) -> dict[str, Any]:
    old, new = values(change)
    return {
        "class": change.change_class,
        "action": change.action,
        "kind": change.noun,
        "id": change.id,
        "name": change.name,
        "field": list(change.trail),
        "label": "·".join(change.labels),
        "old": None if change.old is None else old,
        "new": None if change.new is None else new,
        "file": change.file,
    }


def _record(record: RecordLine) -> dict[str, Any]:
    return {
        "file": record.file,
        "action": record.action,
        "head": list(record.head),
        "ratings": [_rating(rating) for rating in record.ratings],
    }


def _rating(rating: RatingLine) -> dict[str, Any]:
    return {
        "indicator": rating.indicator,
        "was": rating.was or None,
        "action": rating.action,
        "old": _facts(rating.old),
        "new": _facts(rating.new),
    }


def _facts(value: object) -> Any:
    """A rating as it stands in the file, personal data masked; decimals are text, so that no
    reader rounds them."""
    if isinstance(value, Mapping):
        return {str(key): _facts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_facts(item) for item in value]
    if isinstance(value, str):
        return mask(value)
    return plain(value) if isinstance(value, Decimal) else value


def _subject(subject: SubjectLine, view: ImpactView) -> dict[str, Any]:
    return {
        "subject": subject.id,
        "name": subject.name,
        "street": subject.street,
        "old": _result(subject.old, view.old_profile),
        "new": _result(subject.new, view.new_profile),
        "score_changed": subject.score_changed,
        "rank_changed": subject.rank_changed,
        "decision_changed": subject.decision_changed,
        "direction": subject.direction,
        "conditions": [
            {
                "id": line.id,
                "text": line.text,
                "old": str(line.old) if line.old else None,
                "new": str(line.new) if line.new else None,
            }
            for line in subject.crossed
        ],
    }


def _result(result: Result | None, profile: Profile) -> dict[str, Any] | None:
    if result is None:
        return None
    total = None
    if result.total is not None:
        total = {"exact": plain(result.total), "published": total_cell(result, profile)}
    return {
        "total": total,
        "upper": None if result.upper is None else plain(result.upper),
        "branches": {b.id: None if b.score is None else plain(b.score) for b in result.branches},
        "rank": result.rank,
        "outcome": str(result.outcome),
        "grade": result.grade,
        "decision": decision(result, profile),
    }


def _break(finding: Finding) -> dict[str, Any]:
    where = finding.position
    return {
        "file": finding.file,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "path": list(finding.path) if finding.path is not None else None,
        "code": finding.code,
        "message": message_of(finding),
        "hint": hint_of(finding),
    }
