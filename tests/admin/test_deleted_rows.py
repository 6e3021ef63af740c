"""What was deleted from the library: found again, read, and left to those who may restore it."""

import pytest
from django.urls import reverse

from roles.models import Competency
from tests import factories
from tests.admin.histories import (
    delete,
    headings,
    history,
    save,
)
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def test_the_history_of_what_was_deleted_can_still_be_read(as_, libby, question):
    address = history(question)
    delete(question, by=libby, minutes=9)
    client = as_(libby)

    listed = client.get(reverse("admin:interviews_question_deleted"))
    response = client.get(address)

    assert address in Page(listed).hrefs()
    assert "deleted by Libby Example, 3 March 2026, 14:11" in Page(listed).text
    assert headings(response)[0] == "Version 3 Deleted"
    assert "This was deleted." in Page(response).text
    assert "Tell me about a deal that you lost." in Page(response).text


def test_the_list_of_deleted_rows_has_a_fixed_number_of_queries(
    as_, libby, django_assert_num_queries
):
    client, address = as_(libby), reverse("admin:roles_competency_deleted")
    delete(factories.CompetencyFactory(), by=libby)
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)
    for number in range(10):
        delete(factories.CompetencyFactory(), by=libby, minutes=number)

    with django_assert_num_queries(6):
        page = Page(client.get(address))

    assert page.text.count("deleted by Libby Example") == 11


def test_what_was_deleted_and_brought_back_is_not_listed(as_, libby):
    competency = factories.CompetencyFactory(name="Discovery")
    pk = competency.pk
    delete(competency, by=libby)
    save(Competency(pk=pk, slug="d", name="Discovery", category="hard", definition="x"), minutes=1)

    page = Page(as_(libby).get(reverse("admin:roles_competency_deleted")))

    assert "Nothing was deleted." in page.text


def test_what_was_deleted_is_for_those_who_may_restore_it(as_, libby, question):
    address = history(question)
    delete(question, by=libby, minutes=9)
    client = as_(staff("olga", "view_question", "change_question"))

    assert client.get(address).status_code == 403
    assert client.get(reverse("admin:interviews_question_deleted")).status_code == 403


@pytest.mark.parametrize(
    "model", ["interviews_question", "interviews_ratingscale", "roles_competency", "roles_role"]
)
def test_each_list_leads_to_what_was_deleted(as_, libby, model):
    page = Page(as_(libby).get(reverse(f"admin:{model}_changelist")))

    assert reverse(f"admin:{model}_deleted") in page.hrefs()
