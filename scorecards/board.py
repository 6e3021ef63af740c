"""The board of an opening: who meets whom in which round, and when."""

from dataclasses import dataclass

from interviews.models import Candidate, Interview


@dataclass(frozen=True)
class Row:
    """One candidate: the interviews of each round in order, then those of rounds that only an
    earlier revision of the kit has."""

    candidate: Candidate
    cells: tuple[tuple[Interview, ...], ...]
    elsewhere: tuple[Interview, ...]


@dataclass(frozen=True)
class Board:
    """Candidates by rounds. `rounds` are plain data, as in the document of a kit revision."""

    rounds: tuple[dict, ...]
    rows: tuple[Row, ...]

    @property
    def has_elsewhere(self) -> bool:
        return any(row.elsewhere for row in self.rows)


def board(revision, candidates) -> Board:
    """The board of these candidates, fetched `with_interviews()`, over the rounds of a revision."""
    rounds = tuple(revision.rounds_by_key.values())
    return Board(rounds, tuple(_row(rounds, candidate) for candidate in candidates))


def _row(rounds, candidate) -> Row:
    by_round: dict[str, list[Interview]] = {round_["key"]: [] for round_ in rounds}
    elsewhere = []
    for interview in candidate.interviews.all():
        by_round.get(interview.round_key, elsewhere).append(interview)
    return Row(candidate, tuple(map(tuple, by_round.values())), tuple(elsewhere))
