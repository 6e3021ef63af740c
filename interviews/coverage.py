"""Which round asks about which competency, and for how long."""

from dataclasses import dataclass

from interviews.document import Competency, KitDocument, Round


@dataclass(frozen=True)
class Cell:
    """Scored questions about one competency in one round, and the panelists who rate them."""

    questions: int
    raters: int


@dataclass(frozen=True)
class Row:
    """One competency across all rounds, in their order. `share` is its weight in per cent."""

    competency: Competency
    share: float
    cells: tuple[Cell, ...]

    @property
    def questions(self) -> int:
        return sum(cell.questions for cell in self.cells)

    @property
    def raters(self) -> int:
        """Seats that rate this competency, round by round; one person may hold several."""
        return sum(cell.raters for cell in self.cells)

    @property
    def is_uncovered(self) -> bool:
        return self.questions == 0


@dataclass(frozen=True)
class Matrix:
    """Competencies by rounds. `rows` are in the document's order of competencies."""

    rounds: tuple[Round, ...]
    rows: tuple[Row, ...]

    @property
    def uncovered(self) -> tuple[Competency, ...]:
        return tuple(row.competency for row in self.rows if row.is_uncovered)


def coverage(document: KitDocument) -> Matrix:
    """The matrix of a document: per competency and round the number of scored questions, and the
    panel size of the round where it has any."""
    rows = []
    for competency in document.competencies:
        cells = []
        for round_ in document.rounds:
            asked = sum(
                question.competency == competency.key for question in round_.scored_questions
            )
            cells.append(Cell(asked, round_.panel_size if asked else 0))
        share = 100 * competency.weight / document.total_weight
        rows.append(Row(competency, share, tuple(cells)))
    return Matrix(document.rounds, tuple(rows))
