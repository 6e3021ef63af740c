"""What an interviewer should not ask about: fixtures/wording/topics.yaml as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .patterns import Finder, Language

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "wording"
STOP, CAUTION = "stop", "caution"

NAMES: Mapping[str, Promise] = {
    "age": _("Age"),
    "family": _("Family and marriage"),
    "pregnancy": _("Pregnancy and plans for children"),
    "religion": _("Religion and belief"),
    "origin": _("Origin and citizenship"),
    "race": _("Race and ethnicity"),
    "disability": _("Health and disability"),
    "genetic": _("Genetic information"),
    "sex": _("Sex and gender identity"),
    "orientation": _("Sexual orientation"),
    "pay_history": _("Pay history"),
    "convictions": _("Arrests and convictions"),
    "military": _("Military service"),
    "union_politics": _("Unions and politics"),
    "credit": _("Money and credit"),
    "body": _("Body and looks"),
    "substance_use": _("Alcohol, drugs and smoking"),
    "private_life": _("Private life"),
}


@dataclass(frozen=True)
class Topic:
    """`where` says in short where a law speaks of it; `sources` are the provisions."""

    slug: str
    name: str | Promise
    severity: str
    reason: str
    where: str
    instead: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """What a pattern means: a topic, and whether it stands in `ways`, `roundabout` or `words`."""

    topic: str
    kind: str


@dataclass(frozen=True)
class Rules:
    """The patterns of all topics. `elsewhere` says of a sentence which topics it is not about."""

    language: Language
    ways: Finder[Way]
    elsewhere: Finder[str]
    fine: Finder[str]
    work: Finder[str]
    instructions: Finder[str]
    people: Finder[str]
    addressed: Finder[str]


def read(name: str) -> Any:
    """A file of the folder. The C reader is ten times as quick, where PyYAML was built with it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(FOLDER / name, encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)


@lru_cache(maxsize=1)
def data() -> Any:
    return read("topics.yaml")


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """All topics in the order of the file, for pages that explain them."""
    return tuple(
        Topic(
            slug=entry["slug"],
            name=NAMES[entry["slug"]],
            severity=entry["severity"],
            reason=entry["reason"],
            where=entry["where"],
            instead=entry["instead"],
            sources=tuple(entry["sources"]),
        )
        for entry in data()["topics"]
    )


@lru_cache(maxsize=1)
def by_slug() -> Mapping[str, Topic]:
    return {topic.slug: topic for topic in topics()}


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Read once a process."""
    entries = data()
    language = Language(entries["groups"])

    def finder(sources: list[str]) -> Finder[str]:
        return Finder((language.pattern(source), source) for source in sources)

    return Rules(
        language=language,
        ways=Finder(
            (language.pattern(source), Way(topic["slug"], kind))
            for kind in ("ways", "roundabout", "words")
            for topic in entries["topics"]
            for source in topic[kind]
        ),
        elsewhere=Finder(
            (language.pattern(source), topic["slug"])
            for topic in entries["topics"]
            for source in topic["unless"]
        ),
        fine=finder(entries["fine"]),
        work=finder(entries["work"]),
        instructions=finder(entries["instructions"]),
        people=finder(["<people>", "<others>"]),
        addressed=finder(["<you>", "<your>", "yourself"]),
    )
