"""Running a published command again, from its manifest, without writing anything."""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from importlib import import_module
from pathlib import Path

import typer

from liuxing_cli.commands.publishing import Captured, capturing
from liuxing_cli.commands.recording import WATCHED
from liuxing_cli.commands.refusal import Refusal
from liuxing_cli.publish.provenance.manifest import Manifest

REPEATABLE = ("notice", "report")
"""Commands that write manifests, and nothing else that a manifest may name."""
_OPTION = re.compile(r"--([a-z][a-z-]*)(=.*)?", re.DOTALL)
_OWN = frozenset({"workspace", "output", "base"})
"""Options that say where to read and write: never taken from a manifest."""


def replay(made: Manifest, root: Path) -> Captured:
    """Run the command of a manifest on the workspace at ``root``; nothing is written.

    Raises:
        Refusal: the manifest asks for something else than a publication, or it cannot be made.
        PublishError: it cannot be made.
    """
    if made.command not in REPEATABLE:
        raise Refusal(f"清单里的命令“{made.command}”不能重算", f"能重算的：{'、'.join(REPEATABLE)}")
    for argument in made.arguments:
        option = _OPTION.fullmatch(argument)
        if (argument.startswith("-") and option is None) or (option and option[1] in _OWN):
            raise Refusal(f"清单里的参数“{argument}”不能重算", "用原来的清单")
    module = import_module(f"liuxing_cli.commands.{made.command}")
    app = typer.Typer(add_completion=False)
    app.command()(module.command)
    call = [*made.arguments, f"--workspace={root}", "--output=."]
    with capturing() as captured, redirect_stderr(io.StringIO()):
        app(call, standalone_mode=False)
    return captured


@contextmanager
def workspace_at(root: Path, against: str | None) -> Iterator[tuple[Path, str]]:
    """The workspace to compare with, and the git revision that it stands for.

    ``against`` is a folder, or a revision of the workspace at ``root``, which is laid out in a
    temporary folder. Without it the workspace itself; its revision is then ``HEAD``.

    Raises:
        Refusal: neither a workspace folder nor a revision of that name.
    """
    if against is None:
        yield root, "HEAD"
        return
    folder = Path(against)
    if folder.is_dir():
        yield folder.resolve(), "HEAD"
        return
    from liuxing_cli.store.git_tree import GitTree, RevisionError

    with tempfile.TemporaryDirectory(prefix="liuxing-") as place:
        try:
            with GitTree(root, against) as tree:
                commit = tree.commit
                for top in WATCHED:
                    if top == "standards" and tree.uses_builtin:
                        continue
                    for path in tree.files(top, ""):
                        target = Path(place, path)
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(tree.read(path))
        except RevisionError as problem:
            raise Refusal(problem.message, problem.hint) from problem
        yield Path(place), commit
