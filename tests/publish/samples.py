"""An invented district in code: no real community, street or person."""

from fractions import Fraction

from liuxing_cli.model.assessment import State
from liuxing_cli.model.matrix import Conference, Matrix, Unit
from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.model.profile import (
    Branch,
    Grade,
    Missing,
    NotApplicable,
    Profile,
    Purpose,
    Rounding,
    Selection,
    Source,
    Structure,
    SubjectKind,
)
from liuxing_cli.model.result import BranchScore, Condition, Outcome, Result, Verdict
from liuxing_cli.model.standard import (
    Indicator,
    Method,
    Origin,
    Rule,
    RuleKind,
    Section,
    SourceDocument,
    SourceRef,
    Standard,
    TypeStandard,
    Veto,
    VetoScope,
)
from liuxing_cli.model.subject import Subject
from liuxing_cli.model.workspace import Contact, Publicity, Settings, Workspace
from liuxing_cli.publish.inputs import (
    CommunityFacts,
    Comparison,
    IndicatorMean,
    IndicatorScore,
    StreetFacts,
)

F = Fraction
PERIOD = "2013H1"
TYPES = {
    "clean": ("干净社区", 20, "区市政市容委"),
    "regulated": ("规范社区", 15, "区社会办"),
    "service": ("服务社区", 20, "区民政局"),
    "safe": ("安全社区", 20, "区综治办"),
    "healthy": ("健康社区", 15, "区卫生局"),
    "cultural": ("文化社区", 10, "区文化委"),
}
INDICATORS = {
    "clean": ["环境卫生制度和计划", "指导监督物业保洁", "楼道照明完好率", "公共厕所和垃圾容器"],
    "regulated": ["居民会议按季召开", "居务公开", "分片包户走访", "社区联席会议"],
    "service": ["服务站窗口服务", "居家养老服务", "便民商业网点", "志愿服务登记"],
    "safe": ["社区民警每周工时", "消防通道畅通", "群防群治队伍", "矛盾纠纷调解"],
    "healthy": ["卫生服务站开诊", "健身设施完好", "健康讲座", "无烟场所"],
    "cultural": ["文化活动室开放", "业余文艺队伍", "宣传栏更新", "学习型家庭"],
}
STREETS = ["云帆街道", "望江街道", "听涛街道", "栖霞街道", "松溪镇", "鹤鸣镇", "漷湾镇"]
COMMUNITIES = ["望江苑", "听雨里", "锦帆", "柳荫东里", "新芽家园", "石桥", "银杏园南区", "南浦"]


def standard() -> Standard:
    types, every = [], {}
    for type_id, names in INDICATORS.items():
        made = tuple(_indicator(type_id, n, name) for n, name in enumerate(names, start=1))
        every.update({i.id: i for i in made})
        section = Section(f"{type_id}-all", "全部", F(100), made)
        types.append(TypeStandard(type_id, TYPES[type_id][0], type_id, F(100), (section,)))
    documents = {
        "guide": SourceDocument(
            "guide", "示例市“六型社区”指导标准细则（试行）", "示例市联席会议", "2012"
        ),
        "plan": SourceDocument("plan", "示例区推动落实“六型社区”建设工作方案", "示例区", "2012"),
    }
    return Standard("six-type", "1", "标准", documents, {}, tuple(types), {}, {}, every)


def _indicator(type_id: str, number: int, name: str) -> Indicator:
    return Indicator(
        id=f"{type_id}-{number:02d}",
        name=name,
        requirement=name,
        points=F(25),
        rule=Rule(RuleKind.ALL_OR_NOTHING),
        methods=(Method.VISIT,),
        evidence=(),
        lead=type_id,
        support=(),
        origin=Origin.DERIVED,
        source=SourceRef("plan", "一"),
        type_id=type_id,
        section_id=f"{type_id}-all",
        veto=Veto(VetoScope.WHOLE) if name == "消防通道畅通" else None,
    )


def profile() -> Profile:
    branches = tuple(Branch(i, n, F(w), F(100), F(60)) for i, (n, w, _) in TYPES.items())
    selections = tuple(
        Selection(i.id, i.type_id, i.points, i.rule) for i in standard().indicators.values()
    )
    grades = (
        Grade("excellent", "优秀", F(90), True),
        Grade("good", "良好", F(80), True),
        Grade("fail", "未达标", F(0), False),
    )
    return Profile(
        id="acceptance",
        name="《六型社区达标验收评分办法》",
        purpose=Purpose.ACCEPTANCE,
        standard="six-type@1",
        subject=SubjectKind.COMMUNITY,
        sources=(Source.INSPECTION,),
        structure=Structure.TYPES,
        selections=selections,
        branches=branches,
        full=F(100),
        grades=grades,
        not_applicable=NotApplicable.RESCALE,
        missing=Missing.BOUNDS,
        rounding=Rounding(2, RoundingMode.HALF_UP),
        bonus_cap=F(0),
        set_by={},
    )


def workspace(synthetic: bool = True, names: dict[str, str] | None = None) -> Workspace:
    subjects = {}
    for s, street in enumerate(STREETS, start=1):
        street_id = f"1101990{s:02d}000"
        kind = SubjectKind.STREET
        subjects[street_id] = Subject(street_id, street, kind, street_id, {}, synthetic)
        for c, stem in enumerate(COMMUNITIES[: 5 + s % 4], start=1):
            id_ = f"1101990{s:02d}{c:03d}"
            name = (names or {}).get(id_, f"{stem}社区")
            kind = SubjectKind.COMMUNITY
            subjects[id_] = Subject(id_, name, kind, street_id, {}, synthetic)
    units = {i: Unit(i, n, u, ()) for n, (i, (_, _, u)) in enumerate(TYPES.items(), start=1)}
    return Workspace(
        settings=settings(synthetic),
        standards={"six-type@1": standard()},
        profiles={"acceptance": profile()},
        matrix=Matrix(Conference((), "service", (), (), "一"), units, {}),
        subjects=subjects,
    )


def settings(synthetic: bool = True) -> Settings:
    office = "示例区“六型社区”创建工作联席会议办公室"
    return Settings(
        name="示例区六型社区创建",
        district="示例区",
        office=office,
        subject_id=r"\d{12}",
        profile="acceptance",
        synthetic=synthetic,
        groups=(),
        assessors=(),
        contact=Contact(
            office=office,
            phone="010-00000000",
            email="liuxing@example.invalid",
            address="示例区云帆路1号",
            postcode="000000",
            hours="工作日9:00—11:30，13:30—17:30",
        ),
        publicity=Publicity(7, False, (), ()),
    )


def communities(ws: Workspace) -> list[Subject]:
    return [s for s in ws.subjects.values() if s.kind is SubjectKind.COMMUNITY]


def results(ws: Workspace) -> list[Result]:
    """Every community: every seventh fails, every eleventh is pending, the rest pass."""
    return [_result(subject, n) for n, subject in enumerate(communities(ws))]


def _result(subject: Subject, n: int) -> Result:
    outcome = Outcome.FAILED if n % 7 == 3 else Outcome.PASSED
    outcome = Outcome.PENDING if n % 11 == 5 else outcome
    unseen = F(5) if outcome is Outcome.PENDING else F(0)
    branches = []
    for b, (type_id, (name, weight, _)) in enumerate(TYPES.items()):
        left = F(10) if (n + b) % 5 == 0 else F(0)
        score = F(82 + (n * 7 + b * 5) % 17) + F(1, 3)
        if outcome is Outcome.FAILED and type_id == "safe":
            score = F(57)
        due = 100 - left
        upper = min(F(100), score + unseen * 100 / due)
        earned = score * due / 100
        branches.append(
            BranchScore(type_id, name, F(100), F(weight), score, upper, earned, due, unseen, left)
        )
    total = sum((b.score * b.weight / 100 for b in branches), F(0))
    upper = sum((b.upper * b.weight / 100 for b in branches), F(0))
    verdict = Verdict.NOT_MET if outcome is Outcome.FAILED else Verdict.MET
    unknown = Verdict.UNKNOWN if outcome is Outcome.PENDING else Verdict.MET
    return Result(
        subject=subject.id,
        period=PERIOD,
        profile="acceptance",
        total=total,
        upper=upper,
        full=F(100),
        branches=tuple(branches),
        bonus=F(0),
        outcome=outcome,
        grade="good" if outcome is Outcome.PASSED else None,
        conditions=(
            Condition("total", "总分不低于 80 分（良好）", unknown),
            *(
                Condition(
                    f"floor:{i}",
                    f"{n}不低于 60 分",
                    verdict if i == "safe" else Verdict.MET,
                )
                for i, (n, _, _) in TYPES.items()
            ),
            Condition("veto:safe-02", "未触发一票否决：消防通道畅通", Verdict.MET),
        ),
        not_applicable=("clean-02",),
        missing=("safe-03",) if outcome is Outcome.PENDING else (),
        vetoes=(),
        files=(f"data/assessments/{PERIOD}/inspection/{subject.id}.yaml",),
        rank=n + 1,
    )


def comparison(name: str, base: int) -> Comparison:
    branches = {i: F(base) + F((b * 37) % 11, 2) for b, i in enumerate(TYPES)}
    return Comparison(name, F(base) + F(7, 3), branches)


def community_facts(ws: Workspace, n: int = 3) -> CommunityFacts:
    subject = communities(ws)[n]
    made = []
    for k, indicator in enumerate(standard().indicators.values()):
        state, reason = State.SCORED, ""
        if indicator.id == "clean-02":
            state, reason = State.NOT_APPLICABLE, "没有物业服务企业的社区不适用"
        if indicator.id == "safe-03":
            state, reason = State.EVIDENCE_MISSING, "没有巡逻记录"
        share = F(1) if k % 3 else F(k % 7, 8)
        earned = indicator.points * share if state is State.SCORED else None
        gain = F(0) if state is State.NOT_APPLICABLE or earned == indicator.points else F(25 - k, 7)
        name, _, lead = TYPES[indicator.type_id]
        lost = "台账缺两次记录，现场抽查五处有一处未落实" if gain and not reason else reason
        made.append(
            IndicatorScore(
                indicator.id, indicator.name, name, F(25), earned, gain, lead, state, lost
            )
        )
    return CommunityFacts(
        subject=subject,
        street=ws.subjects[subject.street],
        profile=profile(),
        result=_result(subject, n),
        ranked=len(communities(ws)),
        indicators=tuple(made),
        averages=(comparison("街道平均", 84), comparison("全区平均", 86)),
        sources=(
            comparison("自评", 94),
            comparison("互评", 88),
            comparison("第三方", 85),
            comparison("验收", 84),
        ),
    )


def street_facts(ws: Workspace) -> StreetFacts:
    street = next(s for s in ws.subjects.values() if s.kind is SubjectKind.STREET)
    own = [s for s in communities(ws) if s.street == street.id]
    indicators = tuple(
        IndicatorMean(
            i.id, i.name, TYPES[i.type_id][0], TYPES[i.type_id][2], F(n % 9, 8), 6, 6 - n % 5
        )
        for n, i in enumerate(standard().indicators.values())
        if n % 9 != 8
    )
    return StreetFacts(
        street=street,
        profile=profile(),
        period=PERIOD,
        results=tuple(_result(s, n) for n, s in enumerate(own)),
        unassessed=(),
        mean=comparison(street.name, 85),
        indicators=indicators,
        averages=(comparison("全区平均", 86),),
        sources=(comparison("自评", 94), comparison("第三方", 85)),
        names={s.id: s.name for s in communities(ws)},
    )
