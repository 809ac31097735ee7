"""Findings for the tests of formats: awkward characters, places of every kind, related places."""

from liuxing_cli.model.finding import Finding, Position, Related, Severity

FILE = "data/片会 1,东:50%/a&b<c>.yaml"

FINDINGS = [
    Finding(
        "YML003",
        FILE,
        position=Position(3, 5, 3, 9),
        params={"key": '100%, "是":\r\n<&>\x07\ufffe'},
        related=(Related(FILE, Position(1, 1), "第一次写在这里"), Related(FILE, None, "文件")),
    ),
    Finding("YML003", FILE, position=Position(9, 5, 10, 2), params={"key": "b"}),
    Finding("MTX003", "standards/a.yaml", ("duties",), Position(2, 1), {"unit": "区民政局"}),
    Finding("WSP004", "data/b.yaml"),
    Finding("WSP004", "data/b.yaml"),
    Finding("REC021", FILE, position=Position(1, 1), params={}, severity=Severity.INFO),
]
