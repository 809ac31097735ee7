"""Does scoring the others low pay? Plain mean, trimmed mean, and the adjusted score.

Groups are drawn in which everyone rates everyone else, with spreads of 3 points each for worth,
severity and noise. One member then marks all the others 10 points lower than it would have; in what
share of groups does its own rank improve?

    .venv/bin/python tests/bench/peer_simulation.py [--groups 2000] [--seed 1]

Expected, as found when the method was chosen (1.0 = always): about 0.5 by the plain mean, 0.4 with
the highest and lowest score dropped, and 0 by least squares, whose differences a rater's shift
cannot move.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

if __name__ == "__main__":  # as a script, from any folder
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from liuxing_cli.model.numbers import RoundingMode
from liuxing_cli.peer.closed_form import round_robin
from liuxing_cli.peer.design import Scores
from liuxing_cli.peer.ranks import ranks

SIZES = (5, 6, 8)
SPREAD = 3.0
PRESSED = 10

Rule = Callable[[Sequence[str], Scores], Mapping[str, Fraction]]
"""Makes one score of what each member received."""


@dataclass(frozen=True)
class Gain:
    """In how many of ``groups`` the rank of the one who pressed improved, by rule."""

    size: int
    groups: int
    improved: Mapping[str, int]

    def share(self, rule: str) -> float:
        return self.improved[rule] / self.groups


def received(target: str, scores: Scores) -> list[Fraction]:
    return sorted(score for (_, to), score in scores.items() if to == target)


def plain_mean(members: Sequence[str], scores: Scores) -> Mapping[str, Fraction]:
    marks = {member: received(member, scores) for member in members}
    return {member: sum(got, Fraction(0)) / len(got) for member, got in marks.items()}


def trimmed_mean(members: Sequence[str], scores: Scores) -> Mapping[str, Fraction]:
    """Without the highest and the lowest (去掉最高最低分)."""
    marks = {member: received(member, scores)[1:-1] for member in members}
    return {member: sum(got, Fraction(0)) / len(got) for member, got in marks.items()}


def adjusted(members: Sequence[str], scores: Scores) -> Mapping[str, Fraction]:
    return round_robin(members, scores).adjusted


RULES: Mapping[str, Rule] = {
    "plain mean": plain_mean,
    "trimmed mean": trimmed_mean,
    "least squares": adjusted,
}


def drawn(random: Random, size: int) -> tuple[tuple[str, ...], Scores]:
    """A group and its scores, to a tenth of a point."""
    members = tuple(f"s{i}" for i in range(size))
    worth = {member: random.gauss(80, SPREAD) for member in members}
    severity = {member: random.gauss(0, SPREAD) for member in members}
    scores = {
        (r, t): Fraction(round(10 * (worth[t] + severity[r] + random.gauss(0, SPREAD))), 10)
        for r in members
        for t in members
        if r != t
    }
    return members, scores


def gain(size: int, groups: int, seed: int) -> Gain:
    """Simulate ``groups`` groups of one size."""
    random = Random(seed * 1000 + size)  # noqa: S311 - the same draw every time
    improved = dict.fromkeys(RULES, 0)
    for _ in range(groups):
        members, honest = drawn(random, size)
        who = members[0]
        pressed = {(r, t): x - PRESSED if r == who else x for (r, t), x in honest.items()}
        for name, rule in RULES.items():
            before, after = (
                ranks(rule(members, scores), 6, RoundingMode.HALF_UP)[who]
                for scores in (honest, pressed)
            )
            improved[name] += after < before
    return Gain(size, groups, improved)


def table(gains: Sequence[Gain]) -> str:
    """The shares, a line a rule."""
    lines = [
        f"{'rank improves by pressing the others':36}" + "".join(f"  n={g.size}" for g in gains)
    ]
    for rule in RULES:
        shares = "".join(f"{100 * g.share(rule):4.0f}%" for g in gains)
        lines.append(f"{rule:36}{shares}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--groups", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(table([gain(size, asked.groups, asked.seed) for size in SIZES]))
    print(f"{asked.groups} groups of each size, seed {asked.seed}")


if __name__ == "__main__":
    main()
