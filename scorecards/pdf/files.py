"""What the printing commands share: their options, and a PDF written whole or not at all."""

import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.core.management.base import CommandError

from scorecards.pdf.render import PAPERS, NoRoomError, Pdf, PdfToolsMissingError


def add_arguments(parser: ArgumentParser) -> None:
    """`--paper` and `--out`."""
    parser.add_argument("--paper", choices=list(PAPERS), default="a4", help="a4 if left out")
    parser.add_argument(
        "--out", type=Path, required=True, help="the PDF to write; missing folders are made"
    )


def write(out: Path, make: Callable[[], Pdf]) -> str:
    """Write what `make` prints to `out` and say where, how long and how big it is.

    A file appears when it is complete and replaces one of that name, where a symbolic link leads
    if `out` is one; a device or a pipe is written to. `CommandError` where `out` cannot be
    written, before anything is printed. A failure leaves no file and no new folder behind.
    """
    try:
        if _is_stream(out):
            pdf = make()
            out.write_bytes(pdf)
        else:
            pdf = _write_whole(_target(out), make)
    except (PdfToolsMissingError, NoRoomError) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(
            f"{out} cannot be written: {error.strerror}. Choose a file that you may write."
        ) from error
    return f"{out} ({pdf.pages} pages, {len(pdf) / 1_000_000:.1f} MB)"


def _is_stream(out: Path) -> bool:
    """Whether it is there and neither file nor folder."""
    return out.exists() and not out.is_file() and not out.is_dir()


def _target(out: Path) -> Path:
    """The file itself, where `out` is a link to it."""
    if out.is_dir():
        raise CommandError(f"{out} is a folder. Name the PDF to write: --out {out / 'sheets.pdf'}")
    with suppress(FileNotFoundError):
        out.stat()  # refuses links in a circle
    return out.resolve()


def _write_whole(target: Path, make: Callable[[], Pdf]) -> Pdf:
    made = _make_folder(target.parent)
    unfinished = None
    try:
        unfinished = _beside(target)
        pdf = make()
        unfinished.write_bytes(pdf)
        unfinished.replace(target)
    except BaseException:
        if unfinished:
            unfinished.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):  # somebody else put something there
                folder.rmdir()
        raise
    return pdf


def _make_folder(folder: Path) -> list[Path]:
    """The folders that had to be made, innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _beside(target: Path) -> Path:
    """An empty file in the folder of `target`, to be renamed."""
    handle, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name[:40]}-", suffix=".part"
    )
    os.close(handle)
    # The temporary file is for its owner only; a PDF that was asked for follows the umask.
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, 0o666 & ~mask)
    return Path(name)
