"""Comparing roles on a page."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from roles.models import PayBenchmark, RoleLink
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

COMPARE = "/compare/"


@pytest.fixture
def seller():
    return factories.RoleFactory(
        slug="seller",
        title="Seller",
        level="junior",
        responsibilities="Call prospects\nKeep records",
        travel="Never.",
    )


@pytest.fixture
def buyer():
    return factories.RoleFactory(
        slug="buyer",
        title="Buyer",
        responsibilities="Keep records\nAsk for offers",
        travel="Never.",
    )


def compare(as_, user, *slugs, **query):
    return as_(user).get(COMPARE, {"role": slugs, **query})


def test_shared_and_different_are_told_in_words(as_, hana, seller, buyer):
    text = Page(compare(as_, hana, "seller", "buyer")).text

    assert (
        "Responsibilities Partly shared Both Keep records Seller Call prospects "
        "Buyer Ask for offers" in text
    )
    assert "Level Different Seller Junior Buyer Mid-level" in text
    assert "Travel The same Both Never." in text


def test_weights_say_shared_only_here_or_weighted_differently(as_, hana, seller, buyer):
    shared = factories.CompetencyFactory(name="Listening")
    own = factories.CompetencyFactory(name="Planning")
    factories.RoleCompetencyFactory(
        role=seller, competency=shared, weight=60, essential=True, level_3="Asks.", level_5="Waits."
    )
    factories.RoleCompetencyFactory(role=seller, competency=own, weight=40)
    factories.RoleCompetencyFactory(role=buyer, competency=shared, weight=100)

    text = Page(compare(as_, hana, "seller", "buyer")).text

    assert "Seller and Buyer: 60 % of the competency weights are the same." in text
    assert "Listening Shared Weighted differently" in text
    assert "Seller 60 % Essential 3 Asks. 5 Waits. Buyer 100 %" in text
    assert "Planning Only Seller" in text
    assert "Seller 40 %" in text
    assert "Buyer Not asked for" in text


def test_anchors_and_questions_stand_side_by_side(as_, hana, seller, buyer):
    competency = factories.CompetencyFactory(name="Listening")
    scale = factories.ScaleFactory()
    factories.give_anchors(competency, scale)
    factories.give_anchors(competency, scale, level="junior")
    for role in (seller, buyer):
        factories.RoleCompetencyFactory(role=role, competency=competency, weight=100)
    factories.QuestionFactory(competency=competency, levels="", prompt="When did you listen?")

    text = Page(compare(as_, hana, "seller", "buyer")).text

    assert "Listening Differs by level" in text
    assert (
        "Junior: Seller Shows Listening junior in the way that earns a 1 here. "
        "Mid-level: Buyer Shows Listening in the way that earns a 1 here." in text
    )
    assert "Questions that serve both Listening When did you listen?" in text


def test_kits_show_where_one_may_read_them(as_, hana, libby, seller, buyer):
    kit = factories.make_kit(role=seller, owner=hana, title="Seller interviews")
    factories.make_kit(role=buyer, owner=libby, title="Draft of another")

    page = Page(compare(as_, hana, "seller", "buyer"))

    assert "Seller Seller interviews Buyer No kit that you may read" in page.text
    assert kit.get_absolute_url() in page.hrefs()
    assert "Draft of another" not in page.text


def test_only_differences_leaves_the_rest_out(as_, hana, seller, buyer):
    page = Page(compare(as_, hana, "seller", "buyer", only="differences"))

    assert "Travel" not in page.text
    assert "Keep records" not in page.text
    assert "Call prospects" in page.text
    assert "?role=seller&role=buyer" in page.hrefs()
    assert "?role=buyer&only=differences" in page.hrefs()  # what remains without the seller


def test_roles_can_be_added_and_removed(as_, hana, seller, buyer):
    factories.RoleFactory(slug="broker", title="Broker")

    page = Page(compare(as_, hana, "seller", "buyer"))

    assert [a["value"] for tag, a in page.elements if tag == "option"] == ["broker"]
    assert "?role=buyer" in page.hrefs()
    assert "Seller · Buyer" in page.text


def test_the_order_of_the_address_is_kept(as_, hana, seller, buyer):
    assert "Buyer · Seller" in Page(compare(as_, hana, "buyer", "seller")).text


def test_four_roles_offer_no_fifth(as_, hana):
    slugs = [role.slug for role in factories.RoleFactory.create_batch(5)]

    page = Page(compare(as_, hana, *slugs[:4]))

    assert "All 4" in page.text
    assert "Add a role" not in page.text


def test_five_roles_keep_their_ticks_and_say_what_to_do(as_, hana):
    slugs = [role.slug for role in factories.RoleFactory.create_batch(5)]

    page = Page(compare(as_, hana, *slugs))

    assert "5 roles are ticked; four at most stand side by side. Untick some." in page.text
    ticked = [a["value"] for tag, a in page.elements if tag == "input" and "checked" in a]
    assert sorted(ticked) == sorted(slugs)


def test_one_role_asks_for_another(as_, hana, seller, buyer):
    for slugs in (["seller"], ["seller", "seller"]):
        page = Page(compare(as_, hana, *slugs))
        assert "Tick at least one more to compare it with." in page.text


def test_an_unknown_role_is_left_out_and_said(as_, hana, seller, buyer):
    page = Page(compare(as_, hana, "seller", "plumber", "buyer"))

    assert "One of the roles in the address is not in the library" in page.text
    assert "Seller · Buyer" in page.text


@pytest.mark.parametrize("slug", ["\0", "a" * 5000, "x y", "é"])
def test_no_address_breaks_it(as_, hana, seller, buyer, slug):
    page = Page(as_(hana).get(f"{COMPARE}?role=seller&role={quote(slug)}&role=buyer"))

    assert "Seller · Buyer" in page.text


def test_without_roles_it_offers_a_choice(as_, hana, seller, buyer):
    page = Page(as_(hana).get(COMPARE))

    boxes = [a["value"] for tag, a in page.elements if a.get("type") == "checkbox"]
    assert sorted(boxes) == ["buyer", "seller"]
    assert "/which-role/" in page.hrefs()


def test_a_library_with_one_role_says_what_is_missing(as_, hana, libby, seller):
    assert "needs at least two roles" in Page(as_(hana).get(COMPARE)).text
    assert "/admin/roles/role/add/" in Page(as_(libby).get(COMPARE)).hrefs()
    assert "/admin/roles/role/add/" not in Page(as_(hana).get(COMPARE)).hrefs()


def test_strangers_and_interviewers_get_404(as_, zoe, ana, seller, buyer):
    for user in (zoe, ana):
        assert compare(as_, user, "seller", "buyer").status_code == 404
        assert as_(user).get(COMPARE).status_code == 404


def test_it_needs_a_login(client):
    address = f"{COMPARE}?role=seller"
    assert client.get(address).url == f"{reverse('login')}?next={quote(address, safe='/')}"


def test_nothing_is_posted_to_it(as_, hana):
    assert as_(hana).post(COMPARE).status_code == 405


def test_a_coordinator_may_read_it(as_, cora, seller, buyer):
    assert "Seller · Buyer" in Page(compare(as_, cora, "seller", "buyer")).text


@pytest.mark.parametrize("many", [1, 10])
@pytest.mark.parametrize("count", [2, 4])
def test_it_asks_a_fixed_number_of_queries(as_, hana, many, count, django_assert_num_queries):
    roles = factories.RoleFactory.create_batch(count)
    scale = factories.ScaleFactory()
    for number in range(many):
        competency = factories.CompetencyFactory()
        factories.give_anchors(competency, scale)
        question = factories.QuestionFactory(competency=competency)
        for role in roles:
            factories.RoleCompetencyFactory(role=role, competency=competency, weight=1)
            RoleLink.objects.create(role=role, kind="reports_to", target=factories.RoleFactory())
            RoleLink.objects.create(role=factories.RoleFactory(), kind="reports_to", target=role)
            PayBenchmark.objects.create(role=role, amount=number + 1, source="A survey")
            factories.make_kit(role=role, owner=hana, rounds=0)
            question.roles.add(role)
    client = as_(hana)

    with django_assert_num_queries(15):
        client.get(COMPARE, {"role": [role.slug for role in roles]})


def test_other_words_at_a_level_are_a_difference(as_, hana, seller, buyer):
    shared = factories.CompetencyFactory(name="Listening")
    factories.RoleCompetencyFactory(role=seller, competency=shared, weight=40, level_3="Asks.")
    factories.RoleCompetencyFactory(role=buyer, competency=shared, weight=40, level_3="Waits.")

    text = Page(compare(as_, hana, "seller", "buyer", only="differences")).text

    assert "Listening Shared Same weight" in text
    assert "3 Asks." in text


def test_only_differences_leaves_out_anchors_that_are_alike(as_, hana, seller, buyer):
    scale = factories.ScaleFactory()
    for name, level in (("Alike", ""), ("Unlike", "junior")):
        competency = factories.CompetencyFactory(name=name)
        factories.give_anchors(competency, scale)
        if level:
            factories.give_anchors(competency, scale, level=level)
        for role, weight in ((seller, 40), (buyer, 60)):
            factories.RoleCompetencyFactory(role=role, competency=competency, weight=weight)

    text = Page(compare(as_, hana, "seller", "buyer", only="differences")).text

    assert "Shows Unlike" in text
    assert "Shows Alike" not in text


def test_nobody_is_sent_to_an_admin_that_would_ask_for_another_login(as_, hana, seller):
    hana.user_permissions.add(Permission.objects.get(codename="add_role"))

    assert "/admin/roles/role/add/" not in Page(as_(hana).get(COMPARE)).hrefs()
