"""Trying a template: is it written right, and does every name in it exist?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import meta, nodes

from liuxing_cli.model.nearby import suggestion
from liuxing_cli.publish.errors import TemplateError
from liuxing_cli.publish.specimen import SPECIMENS, Specimen
from liuxing_cli.publish.template import Templates


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a template; ``line`` 0 where it concerns the whole."""

    template: str
    line: int
    text: str


def faults(name: str, templates: Templates) -> list[Fault]:
    """What is wrong with the template ``name``; nothing if it can be used.

    A template that no kind of document knows is only compiled: its values are nobody's.
    """
    try:
        tree = templates.parsed(name)
    except TemplateError as problem:
        return [_fault(problem)]
    specimen = SPECIMENS.get(name)
    if specimen is None:
        return []
    known = {**specimen.values, "paper": None, **templates.globals}
    found = set(_unknown(name, tree, known))
    lines = {(fault.template, fault.line) for fault in found}
    for values in (specimen.values, specimen.bare):
        failed = _failure(name, templates, specimen, values)
        if failed is not None and (failed.template, failed.line) not in lines:
            found.add(failed)
    return sorted(found)


def _unknown(name: str, tree: nodes.Template, known: Mapping[str, Any]) -> Iterator[Fault]:
    """Names that no value has, each at every line where it stands."""
    strange = meta.find_undeclared_variables(tree) - known.keys()
    for node in tree.find_all(nodes.Name):
        if node.name in strange and node.ctx == "load":
            hint = suggestion(node.name, known, "可用的变量见模板开头的说明")
            yield Fault(name, node.lineno, f"没有“{node.name}”这个变量；{hint}")


def _failure(
    name: str, templates: Templates, specimen: Specimen, values: Mapping[str, Any]
) -> Fault | None:
    try:
        templates.fill(name, values, specimen.objects)
    except TemplateError as problem:
        return _fault(problem)
    return None


def _fault(problem: TemplateError) -> Fault:
    return Fault(problem.template, problem.line or 0, problem.problem)


def purpose(source: str) -> str:
    """What a template is for: the first sentence of the comment that it starts with."""
    text = source.lstrip("\ufeff \r\n")
    if not text.startswith("{#"):
        return ""
    lines = text[2:].partition("#}")[0].strip().splitlines()
    return lines[0].strip().partition("。")[0] if lines else ""
