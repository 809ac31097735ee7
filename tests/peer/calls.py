"""Calls of ``liuxing compare`` that several tests make."""

import json
import subprocess
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.conftest import ROOT, run_liuxing

SCHEMA = ROOT / "liuxing_cli" / "schemas" / "output" / "compare.schema.json"
EXAMPLE = """rater,target,score
1,2,80
1,3,88
1,4,90
2,1,84
2,3,92
2,4,96
3,1,70
3,2,66
3,4,74
4,1,86
4,2,78
4,3,85
"""


def compare(*args: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    return run_liuxing("compare", *args, cwd=cwd)


def out(*args: str, cwd: Path = ROOT) -> str:
    done = compare(*args, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8-sig")


def as_json(*args: str, cwd: Path = ROOT) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(out(*args, "--format", "json", cwd=cwd))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    errors = list(jsonschema_rs.Draft202012Validator(schema).iter_errors(document))
    assert not errors, [(e.instance_path, e.message) for e in errors[:5]]
    return document


def table_of(folder: Path, text: str, name: str = "打分.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def rows_of(scores: Mapping[tuple[str, str], Fraction]) -> str:
    lines = (f"{r},{t},{float(x)}" for (r, t), x in scores.items())
    return "rater,target,score\n" + "\n".join(lines) + "\n"
