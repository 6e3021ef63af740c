"""The page of one competency."""

import pytest
from django.urls import reverse

from interviews.models import Anchor
from tests import factories
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def listening():
    """Anchors for everybody, and one of its own for seniors."""
    competency = factories.CompetencyFactory(
        slug="listening",
        name="Listening",
        category="soft",
        definition="Hears what is said.",
        references="A framework\nAnother one",
    )
    scale = factories.ScaleFactory()
    factories.give_anchors(competency, scale)
    Anchor.objects.create(
        competency=competency,
        point=scale.points.get(value=4),
        level="senior",
        text="Hears what nobody says.",
    )
    return competency


def address(competency):
    return reverse("interviews:competency_detail", args=[competency.slug])


def test_it_says_what_it_is(as_, hana, listening):
    text = Page(as_(hana).get(address(listening))).text

    for words in (
        "Listening", "Soft skill", "Hears what is said.", "A framework", "Another one",
        "Five-point scale", "Solid, measured by the job.",
    ):  # fmt: skip
        assert words in text


def test_each_number_has_its_general_text_then_those_of_the_levels(as_, hana, listening):
    text = Page(as_(hana).get(address(listening))).text

    anchor = "Shows Listening in the way that earns a {} here."
    assert f"General {anchor.format(3)} Senior As in general 4 Strong" in text
    assert f"General {anchor.format(4)} Senior Hears what nobody says. 5 Outstanding" in text


def test_where_no_level_differs_no_row_is_named(as_, hana, listening):
    listening.anchors.filter(level="senior").delete()

    text = Page(as_(hana).get(address(listening))).text

    assert "General" not in text
    assert "3 Solid Shows Listening" in text


def test_roles_that_ask_for_it_stand_with_their_weights(as_, hana, listening):
    row = factories.RoleCompetencyFactory(competency=listening, weight=35, essential=True)

    page = Page(as_(hana).get(address(listening)))

    assert f"{row.role.title} 35 % Essential" in page.text
    assert row.role.get_absolute_url() in page.hrefs()
    assert f"{reverse('roles:list')}?competency=listening" in page.hrefs()


def test_approved_questions_stand_by_type_and_lead_to_the_bank(as_, hana, listening):
    shown = [factories.QuestionFactory(competency=listening) for _number in range(7)]
    factories.QuestionFactory(competency=listening, type="role_play", prompt="Play a buyer.")
    factories.QuestionFactory(competency=listening, state="draft", prompt="Not yet.")
    factories.QuestionFactory(prompt="About something else.")

    page = Page(as_(hana).get(address(listening)))

    assert "Behavioural All 7 in the bank" in page.text
    assert "Role-play Play a buyer." in page.text
    for words in ("Not yet.", "About something else."):
        assert words not in page.text
    assert reverse("interviews:question_detail", args=[shown[0].slug]) in page.hrefs()
    bank = reverse("interviews:question_list")
    assert f"{bank}?competency=listening&type=behavioural" in page.hrefs()
    assert f"{bank}?competency=listening" in page.hrefs()
    assert sum(question.prompt in page.text for question in shown) == 5


def test_what_is_missing_says_what_to_do(as_, hana, libby):
    bare = factories.CompetencyFactory()

    manager, keeper = (Page(as_(person).get(address(bare))) for person in (hana, libby))

    for words in ("No anchors yet", "No approved question asks about it yet", "None yet:"):
        assert words in manager.text
    assert reverse("interviews:question_propose") in manager.hrefs()
    assert "References" not in manager.text
    edit = reverse("admin:roles_competency_change", args=[bare.pk])
    assert f"{edit}#anchors" in keeper.hrefs()
    assert not [href for href in manager.hrefs() if href.startswith("/admin/")]


def test_a_missing_number_is_said_to_be_missing(as_, hana, listening):
    listening.anchors.filter(level="", point__value=2).delete()

    assert (
        "2 Partly shown General No anchor yet Senior No anchor yet"
        in Page(as_(hana).get(address(listening))).text
    )


def test_library_admins_edit_it_from_here(as_, libby, listening):
    page = Page(as_(libby).get(address(listening)))

    assert reverse("admin:roles_competency_change", args=[listening.pk]) in page.hrefs()


def test_the_page_of_a_role_leads_to_its_competencies(as_, hana, listening):
    role = factories.RoleCompetencyFactory(competency=listening).role

    assert address(listening) in Page(as_(hana).get(role.get_absolute_url())).hrefs()


def test_strangers_and_interviewers_get_404(as_, zoe, ana, interview, listening):
    asked = interview.revision.kit.kit_competencies.first().competency

    for somebody in (zoe, ana):
        for competency in (listening, asked):
            assert as_(somebody).get(address(competency)).status_code == 404


def test_coordinators_read_it(as_, cora, listening):
    assert as_(cora).get(address(listening)).status_code == 200


def test_who_may_read_no_anchors_questions_and_roles_sees_none(as_, listening):
    row = factories.RoleCompetencyFactory(competency=listening)
    question = factories.QuestionFactory(competency=listening)
    reader = staff("reader", "view_competency")

    text = Page(as_(reader).get(address(listening))).text

    assert "Hears what is said." in text
    for words in ("Shows Listening", row.role.title, question.prompt):
        assert words not in text


def test_it_needs_a_login(client, listening):
    assert client.get(address(listening)).url == f"{reverse('login')}?next={address(listening)}"


def test_nothing_is_posted_to_it(as_, hana, listening):
    assert as_(hana).post(address(listening)).status_code == 405


def test_texts_are_never_markup(as_, hana):
    nasty = factories.CompetencyFactory(name="<b>Bold</b>", definition="<script>x</script>")

    response = as_(hana).get(address(nasty))

    assert "<b>Bold</b>" not in response.text
    assert Page(response).against_the_policy() == []


@pytest.mark.parametrize("many", [1, 10])
def test_it_asks_a_fixed_number_of_queries(as_, hana, listening, many, django_assert_num_queries):
    for number in range(many):
        factories.RoleCompetencyFactory(competency=listening)
        factories.QuestionFactory(competency=listening)
        factories.give_anchors(listening, factories.ScaleFactory(slug=f"scale-{number}"))
    client = as_(hana)

    with django_assert_num_queries(10):
        client.get(address(listening))
