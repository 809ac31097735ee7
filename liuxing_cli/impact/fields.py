"""The one table that says what a change of each field means, for every noun of a workspace.

A field of the model that is missing here fails the tests: whoever adds one decides its class.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from liuxing_cli.impact.classes import ChangeClass
from liuxing_cli.model import matrix, profile, standard, subject, workspace

_WORDING = ChangeClass.WORDING
_CLARIFICATION = ChangeClass.CLARIFICATION
_APPLICABILITY = ChangeClass.APPLICABILITY
_SCORES = ChangeClass.SCORES
_DECISIONS = ChangeClass.DECISIONS
_BREAKS = ChangeClass.BREAKS


@dataclass(frozen=True, slots=True)
class Value:
    """A field compared as one value."""

    label: str
    changed: ChangeClass


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping of plain values, compared key by key."""

    label: str
    changed: ChangeClass


@dataclass(frozen=True, slots=True)
class Part:
    """A noun inside, compared field by field; ``whole`` where it comes or goes."""

    label: str
    whole: ChangeClass


@dataclass(frozen=True, slots=True)
class Parts:
    """Nouns inside, matched by the field ``key`` (in a mapping by its keys)."""

    label: str
    added: ChangeClass
    removed: ChangeClass
    key: str = "id"


@dataclass(frozen=True, slots=True)
class Order:
    """Nouns that are compared elsewhere; here only the order of their ids."""

    label: str
    changed: ChangeClass = _WORDING


Spec = Value | Entries | Part | Parts | Order | None
"""None: not compared here (an identity, a place in a file, or compared elsewhere)."""

RULE_ITEMS: Mapping[standard.RuleKind, Parts] = {
    standard.RuleKind.OPTIONS: Parts("档次", _SCORES, _BREAKS),
    standard.RuleKind.CHECKLIST: Parts("分项", _SCORES, _BREAKS),
    standard.RuleKind.PER_UNIT: Parts("计分项", _SCORES, _BREAKS),
    standard.RuleKind.DEDUCT: Parts("扣分项", _SCORES, _BREAKS),
    standard.RuleKind.BANDS: Parts("分档", _SCORES, _SCORES),
    standard.RuleKind.SAMPLE: Parts("评级", _SCORES, _SCORES),
}
"""Records name levels and items by id, so one that goes breaks them; bands are never named."""


def _rule_items(old: standard.Rule, _new: standard.Rule) -> Spec:
    return RULE_ITEMS.get(old.kind, Parts("分项", _SCORES, _BREAKS))


def _rule_unit(old: standard.Rule, new: standard.Rule) -> Spec:
    """Only with "%" may a record give ``count`` and ``of``; other units are words."""
    return Value("单位", _BREAKS if "%" in (old.unit, new.unit) else _WORDING)


Chosen = Callable[[Any, Any], Spec]
"""A spec that depends on the two nouns."""

FIELDS: Mapping[type, Mapping[str, Spec | Chosen]] = {
    standard.Standard: {
        "id": None,
        "version": Value("版本", _BREAKS),
        "title": Value("标题", _WORDING),
        "documents": Parts("依据文件", _CLARIFICATION, _CLARIFICATION),
        "traits": Parts("基本情况", _APPLICABILITY, _APPLICABILITY),
        "types": Order("各型次序"),
        "renames": Entries("改名对照", _CLARIFICATION),
        "retired": Entries("停用编号", _CLARIFICATION),
        "indicators": None,  # apart, because renames are followed
        "file": None,
    },
    standard.SourceDocument: {
        "id": None,
        "title": Value("标题", _CLARIFICATION),
        "issuer": Value("发文机关", _CLARIFICATION),
        "date": Value("日期", _CLARIFICATION),
    },
    standard.Trait: {
        "id": None,
        "name": Value("名称", _WORDING),
        "kind": Value("取值", _APPLICABILITY),
        "choices": Value("可选值", _APPLICABILITY),
    },
    standard.TypeStandard: {
        "id": None,
        "name": Value("名称", _WORDING),
        "group": Value("工作组", _CLARIFICATION),
        "points": Value("分值", _SCORES),
        "sections": Order("部分次序"),
        "file": None,
    },
    standard.Section: {
        "id": None,
        "name": Value("名称", _WORDING),
        "points": Value("分值", _SCORES),
        "indicators": Order("指标次序"),
    },
    standard.Indicator: {
        "id": None,
        "name": Value("名称", _WORDING),
        "requirement": Value("要求", _WORDING),
        "points": Value("分值", _SCORES),
        "rule": Part("规则", _BREAKS),
        "methods": Value("检查方式", _CLARIFICATION),
        "evidence": Value("印证材料", _CLARIFICATION),
        "lead": Value("牵头单位", _CLARIFICATION),
        "support": Value("配合单位", _CLARIFICATION),
        "origin": Value("来源", _CLARIFICATION),
        "source": Part("依据", _CLARIFICATION),
        "type_id": Value("所属类型", _SCORES),
        "section_id": Value("所属部分", _SCORES),
        "applies": Part("适用条件", _APPLICABILITY),
        "veto": Part("一票否决", _DECISIONS),
        "bonus": Value("是否加分项", _SCORES),
        "file": None,
        "path": None,
    },
    standard.SourceRef: {
        "document": Value("文件", _CLARIFICATION),
        "clause": Value("条款", _CLARIFICATION),
    },
    standard.Applicability: {
        "trait": Value("看哪一项情况", _APPLICABILITY),
        "equals": Value("等于", _APPLICABILITY),
        "at_least": Value("不低于", _APPLICABILITY),
        "below": Value("低于", _APPLICABILITY),
        "reason": Value("理由", _WORDING),
    },
    standard.Veto: {
        "scope": Value("范围", _DECISIONS),
        "below": Value("得分率低于", _DECISIONS),
    },
    standard.Rule: {
        "kind": Value("种类", _BREAKS),
        "items": _rule_items,
        "unit": _rule_unit,
        "floor": Value("零分线", _SCORES),
        "target": Value("满分线", _SCORES),
        "step": Value("给分间隔", _BREAKS),
        "draw": Value("抽查数", _BREAKS),
    },
    standard.RuleItem: {
        "id": None,
        "name": Value("名称", _WORDING),
        "points": Value("分值", _SCORES),
        "at_least": Value("下限", _SCORES),
        "applies": Part("适用条件", _APPLICABILITY),
    },
    profile.Profile: {
        "id": None,
        "name": Value("名称", _WORDING),
        "purpose": Value("用途", _SCORES),
        "standard": Value("所用标准", _SCORES),
        "subject": Value("受评对象", _APPLICABILITY),
        "sources": Value("评估来源", _SCORES),
        "structure": Value("总分的构成", _SCORES),
        "selections": None,  # apart, against the standard that they are chosen from
        "branches": Parts("分支", _SCORES, _SCORES),
        "full": Value("满分", _SCORES),
        "grades": Parts("等次", _DECISIONS, _DECISIONS),
        "not_applicable": Value("不适用项", _SCORES),
        "missing": Value("未查项", _SCORES),
        "rounding": Part("修约", _SCORES),
        "bonus_cap": Value("加分上限", _DECISIONS),
        "set_by": Entries("由谁确定", _CLARIFICATION),
        "file": None,
    },
    profile.Branch: {
        "id": None,
        "name": Value("名称", _WORDING),
        "weight": Value("权重", _SCORES),
        "full": Value("满分", _SCORES),
        "floor": Value("底线", _DECISIONS),
    },
    profile.Grade: {
        "id": None,
        "name": Value("名称", _WORDING),
        "at_least": Value("下限", _DECISIONS),
        "passing": Value("是否达标", _DECISIONS),
    },
    profile.Rounding: {
        "digits": Value("小数位", _SCORES),
        "mode": Value("方式", _SCORES),
    },
    matrix.Conference: {
        "members": Value("成员单位", _CLARIFICATION),
        "office_lead": Value("办公室牵头单位", _CLARIFICATION),
        "office_deputies": Value("办公室副主任单位", _CLARIFICATION),
        "groups": Parts("工作组", _CLARIFICATION, _CLARIFICATION),
        "clause": Value("条款", _CLARIFICATION),
        "file": None,
    },
    matrix.WorkingGroup: {
        "id": None,
        "name": Value("名称", _WORDING),
        "type_id": Value("所管类型", _CLARIFICATION),
        "lead": Value("牵头单位", _CLARIFICATION),
        "members": Value("成员单位", _CLARIFICATION),
        "clause": Value("条款", _CLARIFICATION),
    },
    matrix.Unit: {
        "id": None,
        "number": Value("序号", _CLARIFICATION),
        "name": Value("名称", _WORDING),
        "duties": Parts("职责", _CLARIFICATION, _CLARIFICATION, key="clause"),
        "note": Value("说明", _WORDING),
        "file": None,
        "renamed_to": Value("后来的单位", _CLARIFICATION),
        "formerly": Value("原来的单位", _CLARIFICATION),
    },
    matrix.Duty: {
        "clause": None,
        "text": Value("内容", _WORDING),
        "types": Value("所涉类型", _CLARIFICATION),
        "excluded": Value("不列入的原因", _CLARIFICATION),
        "path": None,
    },
    subject.Subject: {
        "id": None,
        "name": Value("名称", _WORDING),
        "kind": Value("种类", _BREAKS),
        "street": Value("所属街道（乡镇）", _CLARIFICATION),
        "traits": Entries("基本情况", _APPLICABILITY),
        "synthetic": Value("是否虚构", _CLARIFICATION),
        "file": None,
    },
    workspace.Settings: {
        "name": Value("名称", _WORDING),
        "district": Value("区", _WORDING),
        "office": Value("办公室", _WORDING),
        "subject_id": Value("对象编码的样式", _CLARIFICATION),
        "profile": Value("默认评分办法", _SCORES),
        "synthetic": Value("是否虚构", _CLARIFICATION),
        "groups": Parts("片会", _APPLICABILITY, _APPLICABILITY),
        "assessors": Parts("评估机构", _CLARIFICATION, _BREAKS),
        "contact": Part("联系方式", _CLARIFICATION),
        "publicity": Part("公示", _CLARIFICATION),
        "file": None,
        "severities": Value("检查级别", _WORDING),
    },
    workspace.PeerGroup: {
        "id": None,
        "name": Value("名称", _WORDING),
        "members": Value("成员", _APPLICABILITY),
    },
    workspace.Assessor: {
        "id": None,
        "name": Value("名称", _WORDING),
        "sources": Value("可作的评估", _BREAKS),
    },
    workspace.Contact: {
        "office": Value("部门", _CLARIFICATION),
        "phone": Value("电话", _CLARIFICATION),
        "email": Value("电子邮箱", _CLARIFICATION),
        "address": Value("地址", _CLARIFICATION),
        "postcode": Value("邮编", _CLARIFICATION),
        "hours": Value("时间", _CLARIFICATION),
    },
    workspace.Publicity: {
        "days": Value("工作日数", _CLARIFICATION),
        "first_day_counts": Value("首日是否计入", _CLARIFICATION),
        "holidays": Value("另定的休息日", _CLARIFICATION),
        "workdays": Value("另定的工作日", _CLARIFICATION),
    },
}

DECIDING: Mapping[type, str] = {standard.Rule: "kind"}
"""Where this field differs, the others cannot be compared and are left out."""
