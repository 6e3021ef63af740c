"""What tells one printed copy from another: plain, frozen data without a database behind it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """Which revision of a kit is printed. A draft has none: pass None instead."""

    number: int
    digest: str  # SHA-256 in hexadecimal

    @property
    def short_digest(self) -> str:
        """The eight digits that stand on paper."""
        return self.digest[:8]


@dataclass(frozen=True)
class Copy:
    """One panelist's scorecard of one interview.

    `candidate` is a name or a number, `part` one of chair, member and observer, `starts` the day,
    hour and time zone as they are to be read, `adjustments` what the panel does, never why.
    `declared` is the record of confidentiality and conflicts of interest in a line, empty as long
    as it is not whole; `not_blind` says that the panelist had seen others' scorecards before.
    """

    opening_reference: str
    opening_title: str
    candidate: str
    panelist: str
    part: str
    seat: int
    round_key: str
    starts: str
    place: str
    code: str
    adjustments: tuple[str, ...] = ()
    declared: str = ""
    not_blind: bool = False

    @property
    def is_practice(self) -> bool:
        """An observer's scorecard is practice and never counts."""
        return self.part == "observer"
