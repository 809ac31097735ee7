"""The goal and the earlier counts: what they name exists, and the numbers can be."""

from collections.abc import Iterator

from liuxing_cli.checks.references import unknown, unreadable
from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.progress import Count
from liuxing_cli.model.workspace import Workspace


def check_goal(ws: Workspace) -> Iterator[Finding]:
    """GOL001, GOL002: the profile exists and passes somebody; the title is one that it awards."""
    goal = ws.goal
    if goal is None or unreadable(ws, "standards/"):
        return
    profile = ws.profiles.get(goal.profile)
    if profile is None:
        yield unknown("GOL001", goal.file, ("profile",), goal.profile, ws.profiles)
    if goal.title:
        awards = [each.decision.awards for each in ws.profiles.values()]
        known = sorted({award.title for award in awards if award})
        if goal.title not in known:
            yield unknown("GOL002", goal.file, ("title",), goal.title, known)


def check_earlier(ws: Workspace) -> Iterator[Finding]:
    """GOL003, GOL004: no more have reached it than there are; one count a half-year, in order."""
    before: Count | None = None
    for count in ws.earlier.counts:
        if count.reached > count.of:
            numbers = {"reached": str(count.reached), "of": str(count.of)}
            path = ("earlier", count.place, "reached")
            yield Finding("GOL003", ws.earlier.file, path, params=numbers)
        if before is not None and count.period <= before.period:
            there = Related(ws.earlier.file, None, "上一条", ("earlier", before.place, "period"))
            params = {"period": count.period, "before": before.period}
            path = ("earlier", count.place, "period")
            yield Finding("GOL004", ws.earlier.file, path, params=params, related=(there,))
        before = count
