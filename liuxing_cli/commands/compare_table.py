"""The comparison of a table of ratings, outside any workspace."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from liuxing_cli.commands.compare_office import office_views, overall_view
from liuxing_cli.commands.compare_ratings import Ratings, read_ratings
from liuxing_cli.commands.compare_views import group_view, method_views
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.model.profile import Branch
from liuxing_cli.peer.compare import compare_round
from liuxing_cli.peer.results import GroupScores, Options
from liuxing_cli.publish.mutual import ComparisonView, MethodView

FEWEST = 2
"""Members of whom nothing can be estimated."""

MOST = 200
"""Members of a table up to which the exact fit takes seconds."""


def compare_table(
    path: Path, weights: Mapping[str, Fraction] | None, options: Options, *, office: bool
) -> tuple[ComparisonView, tuple[str, ...]]:
    """Compare all that a CSV file holds as one group; returns remarks on the file too.

    Raises:
        Refusal: the file is no table of ratings, or has no usable row.
    """
    ratings = read_ratings(path, weights)
    if not ratings.group.scores:
        listed = "".join(f"\n{path}:{line}: {words}" for line, words in ratings.problems)
        raise Refusal(f"{path} 没有一对打分可用{listed}", "各行改正后再试；自评不算")
    if len(ratings.group.members) <= FEWEST:
        raise Refusal(f"{path} 只有两家：一家打分低，分不清是它手紧还是对方差", "至少三家")
    if len(ratings.group.members) > MOST:
        count = len(ratings.group.members)
        raise Refusal(f"{path} 有 {count} 家，一次最多 {MOST} 家", "按片会或街道分成几个文件")
    (compared,) = compare_round([ratings.group], options)
    names = {member: member for member in ratings.group.members}
    reasons = {pair: f"缺{'、'.join(absent)}" for pair, absent in ratings.lacking.items()}
    view = group_view(("ratings", path.stem), ratings.group, compared, options, names, reasons)
    view = replace(view, methods=_methods(ratings, options))
    fits = [part.fit for part in compared.parts if part.fit]
    if office:
        looked = office_views(ratings.group, compared, (), fits, names.__getitem__)
        view = replace(view, office=looked)
    page = ComparisonView(
        title=f"互评：{path.stem}",
        period=None,
        profile=None,
        groups=(view,),
        covered=_covered(ratings),
        issued=None,
        author="",
        office=office,
        overall=overall_view("全部打分", fits) if office else (),
        problems=ratings.problems,
    )
    return page, ratings.notes


def _methods(ratings: Ratings, options: Options) -> tuple[MethodView, ...]:
    """Each method of the table that counts, compared on its own."""
    counted = [m for m in ratings.by_method if ratings.weights[m] > 0]
    groups = [
        GroupScores(ratings.group.members, ratings.by_method[m], {}, ratings.group.due)
        for m in counted
    ]
    compared = [compare_round([group], options)[0] for group in groups]
    branches = [Branch(m, m, ratings.weights[m], Fraction(100)) for m in counted]
    return method_views(branches, ratings.by_method, dict(zip(counted, compared, strict=True)))


def _covered(ratings: Ratings) -> str:
    used = len(ratings.group.scores)
    due = len(ratings.group.due or ())
    text = f"读入 {ratings.rows} 行，{used}/{due} 对有分"
    if ratings.aside:
        text += f"，{ratings.aside} 行是自评，另列"
    return text + (f"，{len(ratings.problems)} 行有错没有用" if ratings.problems else "")
