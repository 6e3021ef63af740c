"""The texts that panelists accept and answer: new versions are added, none is changed."""

import pytest
from django.urls import reverse

from interviews.models import Statement
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
ADD = "/admin/interviews/statement/add/"
LIST = "/admin/interviews/statement/"


def change(statement):
    return reverse("admin:interviews_statement_change", args=[statement.pk])


def test_a_new_version_begins_with_the_wording_in_force_and_keeps_who_wrote_it(as_, libby):
    client = as_(libby)
    form = Form(client.get(ADD, {"kind": "conflict"}))
    before = Statement.objects.current("conflict")
    assert form.data["kind"] == "conflict"
    assert form.data["text"] == before.text

    form.fill(text="Do you know this candidate?").save(client)

    now = Statement.objects.current("conflict")
    assert (now.number, now.text, now.written_by) == (2, "Do you know this candidate?", libby)
    assert Statement.objects.current("confidentiality").number == 1


def test_a_version_that_says_the_same_is_refused(as_, libby):
    client = as_(libby)
    page = Page(Form(client.get(ADD)).save(client))
    assert "This is word for word: Confidentiality statement, version 1." in page.text
    assert Statement.objects.count() == 2


def test_the_wording_of_one_text_does_not_become_the_other(as_, libby):
    client = as_(libby)
    page = Page(Form(client.get(ADD)).fill(kind="conflict").save(client))
    assert "This is word for word: Confidentiality statement, version 1." in page.text


def test_an_empty_wording_is_refused(as_, libby):
    client = as_(libby)
    response = Form(client.get(ADD)).fill(text="").save(client)
    assert response.status_code == 200
    assert Statement.objects.count() == 2


def test_older_versions_are_read_and_neither_changed_nor_deleted(as_, libby, root):
    first = Statement.objects.current("confidentiality")
    Statement.objects.add(kind="confidentiality", text="Second wording.", by=root)
    for user in (libby, root):
        client = as_(user)
        assert first.text[:60] in Page(client.get(change(first))).text
        assert client.post(change(first), {"text": "Changed."}).status_code == 403
        delete = reverse("admin:interviews_statement_delete", args=[first.pk])
        assert client.post(delete, {"post": "yes"}).status_code == 403
    first.refresh_from_db()
    assert first.text.startswith("What I learn")


def test_the_list_shows_what_is_in_force_first(as_, libby, root):
    Statement.objects.add(kind="confidentiality", text="Second wording.", by=root)
    page = Page(as_(libby).get(LIST)).text
    assert page.index("Second wording.") < page.index("What I learn")


def test_other_staff_find_nothing(as_, client, zoe):
    outsider = staff("olu", "view_role")
    for url in (LIST, ADD):
        assert as_(outsider).get(url).status_code == 403
        assert as_(zoe).get(url).status_code == 302
        assert client.get(url).status_code == 302
