"""Every kind of page about the bank, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from interviews.models import Question, RatingScale
from roles.models import Competency, Role
from tests.browser.conftest import ALL_LOOKS, PATIENCE, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_page_for_hiring_managers_is_sound(page, site, complaints, inspect):
    sign_in(page, site, "hana")
    found = []
    for address in (
        "/questions/?q=customer+price&type=behavioural",
        "/questions/?q=nothing+of+this+kind",
        "/questions/account-planning-1/",
        "/competencies/account-planning/",
        "/propose-question/",
    ):
        page.goto(site.url + address)
        found += inspect(ALL_LOOKS)
    assert found == []
    assert complaints == []


def admin_pages():
    question = Question.objects.get(slug="forecast-that-missed").pk
    used = Question.objects.get(slug="account-planning-1").pk
    competency = Competency.objects.get(slug="account-planning").pk
    yield reverse("admin:interviews_question_changelist") + "?q=account"
    yield reverse("admin:interviews_question_add")
    yield reverse("admin:interviews_question_change", args=[question])
    yield reverse("admin:interviews_question_step", args=[used, "retire"])
    yield reverse("admin:interviews_question_delete", args=[used])
    yield reverse("admin:interviews_question_history", args=[used])
    yield reverse("admin:interviews_question_versions", args=[used])
    yield reverse("admin:interviews_question_replace")
    yield reverse("admin:roles_competency_changelist")
    yield reverse("admin:roles_competency_change", args=[competency])
    yield reverse("admin:roles_competency_history", args=[competency])
    yield reverse("admin:roles_role_history", args=[Role.objects.first().pk])
    yield reverse("admin:interviews_ratingscale_change", args=[RatingScale.objects.first().pk])
    yield reverse("admin:interviews_importfile_changelist")
    yield reverse("admin:interviews_importfile_add")
    yield reverse("admin:interviews_wordingrule_topics")
    yield reverse("admin:interviews_wordingrule_add")


def test_every_page_for_library_admins_is_sound(page, site, complaints, inspect):
    sign_in(page, site, "libby")
    found = []
    for address in list(admin_pages()):
        page.goto(site.url + address)
        found += inspect()
    assert found == []
    assert complaints == []


def test_advice_comes_while_one_types(page, site, complaints):
    sign_in(page, site, "libby")
    page.goto(site.url + reverse("admin:interviews_question_add"))

    page.get_by_label("Prompt").press_sequentially("Are you married?")

    expect(page.get_by_text("Are you married").last).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-topic=family], .advice").first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("No advice does not mean").first).to_be_visible()
    assert complaints == []
