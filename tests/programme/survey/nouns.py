"""Small surveys to compute with."""

from fractions import Fraction

from liuxing_cli.model.survey import Answer
from liuxing_cli.model.surveys import (
    Clusters,
    Design,
    Level,
    Mode,
    QuestionKind,
    Survey,
    SurveyQuestion,
)
from liuxing_cli.programme.survey.cells import Cell
from liuxing_cli.programme.survey.estimate import Method, Row, rows_of
from liuxing_cli.programme.survey.sampling import Place

KNOW = SurveyQuestion(
    "know",
    "知道吗",
    QuestionKind.KNOW,
    (
        Answer("1", "知道", favourable=True),
        Answer("0", "不知道"),
        Answer("9", "记不清", unsure=True),
    ),
    target=Fraction(90),
)
SATISFIED = SurveyQuestion(
    "service",
    "满意吗",
    QuestionKind.SATISFACTION,
    (
        Answer("5", "非常满意", Fraction(100), favourable=True),
        Answer("4", "满意", Fraction(75), favourable=True),
        Answer("3", "一般", Fraction(50)),
        Answer("2", "不满意", Fraction(25)),
        Answer("1", "很不满意", Fraction(0)),
        Answer("9", "不了解", unsure=True),
    ),
    target=Fraction(80),
)


def place(number: int, households: int, street: str = "s1") -> Place:
    return Place(f"c{number}", street, households)


def cell(number: int, question: str, building: str = "", adults: int = 1, **counts: int) -> Cell:
    """``cell(1, "know", a1=8, a0=2)``: ten sheets of the community c1."""
    own = {key.removeprefix("a"): count for key, count in counts.items()}
    return Cell(f"c{number}", building, adults, sum(own.values()), {question: own})


def survey(
    *places: Place,
    question: SurveyQuestion = KNOW,
    mode: Mode = Mode.DOOR,
    strata: Level = Level.COMMUNITY,
    clusters: Clusters | None = None,
    deff: int = 1,
    collapse: tuple[tuple[str, ...], ...] = (),
) -> Survey:
    design = Design(
        strata, Level.DISTRICT, Fraction(5), "s", deff=Fraction(deff), clusters=clusters,
        collapse=collapse,
    )  # fmt: skip
    ids = tuple(p.id for p in places)
    return Survey(
        "s", "调查", "2013H1", "2013-06-20", mode, design, ids, (question,),
        {p.id: p.households for p in places},
    )  # fmt: skip


def total(
    made: Survey, places: tuple[Place, ...], *cells: Cell, method: Method = Method.WILSON
) -> Row:
    """The row of everything together."""
    return next(r for r in rows_of(made, places, cells, method) if r.level is Level.DISTRICT)
