"""The admin as libby meets it: every list and form opens, forms refuse in words."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse

from interviews.models import Interview, Kit, KitRevision, Panelist, Question
from roles.models import Competency, Role, RoleCompetency
from tests import factories
from tests.admin.forms import Form
from tests.conftest import person, staff

pytestmark = pytest.mark.django_db
REGISTERED = [
    (model._meta.app_label, model._meta.model_name)
    for model in admin.site._registry
    if model._meta.app_label in ("roles", "interviews", "auth")
]


@pytest.fixture
def library(interview, revision):
    """A row of everything that the admin keeps."""
    factories.RoleCompetencyFactory(role=revision.kit.role, weight=100)


@pytest.mark.parametrize(("app", "model"), REGISTERED)
def test_every_list_and_form_opens(as_, root, library, app, model):
    client = as_(root)
    listing = client.get(reverse(f"admin:{app}_{model}_changelist"), {"q": "a"})
    row = admin.site._registry.keys()
    (row,) = [
        m.objects.first() for m in row if (m._meta.app_label, m._meta.model_name) == (app, model)
    ]

    assert listing.status_code == 200
    assert client.get(reverse(f"admin:{app}_{model}_add")).status_code in (200, 403)
    if row:
        assert client.get(reverse(f"admin:{app}_{model}_change", args=[row.pk])).status_code == 200


def test_interviews_and_panels_are_not_kept_here():
    for model in (Interview, Panelist):
        assert model not in admin.site._registry
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:interviews_{model._meta.model_name}_changelist")


def test_what_libby_may_do_here(as_, libby, library):
    client = as_(libby)

    def status(model, page, *args):
        return client.get(reverse(f"admin:{model}_{page}", args=args)).status_code

    for model in (
        "roles_role",
        "roles_competency",
        "interviews_question",
        "interviews_ratingscale",
    ):
        assert status(model, "add") == 200
    assert status("interviews_kit", "changelist") == 200
    assert status("interviews_kit", "add") == 403
    assert status("interviews_opening", "changelist") == 403
    assert status("interviews_candidate", "changelist") == 403
    assert status("auth_user", "changelist") == 403


def test_revisions_are_read_only(as_, root, revision):
    client = as_(root)
    url = reverse("admin:interviews_kitrevision_change", args=[revision.pk])

    assert client.post(url, {"number": 9}).status_code == 403
    assert client.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert KitRevision.objects.get() == revision


def role_form(role, weights):
    rows = {"role_competencies-TOTAL_FORMS": len(weights), "role_competencies-INITIAL_FORMS": 0}
    for number, weight in enumerate(weights):
        rows |= {
            f"role_competencies-{number}-competency": factories.CompetencyFactory().pk,
            f"role_competencies-{number}-weight": weight,
            f"role_competencies-{number}-position": number,
        }
    for prefix in ("links", "pay_benchmarks"):
        rows |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return rows | {
        "title": "Seller",
        "slug": "seller",
        "family": role.family.pk,
        "level": "mid",
        "summary": "Sells.",
        "other_titles": " Vendor \r\n\r\nClerk",
    }


def test_weights_that_miss_a_hundred_are_refused_with_the_sum(as_, libby):
    data = role_form(factories.RoleFactory(), [60, 30])

    response = as_(libby).post(reverse("admin:roles_role_add"), data)

    assert "The weights sum to 90; change them so that they sum to 100." in response.text
    assert not Role.objects.filter(slug="seller").exists()
    assert not RoleCompetency.objects.exists()


def test_a_role_is_kept_with_its_lists_tidied(as_, libby):
    data = role_form(factories.RoleFactory(), [60, 40])

    as_(libby).post(reverse("admin:roles_role_add"), data)

    seller = Role.objects.get(slug="seller")
    assert seller.other_titles == "Vendor\nClerk"
    assert seller.role_competencies.count() == 2


def scale_form(scale, values):
    rows = {"points-TOTAL_FORMS": len(values), "points-INITIAL_FORMS": len(values)}
    for number, (point, value) in enumerate(zip(scale.points.all(), values, strict=True)):
        rows |= {
            f"points-{number}-id": point.pk,
            f"points-{number}-scale": scale.pk,
            f"points-{number}-value": value,
            f"points-{number}-label": point.label,
            f"points-{number}-definition": "First line.\r\nSecond line.",
        }
    return rows | {"name": scale.name, "slug": scale.slug}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([2, 1, 3, 4, 5], "Two rows cannot take each other&#x27;s place at once"),
        ([1, 1, 3, 4, 5], "This scale has that number already."),
    ],
)
def test_numbers_that_meet_are_refused_in_words(as_, libby, values, message):
    scale = factories.ScaleFactory()
    url = reverse("admin:interviews_ratingscale_change", args=[scale.pk])

    response = as_(libby).post(url, scale_form(scale, values))

    assert response.status_code == 200
    assert message in response.text


def test_line_breaks_of_a_browser_become_plain_ones(as_, libby):
    scale = factories.ScaleFactory()
    url = reverse("admin:interviews_ratingscale_change", args=[scale.pk])

    as_(libby).post(url, scale_form(scale, [1, 2, 3, 4, 6]))

    assert scale.points.get(value=6).definition == "First line.\nSecond line."


def test_a_role_that_reports_to_itself_is_refused_in_words(as_, libby):
    role = factories.RoleFactory()
    data = role_form(role, []) | {
        "slug": role.slug,
        "links-TOTAL_FORMS": 1,
        "links-0-kind": "reports_to",
        "links-0-position": 0,
        "links-0-target": role.pk,
        "links-0-role": role.pk,
    }

    response = as_(libby).post(reverse("admin:roles_role_change", args=[role.pk]), data)

    assert "A role cannot be linked to itself." in response.text


@pytest.fixture
def hal(db):
    """A hiring manager who keeps the library too, and so opens the admin."""
    hal = person("hal", "Hiring managers", is_staff=True)
    hal.groups.add(Group.objects.get(name="Library admins"))
    return hal


def test_a_manager_on_the_staff_meets_only_own_openings(as_, hal, interview, opening):
    client = as_(hal)
    candidate = interview.candidate

    assert candidate.name not in client.get(reverse("admin:interviews_candidate_changelist")).text
    for model, row in (("candidate", candidate), ("opening", opening)):
        url = reverse(f"admin:interviews_{model}_change", args=[row.pk])
        assert client.get(url).status_code == 302  # "doesn't exist", says the admin
    found = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "interviews", "model_name": "candidate", "field_name": "opening"},
    )
    assert opening.reference not in found.text


def test_a_manager_on_the_staff_changes_only_own_kits(as_, hal, kit):
    url = reverse("admin:interviews_kit_change", args=[kit.pk])

    assert as_(hal).get(url).status_code == 200  # library admins read every kit
    assert as_(hal).post(url, {"title": "Mine", "owner": hal.pk}).status_code == 403
    round_url = reverse("admin:interviews_round_change", args=[kit.rounds.first().pk])
    assert as_(hal).get(round_url).status_code == 403


def test_nobody_puts_a_round_into_the_kit_of_another(as_, kit):
    keeper = staff("keeper", "change_kit", "add_round", "change_round", "view_round")
    own = factories.make_kit(owner=keeper)
    client = as_(keeper)
    facts = {"name": "Slipped in", "position": 9, "minutes": 60, "panel_size": 2}
    forms = {"kit_questions-TOTAL_FORMS": 0, "kit_questions-INITIAL_FORMS": 0}

    for pk in (kit.pk, own.pk):
        data = {"kit": pk, "key": "more", **facts, **forms}
        client.post(reverse("admin:interviews_round_add"), data)

    assert not kit.rounds.filter(key="more").exists()
    assert own.rounds.filter(key="more").exists()


def test_view_on_site_leads_straight_to_the_page(as_, libby, kit):
    for model, row in (("roles_role", kit.role), ("interviews_kit", kit)):
        page = as_(libby).get(reverse(f"admin:{model}_change", args=[row.pk])).text
        assert f'href="{row.get_absolute_url()}"' in page
        assert "/admin/r/" not in page


def test_rows_tell_no_address_to_staff(as_, hal, kit):
    content_type = ContentType.objects.get_for_model(Kit).pk

    assert as_(hal).get(f"/admin/r/{content_type}/{kit.pk}/").status_code == 404


def test_levels_are_ticked(as_, libby):
    question = factories.QuestionFactory(levels="mid\nsenior")
    url = reverse("admin:interviews_question_change", args=[question.pk])
    client = as_(libby)
    page = client.get(url)

    response = Form(page).fill(levels=["junior", "lead"]).save(client)

    assert page.text.count("checked") == 2
    assert response.status_code == 302
    assert Question.objects.get().levels_list == ["junior", "lead"]


def test_a_competency_in_use_is_not_deleted(as_, libby):
    question = factories.QuestionFactory(prompt="When did you listen?")
    competency = question.competency

    response = as_(libby).post(
        reverse("admin:roles_competency_delete", args=[competency.pk]), {"post": "yes"}
    )

    assert "is in use, so it cannot be deleted" in response.text
    assert "When did you listen?" in response.text
    assert Competency.objects.filter(pk=competency.pk).exists()
