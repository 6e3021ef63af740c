"""manage.py check_wording FILE.csv"""

import csv
import io
from pathlib import Path
from typing import NamedTuple

from django.core.management.base import BaseCommand, CommandError

from interviews import wording

COLUMNS = ("text", "risky", "category")


class Row(NamedTuple):
    text: str
    is_risky: bool
    category: str


class Command(BaseCommand):
    help = (
        "Compare the advice on wording with labelled texts: a CSV file with the columns text, "
        "risky (0 or 1) and category. Lists what was overlooked and what was flagged without "
        "cause, and ends with recall, the share of false alarms and the number of texts."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="FILE.csv")

    def handle(self, *, path, **options):
        rows = read_rows(Path(path))
        flagged = [
            [advice for advice in found if advice.kind == "risky"]
            for found in wording.advice_on_many([row.text for row in rows])
        ]
        for row, found in zip(rows, flagged, strict=True):
            if row.is_risky and not found:
                self.stdout.write(f"missed       {row.category}: {row.text}")
        for row, found in zip(rows, flagged, strict=True):
            if found and not row.is_risky:
                self.stdout.write(f"false alarm  {row.category}: {row.text}")
                for advice in found:
                    self.stdout.write(f"             {reason_for(advice)}")
        recall = share(
            bool(found) for row, found in zip(rows, flagged, strict=True) if row.is_risky
        )
        alarms = share(
            bool(found) for row, found in zip(rows, flagged, strict=True) if not row.is_risky
        )
        self.stdout.write(f"recall {recall} false-alarms {alarms} n {len(rows)}")


def reason_for(advice: wording.Advice) -> str:
    """What flagged a text, on one line."""
    if advice.found_by == "words":
        return f"{advice.topic}, by the words “{advice.excerpt}”"
    return f"{advice.topic}, by its meaning. {advice.reason}"


def share(answers) -> str:
    """Of those that are true, with two decimals; `-` of none."""
    answers = list(answers)
    return f"{sum(answers) / len(answers):.2f}" if answers else "-"


def read_rows(path: Path) -> list[Row]:
    """The labelled texts of a file in UTF-8, with or without a BOM, or Windows-1252."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), strict=False)
        columns = [(name or "").strip().lower() for name in reader.fieldnames or []]
        reader.fieldnames = columns
        missing = [name for name in COLUMNS if name not in columns]
        if missing:
            raise CommandError(
                f"{path} has no column {' and no column '.join(missing)}. The first line must be: "
                f"{','.join(COLUMNS)}."
            )
        rows = [row_of(row, path, reader.line_num) for row in reader if any(row.values())]
    except csv.Error as error:
        raise CommandError(f"{path} is not a CSV file: {error}.") from error
    if not rows:
        raise CommandError(f"{path} has no texts.")
    return rows


def row_of(row: dict[str, str], path: Path, line: int) -> Row:
    risky = (row["risky"] or "").strip()
    if risky not in ("0", "1"):
        raise CommandError(f"{path}, line {line}: risky must be 0 or 1, not “{risky}”.")
    return Row((row["text"] or "").strip(), risky == "1", (row["category"] or "").strip())
