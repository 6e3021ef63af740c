"""Handing in spreadsheets as a library admin does."""

import csv
import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import ImportFile

ADD = "admin:interviews_importfile_add"
CHANGE = "admin:interviews_importfile_change"


def sheet_of(*rows):
    """A CSV file; a row is a dictionary by heading."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, headings)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def question(number=1, **changes):
    row = {
        "Slug": f"new-{number}",
        "Competency": "discovery",
        "Type": "Behavioural",
        "Minutes": "7",
        "Prompt": f"Tell me about customer {number} whom you won back. What did you do?",
        "Follow-ups": "What came of it?",
    }
    return row | changes


def hand_in(client, data, *, kind="questions", name="bank.csv"):
    return client.post(
        reverse(ADD), {"kind": kind, "sheet": SimpleUploadedFile(name, data)}, follow=True
    )


def last():
    return ImportFile.objects.latest("pk")


def page_of(client, file, query=""):
    return client.get(reverse(CHANGE, args=[file.pk]) + query)


def act(client, name, file, data=None):
    address = reverse(f"admin:interviews_importfile_{name}", args=[file.pk])
    return client.post(address, data or {}, follow=True)


def write(client, file, **data):
    """Press the button on the preview."""
    seen = re.search(r'name="seen" value="(\w+)"', page_of(client, file).text)
    return act(client, "write", file, {"seen": seen[1]} | data)


def mend(client, file, number, **cells):
    """Type into the cells of one row, and have it checked again."""
    row = file.rows.get(number=number)
    data = {f"cell-{row.pk}-{key}": text for key, text in cells.items()}
    return act(client, "mend", file, {"shown": row.pk, **data})
