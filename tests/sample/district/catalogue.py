"""The indicators and profiles the records are made for, read from ``standards/``.

Only what the generator needs, read with the plainest loader, so that the sample district does not
lean on the code that it is there to test.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

Traits = Mapping[str, bool | str | Fraction]


@dataclass(frozen=True)
class Condition:
    """When something applies: a test on one trait."""

    trait: str
    test: str
    value: str
    reason: str

    def holds(self, traits: Traits) -> bool:
        """Whether the condition holds; for a subject without the trait it does."""
        if self.trait not in traits:
            return True
        trait = traits[self.trait]
        if isinstance(trait, Fraction):
            limit = Fraction(self.value)
            return trait >= limit if self.test == "at_least" else trait < limit
        return (str(trait).lower() if isinstance(trait, bool) else trait) == self.value


@dataclass(frozen=True)
class Item:
    """A level, sub-item, band, countable event or sample grade of a rule."""

    id: str
    points: Fraction
    at_least: Fraction
    applies: Condition | None


@dataclass(frozen=True)
class Indicator:
    id: str
    type: str
    section: str
    points: Fraction
    kind: str
    items: tuple[Item, ...]
    unit: str
    numbers: Mapping[str, Fraction]  # step, floor, target, draw
    method: str
    evidence: tuple[str, ...]
    applies: Condition | None
    veto_below: Fraction  # the veto triggers below this share; 0 where there is none
    bonus: bool


@dataclass(frozen=True)
class Profile:
    """The points of each selected indicator, and the section and branch they add up in."""

    id: str
    points: Mapping[str, Fraction]
    place_of: Mapping[str, tuple[str, str]]  # branch and section; by method one flat section
    weights: Mapping[str, Fraction]
    floors: Mapping[str, Fraction]
    branch_full: Mapping[str, Fraction]
    full: Fraction
    pass_mark: Fraction
    bonus_cap: Fraction


@dataclass(frozen=True)
class Catalogue:
    """The indicators in the order of the standard, and the profiles, both by id."""

    indicators: Mapping[str, Indicator]
    profiles: Mapping[str, Profile]

    def selected(self, profile: str) -> list[Indicator]:
        """The indicators that a profile selects, in the order of the standard."""
        points = self.profiles[profile].points
        return [indicator for name, indicator in self.indicators.items() if name in points]


def read_catalogue(standards: Path) -> Catalogue:
    """Everything below ``standards/`` that the records are made for."""
    indicators = _read_indicators(standards)
    names = ("self-check", "mutual", "third-party", "acceptance")
    return Catalogue(indicators, {n: _read_profile(standards, n, indicators) for n in names})


def _read_indicators(standards: Path) -> dict[str, Indicator]:
    folder = standards / "six-type"
    indicators = {}
    for name in _load(folder / "standard.yaml")["types"]:
        document = _load(folder / "types" / f"{name}.yaml")
        for section in document["sections"]:
            for entry in section["indicators"]:
                indicators[entry["id"]] = _indicator(entry, document["id"], section["id"])
    return indicators


def _read_profile(standards: Path, name: str, indicators: Mapping[str, Indicator]) -> Profile:
    document = _load(standards / "profiles" / f"{name}.yaml")
    chosen = _selected(document.get("select", {}), indicators)
    points = {i.id: Fraction(document.get("points", {}).get(i.id, i.points)) for i in chosen}
    by_method = document["structure"] == "methods"
    method_of = document.get("method_of", {})
    branches = document["branches"]
    return Profile(
        id=name,
        points=points,
        place_of={
            i.id: (method_of.get(i.id, i.method), "") if by_method else (i.type, i.section)
            for i in chosen
        },
        weights={key: Fraction(branch["weight"]) for key, branch in branches.items()},
        floors={key: Fraction(b["floor"]) for key, b in branches.items() if "floor" in b},
        branch_full={key: Fraction(branch["full"]) for key, branch in branches.items()},
        full=Fraction(document["full"]),
        bonus_cap=Fraction(document.get("bonus_cap", 0)),
        pass_mark=min(
            Fraction(grade["at_least"])
            for grade in document["grades"]
            if grade["passing"] == "true"
        ),
    )


def _selected(select: Mapping[str, Any], indicators: Mapping[str, Indicator]) -> list[Indicator]:
    if "only" in select:
        return [indicators[name] for name in select["only"]]
    left_out = set(select.get("except", ()))
    types = select.get("types")
    return [
        indicator
        for indicator in indicators.values()
        if indicator.id not in left_out and (types is None or indicator.type in types)
    ]


def _indicator(entry: Mapping[str, Any], type_id: str, section: str) -> Indicator:
    rule = entry["rule"]
    lines = next((rule[k] for k in ("levels", "items", "bands", "grades") if k in rule), ())
    return Indicator(
        id=entry["id"],
        type=type_id,
        section=section,
        points=Fraction(entry["points"]),
        kind=rule["kind"],
        items=tuple(_item(line) for line in lines),
        unit=rule.get("unit", ""),
        numbers={
            key: Fraction(rule[key])
            for key in ("step", "floor", "target", "draw", "least")
            if key in rule
        },
        method=entry["methods"][0],
        evidence=tuple(entry.get("evidence", ())),
        applies=_condition(entry.get("applies")),
        veto_below=Fraction(entry["veto"].get("below", 1) if "veto" in entry else 0),
        bonus=entry.get("bonus") == "true",
    )


def _item(line: Mapping[str, Any]) -> Item:
    return Item(
        id=line.get("id", ""),
        points=Fraction(line["points"]),
        at_least=Fraction(line.get("at_least", 0)),
        applies=_condition(line.get("applies")),
    )


def _condition(entry: Mapping[str, str] | None) -> Condition | None:
    if entry is None:
        return None
    test = next(key for key in ("equals", "at_least", "below") if key in entry)
    return Condition(entry["trait"], test, entry[test], entry.get("reason", ""))


def _load(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 - text only
