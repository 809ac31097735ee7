"""A workspace from its files: everything but the records, as far as it can be read.

What the check of a few records does without is imported where it is read: one changed file is
checked at each commit, and should not wait for the rest of the toolkit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from liuxing_cli.model.finding import Finding, Related
from liuxing_cli.model.kinds import SubjectKind
from liuxing_cli.model.matrix import Matrix
from liuxing_cli.model.nearby import suggestion
from liuxing_cli.model.workspace import NOT_READ, PeerGroup, Settings, Workspace
from liuxing_cli.store.builders.matrix import NO_CONFERENCE, common_of, conference_of, unit_of
from liuxing_cli.store.builders.settings import NO_SETTINGS, settings_of
from liuxing_cli.store.builders.standard import standard_of, type_of
from liuxing_cli.store.builders.subject import community_of, street_of, subject_of
from liuxing_cli.store.documents import read_document
from liuxing_cli.store.layout import kind_of
from liuxing_cli.store.missing import SETTINGS, SUBJECTS, lacking, lacking_everything
from liuxing_cli.store.tree import Tree, skipped

if TYPE_CHECKING:
    from liuxing_cli.model.events import Event
    from liuxing_cli.model.matrix import Bearer, Duty, Unit
    from liuxing_cli.model.profile import Profile
    from liuxing_cli.model.publicity import Objection
    from liuxing_cli.model.standard import Standard, TypeStandard
    from liuxing_cli.model.subject import Subject
    from liuxing_cli.model.titles import Title

CONFERENCE = "standards/matrix/conference.yaml"
COMMON = "standards/matrix/common-duties.yaml"


class _Filed(Protocol):
    @property
    def file(self) -> str: ...


_Noun = TypeVar("_Noun", bound=_Filed)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A workspace as far as it can be read, and what was wrong with its files.

    ``workspace`` is None only where there is nothing to stand on. ``files`` are all files that
    were read; records are not among them.
    """

    workspace: Workspace | None
    findings: list[Finding]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What to load of a workspace: ``kinds`` of files below ``folders``, subjects only ``named``,
    nothing of the kinds ``without``.

    What is left out is missing from the workspace, so findings about it mean nothing: whoever
    loads less must look only at files that need no more.
    """

    folders: tuple[str, ...] = ("data", "standards")
    kinds: frozenset[str] | None = None
    named: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    def holds(self, kind: str, file: str) -> bool:
        if kind in self.without or (self.kinds is not None and kind not in self.kinds):
            return False
        if self.named is None or kind not in ("street", "community", "subject"):
            return True
        path = PurePosixPath(file)
        return path.stem in self.named or (kind == "street" and path.parent.name in self.named)


EVERYTHING = Scope()


def load_workspace(tree: Tree, scope: Scope = EVERYTHING) -> Loaded:
    """Read standards, profiles, matrix, settings and subjects.

    A broken file yields findings and the rest still loads; ``Workspace.broken`` lists the files
    whose contents are therefore unknown rather than missing.
    """
    return _Loader(tree, scope).load()


class _Loader:
    def __init__(self, tree: Tree, scope: Scope) -> None:
        self.tree = tree
        self.scope = scope
        self.findings: list[Finding] = []
        self.files: list[str] = []
        self.broken: set[str] = set()
        self.by_kind: dict[str, list[str]] = {}

    def load(self) -> Loaded:
        self._sort_files()
        if not self.by_kind.keys() - {"assessment"}:
            return Loaded(None, [*self.findings, lacking_everything()], ())
        standards = self._by_id(self._standards(), lambda standard: standard.ref)
        workspace = Workspace(
            settings=self._settings(),
            standards=standards,
            profiles=self._by_id(self._profiles(standards), lambda profile: profile.id),
            matrix=self._matrix(),
            subjects=self._by_id(self._subjects(), lambda subject: subject.id),
            rounds=dict(self._rounds()),
            **self._kept(),
            **self._programme(),
            broken=frozenset(self.broken),
        )
        return Loaded(workspace, self.findings, tuple(sorted(self.files)))

    def _kept(self) -> dict[str, Any]:
        """What is kept about subjects besides their records."""
        if self.scope.named is not None:
            return {"forms": NOT_READ}
        from liuxing_cli.model.reviews import NO_FORMS
        from liuxing_cli.store.builders.publicity import publication_of
        from liuxing_cli.store.builders.reviews import forms_of, review_of
        from liuxing_cli.store.builders.surveys import survey_of

        return {
            "titles": self._titles(),
            "publications": self._by_id(
                self._all("publication", publication_of), lambda publication: publication.id
            ),
            "objections": tuple(self._objections()),
            "surveys": self._by_id(self._all("survey", survey_of), lambda survey: survey.id),
            "reviews": tuple(self._all("review", review_of)),
            "forms": next(self._all("review-forms", forms_of), NO_FORMS),
            "events": self._events(),
        }

    def _programme(self) -> dict[str, Any]:
        """Duties, meetings, money, suggestions and goals of the programme itself."""
        if self.scope.named is not None:
            return {"obligations": NOT_READ, "earlier": NOT_READ}
        from liuxing_cli.model.obligations import NO_OBLIGATIONS
        from liuxing_cli.model.progress import EarlierCounts
        from liuxing_cli.store.builders.commendation import commendation_of
        from liuxing_cli.store.builders.meetings import funding_of, meeting_of
        from liuxing_cli.store.builders.obligations import activities_of, obligations_of
        from liuxing_cli.store.builders.progress import earlier_of, goal_of
        from liuxing_cli.store.builders.rectification import item_of, visit_of
        from liuxing_cli.store.builders.suggestions import suggestion_of

        return {
            "obligations": next(self._all("obligations", obligations_of), NO_OBLIGATIONS),
            "activities": tuple(self._all("activities", activities_of)),
            "meetings": tuple(self._all("meeting", meeting_of)),
            "funding": tuple(self._all("funding", funding_of)),
            "suggestions": tuple(self._all("suggestion", suggestion_of)),
            "goal": next(self._all("goal", goal_of), None),
            "commendation": next(self._all("commendation", commendation_of), None),
            "visits": tuple(self._all("supervision", visit_of)),
            "rectifications": tuple(self._all("rectification", item_of)),
            "earlier": next(self._all("progress", earlier_of), EarlierCounts(())),
        }

    def _sort_files(self) -> None:
        for folder in self.scope.folders:
            for file in self.tree.files(folder):
                kind = kind_of(file)
                if kind is None:
                    self.findings.append(Finding("WSP004", file))
                elif self.scope.holds(kind, file):
                    self.by_kind.setdefault(kind, []).append(file)
            for suffix in (".yml", ".YAML", ".YML"):
                strays = self.tree.files(folder, suffix)
                self.findings += [Finding("WSP005", file) for file in strays]
        for folder, reason in skipped(self.tree).items():
            self.findings.append(Finding("WSP011", folder, params={"reason": reason}))
        if "data" not in self.scope.folders:
            self.by_kind["workspace"] = [SETTINGS]

    def _read(self, file: str, kind: str) -> Any:
        """Return the value of a clean file, None (and findings) for a broken one."""
        document = read_document(self.tree, file, kind)
        self.files.append(file)
        self.findings += document.findings
        if document.clean:
            return document.value
        self.broken.add(file)
        return None

    def _all(self, kind: str, build: Callable[[Any, str], _Noun]) -> Iterator[_Noun]:
        for file in self.by_kind.get(kind, ()):
            value = self._read(file, kind)
            if value is not None:
                yield build(value, file)

    def _by_id(self, nouns: Iterator[_Noun], identity: Callable[[_Noun], str]) -> dict[str, _Noun]:
        found: dict[str, _Noun] = {}
        for noun in nouns:
            first = found.setdefault(identity(noun), noun)
            if first is not noun:
                there = Related(first.file, None, "另一处", ("id",))
                params = {"id": identity(noun), "other": first.file}
                self.findings.append(
                    Finding("WSP003", noun.file, ("id",), params=params, related=(there,))
                )
        return found

    def _rounds(self) -> Iterator[tuple[str, tuple[PeerGroup, ...]]]:
        """The groups of each period's plan, where it plans streets."""
        for file in self.by_kind.get("plan", ()):
            from liuxing_cli.store.builders.plan import is_draft, plan_of

            value = self._read(file, "plan")
            if value is None or is_draft(value):
                continue
            plan = plan_of(value)
            if plan.level is SubjectKind.STREET and plan.period == PurePosixPath(file).stem:
                yield plan.period, tuple(planned.group for planned in plan.groups)

    def _settings(self) -> Settings:
        if "workspace" not in self.by_kind:
            self.findings.append(lacking(SETTINGS, SETTINGS))
            self.broken.add(SETTINGS)
        return next(self._all("workspace", settings_of), NO_SETTINGS)

    def _standards(self) -> Iterator[Standard]:
        if "standard" not in self.by_kind:
            self.findings.append(lacking("standards", "standards/<编号>/standard.yaml"))
            self.broken.add("standards/standard.yaml")
        types = {type_.file: type_ for type_ in self._all("type", type_of)}
        for file in self.by_kind.get("standard", ()):
            value = self._read(file, "standard")
            if value is not None:
                yield standard_of(value, self._types_of(value, file, types), file)

    def _types_of(
        self, value: dict[str, Any], file: str, types: dict[str, TypeStandard]
    ) -> Iterator[TypeStandard]:
        """Yield the types a standard lists, in its order; report those it lacks or forgets."""
        folder = PurePosixPath(file).parent / "types"
        present = {
            PurePosixPath(path).stem: path
            for path in self.by_kind.get("type", ())
            if PurePosixPath(path).parent == folder
        }
        for place, id_ in enumerate(value["types"]):
            if id_ not in present:
                hint = suggestion(id_, present, f"建立 types/{id_}.yaml")
                params = {"type": id_, "hint": hint}
                self.findings.append(Finding("STD001", file, ("types", place), params=params))
                self.broken.add(f"{folder}/{id_}.yaml")
            elif present[id_] in types:
                yield types[present[id_]]
        for id_, path in present.items():
            if id_ not in value["types"]:
                self.findings.append(Finding("STD002", path, ("id",), params={"type": id_}))

    def _profiles(self, standards: dict[str, Standard]) -> Iterator[Profile]:
        for file in self.by_kind.get("profile", ()):
            from liuxing_cli.store.builders.profile import profile_of, reference_findings

            value = self._read(file, "profile")
            if value is None:
                continue
            standard = standards.get(value["standard"])
            if standard is None:
                self._unknown_standard(value["standard"], standards, file)
                self.broken.add(file)
                continue
            if not self._is_incomplete(standard):
                self.findings += reference_findings(value, standard, file)
            yield profile_of(value, standard, file)

    def _unknown_standard(self, ref: str, standards: dict[str, Standard], file: str) -> None:
        if any(file.endswith("/standard.yaml") for file in self.broken):
            return
        hint = suggestion(ref, standards, f"现有：{'、'.join(standards)}")
        params = {"standard": ref, "hint": hint}
        self.findings.append(Finding("PRF001", file, ("standard",), params=params))

    def _is_incomplete(self, standard: Standard) -> bool:
        folder = f"{PurePosixPath(standard.file).parent}/"
        return any(file.startswith(folder) for file in self.broken)

    def _matrix(self) -> Matrix:
        present = self.by_kind.keys() & {"conference", "unit", "duties"}
        for kind, file in (("conference", CONFERENCE), ("duties", COMMON)):
            if present and kind not in present:
                self.findings.append(lacking(file, file))
                self.broken.add(file)
        units: dict[str, Unit] = self._by_id(self._all("unit", unit_of), lambda unit: unit.id)
        return Matrix(
            conference=next(self._all("conference", conference_of), NO_CONFERENCE),
            units=units,
            common=self._common(),
            common_file=COMMON if "duties" in present else "",
        )

    def _common(self) -> dict[Bearer, tuple[Duty, ...]]:
        value = self._read(COMMON, "duties") if "duties" in self.by_kind else None
        return {} if value is None else dict(common_of(value))

    def _titles(self) -> dict[str, tuple[Title, ...]]:
        from liuxing_cli.store.builders.titles import missing_documents, titles_of

        found: dict[str, tuple[Title, ...]] = {}
        for held in self._all("titles", titles_of):
            found[held.subject] = (*found.get(held.subject, ()), *held.titles)
            self.findings += missing_documents(held, self.tree)
        return found

    def _events(self) -> dict[str, tuple[Event, ...]]:
        from liuxing_cli.store.builders.events import events_of

        found: dict[str, tuple[Event, ...]] = {}
        for file in self.by_kind.get("events", ()):
            value = self._read(file, "events")
            if value is not None:
                subject = value["subject"]
                found[subject] = (*found.get(subject, ()), *events_of(value, file))
        return found

    def _objections(self) -> Iterator[Objection]:
        from liuxing_cli.store.builders.publicity import missing_record, objection_of

        for objection in self._all("objection", objection_of):
            self.findings += missing_record(objection, self.tree)
            yield objection

    def _subjects(self) -> Iterator[Subject]:
        kinds = {"street", "community", "subject"}
        is_whole = replace(self.scope, without=frozenset()) == EVERYTHING
        if is_whole and not self.by_kind.keys() & kinds:
            self.findings.append(lacking(SUBJECTS, "受评对象（data/subjects/ 里没有名册）"))
            self.broken.add(SUBJECTS)
        yield from self._all("street", street_of)
        yield from self._all("community", community_of)
        yield from self._all("subject", subject_of)
