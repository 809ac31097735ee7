"""Writing publications: one file, or a folder of many, in parallel and resumable, each whole.

Every publication in a file gets a manifest beside it; see :mod:`liuxing_cli.publish.provenance`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from liuxing_cli.commands.kinds import Asked, Made, Piece
from liuxing_cli.commands.messages import say
from liuxing_cli.commands.presses import Job, Printed, printed
from liuxing_cli.commands.publishing import (
    Delivered,
    Desk,
    Form,
    captured,
    manifest_of,
)
from liuxing_cli.commands.recording import revision_of
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.commands.session import emit
from liuxing_cli.publish.provenance.manifest import (
    FOLDER_MANIFEST,
    SUFFIX,
    Manifest,
    Publication,
    as_json,
    manifest,
    publication,
)
from liuxing_cli.publish.provenance.reading import UnreadableManifest, read
from liuxing_cli.publish.render import rendered

_SAVED = 25
"""After so many files the manifest is written, so that a run that was killed can be resumed."""


def publish(desk: Desk, command: str, made: Made, asked: Asked, output: Path | None) -> None:
    """Write what was made, and its manifest; or only note it while a second look is taken.

    Raises:
        Refusal: no place for it, or some of it could not be written.
        PublishError: the one document that was asked for cannot be written.
    """
    if asked.everyone and output is not None and output.suffix and not output.is_dir():
        raise Refusal(f"--all 写一个文件夹，“{output}”像是文件", "如 -o out/reports")
    note = captured()
    arguments = [f"--kind={asked.kind}"] if asked.kind else []
    arguments += ["--all"] if asked.everyone else []
    arguments = [*arguments, *made.arguments, *asked.wish.arguments]
    several = asked.everyone or len(asked.wish.forms) > 1
    if note is not None:
        note.delivered += [
            Delivered(f"{p.name}.{f}", p.document, f) for p in made.pieces for f in asked.wish.forms
        ]
        note.inputs += desk.inputs()
        note.options = desk.options
        return
    if not several:
        (piece,) = made.pieces
        _one(desk, (command, arguments, made), piece, asked.wish.forms[0], output)
    elif output is None:
        raise Refusal("几种形式要写几个文件，用 -o 指定文件夹", "如 -o out")
    else:
        stem = "" if asked.everyone else made.pieces[0].name
        _Folder(desk, (command, arguments, made), asked.wish.forms, output, stem).write()
    say(made.said)


_Call = tuple[str, Sequence[str], Made]


def _one(desk: Desk, call: _Call, piece: Piece, form: Form, output: Path | None) -> None:
    result = rendered(piece.document, form, desk.options)
    for note in result.notes:
        say(note)
    emit(result.data, output)
    if output is not None:
        digest = hashlib.sha256(result.data).hexdigest()
        entry = publication(output.name, form, digest, piece.document, result.fonts)
        emit(as_json(_manifest(desk, call, [entry])), manifest_of(output))


def _manifest(desk: Desk, call: _Call, entries: Sequence[Publication]) -> Manifest:
    command, arguments, made = call
    return manifest(
        command,
        arguments,
        ([p.standard for p in made.profiles], [p.id for p in made.profiles]),
        revision_of(desk.session.root),
        desk.inputs(),
        entries,
    )


@dataclass
class _Folder:
    """Many files and their one manifest; what an earlier run has written is not written again.

    Everything is made before the first file is written, so the inputs are known by then.
    """

    desk: Desk
    call: _Call
    forms: Sequence[Form]
    place: Path
    stem: str
    entries: dict[str, Publication] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def write(self) -> None:
        """Write every file that is not there yet, then the manifest.

        Raises:
            Refusal: some could not be written; the others are there.
        """
        jobs = [
            Job(f"{piece.name}.{form}", piece.document, form)
            for piece in self.call[2].pieces
            for form in self.forms
        ]
        earlier = self._earlier()
        ready = self._ready(earlier, jobs)
        self.entries.update(ready)
        left = [job for job in jobs if job.name not in ready]
        self.place.mkdir(parents=True, exist_ok=True)
        try:
            for number, done in enumerate(printed(left, self.desk.options), start=1):
                self._take(done, first=number == 1)
                if number % _SAVED == 0:
                    self._sign(jobs)
        finally:
            self._sign(jobs)
        self._tell(len(jobs), len(ready), earlier)

    @property
    def _manifest_place(self) -> Path:
        return self.place / (f"{self.stem}{SUFFIX}" if self.stem else FOLDER_MANIFEST)

    def _earlier(self) -> Manifest | None:
        try:
            return read(self._manifest_place)
        except (UnreadableManifest, FileNotFoundError):
            return None

    def _ready(self, earlier: Manifest | None, jobs: Sequence[Job]) -> dict[str, Publication]:
        """What an earlier run has written from the same inputs and nobody has touched since."""
        now = _manifest(self.desk, self.call, [])
        if earlier is None or (earlier.version, earlier.command, earlier.arguments) != (
            now.version,
            now.command,
            now.arguments,
        ):
            return {}
        if earlier.inputs != now.inputs:
            return {}
        wanted = {job.name for job in jobs}
        return {
            entry.file: entry
            for entry in earlier.publications
            if entry.file in wanted and _digest(self.place / entry.file) == entry.sha256
        }

    def _take(self, done: Printed, *, first: bool) -> None:
        """Write one file; the notes of a hundred alike would bury everything else."""
        job = done.job
        if done.result is None:
            self.faults.append(f"{job.name}（{job.document.title}）：{done.fault}")
            return
        for note in done.result.notes if first else ():
            say(note)
        emit(done.result.data, self.place / job.name)
        digest = hashlib.sha256(done.result.data).hexdigest()
        fonts = done.result.fonts
        self.entries[job.name] = publication(job.name, job.form, digest, job.document, fonts)

    def _sign(self, jobs: Sequence[Job]) -> None:
        entries = [self.entries[job.name] for job in jobs if job.name in self.entries]
        if entries:
            emit(as_json(_manifest(self.desk, self.call, entries)), self._manifest_place)

    def _tell(self, wanted: int, ready: int, earlier: Manifest | None) -> None:
        text = f"{len(self.entries)}/{wanted} 份写在 {self.place}/"
        say(text + (f"，其中 {ready} 份已有且没有变，跳过" if ready else ""))
        old = [e.file for e in earlier.publications if earlier] if earlier else []
        stale = [f for f in old if f not in self.entries and (self.place / f).is_file()]
        if stale:
            say(f"文件夹里还有 {len(stale)} 份旧的，不在这次的清单里：{'、'.join(stale[:5])}")
        if self.faults:
            text = f"{len(self.faults)} 份没有写：\n" + "\n".join(self.faults)
            raise Refusal(text, "其余已经写好；改正后重新运行，写好的不再重写")


def _digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else ""
