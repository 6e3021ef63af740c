"""How long a spreadsheet of 5,000 questions takes: `pytest tests/benchmarks`. The preview is bound
to be there in under 20 s on two cores. The advice on wording comes after it and is not in it."""

import gc
import io

import pytest
from django.core.management import call_command

from interviews.models import ImportFile, ImportRow, Question
from interviews.spreadsheets import reading, resources, writing
from interviews.spreadsheets.kinds import QUESTIONS
from roles.models import Competency
from tests.conftest import person

pytestmark = pytest.mark.django_db
ROWS = 5000


@pytest.fixture
def sheet(db):
    """A CSV file of 5,000 new questions; the library holds the sales library."""
    call_command("load_library", "fixtures/sales", stdout=io.StringIO())
    names = list(Competency.objects.values_list("name", flat=True))
    rows = [
        {
            "competency": names[number % len(names)],
            "type": "Behavioural" if number % 250 else "Riddle",
            "minutes": "7",
            "prompt": f"Tell me about deal {number} that you nearly lost. What did you do?",
            "follow_ups": "What did you try first?\nWhat came of it?",
            "levels": "Mid-level\nSenior",
        }
        for number in range(ROWS)
    ]
    gc.collect()
    gc.freeze()
    return writing.write("csv", [QUESTIONS.column(key) for key in rows[0]], rows)


def hand_in(sheet):
    format, table = reading.read("bank.csv", sheet)
    file = ImportFile.objects.create(
        kind="questions", name="bank.csv", format=format, handed_in_by=person("libby")
    )
    rows = zip(table.numbers, reading.cells_of(table, QUESTIONS), strict=True)
    ImportRow.objects.bulk_create(
        [ImportRow(file=file, number=number, cells=cells) for number, cells in rows],
        batch_size=1000,
    )
    return file


def test_previewing_5000_questions(benchmark, sheet):
    def preview():
        file = hand_in(sheet)
        file._check()
        return file

    file = benchmark.pedantic(preview, rounds=1)

    assert file.counts()["new"] == ROWS - ROWS // 250


def test_writing_5000_questions(benchmark, sheet):
    file = hand_in(sheet)
    file._check()
    file.job_by = file.handed_in_by

    benchmark.pedantic(file._write, rounds=1)

    assert Question.objects.count() > ROWS - ROWS // 250


@pytest.mark.parametrize("format", ["csv", "xlsx", "yaml", "json"])
def test_exporting_5000_questions(benchmark, sheet, format):
    file = hand_in(sheet)
    file._check()
    file.job_by = file.handed_in_by
    file._write()

    def export():
        rows = resources.rows_to_export(QUESTIONS, Question.objects.all())
        return writing.write(format, QUESTIONS.columns, rows)

    data = benchmark.pedantic(export, rounds=1)

    assert len(reading.read(f"bank.{format}", data)[1].rows) == Question.objects.count()
