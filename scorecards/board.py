"""The board of an opening: who meets whom in which round, and when."""

from dataclasses import dataclass

from interviews.models import Candidate, Interview, Panelist

FEWEST_PERSONS = 2  # who see a competency, as assembling demands of seats


@dataclass(frozen=True)
class Row:
    """One candidate: the interviews of each round in order, then those of rounds that only an
    earlier revision of the kit has. `thin` names competencies that fewer than two people see."""

    candidate: Candidate
    cells: tuple[tuple[Interview, ...], ...]
    elsewhere: tuple[Interview, ...]
    thin: tuple[str, ...] = ()


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
    return Board(rounds, tuple(_row(revision, candidate) for candidate in candidates))


def _row(revision, candidate) -> Row:
    by_round: dict[str, list[Interview]] = {key: [] for key in revision.rounds_by_key}
    elsewhere: list[Interview] = []
    for interview in candidate.interviews.all():
        by_round.get(interview.round_key, elsewhere).append(interview)
    thin = () if candidate.withdrawn_at else thinly_seen(revision, by_round)
    return Row(candidate, tuple(map(tuple, by_round.values())), tuple(elsewhere), thin)


def thinly_seen(revision, by_round) -> tuple[str, ...]:
    """The names of the competencies that fewer than two people see, of those whose rounds all have
    a panel: who is still to be found may be the second. Observers do not count. `by_round` are a
    candidate's interviews by the key of the round."""
    names = {row["key"]: row["name"] for row in revision.document["competencies"]}
    people: dict[str, set[int] | None] = {}
    for key, round_ in revision.rounds_by_key.items():
        seats = {
            panelist.user_id
            for interview in by_round[key]
            for panelist in interview.panelists.all()
            if panelist.part != Panelist.Part.OBSERVER
        }
        for slug in {row["competency"] for row in round_["questions"] if row["scored"]}:
            known = people.setdefault(slug, set())
            people[slug] = known | seats if seats and known is not None else None
    return tuple(
        names[slug]
        for slug in names
        if (seen := people.get(slug)) is not None and len(seen) < FEWEST_PERSONS
    )
