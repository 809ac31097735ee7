"""Write the invented sample district: ``python tests/sample/make_sample.py [--out data]``.

The same bytes on every run, machine and Python version. What the district is like stands in
``district/story.py`` and ``district/plots.py``; what it is rated on is read from ``standards/``.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from district import story
from district.catalogue import Catalogue, read_catalogue
from district.dice import Dice
from district.duties import duties_files
from district.meetings import meetings_files
from district.progress import progress_files
from district.publicity import publicity_files
from district.records import Record, Visit, community_record, street_record
from district.rectification import rectification_files
from district.reviews import reviews_files
from district.subjects import Community, communities, community_file, street_file
from district.suggestions import suggestions_files
from district.surveys import surveys_files
from district.titles import titles_files
from district.workspace import workspace_file

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def all_files(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every file of the district: path below ``data/`` and text."""
    yield "README.md", (HERE / "district" / "README.data.md").read_text(encoding="utf-8")
    yield "workspace.yaml", workspace_file()
    for street in story.STREETS:
        yield f"subjects/{street.id}/street.yaml", street_file(street)
        for community in communities(street):
            yield f"subjects/{street.id}/{community.id}.yaml", community_file(community)
    for period in story.PERIODS:
        for record in (*_of_communities(catalogue, period), *_of_streets(catalogue, period)):
            yield record.path, record.text
    yield from publicity_files()
    yield from titles_files()
    yield from duties_files()
    yield from meetings_files()
    yield from suggestions_files()
    yield from surveys_files()
    yield from reviews_files()
    yield from progress_files()
    yield from rectification_files()


def _of_communities(catalogue: Catalogue, period: str) -> Iterator[Record]:
    everyone = [community for street in story.STREETS for community in communities(street)]
    rounds = (
        ("self", "self-check", everyone),
        ("inspection", "acceptance", _best(everyone, story.INSPECTED.get(period))),
        ("third_party", "third-party", _drawn(everyone, period)),
    )
    for source, profile, chosen in rounds:
        for community in chosen:
            visit = Visit(catalogue, catalogue.profiles[profile], community, period, source)
            yield community_record(visit)


def _of_streets(catalogue: Catalogue, period: str) -> Iterator[Record]:
    """Mutual evaluation within each group, and each street on itself."""
    for target in story.STREETS:
        for rater in story.STREETS:
            missing = (rater.id, target.id) in story.MISSING_PAIRS.get(period, ())
            if rater.group == target.group and not missing:
                yield street_record(catalogue, target, rater, period)


def _best(everyone: list[Community], count: int | None) -> list[Community]:
    """Those that put themselves forward: mostly from the better streets; all if no count."""

    def rank(community: Community) -> tuple[int, str]:
        luck = Dice(story.SEED, "forward", community.id).wobble(80)
        return -(community.street.quality + luck), community.id

    return sorted(everyone, key=rank)[:count]


def _drawn(everyone: list[Community], period: str) -> list[Community]:
    return Dice(story.SEED, "third_party", period).draw(everyone, story.THIRD_PARTY)


def _clear(out: Path) -> None:
    """Remove an earlier sample, and only that: the files of a real district are not marked."""
    folders = (
        "subjects",
        "assessments",
        "publications",
        "objections",
        "titles",
        "surveys",
        "reviews",
    )
    folders += ("activities", "meetings", "funding", "suggestions", "supervision", "rectification")
    old = [path for folder in folders for path in (out / folder).rglob("*.yaml")]
    for path in (*out.glob("workspace.yaml"), *old):
        if "\nsynthetic: true\n" not in path.read_text(encoding="utf-8"):
            raise SystemExit(f"{path} is not synthetic; nothing was written")
    for path in old:
        path.unlink()


def main() -> None:
    """Write the district and say how much it is."""
    parser = argparse.ArgumentParser(description="Write the invented sample district.")
    parser.add_argument("--out", type=Path, default=ROOT / "data", help="folder (default: data)")
    out: Path = parser.parse_args().out
    files = dict(all_files(read_catalogue(ROOT / "standards")))
    _clear(out)
    for path, text in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    size = sum(len(text.encode()) for text in files.values())
    print(f"{len(files)} files, {size / 1e6:.1f} MB in {out}")


if __name__ == "__main__":
    main()
