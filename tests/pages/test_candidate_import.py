"""Candidates out of a spreadsheet: a look first, then those that are ticked."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.models import Candidate
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

IMPORT = "/openings/JOB-1/candidates/import/"
LIST = """Name;E-mail;Adjustments;CV link
Jane Doe;jane@mail.example;Speak slowly|Pause after half an hour;https://files.example/jane
John Roe;john@mail.example;;
;nameless@mail.example;;
Max Moe;nobody;;
"""


def handed_in(text, name="list.csv", encoding="utf-8"):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return {"file": SimpleUploadedFile(name, data)}


def ticks(response):
    """The rows that can be ticked, and whether they are."""
    boxes = [a for _tag, a in Page(response).elements if a.get("name") == "take"]
    return {int(box["value"]): "checked" in box for box in boxes}


def agreed(response, *rows):
    """The next step of the page: these rows, by default those that it ticks."""
    hidden = [a for _tag, a in Page(response).elements if a.get("name") == "rows"]
    chosen = rows or [row for row, is_ticked in ticks(response).items() if is_ticked]
    return {"rows": hidden[0]["value"], "take": chosen}


def test_the_look_says_what_each_row_is_and_adds_nothing(as_, hana, opening):
    response = as_(hana).post(IMPORT, handed_in(LIST))

    page = Page(response)
    assert "2 rows can be added" in page.text
    assert "2 rows have to be mended" in page.text
    assert "The name is missing." in page.text
    assert "E-mail: Enter a valid email address." in page.text
    assert ticks(response) == {2: True, 3: True}
    assert not page.against_the_policy()
    assert not Candidate.objects.exists()


def test_those_ticked_are_added_in_order(as_, hana, opening):
    factories.CandidateFactory(opening=opening, number=7)
    client = as_(hana)

    response = client.post(IMPORT, agreed(client.post(IMPORT, handed_in(LIST))), follow=True)

    text = Page(response).text
    assert "Added 2 candidates." in text
    assert "2 rows of the file were left out." in text
    jane = Candidate.objects.get(number=8)
    assert (jane.name, jane.email, jane.papers_link) == (
        "Jane Doe", "jane@mail.example", "https://files.example/jane",
    )  # fmt: skip
    assert jane.adjustments_list == ["Speak slowly", "Pause after half an hour"]
    assert not jane.papers_shown
    assert Candidate.objects.get(number=9).name == "John Roe"


def test_only_what_is_ticked_is_added(as_, hana, opening):
    client = as_(hana)
    look = client.post(IMPORT, handed_in(LIST))

    client.post(IMPORT, agreed(look, 3))

    assert [row.name for row in Candidate.objects.all()] == ["John Roe"]


def test_a_faulty_row_is_never_added(as_, hana, opening):
    client = as_(hana)

    client.post(IMPORT, agreed(client.post(IMPORT, handed_in(LIST)), 2, 4, 5))

    assert [row.name for row in Candidate.objects.all()] == ["Jane Doe"]


def test_who_may_be_known_is_named_and_not_ticked(as_, hana, opening):
    factories.CandidateFactory(opening=opening, number=1, name="J. D.", email="JANE@mail.example")
    factories.CandidateFactory(opening=opening, number=2, name="john roe")
    client = as_(hana)

    response = client.post(IMPORT, handed_in(LIST + "jane doe;other@mail.example;;\n"))

    text = Page(response).text
    assert "Same e-mail as J. D." in text
    assert "Same name as john roe" in text
    assert "Same name as row 2" in text
    assert ticks(response) == {2: False, 3: False, 6: False}
    client.post(IMPORT, agreed(response, 3))
    assert opening.candidates.filter(name="John Roe").exists()


def test_where_candidates_changed_since_the_look_it_looks_again(as_, hana, opening):
    client = as_(hana)
    first = agreed(client.post(IMPORT, handed_in(LIST)))
    client.post(IMPORT, first)

    again = client.post(IMPORT, first)

    assert again.status_code == 409
    assert "Candidates of this opening changed since you looked" in Page(again).text
    assert Candidate.objects.count() == 2
    client.post(IMPORT, agreed(again, 2))
    assert Candidate.objects.count() == 3


def test_without_a_tick_nothing_is_lost(as_, hana, opening):
    client = as_(hana)
    look = agreed(client.post(IMPORT, handed_in(LIST)))

    response = client.post(IMPORT, {"rows": look["rows"]})

    assert response.status_code == 422
    assert "No row is ticked." in Page(response).text
    assert ticks(response) == {2: False, 3: False}


def test_rows_of_a_stranger_or_of_another_opening_are_not_taken(as_, hana, opening):
    factories.OpeningFactory(reference="JOB-2", revision=opening.revision, hiring_manager=hana)
    client = as_(hana)
    look = agreed(client.post(IMPORT, handed_in(LIST)))

    for address, rows in (
        (IMPORT, look["rows"][:-3] + "abc"),
        ("/openings/JOB-2/candidates/import/", look["rows"]),
    ):
        response = client.post(address, look | {"rows": rows})
        assert "Hand in the file again." in Page(response).text
    assert not Candidate.objects.exists()


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "file",
    [
        handed_in("name,email\nZoë Müller,zoe@mail.example\n", encoding="utf-8-sig"),
        handed_in("name\temail\nZoë Müller\tzoe@mail.example\n", name="list.tsv"),
        handed_in("Name;E-mail\nZoë Müller;zoe@mail.example\n", encoding="cp1252"),
        handed_in("First name,Surname,E-mail address\nZoë,Müller,zoe@mail.example\n"),
        handed_in(
            workbook(["Candidate", "Email"], ["Zoë Müller", "zoe@mail.example"]), name="list.xlsx"
        ),
    ],
    ids=["utf-8 with a mark", "tabs", "windows-1252", "two names", "excel"],
)
def test_files_are_read_as_programs_write_them(as_, hana, opening, file):
    client = as_(hana)
    file["file"].seek(0)

    client.post(IMPORT, agreed(client.post(IMPORT, file)))

    row = Candidate.objects.get()
    assert (row.name, row.email) == ("Zoë Müller", "zoe@mail.example")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ({}, "Choose the file first."),
        (handed_in(b" "), "The file is empty."),
        (handed_in("Name\n"), "no rows below them"),
        (handed_in("Who,Mail\nJane,j@mail.example\n"), "with “Name” among them. Found: “Who”"),
        (handed_in("Name\n" + "Jane\n" * 1001), "at most 1000 are read"),
        (handed_in("Name\n" + "x" * 2**21), "at most 2 MB are read"),
        (handed_in("Name,Note\nJane," + "x" * 100_000 + ("\nJane," + "x" * 100_000) * 4),
         "more text than a list of candidates needs"),
        (handed_in('[{"name": "Jane"}]', name="a.json"), "Hand in an Excel (.xlsx) or CSV file."),
        (handed_in(b"%PDF-1.7", name="cv.pdf"), "“cv.pdf” cannot be read."),
        (handed_in(b"PK\x03\x04 not a book", name="list.xlsx"), "damaged or locked"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_says_why(as_, hana, opening, file, words):
    if file:
        file["file"].seek(0)

    response = as_(hana).post(IMPORT, file)

    assert response.status_code == 422
    assert words in Page(response).text


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_template_is_read_and_its_example_never_added(as_, hana, opening, format_):
    client = as_(hana)
    response = client.get(IMPORT, {"template": format_})
    assert f'filename="candidates.{format_}"' in response.headers["Content-Disposition"]

    answer = client.post(IMPORT, handed_in(response.content, name=f"candidates.{format_}"))

    assert "The file has only the example." in Page(answer).text
    assert client.get(IMPORT, {"template": "exe"}).status_code == 404


def test_columns_that_are_not_known_are_named(as_, hana, opening):
    text = Page(as_(hana).post(IMPORT, handed_in("Name,Shoe size\nJane,38\n"))).text

    assert "This column was not read: “Shoe size”." in text


def test_coordinators_panels_and_strangers_get_404(as_, opening, interview, cora, ana, zoe):
    opening.members.add(cora)
    for user in (cora, ana, zoe, person("hal", "Hiring managers")):
        assert as_(user).get(IMPORT).status_code == 404
        assert as_(user).post(IMPORT, handed_in(LIST)).status_code == 404


def test_an_archived_opening_takes_nobody(as_, hana, opening):
    client = as_(hana)
    look = agreed(client.post(IMPORT, handed_in(LIST)))
    opening.archive()

    assert client.post(IMPORT, look).status_code == 404


def test_it_needs_a_login(client, opening):
    assert client.get(IMPORT).url == f"{reverse('login')}?next={IMPORT}"


@pytest.mark.parametrize("many", [1, 10])
def test_it_asks_a_fixed_number_of_queries(as_, hana, opening, many, django_assert_num_queries):
    for number in range(many):
        factories.CandidateFactory(opening=opening, number=number + 1, name=f"Jane {number}")
    text = "Name\n" + "".join(f"Jane {number}\n" for number in range(many))
    client = as_(hana)

    with django_assert_num_queries(6):
        look = client.post(IMPORT, handed_in(text))
    with django_assert_num_queries(15):
        client.post(IMPORT, agreed(look, *range(2, many + 2)))
