"""What the peers of ``validate`` are given: an equivalent schema, a loader, and faulty records."""

from dataclasses import dataclass
from pathlib import Path

from tests.bench.validate_corpus import make_workspace

LOADER = """\
import json
import sys

import jsonschema_rs
import yaml

with open(sys.argv[1], encoding="utf-8") as stream:
    validator = jsonschema_rs.Draft202012Validator(json.load(stream), validate_formats=True)
wrong = 0
for name in sys.argv[2:]:
    with open(name, "rb") as stream:
        try:
            value = yaml.load(stream, yaml.CSafeLoader)
        except yaml.YAMLError as error:
            print(name, error)
            wrong += 1
            continue
    for error in validator.iter_errors(value):
        print(name, error.message)
        wrong += 1
sys.exit(1 if wrong else 0)
"""
"""A script as anyone would write it: the C loader of PyYAML and the validator liuxing uses."""

YAMALE_SCHEMA = """\
kind: enum('assessment')
format: int(min=1, max=1)
synthetic: bool(required=False)
subject: regex('^[0-9A-Za-z][0-9A-Za-z._-]*$')
period: regex('^[0-9]{4}(H[12]|Q[1-4])?$')
source: enum('self', 'peer', 'third_party', 'inspection', 'survey')
assessor: regex('^[0-9A-Za-z][0-9A-Za-z._-]*$')
standard: regex('^[a-z][a-z0-9]*(-[a-z0-9]+)*@[0-9A-Za-z][0-9A-Za-z.]*$')
date: regex('^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
ratings: map(include('rating'))
---
rating:
  state: enum('scored', 'not_applicable', 'not_checked', 'evidence_missing', 'check_failed', required=False)
  level: str(min=1, max=60, required=False)
  award: num(min=0, max=100000, required=False)
  count: int(min=0, max=1000000000, required=False)
  of: int(min=1, max=1000000000, required=False)
  measure: num(min=0, max=1000000000, required=False)
  checklist: list(str(max=60), required=False)
  occurrences: map(int(min=0, max=1000000), required=False)
  reason: str(max=2000, required=False)
  note: str(max=2000, required=False)
  evidence: list(any(str(max=400), include('evidence')), required=False)
---
evidence:
  path: str(max=400)
  sha256: regex('^[0-9a-f]{64}$', required=False)
"""  # noqa: E501 - yamale reads a rule from one line
"""``assessment.schema.json`` as far as yamale can say it."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a record: the line ``old`` (its start) becomes ``new``."""

    id: str
    title: str
    old: str
    new: str


FAULTS = (
    Fault("unknown-key", "写错的键", "source: ", "sourse: "),
    Fault("not-a-number", "该写数的地方写了字", "  clean-01:", "  clean-01: {award: 三分}"),
    Fault("duplicate", "一项写了两遍", "  clean-02:", "  clean-01: {level: none}"),
    Fault("surprise", "YAML 会读错的写法（010）", "  clean-01:", "  clean-01: {award: 010}"),
    Fault("anchor", "锚点", "  clean-01:", "  clean-01: &same {checklist: [rules]}"),
    Fault("no-indicator", "标准里没有的指标", "  clean-01:", "  clean-99: {level: none}"),
    Fault("no-level", "没有这一档", "  clean-02:", "  clean-02: {level: excellent}"),
    Fault("above", "超过总数", "  clean-07:", "  clean-07: {count: 60, of: 50}"),
    Fault("no-reason", "没有写理由", "  clean-02:", "  clean-02: {state: not_checked}"),
    Fault("date", "日期不在评估期里", "date: ", 'date: "2001-03-18"'),
    Fault("subject", "受评对象与文件名不符", "subject: ", 'subject: "110199001002"'),
    Fault(
        "identity",
        "备注里有手机号码",
        "  clean-02:",
        "  clean-02: {level: none, note: 联系 13800138000}",
    ),
)


def make_faulty(folder: Path, fault: Fault) -> str:
    """Make a workspace with one record that has the fault; returns the record's path."""
    (file,) = make_workspace(folder, 1)
    path = folder / file
    lines, skipping = [], False
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(fault.old):
            rest = line.removeprefix(fault.old) if fault.new.endswith(": ") else ""
            lines.append(fault.new + rest)
            skipping = True
        elif not (skipping and line.startswith("    ")):
            lines.append(line)
            skipping = False
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return file
