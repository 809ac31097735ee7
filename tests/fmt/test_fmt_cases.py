"""Each folder of ``cases`` holds a file and its canonical form; the repository is canonical."""

from pathlib import Path

import pytest

from liuxing_cli.store.format import tidy
from liuxing_cli.store.layout import kind_of
from tests.conftest import ROOT

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, request: pytest.FixtureRequest) -> None:
    result = tidy((case / "in.yaml").read_bytes(), "in.yaml")
    assert result.data is not None, result.findings
    if request.config.getoption("--update"):
        (case / "out.yaml").write_bytes(result.data)
    assert result.data.decode() == (case / "out.yaml").read_bytes().decode()
    assert tidy(result.data, "out.yaml").data == result.data


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("how", ["BOM", "CRLF", "CR", "no end", "many ends"])
def test_bytes_around_the_text_do_not_matter(case: Path, how: str) -> None:
    data = (case / "in.yaml").read_bytes()
    changed = {
        "BOM": b"\xef\xbb\xbf" + data,
        "CRLF": data.replace(b"\n", b"\r\n"),
        "CR": data.replace(b"\n", b"\r"),
        "no end": data.rstrip(b"\n"),
        "many ends": data + b"\n\n \n",
    }[how]
    assert tidy(changed, "in.yaml").data == (case / "out.yaml").read_bytes()


def test_repository_is_canonical() -> None:
    paths = [path for top in ("standards", "data") for path in (ROOT / top).rglob("*.yaml")]
    names = {path: path.relative_to(ROOT).as_posix() for path in paths}
    assert len(paths) > 700
    assert all(kind_of(name) for name in names.values())
    assert [n for p, n in names.items() if tidy(p.read_bytes(), n).data != p.read_bytes()] == []
