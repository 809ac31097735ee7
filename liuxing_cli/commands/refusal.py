"""A call that cannot be carried out; a module of its own so that ``--help`` loads nothing else."""


class Refusal(Exception):  # noqa: N818 - not an error of ours: the call cannot be carried out
    """The command cannot run as called: usage, configuration or unreadable input (exit 2)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
