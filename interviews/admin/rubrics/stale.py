"""Two people in the same form: who of them changed a field, so that neither text is lost.

A form carries a fingerprint of each text as it stood when the form was opened. What this person
left alone follows the other's change; what both have changed is a conflict to be settled."""

import hashlib
import json


def plain(text: str | None) -> str:
    """`text` as it would be saved: plain line breaks, no space around it."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def fingerprint(text: str | None) -> str:
    """Twelve digits that stand for `text`; none for an empty one."""
    words = plain(text)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12] if words else ""


def packed(texts: dict[str, str]) -> str:
    """The fingerprints of `texts`, by the names of their fields, for a hidden field."""
    return json.dumps({name: fingerprint(text) for name, text in texts.items() if plain(text)})


def unpacked(value: str | None) -> dict[str, str]:
    """What `packed` gave. Anything else counts as a form that was opened empty."""
    try:
        found = json.loads(value or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
