"""A kit file of another installation: read, or refused in words. Nothing here trusts its input."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import ValidationError as DocumentError

from interviews.document import SCORED_TYPES, KitDocument
from interviews.exchange.places import in_words
from roles.fields import LONGEST_PROSE

FORMAT = 1
MOST_BYTES = 2 * 1024 * 1024  # a kit of sixty long questions has a tenth of that
MOST_COMPETENCIES = 100
MOST_ROUNDS = 30
MOST_QUESTIONS = 300
MOST_MINUTES = 120  # for one question, as in the bank
LONGEST_NUMBER = 9  # digits
MOST_ERRORS = 10  # told at once
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableKitError(ValidationError):
    """A file that is no kit file, or none that can be trusted; its messages say why."""


@dataclass(frozen=True)
class KitFile:
    """What a kit file says. `number` and `published_at` stand outside the digest: they are what the
    file claims, None where it claims nothing of sense. `text` is the whole file again."""

    document: KitDocument
    number: int | None
    published_at: datetime | None
    text: str

    @property
    def digest(self) -> str:
        return self.document.digest


def read(data: bytes) -> KitFile:
    """The kit in a file. `UnreadableKitError` where it is none, or not as it was exported."""
    try:
        file = _tree(_decoded(data))
        document = _content(file)
        _check_digest(file, document)
    except RecursionError as error:
        raise _nested() from error
    kit = _document(document)
    if errors := list(_beyond_limits(kit)):
        raise UnreadableKitError(_some(errors))
    number, published_at = _number(file.get("number")), _moment(file.get("published_at"))
    return KitFile(kit, number, published_at, _text(file, number, published_at))


def too_large(size: int) -> str:
    """What is wrong with a file of `size` bytes; empty where nothing is."""
    if size <= MOST_BYTES:
        return ""
    return _("The file has %(size)s MB; a kit file has at most %(most)s MB.") % {
        "size": f"{size / 2**20:.1f}",
        "most": MOST_BYTES // 2**20,
    }


def _decoded(data: bytes) -> str:
    if problem := too_large(len(data)):
        raise UnreadableKitError(problem)
    if data.startswith(UTF_16):
        raise UnreadableKitError(
            _("The file was saved in UTF-16. Take it as it was downloaded, or save it in UTF-8.")
        )
    try:
        # Some editors begin a file with a byte order mark, which says nothing.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableKitError(
            _("This is no kit file: it is not text in UTF-8. Its name ends in .json.")
        ) from error
    if not text.strip():
        raise UnreadableKitError(_("The file is empty. Download it again from its kit’s page."))
    return text


def _tree(text: str) -> dict[str, Any]:
    try:
        file = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise UnreadableKitError(
            _(
                "This is not JSON: something is wrong in line %(line)s. A kit file comes from the "
                "page of a published kit; a library file (YAML) is loaded in the admin."
            )
            % {"line": error.lineno}
        ) from error
    if not isinstance(file, dict) or not isinstance(file.get("document"), dict):
        raise UnreadableKitError(
            _(
                "This is JSON, but no kit file: it has no document in it. Take the file that the "
                "page of a published kit offers."
            )
        )
    return file


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _value in pairs if name in seen or seen.add(name))
        raise UnreadableKitError(
            _("“%(name)s” stands twice in one place of the file. Which one counts is not said.")
            % {"name": twice[:60].encode(errors="replace").decode()}
        )
    return found


def _refuse_number(text: str) -> None:
    raise UnreadableKitError(
        _("The file has the number %(number)s. A kit has whole numbers only.")
        % {"number": text[:40]}
    )


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER or text == "-0":
        _refuse_number(text)
    return int(text)


def _nested() -> UnreadableKitError:
    return UnreadableKitError(_("The file is nested too deeply to be a kit file."))


def _content(file: dict[str, Any]) -> dict[str, Any]:
    """The document as it stands in the file, of a format that is known here."""
    document = file["document"]
    written = document.get("format", FORMAT)
    if isinstance(written, int) and written > FORMAT:
        raise UnreadableKitError(
            _(
                "A newer Evenhand wrote this file, in format %(format)s; this installation reads "
                "up to %(known)s. Ask your administrator to update it."
            )
            % {"format": written, "known": FORMAT}
        )
    return document


def _check_digest(file: dict[str, Any], document: dict[str, Any]) -> None:
    said = file.get("digest")
    if not isinstance(said, str) or not said:
        raise UnreadableKitError(
            _("The file has no digest, so nobody can tell whether it is as it was published.")
        )
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        digest = hashlib.sha256(canonical.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UnreadableKitError(
            _("The file has a character that cannot be printed: U+%(code)s.")
            % {"code": f"{ord(canonical[error.start]):04X}"}
        ) from error
    if said != digest:
        raise UnreadableKitError(
            _(
                "The file was changed after it was exported: its content does not match its "
                "digest. Ask for the file again, as it was downloaded."
            )
        )


def _document(data: dict[str, Any]) -> KitDocument:
    try:
        return KitDocument.from_data(data)
    except DocumentError as error:
        errors = [in_words(detail, data) for detail in error.errors()]
        raise UnreadableKitError(_some(errors)) from error


def _some(errors: list[str]) -> list[str]:
    more = len(errors) - MOST_ERRORS
    if more <= 0:
        return errors
    return [*errors[:MOST_ERRORS], _("And %(number)s more like these.") % {"number": more}]


def _beyond_limits(kit: KitDocument) -> Iterator[str]:
    """What no kit here can hold, in words."""
    counted = (
        (_("competencies"), len(kit.competencies), MOST_COMPETENCIES),
        (_("rounds"), len(kit.rounds), MOST_ROUNDS),
        (_("questions"), len(kit.questions), MOST_QUESTIONS),
    )
    for what, number, most in counted:
        if number > most:
            words = _("The kit has %(number)s %(what)s; %(most)s are the most here.")
            yield words % {"number": number, "what": what, "most": most}
    if (longest := max(map(len, _texts(kit.as_data())), default=0)) > LONGEST_PROSE:
        words = _("One of its texts has %(length)s characters; %(most)s are the most here.")
        yield words % {"length": longest, "most": LONGEST_PROSE}
    for question in kit.questions:
        if question.minutes > MOST_MINUTES:
            words = _("The question “%(key)s” takes %(minutes)s minutes; %(most)s are the most.")
            named = {"key": question.key, "minutes": question.minutes, "most": MOST_MINUTES}
            yield words % named
        if question.competency is None and question.type in SCORED_TYPES:
            words = _("The question “%(key)s” needs a competency, or another type.")
            yield words % {"key": question.key}


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and value is not True and value > 0 else None


def _moment(value: Any) -> datetime | None:
    """A moment as ISO 8601 writes it, with its offset; None for anything else."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else None


def _text(file: dict[str, Any], number: int | None, published_at: datetime | None) -> str:
    """The file again, without what no kit file says: to hand it in once more."""
    content = {
        "number": number,
        "published_at": published_at and published_at.isoformat(),
        "digest": file["digest"],
        "document": file["document"],
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
