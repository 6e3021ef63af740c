"""A role in the admin: its weights in one form, a copy as a start, and what keeps it from going."""

import pytest
from django.urls import reverse

from roles.models import PayBenchmark, Role, RoleCompetency, RoleLink
from tests import factories
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADD = "/admin/roles/role/add/"
LIST = "/admin/roles/role/"


@pytest.fixture
def seller():
    """A role with everything that a role can have."""
    boss = factories.RoleFactory(title="Boss")
    role = factories.RoleFactory(
        slug="seller",
        title="Seller",
        other_titles="Vendor\nClerk",
        scope="Own quota.",
        responsibilities="Sell\nKeep",
        travel="Weekly.",
        weights_reason="Asking decides most.",
    )
    for number, weight in enumerate((60, 40)):
        factories.RoleCompetencyFactory(
            role=role, weight=weight, position=number, essential=weight == 60
        )
    RoleLink.objects.create(role=role, kind="reports_to", target=boss, text="in large firms")
    RoleLink.objects.create(role=role, kind="career_from", text="Shop assistant", position=1)
    PayBenchmark.objects.create(role=role, amount=50000, source="A survey")
    return role


def change(role):
    return reverse("admin:roles_role_change", args=[role.pk])


def sums(page):
    return [attributes for _tag, attributes in page.elements if "data-weights-sum" in attributes]


# Weights


def test_the_form_has_the_weights_after_their_reason_and_a_line_for_the_sum(as_, libby, seller):
    response = as_(libby).get(change(seller))
    page = Page(response)

    (line,) = sums(page)
    assert line["role"] == "status"
    assert line["data-exact"] == "Weights: 100 of 100"
    scripts = [attributes for tag, attributes in page.elements if tag == "script"]
    assert [s["type"] for s in scripts if "weights-sum" in s.get("src", "")] == ["module"]
    assert page.against_the_policy() == []
    places = [response.text.index(f'id="{name}') for name in
              ("id_weights_reason", "role_competencies-group", "links-group")]  # fmt: skip
    assert places == sorted(places)


def test_every_field_of_a_row_has_a_name(as_, libby, seller):
    page = Page(as_(libby).get(change(seller)))

    rows = [
        attributes
        for tag, attributes in page.elements
        if tag in ("input", "select", "textarea") and attributes.get("type") != "hidden"
        if attributes.get("name", "").startswith(("role_competencies-0-", "links-0-"))
        if not attributes["name"].endswith(("-competency", "-target"))
    ]

    assert {row["aria-label"] for row in rows} == {
        "Weight", "Essential", "At 3", "At 5", "Position", "Kind", "Text", "Delete",
    }  # fmt: skip


def test_wrong_weights_are_refused_and_nothing_typed_is_lost(as_, libby, seller):
    client = as_(libby)
    form = Form(client.get(change(seller)))
    form.fill(**{"role_competencies-0-weight": "70", "weights_reason": "A new reason."})
    extra = factories.CompetencyFactory()
    form.add_row(
        "role_competencies", competency=str(extra.pk), weight="15", level_5="Typed just now."
    )

    response = form.save(client)
    again = Form(response)

    assert "The weights sum to 125; change them so that they sum to 100." in response.text
    assert again.data["weights_reason"] == "A new reason."
    assert again.rows("role_competencies") == form.rows("role_competencies")
    assert again.rows("links") == form.rows("links")
    assert sorted(seller.role_competencies.values_list("weight", flat=True)) == [40, 60]
    corrected = again.fill(**{"role_competencies-0-weight": "45"})
    assert corrected.save(client).status_code == 302
    assert RoleCompetency.objects.get(competency=extra).level_5 == "Typed just now."


def test_a_row_marked_for_deletion_does_not_count(as_, libby, seller):
    client = as_(libby)
    form = Form(client.get(change(seller))).fill(**{"role_competencies-0-weight": "100"})
    form.data["role_competencies-1-DELETE"] = "on"

    assert form.save(client).status_code == 302
    assert seller.role_competencies.get().weight == 100


def test_a_competency_can_be_deleted_and_added_anew_at_once(as_, libby, seller):
    client = as_(libby)
    form = Form(client.get(change(seller)))
    old = seller.role_competencies.first()
    form.data["role_competencies-0-DELETE"] = "on"
    form.add_row("role_competencies", competency=str(old.competency_id), weight="60")

    assert form.save(client).status_code == 302
    assert not RoleCompetency.objects.filter(pk=old.pk).exists()
    assert seller.role_competencies.get(competency=old.competency_id).weight == 60


def test_rows_that_trade_places_are_refused_by_the_name_they_had(as_, libby, seller):
    client = as_(libby)
    first, second = seller.role_competencies.all()
    form = Form(client.get(change(seller))).fill(
        **{
            "role_competencies-0-competency": str(second.competency_id),
            "role_competencies-1-competency": str(first.competency_id),
        }
    )

    response = form.save(client)

    assert f"at once ({second})" in response.text
    assert set(seller.role_competencies.values_list("weight", flat=True)) == {60, 40}


def test_a_faulty_weight_is_not_summed(as_, libby, seller):
    client = as_(libby)
    form = Form(client.get(change(seller))).fill(**{"role_competencies-0-weight": "much"})

    response = form.save(client)

    assert "Enter a whole number." in response.text
    assert "The weights sum to" not in response.text


def test_who_may_only_look_sees_no_sum_to_reach(as_, seller):
    client = as_(staff("reader", "view_role", "view_rolecompetency"))

    page = Page(client.get(change(seller)))

    assert "Asking decides most." in page.text
    assert sums(page) == []


# A copy as a start


def test_a_copy_begins_with_everything_but_pay_and_nothing_is_written(as_, libby, seller):
    client = as_(libby)
    tool = Page(client.get(change(seller)))
    assert f"{ADD}?copy={seller.pk}" in tool.hrefs()
    rows = Role.objects.count(), RoleCompetency.objects.count(), RoleLink.objects.count()

    response = client.get(f"{ADD}?copy={seller.pk}")
    form = Form(response)

    assert "This starts as a copy of Seller" in Page(response).text
    assert (form.data["title"], form.data["slug"]) == ("Seller (copy)", "seller-copy")
    assert form.data["other_titles"] == "Vendor\nClerk"
    assert [row["weight"] for row in form.rows("role_competencies")] == ["60", "40"]
    assert form.rows("pay_benchmarks") == []
    assert rows == (Role.objects.count(), RoleCompetency.objects.count(), RoleLink.objects.count())


def test_a_copy_saved_as_it_is_keeps_every_row(as_, libby, seller):
    client = as_(libby)

    response = Form(client.get(f"{ADD}?copy={seller.pk}")).save(client)

    assert response.status_code == 302
    copy = Role.objects.get(slug="seller-copy")
    plain = {
        field.name
        for field in Role._meta.concrete_fields
        if not (field.unique or field.name == "title")
    }
    for name in plain:
        assert getattr(copy, name) == getattr(seller, name), name
    for rows, fields in (
        (
            "role_competencies",
            ("competency", "weight", "position", "essential", "level_3", "level_5"),
        ),
        ("links", ("kind", "target", "text", "position")),
    ):
        mine, theirs = (list(getattr(r, rows).values_list(*fields)) for r in (copy, seller))
        assert mine == theirs
        assert len(mine) == 2
    assert not copy.pay_benchmarks.exists()


def test_a_copy_that_is_refused_keeps_what_was_typed_and_copied(as_, libby, seller):
    client = as_(libby)
    form = Form(client.get(f"{ADD}?copy={seller.pk}")).fill(slug="seller", title="Hunter")

    response = form.save(client)
    again = Form(response)

    assert "Role with this Slug already exists." in Page(response).text
    assert again.data["title"] == "Hunter"
    for rows in ("role_competencies", "links"):
        assert again.rows(rows) == form.rows(rows)
    again.fill(slug="hunter").save(client)
    assert Role.objects.get(slug="hunter").role_competencies.count() == 2


def test_each_copy_takes_a_title_and_a_slug_that_are_free(as_, libby):
    client = as_(libby)
    role = factories.RoleFactory(title="T" * 160, slug="s" * 80)
    for ending, slug_ending in (("(copy)", "-copy"), ("(copy 2)", "-copy-2")):
        form = Form(client.get(f"{ADD}?copy={role.pk}"))
        assert form.data["title"].endswith(f"T {ending}")
        assert form.data["slug"].endswith(f"s{slug_ending}")
        assert form.save(client).status_code == 302


@pytest.mark.parametrize("pk", ["999", "abc", "", "9" * 40, "1\0"])
def test_a_role_that_is_gone_cannot_be_copied(as_, libby, seller, pk):
    response = as_(libby).get(ADD, {"copy": pk}, follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert "The role to copy is not there any more." in Page(response).text


def test_a_copy_needs_the_right_to_add_and_to_see(as_, seller):
    only_change = as_(staff("changer", "view_role", "change_role"))
    only_add = as_(staff("adder", "add_role"))

    assert f"{ADD}?copy={seller.pk}" not in Page(only_change.get(change(seller))).hrefs()
    assert only_change.get(ADD, {"copy": seller.pk}).status_code == 403
    response = only_add.get(ADD, {"copy": seller.pk})
    assert response.status_code == 302
    assert Form(only_add.get(ADD)).data["title"] == ""


def test_strangers_and_interviewers_are_sent_to_the_login(as_, zoe, ana, client, seller):
    for somebody in (as_(zoe), as_(ana), client):
        for address in (change(seller), f"{ADD}?copy={seller.pk}"):
            response = somebody.get(address)
            assert response.status_code == 302
            assert "/login/" in response.url


# What is in use


def deletion(client, row):
    model = row._meta.model_name
    return client.post(reverse(f"admin:roles_{model}_delete", args=[row.pk]), {"post": "yes"})


def test_a_role_in_use_stays_and_says_what_uses_it(as_, libby, seller, kit):
    boss = Role.objects.get(title="Boss")
    client = as_(libby)
    by_link, by_kit = Page(deletion(client, boss)), Page(deletion(client, kit.role))

    assert "“Boss” is in use, so it cannot be deleted." in by_link.text
    assert "Role: Seller" in by_link.text
    assert change(seller) in by_link.hrefs()
    assert f"kit: {kit.title}" in by_kit.text
    assert "doesn't have permission" not in by_kit.text
    assert Role.objects.filter(pk__in=[boss.pk, kit.role.pk]).count() == 2


def test_a_kit_that_one_may_not_see_is_not_named(as_, kit):
    keeper = as_(staff("keeper", "view_role", "change_role", "delete_role"))

    page = Page(deletion(keeper, kit.role))

    assert kit.title not in page.text
    assert "Something that you may not see." in page.text
    assert Role.objects.filter(pk=kit.role.pk).exists()


def test_a_family_in_use_stays_and_names_its_roles(as_, libby, seller):
    page = Page(deletion(as_(libby), seller.family))

    assert "“Sales” is in use, so it cannot be deleted." in page.text
    assert "Role: Boss Role: Seller" in page.text


def test_several_roles_of_which_one_is_in_use_all_stay(as_, libby, seller):
    boss, spare = Role.objects.get(title="Boss"), factories.RoleFactory()
    data = {"action": "delete_selected", "_selected_action": [boss.pk, spare.pk], "post": "yes"}

    page = Page(as_(libby).post(LIST, data))

    assert "Some of these are in use, so nothing was deleted." in page.text
    assert "Role: Seller" in page.text
    assert Role.objects.count() == 3


def test_a_role_that_nothing_uses_is_deleted_with_its_rows(as_, libby, seller):
    assert deletion(as_(libby), seller).status_code == 302

    assert not Role.objects.filter(pk=seller.pk).exists()
    assert not RoleCompetency.objects.exists()


def test_a_competency_in_use_says_so_in_plain_words(as_, libby, seller):
    competency = seller.role_competencies.first().competency

    page = Page(deletion(as_(libby), competency))

    assert f"“{competency}” is in use, so it cannot be deleted." in page.text
