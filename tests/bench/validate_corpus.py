"""The records that the benchmark of ``validate`` runs over, and the same schema for its peers.

A temporary workspace with the sample's standards, settings and subjects, and as many records as
asked for in the layout of people: keys in any order, block and flow style, comments, blank lines,
both kinds of quotes. Every record is sound, so that all tools have the same verdict to reach.
"""

import random
import shutil
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from liuxing_cli.model.numbers import plain
from liuxing_cli.model.profile import SubjectKind
from liuxing_cli.model.standard import Indicator, RuleKind
from liuxing_cli.model.subject import TraitValue
from liuxing_cli.scoring.applies import applies, indicator_applies
from liuxing_cli.store.load import load_workspace
from liuxing_cli.store.tree import FolderTree

ROOT = Path(__file__).parent.parent.parent
RATINGS = 100
_SOURCES = (("self", ""), ("third_party", "third-party-a"), ("inspection", "inspection-team"))
_NOTES = (
    "查阅台账并现场核对",
    "会议记录未附签到表，已请社区补齐",
    "与上期相比有改进：两处堆物已清理",
    "个别楼门的公示栏还是上一季度的内容",
    "入户抽查时多数住户知道有这项服务",
)
_COMMENTS = ("# 已复核", "# 待下次检查时再看", "# 见会议纪要第三条", "# 与街道核对过")

Facts = dict[str, str]


def make_workspace(folder: Path, records: int) -> list[str]:
    """Fill ``folder`` with a workspace of ``records`` records; returns their paths, sorted."""
    shutil.copytree(ROOT / "standards", folder / "standards")
    shutil.copytree(ROOT / "data" / "subjects", folder / "data" / "subjects")
    shutil.copy(ROOT / "data" / "workspace.yaml", folder / "data")
    workspace = load_workspace(FolderTree(folder)).workspace
    if workspace is None:
        raise RuntimeError("the sample has no workspace")
    (standard,) = workspace.standards.values()
    subjects = [s for s in workspace.subjects.values() if s.kind is SubjectKind.COMMUNITY]
    files = []
    for number, (period, source, assessor) in enumerate(_rounds(records, len(subjects))):
        subject = subjects[number % len(subjects)]
        dice = random.Random(number)  # noqa: S311 - layout, not secrets
        fitting = [i for i in standard.indicators.values() if indicator_applies(i, subject.traits)]
        ratings = [_rating(indicator, subject.traits, dice) for indicator in _most(fitting, dice)]
        file = f"data/assessments/{period}/{source}/{subject.id}.yaml"
        head = {
            "kind": "assessment",
            "format": "1",
            "synthetic": "true",
            "subject": _quoted(subject.id, dice),
            "period": period,
            "source": source,
            "assessor": assessor or _quoted(subject.id, dice),
            "standard": standard.ref,
            "date": _quoted(f"{period[:4]}-0{3 if period[-1] == '1' else 9}-18", dice),
        }
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_layout(head, ratings, dice), "utf-8")
        files.append(file)
    return sorted(files)


def _rounds(records: int, subjects: int) -> Iterator[tuple[str, str, str]]:
    """Period, source and assessor of each record: all subjects, then the next round of them."""
    for number in range(records):
        lap, source = divmod(number // subjects, len(_SOURCES))
        yield f"{2000 + lap // 2}H{1 + lap % 2}", *_SOURCES[source]


def _most(indicators: list[Indicator], dice: random.Random) -> list[Indicator]:
    chosen = dice.sample(range(len(indicators)), min(RATINGS, len(indicators)))
    return [indicators[place] for place in sorted(chosen)]


def _rating(
    indicator: Indicator, traits: Mapping[str, TraitValue], dice: random.Random
) -> tuple[str, Facts]:
    facts = _facts(indicator, traits, dice)
    if dice.random() < 0.2:
        facts["note"] = _text(dice)
    if dice.random() < 0.1:
        facts["evidence"] = "[" + ", ".join(dice.sample(indicator.evidence or ("台账",), 1)) + "]"
    keys = dice.sample(list(facts), len(facts))
    return indicator.id, {key: facts[key] for key in keys}


def _facts(  # noqa: PLR0911 - one return a rule kind
    indicator: Indicator, traits: Mapping[str, TraitValue], dice: random.Random
) -> Facts:
    rule, points = indicator.rule, indicator.points
    ids = [item.id for item in rule.items if applies(item.applies, traits)]
    if rule.kind is RuleKind.OPTIONS:
        return {"level": dice.choice(ids)}
    if rule.kind is RuleKind.ALL_OR_NOTHING:
        return {"level": dice.choice(("met", "unmet"))}
    if rule.kind is RuleKind.CHECKLIST:
        met = sorted(dice.sample(range(len(ids)), dice.randint(1, len(ids))))
        return {"checklist": "[" + ", ".join(ids[place] for place in met) + "]"}
    if rule.kind in (RuleKind.PER_UNIT, RuleKind.DEDUCT):
        return {"occurrences": f"{{{dice.choice(ids)}: {dice.randint(0, 6)}}}"}
    if rule.kind is RuleKind.SAMPLE:
        return {"count": str(dice.randint(0, rule.draw or 0)), "of": str(rule.draw)}
    if rule.kind is RuleKind.RANGE:
        step = rule.step or Fraction(1)
        award = step * dice.randint(0, int(points / step))
        return {"award": plain(award), "reason": _text(dice)}
    if rule.least is not None:
        of = rule.least + dice.randint(0, 50)
        return {"count": str(dice.randint(of // 2, of)), "of": str(of)}
    if rule.unit == "%" and dice.random() < 0.5:
        return {"count": str(dice.randint(20, 50)), "of": "50"}
    return {"measure": f"{dice.randint(0, 99)}.{dice.randint(1, 9)}"}


def _text(dice: random.Random) -> str:
    text = dice.choice(_NOTES)
    return dice.choice((text, f'"{text}"', f"'{text}'")) if ": " not in text else f'"{text}"'


def _quoted(text: str, dice: random.Random) -> str:
    return dice.choice((f'"{text}"', f"'{text}'"))


def _layout(head: dict[str, str], ratings: list[tuple[str, Facts]], dice: random.Random) -> str:
    lines = ["# yaml-language-server: $schema=assessment.schema.json"]
    keys = ["kind", *dice.sample(list(head)[1:], len(head) - 1)]
    lines += [f"{key}: {head[key]}{_comment(dice, 0.1)}" for key in keys]
    lines += ["", "ratings:"]
    indent = " " * dice.choice((2, 2, 2, 4))
    for id_, facts in ratings:
        if dice.random() < 0.04:
            lines += ["", f"{indent}{dice.choice(_COMMENTS)}"]
        if dice.random() < 0.3:
            lines.append(f"{indent}{id_}:{_comment(dice, 0.05)}")
            lines += [f"{indent * 2}{k}: {v}{_comment(dice, 0.05)}" for k, v in facts.items()]
        else:
            inside = ", ".join(f"{key}: {value}" for key, value in facts.items())
            space = dice.choice(("", " "))
            lines.append(f"{indent}{id_}: {{{space}{inside}{space}}}{_comment(dice, 0.05)}")
    return "\n".join(lines) + "\n"


def _comment(dice: random.Random, chance: float) -> str:
    return f"  {dice.choice(_COMMENTS)}" if dice.random() < chance else ""
