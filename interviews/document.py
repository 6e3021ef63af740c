"""The kit as a document: frozen, complete, and free of the database.

Everything that shows, prints or exports a kit takes a `KitDocument`. It holds texts and whole
numbers only. Its canonical form is UTF-8 JSON with sorted keys and no spare space; the digest is
the SHA-256 of that, in hexadecimal. Number, date and author of a revision stand outside.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from roles.fields import first_unprintable

UNSCORED_TYPES = ("background", "motivation")
SCORED_TYPES = ("behavioural", "situational", "role_play", "technical")
SHORT_SLOT = 31  # a slot of fewer minutes gets the shorter opening and closing


def usual_opening(minutes: int) -> int:
    """Minutes for the opening of a slot of `minutes`: 3, or 2 in a slot under 31."""
    return 2 if minutes < SHORT_SLOT else 3


def usual_closing(minutes: int) -> int:
    """Minutes for the closing of a slot of `minutes`: 5, or 3 in a slot under 31."""
    return 3 if minutes < SHORT_SLOT else 5


def _printable(text: str) -> str:
    if character := first_unprintable(text):
        code = {"code": f"{ord(character):04X}"}
        raise ValueError(_("has a character that cannot be printed: U+%(code)s") % code)
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError(_("is empty"))
    return text


def _day(text: str) -> str:
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(_("“%(text)s” is no date") % {"text": text}) from None


def _each_once(what: str, values: Iterable[object]) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise ValueError(
                _("%(what)s “%(value)s” stands twice") % {"what": what, "value": value}
            )
        seen.add(value)


Text = Annotated[str, AfterValidator(_printable)]
Words = Annotated[Text, AfterValidator(_said)]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,120}$")]
Minutes = Annotated[int, Field(ge=0, le=480)]


class Frozen(BaseModel):
    """A part of the document: typed, closed, and never changed.

    `LATER` names fields that came after the first release. Where they say what their absence says,
    they are left out of the data, so that older documents keep their digest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    LATER: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _without_silent(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        silent = {name for name in self.LATER if getattr(self, name) == fields[name].default}
        return {name: value for name, value in write(self).items() if name not in silent}


class ScalePoint(Frozen):
    value: Annotated[int, Field(ge=1, le=9)]
    label: Words
    definition: Text = ""


class Scale(Frozen):
    key: Key
    name: Words
    instruction: Text = ""
    points: Annotated[tuple[ScalePoint, ...], Field(min_length=2, strict=False)]

    @model_validator(mode="after")
    def _rises(self) -> Self:
        values = [point.value for point in self.points]
        if values != sorted(set(values)):
            raise ValueError(_("the points of a scale rise, each number once"))
        return self

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(point.value for point in self.points)


class Anchor(Frozen):
    value: Annotated[int, Field(ge=1, le=9)]
    text: Words


class Competency(Frozen):
    """What is assessed, with its weight (in parts of the total of all weights) and its anchors."""

    key: Key
    name: Words
    definition: Text = ""
    weight: Annotated[int, Field(ge=1, le=1000)]
    essential: bool = False
    anchors: Annotated[tuple[Anchor, ...], Field(strict=False)] = ()
    level_3: Text = ""
    level_5: Text = ""


class Question(Frozen):
    """A question as it is asked. `asker` is the seat of the panelist who asks it, from 1.
    `drop_order` is the order in which optional ones are left out when time runs short, 1 first;
    None is always asked. `reviewed` is False for one that no library admin has approved."""

    LATER = frozenset({"drop_order", "reviewed"})

    key: Key
    source: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{0,120}$")] = ""
    competency: Key | None = None
    type: Literal[
        "behavioural", "situational", "role_play", "technical", "background", "motivation"
    ]
    scored: bool = True
    prompt: Words
    follow_ups: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    positive_indicators: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    red_flags: Annotated[tuple[Words, ...], Field(strict=False)] = ()
    materials: Text = ""
    minutes: Annotated[int, Field(ge=1, le=480)]
    asker: Annotated[int, Field(ge=1, le=12)] | None = None
    drop_order: Annotated[int, Field(ge=1, le=99)] | None = None
    reviewed: bool = True

    @model_validator(mode="after")
    def _can_be_scored(self) -> Self:
        if self.scored and self.type in UNSCORED_TYPES:
            raise ValueError(_("a %(type)s question is never scored") % {"type": self.type})
        if self.scored and self.competency is None:
            raise ValueError(_("a scored question needs a competency"))
        return self


class Round(Frozen):
    """One interview of the kit. All times are whole minutes."""

    key: Key
    name: Words
    purpose: Text = ""
    minutes: Annotated[int, Field(ge=5, le=480)]
    panel_size: Annotated[int, Field(ge=1, le=12)]
    opening_minutes: Minutes
    closing_minutes: Minutes
    opening_script: Text = ""
    closing_script: Text = ""
    questions: Annotated[tuple[Question, ...], Field(strict=False)] = ()

    @property
    def question_minutes(self) -> int:
        return sum(question.minutes for question in self.questions)

    @property
    def planned_minutes(self) -> int:
        """Opening, questions and closing together."""
        return self.opening_minutes + self.question_minutes + self.closing_minutes

    @property
    def spare_minutes(self) -> int:
        """What the slot leaves; negative where the round does not fit."""
        return self.minutes - self.planned_minutes

    @property
    def over_minutes(self) -> int:
        """What the round needs beyond its slot; 0 where it fits."""
        return max(0, -self.spare_minutes)

    @property
    def scored_questions(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.scored)

    @property
    def rated(self) -> tuple[str, ...]:
        """Keys of the competencies rated in this round, in the order of asking."""
        return tuple(
            dict.fromkeys(
                question.competency for question in self.scored_questions if question.competency
            )
        )


class Role(Frozen):
    key: Key
    title: Words
    level: Annotated[str, Field(pattern=r"^[a-z]{0,20}$")] = ""
    level_name: Text = ""
    summary: Text = ""


class Recommendation(Frozen):
    key: Key
    label: Words


class Settings(Frozen):
    """How strictly the interviews of this kit are structured."""

    LATER = frozenset({"papers_held_back", "same_panel", "calibrated_panel"})

    planned_follow_ups_only: bool = True
    papers_held_back: bool = False
    same_panel: bool = False
    calibrated_panel: bool = False


class JobAnalysis(Frozen):
    """Where the demands of the job come from. `on` is a date as ISO 8601 writes it, or empty."""

    source: Text = ""
    expert: Text = ""
    on: Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$"), AfterValidator(_day)] = ""

    @property
    def date(self) -> date | None:
        """`on` as a date; None where it is empty."""
        return date.fromisoformat(self.on) if self.on else None


class KitDocument(Frozen):
    """A whole interview kit.

    Competencies stand in order of weight, rounds and questions in the order they are held and
    asked. Raises `pydantic.ValidationError` for anything that does not fit together.
    """

    LATER = frozenset({"analysis"})

    format: Literal[1] = 1
    key: Key
    title: Words
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    role: Role
    scale: Scale
    recommendations: Annotated[tuple[Recommendation, ...], Field(strict=False)] = ()
    competencies: Annotated[tuple[Competency, ...], Field(strict=False)]
    weights_reason: Text = ""
    rounds: Annotated[tuple[Round, ...], Field(strict=False)]
    settings: Settings = Settings()
    analysis: JobAnalysis = JobAnalysis()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        _each_once(_("the competency"), (competency.key for competency in self.competencies))
        _each_once(_("the round"), (round_.key for round_ in self.rounds))
        _each_once(_("the question"), (question.key for question in self.questions))
        _each_once(_("the recommendation"), (option.key for option in self.recommendations))
        known = {competency.key for competency in self.competencies}
        for question in self.questions:
            if question.competency is not None and question.competency not in known:
                raise ValueError(
                    _(
                        "the question “%(question)s” belongs to “%(competency)s”, which is not "
                        "among the competencies"
                    )
                    % {"question": question.key, "competency": question.competency}
                )
        for round_ in self.rounds:
            for question in round_.questions:
                if question.asker and question.asker > round_.panel_size:
                    raise ValueError(
                        _(
                            "the question “%(question)s” is asked by seat %(seat)s, but "
                            "“%(round)s” has %(size)s"
                        )
                        % {
                            "question": question.key,
                            "seat": question.asker,
                            "round": round_.name,
                            "size": round_.panel_size,
                        }
                    )
        for competency in self.competencies:
            values = tuple(anchor.value for anchor in competency.anchors)
            if values not in ((), self.scale.values):
                raise ValueError(
                    _("“%(name)s” has anchors for %(anchors)s, but the scale has %(points)s")
                    % {
                        "name": competency.name,
                        "anchors": ", ".join(map(str, values)),
                        "points": ", ".join(map(str, self.scale.values)),
                    }
                )
        return self

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for round_ in self.rounds for question in round_.questions)

    @property
    def total_weight(self) -> int:
        return sum(competency.weight for competency in self.competencies)

    def round(self, key: str) -> Round:
        """The round with this key; `KeyError` where there is none."""
        for round_ in self.rounds:
            if round_.key == key:
                return round_
        raise KeyError(key)

    def competency(self, key: str) -> Competency:
        """The competency with this key; `KeyError` where there is none."""
        for competency in self.competencies:
            if competency.key == key:
                return competency
        raise KeyError(key)

    def as_data(self) -> dict:
        """Plain dicts, lists, strings, whole numbers, true, false and null: ready for JSON."""
        return self.model_dump(mode="json")

    def canonical(self) -> bytes:
        """The one byte string that stands for this document."""
        return json.dumps(
            self.as_data(), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        ).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form, 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def from_data(cls, data: object) -> "KitDocument":
        """The document that `as_data` gave."""
        return cls.model_validate(data)

    @classmethod
    def from_json(cls, text: str | bytes) -> "KitDocument":
        """The document out of its JSON text."""
        return cls.model_validate_json(text)
