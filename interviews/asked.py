"""Where the texts of a question were asked: its wordings, and the published revisions of each."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from interviews.models import KitRevision, PublishedQuestion, Question
from roles.fields import split_lines
from roles.history.versions import Version


@dataclass(frozen=True)
class Wording:
    """All that a candidate hears or a panelist reads; lists as tuples of lines."""

    prompt: str
    follow_ups: tuple[str, ...]
    positive_indicators: tuple[str, ...]
    red_flags: tuple[str, ...]
    materials: str

    @classmethod
    def of_row(cls, values: dict) -> "Wording":
        """`values` as a version of a question has them."""
        lists = ("follow_ups", "positive_indicators", "red_flags")
        return cls(
            prompt=values["prompt"],
            materials=values["materials"],
            **{name: tuple(split_lines(values[name])) for name in lists},
        )

    def differs_in(self, other: "Wording") -> tuple[str, ...]:
        """The labels of the fields that are not the same."""
        return tuple(
            str(Question._meta.get_field(field.name).verbose_name)
            for field in fields(self)
            if getattr(self, field.name) != getattr(other, field.name)
        )

    @classmethod
    def of_document(cls, question: dict) -> "Wording":
        """`question` as a published document has it."""
        lists = ("follow_ups", "positive_indicators", "red_flags")
        return cls(
            prompt=question["prompt"],
            materials=question["materials"],
            **{name: tuple(question[name]) for name in lists},
        )


@dataclass(frozen=True)
class Asking:
    """That a round of a published revision asks the question in these words."""

    revision: KitRevision
    round_name: str
    wording: Wording


@dataclass(frozen=True)
class WordingVersion:
    """A wording, the version that brought it, and who asked it so. `number` counts wordings;
    `changed` are the labels of what differs from the wording before."""

    number: int
    version: Version
    wording: Wording
    changed: tuple[str, ...]
    askings: tuple[Asking, ...]


def wordings_of(versions: Iterable[Version]) -> list[tuple[Version, Wording]]:
    """The versions that brought another wording than the one before, oldest first."""
    found: list[tuple[Version, Wording]] = []
    for version in versions:
        if version.state.row is None:
            continue
        wording = Wording.of_row(version.state.row)
        if not found or found[-1][1] != wording:
            found.append((version, wording))
    return found


def askings_of(question, slugs: Iterable[str], user) -> tuple[list[Asking], int]:
    """Where published revisions that `user` may see ask the question, newest first, and how many
    there are besides. `slugs` are all that the question ever had: a document keeps the one of its
    day. The documents are long, so they are read a few at a time and not kept."""
    published = PublishedQuestion.objects.filter(question=question)
    rounds: dict[int, list[str]] = {}
    for revision, key in published.values_list("revision", "round_key"):
        rounds.setdefault(revision, []).append(key)
    seen = KitRevision.objects.visible_to(user).filter(pk__in=rounds)
    known, found, count = set(slugs), [], 0
    for revision in seen.select_related("kit").order_by("-published_at", "-pk").iterator(20):
        count += 1
        found += _in_document(revision, rounds[revision.pk], known)
        revision.document = {"title": revision.title}
    return found, len(rounds) - count


def _in_document(revision, keys, slugs):
    return [
        Asking(revision, round_["name"], Wording.of_document(question))
        for round_ in revision.document["rounds"]
        if round_["key"] in keys
        for question in round_["questions"]
        if question.get("source") in slugs
    ]


def asked_in(
    wordings: list[tuple[Version, Wording]], askings: list[Asking]
) -> tuple[list[WordingVersion], list[Asking]]:
    """Each wording, newest first, with where it was asked, and what was asked in words that no
    kept version has. A wording that came twice has what was published while it stood."""
    asked: dict[int, list[Asking]] = {number: [] for number in range(len(wordings))}
    others = []
    for asking in askings:
        number = _which(wordings, asking.wording, asking.revision.published_at)
        if number is None:
            others.append(asking)
        else:
            asked[number].append(asking)
    rows = [
        WordingVersion(
            number=number + 1,
            version=version,
            wording=wording,
            changed=wording.differs_in(wordings[number - 1][1]) if number else (),
            askings=tuple(asked[number]),
        )
        for number, (version, wording) in enumerate(wordings)
    ]
    return rows[::-1], others


def _which(wordings, wording: Wording, at: datetime):
    same = [number for number, (_version, other) in enumerate(wordings) if other == wording]
    before = [number for number in same if wordings[number][0].at <= at]
    return before[-1] if before else same[0] if same else None
