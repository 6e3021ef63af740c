"""What the printing commands share: their options, and a PDF written whole or not at all."""

import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandError

from scorecards.pdf.render import PAPERS, Pdf, PdfToolsMissingError


def add_arguments(parser: ArgumentParser) -> None:
    """`--paper` and `--out`."""
    parser.add_argument("--paper", choices=list(PAPERS), default="a4", help="a4 if left out")
    parser.add_argument(
        "--out", type=Path, required=True, help="the PDF to write; missing folders are made"
    )


def write(out: Path, make: Callable[[], Pdf]) -> str:
    """Write what `make` prints to `out` and say where, how long and how big it is.

    The file appears when it is complete; one of that name is replaced. `CommandError` where it
    cannot be written, before anything is printed.
    """
    unfinished = _beside(out)
    try:
        pdf = make()
        unfinished.write_bytes(pdf)
        unfinished.replace(out)
    except PdfToolsMissingError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return f"{out} ({pdf.pages} pages, {len(pdf) / 1_000_000:.1f} MB)"


def _beside(out: Path) -> Path:
    """An empty file in the folder of `out`, to be renamed."""
    if out.is_dir():
        raise CommandError(f"{out} is a folder. Name the PDF to write: --out {out / 'sheets.pdf'}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name[:40]}-", suffix=".part")
    except OSError as error:
        raise CommandError(
            f"{out} cannot be written: {error.strerror}. Choose a folder you may write to."
        ) from error
    os.close(handle)
    # The temporary file is for its owner only; a PDF that was asked for follows the umask.
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, 0o666 & ~mask)
    return Path(name)
