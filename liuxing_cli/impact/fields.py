"""The one table that says what a change of each field means, for every noun of a workspace.

A field of the model that is missing here fails the tests: whoever adds one decides its class.
"""

from collections.abc import Mapping

from liuxing_cli.impact.classes import ChangeClass
from liuxing_cli.impact.specs import Chosen, Entries, Order, Part, Parts, Spec, Value
from liuxing_cli.model import decision, matrix, profile, standard, subject, survey, workspace

_WORDING = ChangeClass.WORDING
_CLARIFICATION = ChangeClass.CLARIFICATION
_APPLICABILITY = ChangeClass.APPLICABILITY
_SCORES = ChangeClass.SCORES
_DECISIONS = ChangeClass.DECISIONS
_BREAKS = ChangeClass.BREAKS


RULE_ITEMS: Mapping[standard.RuleKind, Parts] = {
    standard.RuleKind.OPTIONS: Parts("档次", _SCORES, _BREAKS),
    standard.RuleKind.CHECKLIST: Parts("分项", _SCORES, _BREAKS),
    standard.RuleKind.PER_UNIT: Parts("计分项", _SCORES, _BREAKS),
    standard.RuleKind.DEDUCT: Parts("扣分项", _SCORES, _BREAKS),
    standard.RuleKind.BANDS: Parts("分档", _SCORES, _SCORES),
    standard.RuleKind.SAMPLE: Parts("评级", _SCORES, _SCORES),
    standard.RuleKind.HONOURS: Parts("荣誉级别", _SCORES, _SCORES),
    standard.RuleKind.TALLY: Parts("记分级别", _SCORES, _SCORES),
}
"""Records name levels and items by id, so one that goes breaks them; bands are never named, and
events name their levels in files of their own."""


def _rule_items(old: standard.Rule, _new: standard.Rule) -> Spec:
    return RULE_ITEMS.get(old.kind, Parts("分项", _SCORES, _BREAKS))


def _rule_unit(old: standard.Rule, new: standard.Rule) -> Spec:
    """Only with "%" may a record give ``count`` and ``of``; other units are words."""
    return Value("单位", _BREAKS if "%" in (old.unit, new.unit) else _WORDING)


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
        "exempt": Part("免检", _SCORES),
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
    standard.Exemption: {
        "title": Value("称号", _SCORES),
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
        "upward": Value("是否越大越好", _SCORES),
        "logarithmic": Value("是否取对数", _SCORES),
        "precision": Value("计算位数", _SCORES),
        "least": Value("至少答卷数", _BREAKS),
        "events": Value("所计事件", _SCORES),
        "within_months": Value("有效月数", _SCORES),
        "once": Value("同类只计一次", _SCORES),
        "better": Value("好的方向", _SCORES),
        "than": Value("与哪一期比", _SCORES),
        "off": Value("每次扣分", _SCORES),
        "per": Value("每差多少扣一次", _SCORES),
        "yearly": Value("每年重新累计", _SCORES),
        "survey": Part("问卷", _BREAKS),
    },
    standard.RuleItem: {
        "id": None,
        "name": Value("名称", _WORDING),
        "points": Value("分值", _SCORES),
        "at_least": Value("下限", _SCORES),
        "applies": Part("适用条件", _APPLICABILITY),
        "at_most": Value("上限", _BREAKS),
        "cap": Value("最多计", _SCORES),
        "shortfall": Part("差额扣分", _SCORES),
    },
    standard.Shortfall: {
        "target": Value("目标", _SCORES),
        "per": Value("每差多少扣一次", _SCORES),
        "better": Value("好的方向", _SCORES),
        "partial": Value("不足一步", _SCORES),
    },
    survey.SurveyForm: {
        "figure": Value("取哪个数", _SCORES),
        "scale": Parts("选项", _SCORES, _BREAKS),
        "questions": Parts("题目", _BREAKS, _BREAKS),
        "unknown": Value("答不清楚的", _SCORES),
        "composition": Part("答卷构成", _CLARIFICATION),
    },
    survey.Answer: {
        "id": None,
        "name": Value("名称", _WORDING),
        "value": Value("折合分", _SCORES),
        "favourable": Value("是否算满意", _SCORES),
        "unsure": Value("是否不清楚", _SCORES),
    },
    survey.Question: {
        "id": None,
        "name": Value("名称", _WORDING),
        "weight": Value("权重", _SCORES),
    },
    survey.Composition: {
        "group": Value("人群", _CLARIFICATION),
        "name": Value("名称", _WORDING),
        "share": Value("至少占比", _CLARIFICATION),
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
        "aggregation": Part("合成", _SCORES),
        "decision": Part("定等规则", _DECISIONS),
    },
    profile.Branch: {
        "id": None,
        "name": Value("名称", _WORDING),
        "weight": Value("权重", _SCORES),
        "full": Value("满分", _SCORES),
        "floor": Value("底线", _DECISIONS),
        "optional": Value("可以缺型", _DECISIONS),
    },
    profile.Aggregation: {
        "model": Value("合成模型", _SCORES),
        "mean": Value("平均方式", _SCORES),
        "precision": Value("计算位数", _SCORES),
        "section_weights": Entries("部分权重", _SCORES),
    },
    profile.Grade: {
        "id": None,
        "name": Value("名称", _WORDING),
        "at_least": Value("下限", _DECISIONS),
        "passing": Value("是否达标", _DECISIONS),
        "floors": Entries("各分支底线", _DECISIONS),
        "quota": Part("名额", _DECISIONS),
    },
    decision.Quota: {
        "of": Value("按什么算", _DECISIONS),
        "ties": Value("末位同分", _DECISIONS),
        "share": Value("比例", _DECISIONS),
        "count": Value("个数", _DECISIONS),
    },
    decision.DecisionRules: {
        "caps": Parts("封顶条件", _DECISIONS, _DECISIONS),
        "ineligible": Parts("不得评定的条件", _DECISIONS, _DECISIONS),
        "combine": Part("来源合成", _SCORES),
        "near": Part("临界区", _CLARIFICATION),
        "trial": Part("试行", _DECISIONS),
        "tables": Value("分类用的评分办法", _SCORES),
        "awards": Part("称号", _CLARIFICATION),
        "bonus_lifts": Value("加分计入哪里", _SCORES),
        "exceeds_full": Value("加分可否超过满分", _SCORES),
    },
    decision.Cap: {
        "id": None,
        "text": Value("说明", _WORDING),
        "when": Part("条件", _DECISIONS),
        "at_most": Value("最高等次", _DECISIONS),
    },
    decision.Bar: {
        "id": None,
        "text": Value("说明", _WORDING),
        "when": Part("条件", _DECISIONS),
    },
    decision.Test: {
        "indicator": Value("指标", _DECISIONS),
        "trait": Value("基本情况", _DECISIONS),
        "events": Value("事件", _DECISIONS),
        "levels": Value("事件级别", _DECISIONS),
        "equals": Value("等于", _DECISIONS),
        "at_least": Value("不低于", _DECISIONS),
        "below": Value("低于", _DECISIONS),
        "within_months": Value("多少个月内", _DECISIONS),
    },
    decision.Combination: {
        "weights": Entries("来源权重", _SCORES),
        "missing": Value("缺一个来源时", _SCORES),
    },
    decision.Near: {"factor": Value("误差倍数", _CLARIFICATION)},
    decision.Trial: {
        "periods": Value("评估期", _DECISIONS),
        "reason": Value("理由", _WORDING),
    },
    decision.Awards: {
        "title": Value("称号", _CLARIFICATION),
        "name": Value("名称", _WORDING),
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
        "mutual": Part("互评公开设置", _CLARIFICATION),
        "feedback_days": Value("意见建议答复期限", _CLARIFICATION),
    },
    workspace.MutualRules: {
        "publish_severities": Value("是否公布松紧", _CLARIFICATION),
        "name_raters": Value("是否写明评价方", _CLARIFICATION),
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
        "days": Value("公示天数", _CLARIFICATION),
        "count": Value("计日方式", _CLARIFICATION),
        "first_day_counts": Value("首日是否计入", _CLARIFICATION),
        "holidays": Value("另定的休息日", _CLARIFICATION),
        "workdays": Value("另定的工作日", _CLARIFICATION),
    },
}

DECIDING: Mapping[type, str] = {standard.Rule: "kind"}
"""Where this field differs, the others cannot be compared and are left out."""
