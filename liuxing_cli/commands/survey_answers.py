"""Anonymous answers from a CSV file: a line a sheet, only the answers chosen, no free text."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from liuxing_cli.commands.csv_file import read_cells, rows_below
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.model.surveys import ClusterKind, Survey, SurveyQuestion
from liuxing_cli.programme.survey.cells import NOTHING, Cell

COLUMNS = {
    "community": "community",
    "社区": "community",
    "社区编码": "community",
    "building": "building",
    "楼栋": "building",
    "adults": "adults",
    "成年人数": "adults",
}
"""What a column may be called besides the ids of questions."""

MOST_ADULTS = 20
_SCIENTIFIC = re.compile(r"[0-9.]+[eE]\+?[0-9]+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")


@dataclass(frozen=True)
class Answers:
    """``problems``: lines left out and why. ``rows``: valid sheets; ``blank``: those on which
    nothing was answered, which count as not returned."""

    cells: tuple[Cell, ...]
    problems: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    rows: int
    blank: int


@dataclass(frozen=True)
class _Row:
    community: str
    building: str
    adults: int
    answers: Mapping[str, str]


class _Faulty(Exception):  # noqa: N818 - a row, not an error of ours
    """What is wrong with a row."""


def read_answers(path: Path, survey: Survey, names: Mapping[str, str]) -> Answers:
    """Read the sheets; a faulty line is left out and named.

    Raises:
        Refusal: it is no such file, or has a column in which somebody might be recognised.
        OSError: it cannot be read.
    """
    notes: list[str] = []
    cells = read_cells(path, _hint(survey), notes)
    places = _places(cells[0], path, survey)
    rows, problems, blank = [], [], 0
    for line, row in rows_below(cells):
        try:
            read = _read(row, places, survey, names)
        except _Faulty as fault:
            problems.append((line, str(fault)))
            continue
        if any(read.answers.values()):
            rows.append(read)
        else:
            blank += 1
    if not rows:
        told = "".join(f"\n{path}:{line}: {words}" for line, words in problems[:20])
        raise Refusal(f"{path} 没有一份可用的答卷{told}", _hint(survey))
    return Answers(_cells(rows, survey), tuple(problems), tuple(notes), len(rows), blank)


def _has_buildings(survey: Survey) -> bool:
    clusters = survey.design.clusters
    return clusters is not None and clusters.of is ClusterKind.BUILDING


def _hint(survey: Survey) -> str:
    building = "building," if _has_buildings(survey) else ""
    columns = f"community,{building}{','.join(q.id for q in survey.questions)}"
    return f"第一行写列名 {columns}，以下一行一份答卷，填选项编号，没答的空着"


def _places(head: Sequence[str], path: Path, survey: Survey) -> dict[str, int]:
    """Where each column stands.

    Raises:
        Refusal: one lacks, is there twice, or is none of the questionnaire's.
    """
    known = {**COLUMNS, **{q.text: q.id for q in survey.questions}}
    known |= {q.id: q.id for q in survey.questions}
    if not _has_buildings(survey):
        known = {name: key for name, key in known.items() if key != "building"}
    names = [known.get(name, known.get(name.lower(), "")) for name in head]
    strange = [name for name, key in zip(head, names, strict=True) if name and not key]
    if strange:
        told = "、".join(name[:20] for name in strange[:8])
        wide = "（用了全角逗号？）" if any("，" in name for name in strange) else ""
        hint = "只读选项：文字意见、姓名、电话、门牌可能认出人，删去这些列；" + _hint(survey)
        raise Refusal(f"{path} 第 1 行有问卷以外的列：{told}{wide}", hint)
    needed = ["community", *(["building"] if _has_buildings(survey) else [])]
    absent = [key for key in (*needed, *(q.id for q in survey.questions)) if key not in names]
    if absent:
        raise Refusal(f"{path} 第 1 行缺列名 {'、'.join(absent)}", _hint(survey))
    twice = [key for key, count in Counter(names).items() if key and count > 1]
    if twice:
        raise Refusal(f"{path} 第 1 行有重复的列：{'、'.join(twice)}", _hint(survey))
    return {key: place for place, key in enumerate(names) if key}


def _read(
    row: Sequence[str], places: Mapping[str, int], survey: Survey, names: Mapping[str, str]
) -> _Row:
    wide = max(places.values()) + 1
    if any(row[wide:]):
        raise _Faulty("比列名多出内容，可能是文字意见，没有读")
    questions = {q.id: _answer(q, row[places[q.id]]) for q in survey.questions}
    return _Row(
        _community(row[places["community"]], names),
        _building(row[places["building"]]) if "building" in places else "",
        _adults(row[places["adults"]]) if "adults" in places else 1,
        questions,
    )


def _community(text: str, names: Mapping[str, str]) -> str:
    if text in names:
        return text
    found = [id_ for id_, name in names.items() if name in (text, f"{text}社区")]
    if len(found) == 1:
        return found[0]
    if not text:
        raise _Faulty("社区空着")
    if _SCIENTIFIC.fullmatch(text):
        raise _Faulty(f"社区“{text[:20]}”成了科学计数法，把这一列设成文本再填")
    raise _Faulty(f"社区“{text[:20]}”不在本次调查里")


def _building(text: str) -> str:
    digits = text.removesuffix("栋").removesuffix("号楼")
    if not digits.isascii() or not digits.isdigit():
        raise _Faulty("楼栋不是号码" if text else "楼栋空着")
    return str(int(digits))


def _adults(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_ADULTS:
        raise _Faulty(f"成年人数要是 1 至 {MOST_ADULTS} 的整数")
    return int(text)


def _answer(question: SurveyQuestion, text: str) -> str:
    """The id of the answer; nothing where the question was left open. What is not on the scale
    is not repeated: it may be a text."""
    if not text:
        return NOTHING
    for answer in question.scale:
        if text in (answer.id, answer.name):
            return answer.id
    known = "、".join(answer.id for answer in question.scale)
    wide = "有全角字符，改成半角；" if _FULL_WIDTH.search(text) else ""
    shown = f"“{text}”" if len(text) <= 2 else f"（{len(text)} 个字）"
    raise _Faulty(f"{question.id} 填的{shown}不是选项；{wide}选项有 {known}")


def _cells(rows: Sequence[_Row], survey: Survey) -> tuple[Cell, ...]:
    """Alike sheets counted together, in the survey's order, whatever the order of the lines."""
    grouped: dict[tuple[str, str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        grouped[row.community, row.building, row.adults].append(row)
    order = {id_: place for place, id_ in enumerate(survey.communities)}
    keys = sorted(grouped, key=lambda key: (order[key[0]], key[1:]))
    return tuple(
        Cell(
            *key,
            len(grouped[key]),
            {
                question.id: Counter(row.answers[question.id] for row in grouped[key])
                for question in survey.questions
            },
        )
        for key in keys
    )
