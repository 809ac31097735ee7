"""What the person at the terminal is told; standard error, so that results stay clean."""

import typer

_silenced = False


def silence() -> None:
    """From now on only errors are told (``--quiet``)."""
    global _silenced  # noqa: PLW0603 - one terminal, one switch
    _silenced = True


def silenced() -> bool:
    """Whether only errors are told."""
    return _silenced


def say(text: str) -> None:
    """A message beside the result: what was covered, warnings, hints."""
    if not _silenced:
        typer.echo(text, err=True)


def complain(text: str) -> None:
    """What is wrong; told even when silenced."""
    typer.echo(text, err=True)
