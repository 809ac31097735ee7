"""From bytes to text: UTF-8 or a finding that names what it is instead."""

import codecs

from liuxing_cli.model.finding import Finding, Position

_OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode a file, without its byte order mark; None where it is not UTF-8."""
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            return None, (_wrong(file, name, Position(1, 1)),)
    findings: tuple[Finding, ...] = ()
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        findings = (Finding("YML010", file, position=Position(1, 1)),)
    try:
        return data.decode(), findings
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Position(line, column, line, column + 1)
        return None, (*findings, _wrong(file, _guess(data), place))


def _guess(data: bytes) -> str:
    """Return ``GB18030`` where most of the text says so, nothing where UTF-8 is merely damaged."""
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - broken
    if sound > broken:
        return ""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def _wrong(file: str, name: str, place: Position) -> Finding:
    if name:
        params = {
            "what": f"是 {name} 编码，不是 UTF-8",
            "how": f"用 WPS、记事本另存为 UTF-8，或运行 iconv -f {name} -t UTF-8",
        }
    else:
        params = {"what": "有不属于 UTF-8 的字节", "how": "文件可能损坏，从 git 取回上一个版本"}
    return Finding("YML011", file, position=place, params=params)
