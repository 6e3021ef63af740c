"""Whether a file that is handed in as a CV is one. It is never opened in whole, only looked at."""

import io
import re
import zipfile
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
LONGEST_NAME = 120
MOST_PARTS = 2000  # of a packed file
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class RefusedPapersError(ValueError):
    """A file that is not kept. Its text says why, and what to do about it."""


def check_size(size: int, most: int) -> None:
    """Raises `RefusedPapersError` where `size` bytes are more than `most`."""
    if size > most:
        raise RefusedPapersError(
            _("The file has %(size).1f MB; at most %(most)d MB are kept. Hand in a smaller one.")
            % {"size": size / 2**20, "most": most // 2**20}
        )


def check_papers(name: str, data: bytes) -> str:
    """The name under which these papers are kept: `name` without folders, and short. Raises
    `RefusedPapersError` where the file is not what its name says."""
    name = PurePosixPath(name.replace("\\", "/")).name
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not data.strip():
        raise RefusedPapersError(_("The file is empty. Choose another one."))
    if ending not in KINDS:
        raise RefusedPapersError(
            _("“%(name)s” is not kept. Hand in PDF, DOCX, ODT, RTF, plain text or an image.")
            % {"name": name[:60]}
        )
    if not LOOKS_LIKE[ending](data):
        raise RefusedPapersError(
            _("The file is called .%(ending)s but is something else. Save it again as PDF.")
            % {"ending": ending}
        )
    return name[-LONGEST_NAME:]


def kind_of(name: str) -> tuple[str, str]:
    """The ending and the content type of papers kept under this name."""
    ending = name.rpartition(".")[2].lower()
    return (ending, KINDS[ending]) if ending in KINDS else ("bin", "application/octet-stream")


def _is_word(data):
    names = _parts(data)
    macros = any("vbaproject" in name.lower() for name in names)
    return "[Content_Types].xml" in names and "word/document.xml" in names and not macros


def _is_open_document(data):
    # The type stands first in it, unpacked, so that it can be told without opening the rest.
    return data[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text" and _parts(data)


def _parts(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return []
    return names if len(names) <= MOST_PARTS else []


def _is_text(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16
    return not NO_TEXT.search(data)


LOOKS_LIKE = {
    "pdf": lambda data: b"%PDF-" in data[:1024],
    "docx": _is_word,
    "odt": _is_open_document,
    "rtf": lambda data: data.startswith(b"{\\rtf"),
    "txt": _is_text,
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
}
