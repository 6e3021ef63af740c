"""Rows of a file beside the candidates that an opening has: who is new, and who may be known."""

from collections.abc import Iterable
from dataclasses import dataclass

from interviews.candidate_files.reading import Row
from interviews.models import Candidate
from interviews.spreadsheets.kinds import plain

NEW, KNOWN, TWICE, FAULTY = "new", "known", "twice", "faulty"


@dataclass(frozen=True)
class Entry:
    """A row and its standing: `new`; `known`, like the candidate `like`; `twice`, like the earlier
    row of the file whose number is `row_like`; `faulty`, with what to mend in the row itself."""

    row: Row
    standing: str
    like: Candidate | None = None
    row_like: int | None = None
    by_email: bool = False

    @property
    def can_be_taken(self) -> bool:
        return self.standing != FAULTY


def compared(rows: Iterable[Row], candidates: Iterable[Candidate]) -> list[Entry]:
    """An `Entry` for each row, in their order. The same e-mail address tells the same person before
    the same name does; case, accents and spaces do not count."""
    emails: dict[str, Candidate | int] = {}
    names: dict[str, Candidate | int] = {}
    for candidate in candidates:
        if candidate.email:
            emails.setdefault(candidate.email.lower(), candidate)
        names.setdefault(plain(candidate.name) or candidate.name, candidate)
    entries = []
    for row in rows:
        if row.problems:
            entries.append(Entry(row, FAULTY))
            continue
        same_email = emails.get(row.email.lower()) if row.email else None
        like = same_email or names.get(plain(row.name) or row.name)
        entries.append(_entry(row, like, by_email=bool(same_email)))
        if row.email:
            emails.setdefault(row.email.lower(), row.number)
        names.setdefault(plain(row.name) or row.name, row.number)
    return entries


def _entry(row, like, by_email):
    if like is None:
        return Entry(row, NEW)
    if isinstance(like, int):
        return Entry(row, TWICE, row_like=like, by_email=by_email)
    return Entry(row, KNOWN, like=like, by_email=by_email)
