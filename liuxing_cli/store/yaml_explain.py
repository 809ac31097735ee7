"""The careful pass of the YAML reader: everything that is wrong with a file, with its place."""

import re
from collections.abc import Iterable
from typing import Any

import yaml

from liuxing_cli.model.comments import comments_of
from liuxing_cli.model.finding import Finding, KeyPath, Position, Related
from liuxing_cli.store.confusables import (
    is_invisible,
    is_wide,
    kind_of_unseen,
    name_of,
    narrow,
    repaired,
)
from liuxing_cli.store.encoding import decode
from liuxing_cli.store.scalars import Scalar, ambiguity, is_odd_value, is_plain_key, value_of
from liuxing_cli.store.yaml_events import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_VALUES,
    STRANGE,
    Parsed,
    events,
)
from liuxing_cli.store.yaml_mend import mended
from liuxing_cli.store.yaml_syntax import syntax_findings

MAX_FINDINGS = 200
"""Most findings about one file's text; one more says that there are others."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONE = re.compile("[ ]*(?:(?:- +)*[a-z][a-z0-9_-]*(?P<colon>：)|(?P<dash>[－—＃])(?=[ 　]))")
_JOINED = re.compile("[A-Za-z0-9_.-]+[，、；] *[A-Za-z0-9_-]+(?: *[：:，、；]|$)")


class _Stop(Exception):  # noqa: N818 - the end of reading, not an error
    """Nothing more can be read; the findings so far say why."""


def explain(data: bytes, file: str) -> Parsed:
    """Read a document slowly and say everything that is wrong with it; never raises.

    ``value`` is there although ``findings`` are not empty when the structure is sound, so that
    the shape of the file can be checked all the same.
    """
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1024 // 1024} MiB"
        return Parsed(None, (Finding("YML009", file, params={"limit": limit}),), sound=False)
    text, findings = decode(data, file)
    if text is None:
        return Parsed(None, findings, sound=False)
    control = _control_characters(text, file)
    if control:
        return Parsed(None, (*findings, control), sound=False)
    reader = _Reader(text, file)
    value = reader.document()
    reader.comments()
    if reader.error is not None:
        return _beyond(text, reader, findings)
    return Parsed(
        value if reader.sound else None,
        (*findings, *reader.findings),
        reader.sound,
        frozenset(reader.doubtful),
    )


def _beyond(text: str, reader: "_Reader", findings: tuple[Finding, ...]) -> Parsed:
    """What is wrong beside a syntax error: in the lines before it, and in those it left alone."""
    mend = mended(text, reader.file)
    if mend is None:
        return Parsed(None, (*findings, *reader.told(reader.causes())), sound=False)
    rest = _Reader(mend.text, reader.file)
    value = rest.document()
    told = [f for f in rest.findings if f.position and f.position.line - 1 not in mend.touched]
    found = (*findings, *reader.told([*mend.findings, *told]))
    if not rest.sound or rest.error is not None or not isinstance(value, dict):
        return Parsed(None, found, sound=False)
    return Parsed(value, found, True, frozenset(rest.doubtful), holes=True)


def _control_characters(text: str, file: str) -> Finding | None:
    first = _CONTROL.search(text)
    if not first:
        return None
    before = text[: first.start()]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    params = {
        "character": f"U+{ord(first.group()):04X}",
        "count": str(sum(1 for _ in _CONTROL.finditer(text))),
    }
    place = Position(line, column, line, column + 1)
    return Finding("YML012", file, position=place, params=params)


class _Reader:
    """Builds the value from the events of one document and collects findings on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.lines = [*text.splitlines(), ""]
        self.file = file
        self.findings: list[Finding] = []
        self.sound = True
        self.values = 0
        self.doubtful: list[KeyPath] = []
        self.error: Any = None
        self._path: list[str | int] = []
        self._inner: set[int] = set()
        self._get = events(text)

    def document(self) -> Any:
        try:
            return self._document()
        except _Stop:
            self.sound = False
        except yaml.YAMLError as error:
            self.sound = False
            self.error = error
        return None

    def comments(self) -> None:
        """Report the first character of each comment that cannot be seen: it may reverse a line."""
        for comment in comments_of(self.text) if STRANGE.search(self.text) else ():
            found = STRANGE.search(comment.text)
            if found and comment.line not in self._inner:
                column = comment.column + found.start()
                place = Position(comment.line, column, comment.line, column + 1)
                params = {"character": f"U+{ord(found.group()):04X}"}
                name = kind_of_unseen(found.group())
                self.findings.append(
                    Finding("YML019", self.file, None, place, {**params, "name": name})
                )

    def causes(self) -> list[Finding]:
        """What the syntax error at the end of reading means."""
        return syntax_findings(self.text, self.error, self.file)

    def told(self, more: Iterable[Finding]) -> list[Finding]:
        """The findings, and ``more`` of them at other places."""
        known = {finding.position for finding in self.findings}
        lines = set(map(_line, self.findings))
        new = [
            finding
            for finding in more
            if finding.position not in known
            and not (finding.code == "YML001" and _line(finding) in lines)  # one cause
        ]
        return [*self.findings, *new]

    def _document(self) -> Any:
        self._get()
        start = self._get()
        if type(start) is yaml.StreamEndEvent:
            self._add("YML016", Position(1, 1))
            raise _Stop
        if start.version or start.tags:
            self._add("YML007", _position(start), what=" %YAML 或 %TAG 指令")
        value = self._node(self._get(), 0)
        self._get()
        end = self._get()
        if type(end) is not yaml.StreamEndEvent:
            self._add("YML007", _position(end), what="“---”开始的第二份内容，没有读")
            raise _Stop
        if value is None:
            self._add("YML016", Position(1, 1))
            raise _Stop
        return value

    def _node(self, event: Any, depth: int, *, after_key: int | None = None) -> Any:
        """Build one node; ``after_key`` is the line of its key, None outside mappings."""
        self._refuse_extras(event)
        self.values += 1
        if self.values > MAX_VALUES:
            self._add("YML009", _position(event), limit=f"{MAX_VALUES} 个值")
            raise _Stop
        if type(event) is yaml.AliasEvent:
            return None
        if type(event) is yaml.ScalarEvent:
            return self._scalar(event, after_key)
        if depth == MAX_DEPTH:
            self._add("YML008", _position(event), limit=str(MAX_DEPTH))
            raise _Stop
        if type(event) is yaml.MappingStartEvent:
            return self._mapping(depth + 1)
        return self._sequence(depth + 1)

    def _mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        places: dict[str, Position] = {}
        while type(event := self._get()) is not yaml.MappingEndEvent:
            key = self._key(event, depth)
            place = _position(event)
            self._path.append(key)
            if key != event.value:
                self.doubtful.append(tuple(self._path))
            value = self._node(self._get(), depth, after_key=event.end_mark.line)
            if key in result:
                first = Related(self.file, places[key], "第一次写在这里")
                self._add("YML003", place, first, key=key)
            else:
                result[key] = value
                places[key] = place
            self._path.pop()
        return result

    def _sequence(self, depth: int) -> list[Any]:
        result: list[Any] = []
        while type(event := self._get()) is not yaml.SequenceEndEvent:
            self._path.append(len(result))
            result.append(self._node(event, depth))
            self._path.pop()
        return result

    def _key(self, event: Any, depth: int) -> str:
        if type(event) is not yaml.ScalarEvent:
            self._add("YML017", _position(event), what="键只能是一个词")
            self._node(event, depth)
            raise _Stop
        self._refuse_extras(event)
        key: str = event.value
        if key == "<<" and event.implicit[0]:
            self._add("YML006", _position(event))
            self.sound = False
        elif not key:
            self._add("YML017", _position(event), what="冒号前面没有键")
        elif not is_plain_key(key):
            self._path.append(repaired(key))
            self._odd_characters(event, key)
            self._path.pop()
            return repaired(key)
        return key

    def _scalar(self, event: Any, after_key: int | None) -> Scalar:
        text: str = event.value
        self._inner.update(range(event.start_mark.line + 1, event.end_mark.line + 1))
        if not event.implicit[0]:
            self._unseen(event, text)
            return text
        kind = ambiguity(text)
        if kind:
            meaning, hint = _AMBIGUITIES[kind]
            params = {"text": text[:40], "kind": meaning, "hint": hint.format(text[:40])}
            self._add("YML013", _position(event), **params)
            return text
        before = len(self.findings)
        if is_odd_value(text):
            self._odd_value(event, text, after_key)
        return value_of(repaired(text) if len(self.findings) > before else text)

    def _unseen(self, event: Any, text: str) -> None:
        """Report the first invisible character that quotes hold, written as such or escaped."""
        found = STRANGE.search(text)
        if found is None:
            return
        character = found.group()
        start, end = event.start_mark, event.end_mark
        place = _position(event)
        for number in range(start.line, end.line + 1):
            at = self.lines[number].find(character, start.column if number == start.line else 0)
            if at >= 0:
                place = Position(number + 1, at + 1, number + 1, at + 2)
                break
        params = {"character": f"U+{ord(character):04X}", "name": kind_of_unseen(character)}
        self._add("YML019", place, **params)

    def _odd_value(self, event: Any, text: str, after_key: int | None) -> None:
        for number in range(event.start_mark.line, event.end_mark.line + 1):
            lone = number != after_key and _LONE.match(self.lines[number])
            if lone:
                self._wide(number, lone.start(lone.lastgroup or 0))
        if _JOINED.match(text):
            for match in re.finditer("[，、；：]", text):
                self._character(event, text, match.start())
        edges = (0, len(text) - 1)
        for index, character in enumerate(text):
            zero_width = is_invisible(character) and not character.isspace()
            if zero_width or (index in edges and is_invisible(character)):
                self._character(event, text, index)

    def _odd_characters(self, event: Any, key: str) -> None:
        odd = [i for i, char in enumerate(key) if is_invisible(char) or is_wide(char)]
        for index in odd:
            self._character(event, key, index)
        if not odd:
            glued = event.implicit[0] and ":" in key
            what = "冒号后面要空一格" if glued else "键里有不该有的字符"
            self._add("YML017", _position(event), what=what)

    def _character(self, event: Any, text: str, index: int) -> None:
        """Report ``text[index]``, looked up in the source so that its column is exact."""
        mark = event.start_mark
        line = self.lines[mark.line]
        before = text[:index].count(text[index])
        place = mark.column - 1
        for _ in range(before + 1):
            place = line.find(text[index], place + 1)
        self._wide(mark.line, place if place >= 0 else mark.column)

    def _wide(self, line: int, index: int) -> None:
        character = self.lines[line][index : index + 1]
        position = Position(line + 1, index + 1, line + 1, index + 2)
        if is_invisible(character):
            self._add("YML014", position, name=name_of(character))
        else:
            self._add("YML002", position, character=character, plain=narrow(character))

    def _refuse_extras(self, event: Any) -> None:
        if type(event) is yaml.AliasEvent:
            self._add("YML004", _position(event), what=f"引用 *{str(event.anchor)[:40]}")
        elif event.anchor is not None:
            self._add("YML004", _position(event), what=f"锚点 &{str(event.anchor)[:40]}")
        elif event.tag is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")[:60]
            self._add("YML005", _position(event), tag=tag)
        else:
            return
        self.sound = False

    def _add(self, code: str, position: Position, *related: Related, **params: str) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            limit = {"limit": str(MAX_FINDINGS)}
            self.findings.append(Finding("SYS002", self.file, position=position, params=limit))
            raise _Stop
        path = tuple(self._path)
        self.findings.append(Finding(code, self.file, path, position, params, related=related))


_QUOTE = '是文字就加引号："{0}"；是数就写成普通的数'
_AMBIGUITIES = {
    "word": (
        "有的程序读作 true、false 或空值",
        '是文字就加引号："{0}"；表示是否就写小写的 true 或 false',
    ),
    "octal": ("有的程序读作八进制数，开头的 0 会丢", _QUOTE),
    "base": ("有的程序读作十六进制、八进制或二进制数", _QUOTE),
    "sexagesimal": ("有的程序读作六十进制数", '加引号："{0}"'),
    "underscore": ("有的程序读作去掉下划线的数", _QUOTE),
    "exponent": ("有的程序读作科学记数法的数，有的读作文字", _QUOTE),
    "number": ("这种写法的数各程序读法不同", _QUOTE),
    "long": ("数太长，会失去精度", '是编码就加引号："{0}"'),
    "date": ("日历上没有这一天，或月日不足两位", '写成 "2013-06-18" 这样的日期，加引号'),
}


def _line(finding: Finding) -> int:
    return finding.position.line if finding.position else 0


def _position(event: Any) -> Position:
    start, end = event.start_mark, event.end_mark
    if end.index > start.index:
        return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    return Position(start.line + 1, start.column + 1)
