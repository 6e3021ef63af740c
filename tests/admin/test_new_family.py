"""A whole job family from an empty database, in the admin alone."""

import pytest
from django.urls import reverse

from interviews.models import Anchor, Question, RatingScale
from roles.models import ChoiceQuestion, Competency, JobFamily, Role
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def follow(client, page, *, starts):
    """Open the one address on a page that starts like that."""
    (address,) = {href for href in page.hrefs() if href.startswith(starts)}
    return client.get(address)


def test_libby_gets_from_nothing_to_a_family_that_people_can_read(as_, libby, hana):
    client = as_(libby)
    empty = Page(client.get("/roles/"))
    families = Page(follow(client, empty, starts=reverse("admin:roles_jobfamily_changelist")))
    assert "A job family from nothing, in this order" in families.text

    scale = Form(follow(client, families, starts=reverse("admin:interviews_ratingscale_add")))
    scale.fill(name="Three points", slug="three")
    for value, label in enumerate(("Not yet", "Solid", "Strong"), start=1):
        scale.add_row("points", value=value, label=label, definition=f"{label}, as the job needs.")
    assert scale.save(client).status_code == 302

    points = RatingScale.objects.get().points.all()
    for name in ("Dough", "Ovens"):
        page = follow(client, families, starts=reverse("admin:roles_competency_add"))
        competency = Form(page).fill(
            name=name, slug=name.lower(), category="hard", definition="Handles it well."
        )
        for point in points:
            box = f"anchor-{point.pk}-general"
            competency.fill(**{box: f"{name} that earns {point.value}."})
        assert competency.save(client).status_code == 302

    family = Form(follow(client, families, starts=reverse("admin:roles_jobfamily_add")))
    saved = family.fill(name="Bakery", slug="bakery").save(client)
    assert saved.url == reverse("admin:roles_jobfamily_change", args=[JobFamily.objects.get().pk])
    family_page = client.get(saved.url)

    dough, ovens = Competency.objects.order_by("name")
    add_role = f"{reverse('admin:roles_role_add')}?family="
    first = Form(follow(client, Page(family_page), starts=add_role))
    assert first.data["family"] == str(JobFamily.objects.get().pk)
    first.fill(title="Head Baker", slug="head-baker", level="lead", summary="Leads the night.")
    first.fill(weights_reason="Half and half.")
    first.add_row("role_competencies", competency=dough.pk, weight=50, level_3="Teaches it.")
    first.add_row("role_competencies", competency=ovens.pk, weight=50, essential="on")
    assert first.save(client).url == saved.url  # back to the family

    second = Form(follow(client, Page(client.get(saved.url)), starts=add_role))
    second.fill(title="Baker", slug="baker", level="mid", summary="Bakes.")
    second.add_row("role_competencies", competency=dough.pk, weight=100)
    head = Role.objects.get(slug="head-baker")
    second.add_row("links", kind="reports_to", target=head.pk, text="in larger bakeries")
    assert second.save(client).url == saved.url

    family_page = Page(client.get(saved.url))
    for words in ("Head Baker", "Lead", "Baker", "Mid-level", "Dough", "Ovens"):
        assert words in family_page.text
    question = Form(follow(client, family_page, starts=reverse("admin:interviews_question_add")))
    question.fill(slug="why", competency=dough.pk, type="behavioural", minutes=5)
    question.fill(prompt="Tell me about a dough that failed.", roles=[head.pk])
    assert question.save(client).status_code == 302
    choice = Form(
        follow(client, family_page, starts=f"{reverse('admin:roles_choicequestion_add')}?family=")
    )
    choice.fill(slug="nights", text="Who works nights?")
    for number, answer in enumerate(("Alone", "With a team")):
        choice.data[f"answers-{number}-text"] = answer
    assert choice.save(client).status_code == 302

    assert Anchor.objects.count() == 6
    assert Question.objects.get().roles.get() == head
    assert ChoiceQuestion.objects.get().family.slug == "bakery"
    assert "Who works nights?" in Page(client.get(saved.url)).text
    reader = as_(hana)
    listed = Page(reader.get("/roles/", {"competency": "ovens"}))
    assert "1 role matches Ovens." in listed.text
    assert "Ovens: 50 % Essential" in listed.text
    bakery = Page(reader.get("/families/bakery/"))
    assert "Reports to Head Baker, in larger bakeries." in bakery.text
    assert reverse("roles:choice_of", args=["bakery"]) in bakery.hrefs()
    assert [a for tag, a in bakery.elements if a.get("class") == "structure-chart"]


def test_the_admin_says_what_comes_first_until_there_is_something(as_, libby, root):
    client = as_(libby)
    order = "A job family from nothing, in this order"

    assert order in Page(client.get(reverse("admin:index"))).text
    for model in ("jobfamily", "role"):
        assert order in Page(client.get(reverse(f"admin:roles_{model}_changelist"))).text
    family = JobFamily.objects.create(slug="bakery", name="Bakery")
    Role.objects.create(slug="baker", title="Baker", family=family, level="mid", summary="Bakes.")
    for model in ("jobfamily", "role"):
        page = Page(client.get(reverse(f"admin:roles_{model}_changelist"), {"q": "nothing"}))
        assert order not in page.text


def test_an_empty_family_says_what_it_lacks(as_, libby):
    family = JobFamily.objects.create(slug="bakery", name="Bakery")

    page = Page(as_(libby).get(reverse("admin:roles_jobfamily_change", args=[family.pk])))

    assert page.text.count("None yet.") == 3
    assert f"{reverse('admin:roles_role_add')}?family={family.pk}" in page.hrefs()
    assert reverse("admin:roles_competency_add") in page.hrefs()
    assert family.get_absolute_url() in page.hrefs()


def test_a_family_made_from_the_form_of_a_role_goes_back_into_it(as_, libby):
    url = f"{reverse('admin:roles_jobfamily_add')}?_popup=1"

    response = Form(as_(libby).get(url)).fill(name="Bakery", slug="bakery").save(as_(libby))

    assert response.status_code == 200
    assert "data-popup-response" in response.text


def test_save_and_add_another_stays_with_the_family(as_, libby):
    family = JobFamily.objects.create(slug="bakery", name="Bakery")
    client = as_(libby)
    form = Form(client.get(f"{reverse('admin:roles_role_add')}?family={family.pk}"))
    form.fill(title="Baker", slug="baker", level="mid", summary="Bakes.")

    response = form.save(client, _addanother="Save and add another")

    assert Form(client.get(response.url)).data["family"] == str(family.pk)


@pytest.mark.parametrize("many", [1, 10])
def test_the_page_of_a_family_asks_a_fixed_number_of_queries(
    as_, libby, many, django_assert_num_queries
):
    family = JobFamily.objects.create(slug="bakery", name="Bakery")
    for number in range(many):
        Role.objects.create(
            slug=f"baker-{number}", title="Baker", family=family, level="mid", summary="Bakes."
        )
        ChoiceQuestion.objects.create(slug=f"question-{number}", family=family, text="Why?")
    client = as_(libby)
    address = reverse("admin:roles_jobfamily_change", args=[family.pk])
    client.get(address)  # the process asks once for the content types that the admin links to

    with django_assert_num_queries(9):
        client.get(address)


@pytest.mark.parametrize(
    ("rights", "shown"),
    [
        ([], []),
        (["view_role"], ["Roles of this family"]),
        (
            ["view_role", "view_competency", "view_choicequestion"],
            ["Roles of this family", "Competencies of its roles", "Its questions"],
        ),
    ],
)
def test_the_page_of_a_family_shows_only_what_one_may_see(as_, rights, shown):
    family = JobFamily.objects.create(slug="bakery", name="Bakery")
    Role.objects.create(
        slug="cook", title="Pastry cook", family=family, level="mid", summary="Bakes."
    )
    ChoiceQuestion.objects.create(slug="why", family=family, text="Bread or cake?")
    keeper = as_(staff("keeper", "view_jobfamily", "change_jobfamily", *rights))

    text = Page(keeper.get(reverse("admin:roles_jobfamily_change", args=[family.pk]))).text

    parts = ["Roles of this family", "Competencies of its roles", "Its questions"]
    assert [part for part in parts if part in text] == shown
    assert ("Bread or cake?" in text) is ("Its questions" in shown)
    assert ("Pastry cook" in text) is bool(shown)


def test_a_role_saved_from_a_family_that_one_may_not_see_leads_to_the_list(as_):
    family = JobFamily.objects.create(slug="bakery", name="Bakery")
    client = as_(staff("keeper", "add_role", "change_role", "view_role"))
    form = Form(client.get(f"{reverse('admin:roles_role_add')}?family={family.pk}"))
    form.fill(title="Baker", slug="baker", level="mid", summary="Bakes.")

    response = form.save(client)

    assert response.status_code == 302
    assert client.get(response.url).status_code == 200
