"""What can go wrong on the way to paper; commands turn these into a refusal (exit code 2)."""

from liuxing_cli.model.workdays import NoCalendar


class PublishError(Exception):
    """A publication cannot be made as asked; the message is Chinese and meant for the user."""


class TemplateError(PublishError):
    """A template is missing, malformed, or asks for a value that does not exist."""

    def __init__(self, template: str, line: int | None, problem: str) -> None:
        place = "" if line is None else f" 第 {line} 行"
        super().__init__(f"模板 {template}{place}：{problem}")
        self.template = template
        self.line = line
        self.problem = problem


class CalendarGap(PublishError):  # noqa: N818 - a gap in the calendar, said as it is
    """The holiday calendar knows nothing of this year; a window is refused rather than guessed."""

    def __init__(self, gap: NoCalendar) -> None:
        super().__init__(str(gap))
        self.year = gap.year
