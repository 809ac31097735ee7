"""The conditions of commendation: what they name exists, and nothing stands twice."""

from collections.abc import Iterator

from liuxing_cli.checks.references import unknown, unreadable
from liuxing_cli.model.commendation import Wanted
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.workspace import Workspace


def check_references(ws: Workspace) -> Iterator[Finding]:
    """CMD001 to CMD003: profile, grades and titles exist."""
    rules = ws.commendation
    if rules is None or unreadable(ws, "standards/"):
        return
    profile = ws.profiles.get(rules.profile)
    if profile is None:
        yield unknown("CMD001", rules.file, ("profile",), rules.profile, ws.profiles)
    grades = [grade.id for grade in profile.grades] if profile else []
    awards = [each.decision.awards for each in ws.profiles.values()]
    titles = {award.title for award in awards if award}
    titles |= {held.title for own in ws.titles.values() for held in own}
    for wanted in rules.conditions:
        for place, grade in enumerate(wanted.grades):
            if profile and grade not in grades:
                path = ("conditions", wanted.place, "grades", place)
                yield unknown("CMD002", rules.file, path, grade, grades)
        if wanted.title and wanted.title not in titles:
            at = ("conditions", wanted.place, "title")
            yield unknown("CMD003", rules.file, at, wanted.title, sorted(titles))


def check_unique(ws: Workspace) -> Iterator[Finding]:
    """CMD004: every condition has an id of its own."""
    first: dict[str, Wanted] = {}
    for wanted in ws.commendation.conditions if ws.commendation else ():
        other = first.setdefault(wanted.id, wanted)
        if ws.commendation and other is not wanted:
            file, path = ws.commendation.file, ("conditions", wanted.place, "id")
            there = Related(file, None, "另一条", ("conditions", other.place, "id"))
            yield Finding("CMD004", file, path, params={"id": wanted.id}, related=(there,))
