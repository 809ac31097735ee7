"""The shape of a file, checked against its JSON Schema and told in Chinese."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs

from liuxing_cli.model.finding import Finding, KeyPath
from liuxing_cli.model.nearby import nearest, suggestion
from liuxing_cli.model.privacy import mask

MAX_FINDINGS = 200
"""Most findings about the shape of one file; one more says that there are others."""

_TYPES = {
    "object": "若干“键: 值”",
    "array": "列表",
    "string": "文字",
    "number": "数",
    "integer": "整数",
    "boolean": "true 或 false",
}
_LIMITS = {
    "Minimum": "不能小于 {limit}",
    "Maximum": "不能大于 {limit}",
    "ExclusiveMinimum": "必须大于 {limit}",
}
_SIZES = {
    "MinLength": "至少要有 {limit} 个字",
    "MaxLength": "最多 {limit} 个字",
    "MinItems": "至少要有 {limit} 项",
    "MinProperties": "至少要有 {limit} 个键",
    "MaxProperties": "最多 {limit} 个键",
}
_SCHEMAS = Path(__file__).parent.parent / "schemas"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@cache
def load(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file."""
    text = (_SCHEMAS / f"{kind}.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def check(kind: str, value: Any, file: str) -> list[Finding]:
    """Return every way in which a parsed document differs from the schema of its kind."""
    findings = _findings(kind, value, file)
    found = list(islice(findings, MAX_FINDINGS))
    more = next(findings, None) is not None
    found = _without_echoes(found)
    if more:
        found.append(Finding("SYS002", file, params={"limit": str(MAX_FINDINGS)}))
    return found


def _findings(kind: str, value: Any, file: str) -> Iterator[Finding]:
    for error in _validator(kind).iter_errors(value):
        yield from _Fault(error, load(kind)).findings(file)


def _without_echoes(found: list[Finding]) -> list[Finding]:
    """Leave out the missing keys that are there, misspelt: the unknown key already says so."""
    meant = {
        ((finding.path or ())[:-1], finding.params["near"])
        for finding in found
        if finding.code == "SCH001"
    }
    return [
        finding
        for finding in found
        if finding.code != "SCH002" or (finding.path, finding.params["key"]) not in meant
    ]


def shown(value: object) -> str:
    """Return a value as a message may show it: short, on one line, personal data masked."""
    text = mask(" ".join(str(value).split()))
    return text if len(text) <= 40 else f"{text[:39]}…"


@cache
def _validator(kind: str) -> Any:
    return jsonschema_rs.Draft202012Validator(load(kind), validate_formats=True)


class _Fault:
    """One error of the validator with the part of the schema that it comes from."""

    def __init__(self, error: Any, schema: dict[str, Any]) -> None:
        self.detail = error.kind
        self.name = type(error.kind).__name__
        self.path: KeyPath = tuple(error.instance_path)
        self.value = error.instance
        self.title = ""
        self.description = ""
        self.node: Any = schema
        for step in error.evaluation_path[:-1]:
            below = self.node[step]
            self.node = schema["$defs"][below.rsplit("/", 1)[1]] if step == "$ref" else below
            if step != "properties" and isinstance(self.node, dict):
                self.title = self.node.get("title", self.title)
                self.description = self.node.get("description", self.description)

    @property
    def what(self) -> str:
        """The place in words: the key, its Chinese name and the item's number in a list."""
        keys = [step for step in self.path if isinstance(step, str)]
        if not keys:
            return "文件"
        item = f"第 {self.path[-1] + 1} 项" if isinstance(self.path[-1], int) else ""
        return f"{shown(keys[-1])}{f'（{self.title}）' if self.title else ' '}{item}"

    def findings(self, file: str) -> Iterator[Finding]:
        for code, path, on_key, params in _TELLERS[self.name](self):
            yield Finding(code, file, path, params={"what": self.what, **params}, on_key=on_key)


_Told = Iterator[tuple[str, KeyPath, bool, dict[str, str]]]


def _unknown_keys(fault: _Fault) -> _Told:
    known = list(fault.node.get("properties", ()))
    for key in fault.detail.unexpected:
        hint = suggestion(key, known, f"这里可以写：{'、'.join(known)}")
        params = {"key": shown(key), "near": nearest(key, known) or "", "hint": hint}
        yield "SCH001", (*fault.path, key), True, params


def _missing_key(fault: _Fault) -> _Told:
    key = fault.detail.property
    title = fault.node.get("properties", {}).get(key, {}).get("title", key)
    yield "SCH002", fault.path, True, {"key": key, "title": title}


def _wrong_type(fault: _Fault) -> _Told:
    value, types = fault.value, fault.detail.types
    plain = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    numeric = bool({"number", "integer"} & set(types)) and _NUMBER.fullmatch(plain)
    if numeric and plain != value:
        yield "YML018", fault.path, False, {"text": shown(value), "plain": plain}
        return
    hint = "去掉引号" if numeric else _type_hint(value, types)
    expected = "或".join(_TYPES[name] for name in types)
    params = {"expected": expected, "actual": _describe(value), "hint": hint}
    yield "SCH003", fault.path, value is None, params


def _not_a_choice(fault: _Fault) -> _Told:
    options = getattr(fault.detail, "options", None) or [fault.detail.expected_value]
    names = [str(option) for option in options]
    hint = suggestion(str(fault.value), names, f"可以写：{'、'.join(names)}")
    yield "SCH004", fault.path, fault.value is None, {"value": _describe(fault.value), "hint": hint}


def _out_of_range(fault: _Fault) -> _Told:
    limit = _LIMITS[fault.name].format(limit=fault.detail.limit)
    yield "SCH005", fault.path, False, {"value": shown(fault.value), "limit": limit}


_WIDE_QUOTES = "“”‘’＂＇\"' "


def _bad_text(fault: _Fault) -> _Told:
    blank = not fault.value.strip()
    value = "空白" if blank else f"“{shown(fault.value)}”"
    plain = unicodedata.normalize("NFKC", fault.value).strip(_WIDE_QUOTES)
    hint = "写上内容，或删去这个键" if blank else fault.description.rstrip("。")
    if not blank and plain != fault.value and re.fullmatch("[ -~]+", plain):
        hint = f'改用半角：写 "{shown(plain)}"'
    yield "SCH006", fault.path, False, {"value": value, "hint": hint}


def _bad_size(fault: _Fault) -> _Told:
    limit = _SIZES[fault.name].format(limit=fault.detail.limit)
    on_key = not isinstance(fault.value, str)
    yield "SCH007", fault.path, on_key, {"limit": limit, "hint": fault.description}


def _repeated(fault: _Fault) -> _Told:
    seen: set[str] = set()
    for index, item in enumerate(fault.value):
        if repr(item) in seen:
            yield "SCH008", (*fault.path, index), False, {"value": shown(item)}
        seen.add(repr(item))


def _bad_key(fault: _Fault) -> _Told:
    key = str(fault.detail.error.instance)
    yield "SCH009", (*fault.path, key), True, {"key": shown(key)}


_TELLERS: dict[str, Callable[[_Fault], _Told]] = {
    "AdditionalProperties": _unknown_keys,
    "Required": _missing_key,
    "Type": _wrong_type,
    "Enum": _not_a_choice,
    "Constant": _not_a_choice,
    **dict.fromkeys(_LIMITS, _out_of_range),
    "Pattern": _bad_text,
    "Format": _bad_text,
    **dict.fromkeys(_SIZES, _bad_size),
    "UniqueItems": _repeated,
    "PropertyNames": _bad_key,
}


def _describe(value: object) -> str:
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | float):
        return f"数 {shown(value)}"
    if isinstance(value, str):
        return f"文字“{shown(value)}”"
    return _TYPES["array"] if isinstance(value, list) else _TYPES["object"]


def _type_hint(value: object, types: list[str]) -> str:
    if value is None:
        return "写上内容，或删去这个键"
    if "string" in types and not isinstance(value, list | dict):
        return f'加上引号："{shown(value)}"'
    if types == ["array"]:
        return "写成 [甲, 乙]，或每行以“- ”开头"
    if types == ["object"]:
        return "每行写“键: 值”，半角冒号后面空一格"
    return "改成要求的写法"
