"""Which groups are compared, and who was meant to rate whom."""

from collections import defaultdict
from dataclasses import dataclass

from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import Session
from liuxing_cli.model.finding import Finding
from liuxing_cli.model.profile import Profile, SubjectKind
from liuxing_cli.model.workspace import PeerGroup
from liuxing_cli.peer.design import Pair
from liuxing_cli.store.builders.plan import FOLDER, is_draft, plan_of
from liuxing_cli.store.documents import read_document


@dataclass(frozen=True)
class RoundGroup:
    """A group of one round; ``due`` are the planned pairs, None where everyone rates everyone."""

    group: PeerGroup
    due: tuple[Pair, ...] | None = None


def groups_of(
    session: Session, profile: Profile, period: str, findings: list[Finding]
) -> tuple[RoundGroup, ...]:
    """The groups of the period's plan where it has one, else those of the settings; communities
    are grouped by street.

    Raises:
        Refusal: there are none.
    """
    planned = _planned(session, profile, period, findings)
    if planned:
        return planned
    if profile.subject is SubjectKind.COMMUNITY:
        groups = _streets(session)
    else:
        groups = session.workspace.settings.groups
    if not groups:
        raise Refusal("没有设置片会", "在 data/workspace.yaml 的 groups 里写明分组")
    return tuple(RoundGroup(group) for group in groups)


def _planned(
    session: Session, profile: Profile, period: str, findings: list[Finding]
) -> tuple[RoundGroup, ...]:
    """The groups and pairs of ``data/plans/<period>.yaml``, if it plans this kind of subject."""
    file = f"{FOLDER}/{period}.yaml"
    if file not in session.tree.files(FOLDER):
        return ()
    document = read_document(session.tree, file, "plan")
    findings += document.findings
    if not document.clean or is_draft(document.value):
        return ()
    plan = plan_of(document.value)
    if plan.level is not profile.subject:
        return ()
    return tuple(
        RoundGroup(
            planned.group, None if _everyone(planned.group, planned.pairs) else planned.pairs
        )
        for planned in plan.groups
    )


def _everyone(group: PeerGroup, pairs: tuple[Pair, ...]) -> bool:
    return len(set(pairs)) == len(group.members) * (len(group.members) - 1)


def _streets(session: Session) -> tuple[PeerGroup, ...]:
    """The communities of each street."""
    subjects = session.workspace.subjects
    members: dict[str, list[str]] = defaultdict(list)
    for subject in subjects.values():
        if subject.kind is SubjectKind.COMMUNITY:
            members[subject.street].append(subject.id)
    return tuple(
        PeerGroup(street, subjects[street].name, tuple(sorted(found)))
        for street, found in sorted(members.items())
    )


def pick_group(groups: tuple[RoundGroup, ...], asked: str | None) -> frozenset[str]:
    """The ids of all groups, or of the one asked for by id or name.

    Raises:
        Refusal: no such group.
    """
    chosen = frozenset(g.group.id for g in groups if asked in (None, g.group.id, g.group.name))
    if not chosen:
        known = "、".join(f"{g.group.id}（{g.group.name}）" for g in groups)
        raise Refusal(f"没有“{asked}”这个片会", f"现有：{known}")
    return chosen
