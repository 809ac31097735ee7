"""What the planner found, in words: limits, conflicts, and what is wrong with a plan."""

from collections.abc import Iterable, Iterator, Mapping

from liuxing_cli.model.plan import Exclusion, PlanRule, PlanRules, RoundPlan
from liuxing_cli.peer.assign.conflict import Conflict
from liuxing_cli.peer.assign.limits import Limit, limits_of, limits_of_round
from liuxing_cli.peer.assign.matching import Shortage
from liuxing_cli.peer.assign.precision import (
    LEVEL,
    SPREAD,
    error_ratio,
    least_difference,
    precision_of,
)
from liuxing_cli.peer.assign.problem import Element, last_pairs
from liuxing_cli.peer.assign.verify import Breach, Deviation, Part
from liuxing_cli.publish.assign import ConflictView, GroupView, PlanView, Said

Names = Mapping[str, str]

LIMITS = {
    Limit.RAW_ONLY: "三家互评只有 1 个自由度：只能列原始平均分，不能校正，不能排名次",
    Limit.NO_PAIR_TESTS: "四家互评不能检验哪一对互相抬分（两对的效应混在一起）",
    Limit.WEAK_PAIR_TESTS: "一轮很难查出互相抬分，要几轮合起来看；查出来也只是值得看一看",
    Limit.NO_RECIPROCITY: "不是全互评，不能对互相抬分作总检验",
    Limit.ONE_WAY: "没有两家互相评：不能换分，也就没有互相抬分可以检验",
    Limit.DISCONNECTED: "评价关系没有连成一片，各块不能放在一起排名",
    Limit.FEW_RATINGS: "有的收不到 3 份，不能排名次",
    Limit.SPARSE: "效率低于 0.75，最小二乘可能还不如平均分：建议 liuxing compare --method reml，"
    "或增加每家的份数（ratings_at_least，或把 round_robin_up_to 调大）",
    Limit.NO_ERROR: "没有剩余的自由度，估不出误差",
    Limit.POOLED: "自由度不足 20，误差估得粗，宜与同一轮的其他片会合并估计",
    Limit.SEPARATE_GROUPS: "片会之间没有互评，名次只在本片之内有效，不可跨片比较；"
    "要跨片，须有同一第三方或检查组评过全部各家",
    Limit.LEFT_OUT: "有的组不足三家，没有安排互评",
}

HINTS = {
    PlanRule.SELF: "自己不评自己",
    PlanRule.SUPERIOR: "不评自己的上级",
    PlanRule.ONE_WAY: "两家之间不互相评（one_way）",
}


def plan_view(plan: RoundPlan, names: Names) -> PlanView:
    """The plan with its precision and its limits."""
    groups = []
    for planned in plan.groups:
        members = planned.group.members
        found = precision_of(members, planned.pairs)
        errors = None
        if found.least is not None and found.widest is not None:
            errors = (error_ratio(found.least), error_ratio(found.widest))
        ranked = len(members) > 3
        limits = tuple((str(limit), LIMITS[limit]) for limit in limits_of(len(members), found))
        groups.append(
            GroupView(
                planned=planned,
                ratings=found.ratings,
                visits=found.visits,
                parts=found.parts,
                df=found.df,
                efficiency=found.efficiency,
                errors=errors,
                difference=least_difference(found) if ranked else None,
                limits=limits,
            )
        )
    return PlanView(
        groups=tuple(groups),
        limits=tuple((str(limit), LIMITS[limit]) for limit in limits_of_round(plan)),
        names=names,
        assumed=f"可分辨：一份打分的误差 σ 为 {SPREAD} 分时，两家相差超过几分"
        f"才有 {LEVEL * 100}% 的把握说不同",
    )


def conflict_view(conflict: Conflict, rules: PlanRules, names: Names) -> ConflictView:
    """A conflict: the ratings that each needs, and the rules that do not go with them."""
    elements = [Element(PlanRule.RATINGS), *conflict.elements]
    if not conflict.elements:
        elements.append(Element(PlanRule.SELF))
    return ConflictView(
        group=conflict.group.id,
        name=conflict.group.name,
        proven=conflict.proven,
        rules=tuple(
            (str(e.rule), _rule_words(e, rules, names, conflict.floor, len(conflict.group.members)))
            for e in elements
        ),
        shortage=_shortage_words(conflict, conflict.shortage, names) if conflict.shortage else "",
    )


def _rule_words(element: Element, rules: PlanRules, names: Names, floor: int, size: int) -> str:
    if element.rule is PlanRule.RATINGS:
        return f"每家至少收到 {floor} 份（ratings_at_least）"
    if element.rule is PlanRule.VISITS:
        return f"每家最多评 {rules.visits_at_most} 家（visits_at_most）"
    if element.rule is PlanRule.SELF:
        return f"片会只有 {size} 家，自己不评自己"
    if element.rule is PlanRule.LAST_ROUND:
        return f"不重复{last_round_words(rules)}的 {len(last_pairs(rules))} 个对子（last_round）"
    if element.exclusion is not None:
        return _exclusion_words(element.exclusion, names)
    return HINTS[element.rule]


def last_round_words(rules: PlanRules) -> str:
    """``上一轮（2013H1）``."""
    last = rules.last_round
    source = (last.period or last.plan) if last else ""
    return f"上一轮（{source}）" if source else "上一轮"


def _exclusion_words(exclusion: Exclusion, names: Names) -> str:
    one, other = (
        names.get(exclusion.one, exclusion.one),
        names.get(exclusion.other, exclusion.other),
    )
    reason = f"：{exclusion.reason}" if exclusion.reason else ""
    return f"{one}与{other}回避，互相不评（excluded）{reason}"


def _shortage_words(conflict: Conflict, shortage: Shortage, names: Names) -> str:
    total = len(conflict.group.members)
    if len(shortage.targets) == total:
        who = f"全部 {total} 家一共"
    else:
        shown = "、".join(names.get(target, target) for target in shortage.targets[:6])
        more = f"等 {len(shortage.targets)} 家一共" if len(shortage.targets) > 6 else ""
        who = shown + (more or ("一共" if len(shortage.targets) > 1 else ""))
    return f"{who}需要 {shortage.needed} 份，最多只能得到 {shortage.possible} 份"


def problem_words(
    breaches: Iterable[Breach], deviations: Iterable[Deviation], rules: PlanRules, names: Names
) -> Iterator[Said]:
    """What is wrong with a plan: the id of the group and the words."""
    for breach in breaches:
        yield breach.group, _breach_words(breach, rules, names)
    for deviation in deviations:
        yield deviation.group, _deviation_words(deviation, names)


def _breach_words(breach: Breach, rules: PlanRules, names: Names) -> str:
    if breach.pair is None:
        name = names.get(breach.member, breach.member)
        if breach.rule is PlanRule.VISITS:
            return f"{name}要评 {breach.count} 家，最多 {breach.limit} 家（visits_at_most）"
        return f"{name}只收到 {breach.count} 份，至少要 {breach.limit} 份（ratings_at_least）"
    rater, target = (names.get(member, member) for member in breach.pair)
    pair = f"{rater}评{target}"
    if breach.rule is PlanRule.LAST_ROUND:
        return f"{pair}：{last_round_words(rules)}评过（last_round）"
    if breach.rule is PlanRule.EXCLUDED:
        return f"{pair}：应当回避（excluded）"
    return f"{pair}：违反“{HINTS[breach.rule]}”"


def _deviation_words(deviation: Deviation, names: Names) -> str:
    if deviation.pair is not None:
        rater, target = (names.get(member, member) for member in deviation.pair)
        extra = deviation.part is Part.EXTRA
        what = "文件里有，种子排不出" if extra else "种子排得出，文件里没有"
        return f"{rater}评{target}：{what}"
    return {
        Part.GROUPS: "分组与按种子切分的不同",
        Part.DESIGN: "对子相同，但设计、次序或重复的对子与重排的不同",
        Part.RULES: "规则里写了与各片无关的对子或上级，与重排的不同",
        Part.NONE: "按文件里的规则排不出任何安排",
    }[deviation.part]
