"""The shapes that advice comes in. Plain data, without a database behind it."""

from dataclasses import dataclass

RISKY, WEAK = "risky", "weak"
STOP, CAUTION, HINT = "stop", "caution", "hint"
WORDS, MEANING = "words", "meaning"
PROMPT, FOLLOW_UP, BRIEF, NOTE = "prompt", "follow_up", "brief", "note"


@dataclass(frozen=True)
class Advice:
    """One remark on the text from `start` to `end`, counted in characters.

    `kind` is risky or weak, `severity` stop, caution or hint: a text with a stop is approved only
    with a recorded reason. `where` says in which countries a law speaks of it and is empty for
    weak texts. `found_by` is words or meaning.
    """

    kind: str
    topic: str
    name: str
    severity: str
    start: int
    end: int
    excerpt: str
    reason: str
    where: str
    instead: str
    found_by: str


@dataclass(frozen=True)
class OwnRule:
    """What an administrator added. `kind` is pattern or exception; `topic` a slug or blank;
    `text` words, with `*` at the end of a word for any ending."""

    kind: str
    topic: str
    severity: str
    text: str
    reason: str
    instead: str
