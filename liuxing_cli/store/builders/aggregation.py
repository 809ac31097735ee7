"""How a profile combines its tree into the total: ``model``, ``mean``, ``precision`` and
``section_weights``, and which of these cannot stand together."""

from collections.abc import Iterator
from typing import Any

from liuxing_cli.model.finding import Finding
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.profile import Aggregation, Mean, Model, NotApplicable, Structure
from liuxing_cli.model.standard import Indicator, Standard
from liuxing_cli.store.builders.numbers import exact


def aggregation_of(value: dict[str, Any]) -> Aggregation:
    """Build the aggregation of a profile; what it does not say is as if there were no such keys."""
    return Aggregation(
        model=Model(value.get("model", Model.HIERARCHICAL)),
        mean=Mean(value.get("mean", Mean.ARITHMETIC)),
        precision=value.get("precision", Aggregation().precision),
        section_weights={
            id_: exact(weight) for id_, weight in value.get("section_weights", {}).items()
        },
    )


def aggregation_findings(
    value: dict[str, Any], standard: Standard, selected: list[Indicator], file: str
) -> Iterator[Finding]:
    """PRF040 where settings contradict each other, PRF041 where sections are wrongly weighted."""
    for key, problem in _contradictions(value):
        yield Finding("PRF040", file, (key,), params={"problem": problem})
    for id_, branch in value["branches"].items():
        if "floor" in branch and "floor_share" in branch:
            params = {"problem": "floor 和 floor_share 是同一条底线的两种写法"}
            yield Finding("PRF040", file, ("branches", id_, "floor_share"), params=params)
    yield from _section_weights(value, standard, selected, file)


def _contradictions(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    model = value.get("model", Model.HIERARCHICAL)
    geometric = value.get("mean") == Mean.GEOMETRIC
    if geometric and model != Model.HIERARCHICAL:
        yield "mean", f"几何平均只用于逐级加权（model: hierarchical），不能用于 {model}"
    if geometric and value["not_applicable"] == NotApplicable.EXCLUDE:
        yield "not_applicable", "缺项不放大（exclude）的分支只能当 0，几何平均遇 0 总分就是 0"
    if "precision" in value and not geometric:
        yield "precision", "计算位数只对几何平均（mean: geometric）有用"
    if "section_weights" in value and model != Model.HIERARCHICAL:
        yield "section_weights", f"合成模型 {model} 不用权重"
    elif "section_weights" in value and value["structure"] == Structure.METHODS:
        yield "section_weights", "按检查方式分支（structure: methods）时没有部分"


def _section_weights(
    value: dict[str, Any], standard: Standard, selected: list[Indicator], file: str
) -> Iterator[Finding]:
    """Each weighted section exists and has selected points; a branch is weighted whole or not."""
    weights = value.get("section_weights", {})
    for type_ in standard.types:
        counted = {i.section_id for i in selected if i.type_id == type_.id and not i.bonus}
        own = [section for section in type_.sections if section.id in counted]
        named = [section.id for section in own if section.id in weights]
        missing = [section.name for section in own if section.id not in weights]
        if named and missing:
            params = {"problem": f"{type_.name}的{'、'.join(missing)}没有写权重"}
            yield Finding("PRF041", file, ("section_weights", named[0]), params=params, on_key=True)
    known = [section.id for type_ in standard.types for section in type_.sections]
    for id_ in weights:
        if id_ not in known:
            params = {"problem": f"没有部分 {id_}，{suggestion(id_, known, '在标准里查对编号')}"}
            yield Finding("PRF041", file, ("section_weights", id_), params=params, on_key=True)
