"""What a workbook may be before anything opens it. Only sizes and names are read here, and the
beginnings of its parts; nothing is unpacked in whole."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from interviews.spreadsheets.tables import RefusedError

MOST_UNPACKED = 100 * 2**20  # bytes; 20,000 full rows need half of it
HIGHEST_RATIO = 200  # of what is unpacked to what is packed; spreadsheets stay below 60
MOST_PARTS = 2000
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject|macrosheet", re.IGNORECASE)
MACRO_PARTS = ("vbaproject", "macrosheets/")  # the second those of Excel 4, which still run
BEGINNING = 2**16  # bytes
BEGINS_LIKE_XML = re.compile(rb"[\xef\xbb\xbf\xfe\xff\s\x00]*(?:<|\Z)")


def check_workbook(data: bytes) -> None:
    """Raises `RefusedError` for anything but a plain .xlsx file of a reasonable size."""
    if data.startswith(OLD_FORMAT):
        raise _old_or_locked(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
            _check_names(archive)
            _check_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise RefusedError(
            _(
                "The workbook is damaged or locked and cannot be opened. Open it in your "
                "spreadsheet program, save it again as .xlsx, and hand in the new file."
            )
        ) from error


def _old_or_locked(data):
    if "EncryptedPackage".encode("utf-16-le") in data:
        return RefusedError(
            _(
                "The workbook is protected by a password. Open it, take the password off (in "
                "Excel: File, Info, Protect Workbook), save it, and hand it in again."
            )
        )
    return RefusedError(
        _("This is a workbook in the old .xls format. Save it as .xlsx and hand that in.")
    )


def _check_sizes(parts):
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    too_dense = unpacked > 2**20 and unpacked / packed > HIGHEST_RATIO
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or too_dense:
        raise RefusedError(
            _(
                "The workbook would unpack to far more than it seems to hold, so it is not opened. "
                "Copy the rows into a new workbook, save that as .xlsx, and hand it in."
            )
        )


def _check_names(archive):
    names = [name.lower() for name in archive.namelist()]
    if "[content_types].xml" not in names or not any("workbook.xml" in name for name in names):
        raise RefusedError(
            _("This is a packed file, but no Excel workbook. Save the rows as .xlsx or CSV.")
        )
    types = archive.read(next(n for n in archive.namelist() if n.lower() == "[content_types].xml"))
    if any(part in name for name in names for part in MACRO_PARTS) or MACRO_TYPES.search(types):
        raise RefusedError(
            _(
                "The workbook has macros, and files with macros are not opened. Save it as “Excel "
                "Workbook (.xlsx)” without macros and hand that in."
            )
        )
    if any("externallinks/" in name for name in names):
        raise RefusedError(
            _(
                "The workbook takes values from other workbooks. Break these links (in Excel: "
                "Data, Edit Links, Break Link), save it, and hand it in again."
            )
        )


def _check_parts(archive):
    """XML is known by how it begins: a part may be called anything."""
    for part in archive.infolist():
        with archive.open(part) as stream:
            if not BEGINS_LIKE_XML.match(stream.read(BEGINNING)):
                continue
        with archive.open(part) as stream:
            tail = b""
            while chunk := stream.read(2**20):
                if ENTITY.search(tail + chunk) or b"\x00" in chunk:
                    raise RefusedError(
                        _(
                            "The workbook holds definitions that no spreadsheet program writes, so "
                            "it is not opened. Copy the rows into a new workbook and save that."
                        )
                    )
                tail = chunk[-16:]


def has_formulas(data: bytes) -> bool:
    """Whether a cell of a checked workbook may hold a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            FORMULA.search(archive.read(part))
            for part in archive.infolist()
            if "worksheets/" in part.filename.lower()
        )
