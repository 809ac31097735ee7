"""A table of ratings from a CSV file: ``rater,target,score[,method]``, outside any workspace."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from liuxing_cli.commands.csv_file import read_cells, rows_below
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.peer.design import Pair
from liuxing_cli.peer.methods import combine_methods
from liuxing_cli.peer.results import GroupScores

COLUMNS = {
    "rater": "rater",
    "评价方": "rater",
    "target": "target",
    "受评方": "target",
    "score": "score",
    "得分": "score",
    "分数": "score",
    "method": "method",
    "方式": "method",
}
"""What a column may be called."""

NEEDED = ("rater", "target", "score")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_HINT = "第一行写列名 rater,target,score（评价方,受评方,得分），按方式分列的再加 method（方式）"

Problem = tuple[int, str]
"""A line of the file, and what is wrong with it."""


@dataclass(frozen=True)
class Ratings:
    """The usable rows of a file.

    ``by_method`` is empty without a column for the method; ``lacking`` says which methods a pair
    has no score by. ``aside`` counts the rows in which someone rates itself.
    """

    group: GroupScores
    by_method: Mapping[str, Mapping[Pair, Fraction]]
    weights: Mapping[str, Fraction]
    lacking: Mapping[Pair, tuple[str, ...]]
    problems: tuple[Problem, ...]
    rows: int
    aside: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    line: int
    pair: Pair
    method: str
    score: Fraction


@dataclass
class _Reading:
    """What is gathered while the rows are read."""

    rows: list[_Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    count: int = 0


def read_ratings(path: Path, weights: Mapping[str, Fraction] | None) -> Ratings:
    """Read a table of ratings; a faulty row is left out and named by its line.

    ``weights`` of the methods; None: all the same. Raises Refusal where the file is no such table
    or the weights do not fit it; OSError where it cannot be read.
    """
    reading = _read(path)
    rows = _without_repeats(reading)
    scores, own = _sorted_out(rows)
    methods = sorted({row.method for row in rows}, key=natural)
    given = _weights(methods, weights, reading.notes)
    combined = combine_methods(scores, given, {pair: None for m in methods for pair in scores[m]})
    own_combined = combine_methods(own, given, {pair: None for m in methods for pair in own[m]})
    everyone = {name for row in rows for name in row.pair}
    by_method = dict(scores) if methods != [""] else {}
    pairs = [row.pair for row in rows if row.pair[0] != row.pair[1]]
    return Ratings(
        group=GroupScores(
            members=tuple(sorted(everyone, key=natural)),
            scores=_in_order(combined.scores),
            own={member: score for (member, _), score in own_combined.scores.items()},
            due=_due(pairs),
        ),
        by_method={m: _in_order(found) for m, found in by_method.items()},
        weights=given,
        lacking=combined.lacking,
        problems=tuple(sorted(reading.problems)),
        rows=reading.count,
        aside=sum(row.pair[0] == row.pair[1] for row in rows),
        notes=tuple(reading.notes),
    )


def _read(path: Path) -> _Reading:
    """Every row of the file with its line."""
    reading = _Reading()
    cells = read_cells(path, _HINT, reading.notes)
    places = _places(cells[0], path, reading.notes)
    wide = max(place for place, name in enumerate(cells[0]) if name) + 1
    _take(cells, places, wide, reading)
    if not reading.count:
        raise Refusal(f"{path} 只有列名，没有打分", _HINT)
    return reading


def _take(
    cells: Sequence[Sequence[str]], places: Mapping[str, int], wide: int, reading: _Reading
) -> None:
    """Sort the rows into usable ones, faulty ones and those without a score, which are holes."""
    blank = []
    for line, row in rows_below(cells):
        reading.count += 1
        problem = _problem(row, places, wide)
        if problem:
            reading.problems.append((line, problem))
        elif row[places["score"]]:
            reading.rows.append(_row(line, row, places))
        else:
            blank.append(str(line))
    if blank:
        shown = "、".join(blank[:5]) + ("等" if len(blank) > 5 else "")
        reading.notes.append(f"第 {shown} 行得分空着，{len(blank)} 行当作没有打分")


def _places(head: Sequence[str], path: Path, notes: list[str]) -> dict[str, int]:
    """Where each column stands."""
    names = [COLUMNS.get(name.lower(), "") for name in head]
    absent = [name for name in NEEDED if name not in names]
    if absent:
        shown = "、".join(name for name in head if name) or "空行"
        wide = "（用了全角逗号？）" if any("，" in name for name in head) else ""
        raise Refusal(f"{path} 第 1 行缺列名 {'、'.join(absent)}，现有：{shown}{wide}", _HINT)
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    if twice:
        raise Refusal(f"{path} 第 1 行有重复的列：{'、'.join(twice)}", _HINT)
    unused = [name for name, known in zip(head, names, strict=True) if name and not known]
    if unused:
        notes.append(f"没有用到的列：{'、'.join(unused)}")
    return {name: place for place, name in enumerate(names) if name}


def _problem(row: Sequence[str], places: Mapping[str, int], wide: int) -> str:
    """What is wrong with a row under ``wide`` column names; empty where nothing is."""
    extra = next((cell for cell in row[wide:] if cell), "")
    if extra:
        return f"比列名多出内容“{extra[:20]}”"
    for name, place in places.items():
        if not row[place] and name != "score":
            return f"{_CHINESE[name]}（{name}）空着"
    score = row[places["score"]]
    if not score or _NUMBER.fullmatch(score):
        return ""  # no score is a hole, not a mistake
    if _FULL_WIDTH.search(score):
        return f"得分“{score[:20]}”里有全角字符，改成半角"
    return f"得分“{score[:20]}”不是数字"


_CHINESE = {"rater": "评价方", "target": "受评方", "score": "得分", "method": "方式"}


def _row(line: int, row: Sequence[str], places: Mapping[str, int]) -> _Row:
    method = row[places["method"]] if "method" in places else ""
    score = Fraction(Decimal(row[places["score"]]))
    return _Row(line, (row[places["rater"]], row[places["target"]]), method, score)


def _without_repeats(reading: _Reading) -> list[_Row]:
    """The rows without those that say something twice: neither of them is believed."""
    lines: dict[tuple[Pair, str], list[int]] = defaultdict(list)
    for row in reading.rows:
        lines[row.pair, row.method].append(row.line)
    for ((rater, target), method), found in lines.items():
        what = f"{rater}评{target}" + (f"（{method}）" if method else "")
        first = found[0]
        reading.problems += [
            (line, f"重复：{what}在第 {first} 行已经有了，两行都不用") for line in found[1:]
        ]
    return [row for row in reading.rows if len(lines[row.pair, row.method]) == 1]


def _sorted_out(
    rows: Sequence[_Row],
) -> tuple[dict[str, dict[Pair, Fraction]], dict[str, dict[Pair, Fraction]]]:
    """By method, the scores of others and those of oneself."""
    others: dict[str, dict[Pair, Fraction]] = {row.method: {} for row in rows}
    own: dict[str, dict[Pair, Fraction]] = {row.method: {} for row in rows}
    for row in rows:
        side = own if row.pair[0] == row.pair[1] else others
        side[row.method][row.pair] = row.score
    return others, own


def _weights(
    methods: Sequence[str], weights: Mapping[str, Fraction] | None, notes: list[str]
) -> Mapping[str, Fraction]:
    """A weight for each method of the table."""
    if methods in ([""], []):
        if weights:
            raise Refusal("文件里没有 method（方式）一列，用不上 --weights", _HINT)
        return dict.fromkeys(methods, Fraction(1))
    if weights is None:
        notes.append(f"{len(methods)} 种方式按同样的权重合并；不同的用 --weights 写明")
        return dict.fromkeys(methods, Fraction(1))
    strange = sorted(set(weights) - set(methods)), sorted(set(methods) - set(weights))
    if any(strange):
        words = ("文件里没有：", "没有给权重：")
        told = "；".join(w + "、".join(s) for w, s in zip(words, strange, strict=True) if s)
        raise Refusal(f"--weights 与方式对不上，{told}", "文件里的方式：" + "、".join(methods))
    return weights


def _due(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Everyone who rates anyone is meant to rate everyone who is rated, but itself."""
    raters, targets = (sorted({pair[side] for pair in pairs}, key=natural) for side in (0, 1))
    return tuple((r, t) for r in raters for t in targets if r != t)


def _in_order(scores: Mapping[Pair, Fraction]) -> dict[Pair, Fraction]:
    """The same, in an order that the order of the rows has no part in."""
    return dict(sorted(scores.items(), key=lambda item: (natural(item[0][0]), natural(item[0][1]))))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts 2 before 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((0, int(p), p) if p[0] in "0123456789" else (1, 0, p) for p in parts)
