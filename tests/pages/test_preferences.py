"""One says how one likes to work."""

import pytest
from django.urls import reverse

from scorecards.models import Preference
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/preferences/"


def ticked(page):
    return {
        a.get("name"): a.get("value") for t, a in page.elements if t == "input" and "checked" in a
    }


def test_somebody_new_wants_reminders_and_one_question_at_a_time(as_, ana):
    page = Page(as_(ana).get(ADDRESS))

    assert ticked(page) == {"wants_reminders": None, "shows_all_questions": ""}
    assert not Preference.objects.exists(), "looking writes nothing"
    assert page.against_the_policy() == []


def test_a_choice_is_kept_and_shown(as_, ana):
    client = as_(ana)
    page = Page(client.post(ADDRESS, {"shows_all_questions": "all"}, follow=True))

    assert "Saved." in page.text
    assert ticked(page) == {"shows_all_questions": "all"}
    stored = Preference.objects.get(user=ana)
    assert (stored.wants_reminders, stored.shows_all_questions) == (False, True)


def test_it_can_be_taken_back(as_, ana):
    Preference.objects.create(user=ana, wants_reminders=False, shows_all_questions=True)

    as_(ana).post(ADDRESS, {"wants_reminders": "on", "shows_all_questions": ""})

    stored = Preference.objects.get(user=ana)
    assert (stored.wants_reminders, stored.shows_all_questions) == (True, False)


def test_nobody_else_is_touched(as_, ana, ben):
    Preference.objects.create(user=ben)

    as_(ana).post(ADDRESS, {})

    assert Preference.objects.get(user=ben).wants_reminders
    assert not Preference.objects.get(user=ana).wants_reminders


def test_a_choice_that_is_none_is_explained_and_nothing_is_kept(as_, ana):
    page = Page(as_(ana).post(ADDRESS, {"shows_all_questions": "some"}))

    assert "Choose one of these two." in page.text
    assert not Preference.objects.exists()


def test_it_says_where_letters_go(as_, ana):
    assert "ana@company.example" in Page(as_(ana).get(ADDRESS)).text
    ana.email = ""
    ana.save()
    assert "no e-mail address" in Page(as_(ana).get(ADDRESS)).text


def test_the_account_menu_leads_there(as_, zoe):
    page = Page(as_(zoe).get("/"))
    assert any(a.get("href") == ADDRESS for tag, a in page.elements if tag == "a")


def test_it_needs_a_login(client):
    assert client.get(ADDRESS).url == f"{reverse('login')}?next={ADDRESS}"
    assert client.post(ADDRESS).status_code == 302


def test_other_methods_are_refused(as_, ana):
    assert as_(ana).delete(ADDRESS).status_code == 405
