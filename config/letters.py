"""How letters leave, from whom, and where their links lead, as the environment says it."""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends."
# What a scheme means: its usual port, and how the line is made safe.
SERVERS = {
    "smtp": (25, {}),
    "smtp+tls": (587, {"EMAIL_USE_TLS": True}),
    "smtps": (465, {"EMAIL_USE_SSL": True}),
}
FORMS = (
    "smtp+tls://user:password@mail.example.org:587, smtps://user:password@mail.example.org, "
    "smtp://localhost:25, filemail:///a/folder or consolemail://"
)


def email_settings(url: str, *, folder: Path) -> dict[str, object]:
    """Django's e-mail settings for an EMAIL_URL. Empty, or `filemail://` without a folder: each
    letter is written into `folder`. User and password are percent-decoded.
    `ImproperlyConfigured` shows how to write it, and never the password."""
    try:
        parts = urlsplit(url.strip() or "filemail://")
        port = parts.port
    except ValueError:  # its words may hold a part of a password
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read. Write {FORMS}.") from None
    if parts.scheme == "consolemail":
        return {"EMAIL_BACKEND": BACKENDS + "console.EmailBackend"}
    if parts.scheme == "filemail" and not parts.netloc:
        path = Path(unquote(parts.path)) if parts.path.strip("/") else folder
        return {"EMAIL_BACKEND": BACKENDS + "filebased.EmailBackend", "EMAIL_FILE_PATH": str(path)}
    if parts.scheme in SERVERS and parts.hostname:
        usual_port, safety = SERVERS[parts.scheme]
        return {
            "EMAIL_BACKEND": BACKENDS + "smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": port or usual_port,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            **safety,
        }
    raise ImproperlyConfigured(f"EMAIL_URL says no way that Evenhand knows. Write {FORMS}.")


def site_url(text: str) -> str:
    """The origin of the site, no slash at its end; `ImproperlyConfigured` where it is none."""
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        is_origin = parts.scheme in ("http", "https") and parts.hostname and not parts.path
        is_origin = is_origin and not parts.query and not parts.fragment and not parts.username
    except ValueError:
        is_origin = False
    if not is_origin:
        raise ImproperlyConfigured(
            f"SITE_URL is {text!r}; write where people reach the site, such as "
            "https://evenhand.example.org."
        )
    return url


def sender(text: str) -> str:
    """The sender of letters; `ImproperlyConfigured` where it has no address."""
    _name, address = parseaddr(text)
    local, _at, host = address.rpartition("@")
    if not local or not host or "\n" in text:
        raise ImproperlyConfigured(
            f"EMAIL_FROM is {text!r}; write an address, such as Evenhand <evenhand@example.org>."
        )
    return text.strip()
