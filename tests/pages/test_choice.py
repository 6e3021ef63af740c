"""“Which role do we need?”: questions, a ranking with reasons, and the way on to the comparison."""

import pytest
from django.urls import reverse

from roles.models import ChoiceQuestion
from tests import factories
from tests.pages.markup import Page
from tests.roles.choices import ask

pytestmark = pytest.mark.django_db

CHOICE = "/which-role/"
SALES = "/which-role/sales/"
COMPARE = "/compare/"


@pytest.fixture
def questions():
    """Three questions about sales."""
    return [
        ask(
            "target",
            {
                "A quota of their own": [(3, "scope", "own quota"), (-2, "scope", "whole team")],
                "The result of a team": [
                    (3, "scope", "whole team"),
                    (1, "competencies", "Coaching"),
                ],
            },
            position=1,
            help="Think of the year to come.",
        ),
        ask(
            "customers",
            {
                "Many small ones": [(2, "summary", "small shops"), (1, "measures", "shops")],
                "A few": [(2, "summary", "few accounts")],
            },
            position=2,
        ),
        ask(
            "travel",
            {"Hardly": [(1, "travel", "little")], "Much": [(1, "travel", "much")]},
            position=3,
        ),
    ]


@pytest.fixture
def seller():
    return factories.RoleFactory(
        slug="seller",
        title="Seller",
        scope="Own quota; prices within limits.",
        summary="Sells to small shops.",
        measures="Shops won\nOrders",
    )


@pytest.fixture
def hunter():
    return factories.RoleFactory(
        slug="hunter", title="Hunter", scope="Own quota.", summary="Looks after few accounts."
    )


@pytest.fixture
def head():
    head = factories.RoleFactory(slug="head", title="Head", level="manager", scope="A whole team.")
    factories.RoleCompetencyFactory(
        role=head, competency__name="Coaching", weight=25, essential=True
    )
    return head


def ask_for(client, **answers):
    return Page(client.get(SALES, answers))


def test_the_one_family_with_questions_opens_at_once(as_, hana, questions):
    factories.FamilyFactory(slug="marketing", name="Marketing")

    response = as_(hana).get(CHOICE)

    assert (response.status_code, response.url) == (302, SALES)


def test_several_families_are_offered_by_name(as_, hana, questions):
    other = factories.FamilyFactory(slug="service", name="Service", summary="Those who help.")
    ask("hours", {"Day": [], "Night": []}, family=other)

    page = Page(as_(hana).get(CHOICE))

    assert {SALES, "/which-role/service/"} <= set(page.hrefs())
    assert "Service Those who help. 1 question" in page.text
    assert "3 questions" in page.text


def test_without_questions_it_says_how_to_bring_some(as_, hana, libby):
    manager, keeper = Page(as_(hana).get(CHOICE)), Page(as_(libby).get(CHOICE))

    assert "A library admin can bring the questions" in manager.text
    assert reverse("roles:list") in manager.hrefs()
    assert reverse("admin:roles_choicequestion_add") not in manager.hrefs()
    assert reverse("admin:roles_choicequestion_add") in keeper.hrefs()
    assert reverse("admin:interviews_libraryupload_add") in keeper.hrefs()


def test_every_question_shows_with_its_answers_and_may_be_left_open(as_, hana, questions):
    page = ask_for(as_(hana))

    assert "Sales: 3 questions" in page.text
    assert "1. What about target? Think of the year to come." in page.text
    radios = [a for _tag, a in page.elements if a.get("type") == "radio"]
    assert [a["value"] for a in radios if a["name"] == "customers"] == [
        "many-small-ones", "a-few", "",
    ]  # fmt: skip
    assert [a["value"] for a in radios if "checked" in a] == ["", "", ""]
    assert "points" not in page.text


def test_the_best_role_comes_first_with_its_own_words(as_, hana, questions, seller, head):
    page = ask_for(as_(hana), target="a-quota-of-their-own", customers="many-small-ones", travel="")

    assert "Seller fits best" in page.text
    assert "It has 5 of 6 points. No other role fits." in page.text
    for words in (
        "1. Seller Mid-level 5 of 6 points",
        "What about target? A quota of their own +3 points For it: Scope of authority: Own quota",
        "For it: Summary: Sells to small shops.",
        "For it: Measures of performance: Shops won",
        "1 of 3 questions left open",
    ):
        assert words in page.text
    assert {
        seller.get_absolute_url(),
        reverse("roles:job_description", args=["seller"]),
    } <= set(page.hrefs())


def test_what_speaks_against_a_role_is_said_too(as_, hana, questions, seller, head):
    text = ask_for(as_(hana), target="a-quota-of-their-own", travel="much").text

    apart = text[text.index("The roles that do not fit") :]
    assert "Head Manager −2 of 6 points" in apart
    assert "Against it: Scope of authority: A whole team." in apart
    assert "Much 0 points The role says nothing about this." in apart
    assert "Seller" not in apart


def test_a_competency_is_quoted_with_its_weight(as_, hana, questions, head):
    text = ask_for(as_(hana), target="the-result-of-a-team").text

    assert "Competencies: Coaching, 25 %, essential" in text


def test_close_roles_are_named_and_lead_to_their_comparison(
    as_, hana, questions, seller, hunter, head
):
    page = ask_for(as_(hana), target="a-quota-of-their-own")

    assert "Hunter and Seller are close They have 3 and 3 of 3 points." in page.text
    assert "Compare them before you decide." in page.text
    assert f"{COMPARE}?role=hunter&role=seller" in page.hrefs()
    ticked = [a["value"] for _tag, a in page.elements if a.get("name") == "role" and "checked" in a]
    assert ticked == ["hunter", "seller"]
    assert {"method": "get", "action": COMPARE, "class": "stack"} in page.forms()


def test_more_close_roles_than_fit_a_comparison_ask_for_another_answer(as_, hana, questions):
    for number in range(5):
        factories.RoleFactory(slug=f"r{number}", title=f"R{number}", scope="Own quota")

    page = ask_for(as_(hana), target="a-quota-of-their-own")

    assert "R0, R1, R2, R3 and R4 are close" in page.text
    assert "Answer another question to tell them apart, or compare the first four." in page.text
    assert f"{COMPARE}?role=r0&role=r1&role=r2&role=r3" in page.hrefs()


def test_the_first_three_can_be_compared_where_none_is_close(as_, hana, questions):
    for slug, scope, summary in (
        ("a", "Own quota", "Sells to small shops"),
        ("b", "Own quota", "Sells"),
        ("c", "", "Sells to small shops"),
    ):
        factories.RoleFactory(slug=slug, title=slug.upper(), scope=scope, summary=summary)

    page = ask_for(as_(hana), target="a-quota-of-their-own", customers="many-small-ones")

    assert "A fits best It has 5 of 6 points. The next is B with 3." in page.text
    assert f"{COMPARE}?role=a&role=b&role=c" in page.hrefs()
    assert "Compare the first 3" in page.text


def test_answers_that_no_role_fits_say_what_to_do(as_, hana, questions, seller):
    page = ask_for(as_(hana), customers="a-few")

    assert "No role fits these answers" in page.text
    assert "Leave the answer open that matters least" in page.text
    assert reverse("roles:list") in page.hrefs()
    assert COMPARE not in " ".join(page.hrefs())


def test_a_family_without_roles_says_so(as_, hana, questions):
    assert "This family has no roles yet" in ask_for(as_(hana), customers="a-few").text


def test_roles_of_other_families_are_not_ranked(as_, hana, questions, seller):
    other = factories.FamilyFactory(slug="service", name="Service")
    factories.RoleFactory(title="Helper", family=other, scope="Own quota")

    assert "Helper" not in ask_for(as_(hana), target="a-quota-of-their-own").text


def test_the_answers_stay_chosen_in_the_form(as_, hana, questions, seller):
    page = ask_for(as_(hana), target="the-result-of-a-team", travel="much")

    chosen = [
        a["value"] for _tag, a in page.elements if a.get("type") == "radio" and "checked" in a
    ]
    assert chosen == ["the-result-of-a-team", "", "much"]
    assert SALES in page.hrefs()  # start again


def test_a_form_sent_empty_says_what_to_do(as_, hana, questions, seller):
    page = ask_for(as_(hana), target="", customers="", travel="")

    assert "Nothing is answered yet. Choose an answer to at least one question" in page.text
    assert "points" not in page.text


@pytest.mark.parametrize(
    ("answers", "note"),
    [
        ({"target": "bogus"}, "The address has an answer that is not known here"),
        ({"target": "bogus", "x": "\0<b>"}, "The address has 2 answers that are not known here"),
        ({"nothing": "1", "travel": "much"}, "The address has an answer that is not known here"),
    ],
)
def test_what_an_address_says_wrongly_is_left_out_with_a_note(
    as_, hana, questions, seller, answers, note
):
    response = as_(hana).get(SALES, answers)

    assert response.status_code == 200
    assert note in Page(response).text
    assert ("Choose again." in Page(response).text) is ("target" in answers)


def test_what_people_wrote_is_shown_as_text(as_, hana):
    ask("<i>", {"<u>One</u>": [(1, "scope", "<script>")], "Two": []}, text="<i>What?</i>")
    factories.RoleFactory(title="<s>Seller</s>", scope="A <script> of sorts.")

    response = as_(hana).get(SALES, {"<i>": "uoneu"})

    for markup in ("<i>What", "<u>One", "<script> of", "<s>Seller"):
        assert markup not in response.text
    assert "<s>Seller</s> fits best" in Page(response).text
    assert Page(response).against_the_policy() == []


def test_strangers_and_interviewers_get_404(as_, zoe, ana, questions, seller):
    for user in (zoe, ana):
        for address in (CHOICE, SALES, f"{SALES}?target=a-quota-of-their-own"):
            assert as_(user).get(address).status_code == 404


def test_a_family_without_questions_is_404(as_, hana, questions):
    factories.FamilyFactory(slug="service", name="Service")

    assert as_(hana).get("/which-role/service/").status_code == 404
    assert as_(hana).get("/which-role/nowhere/").status_code == 404


def test_coordinators_and_library_admins_may_ask(as_, cora, libby, questions, seller):
    changelist = reverse("admin:roles_choicequestion_changelist")

    for user, changes in ((cora, False), (libby, True)):
        page = ask_for(as_(user), target="a-quota-of-their-own")
        assert "Seller fits best" in page.text
        assert any(href.startswith(changelist) for href in page.hrefs()) is changes


def test_they_need_a_login(client, questions):
    for address in (CHOICE, SALES):
        assert client.get(address).url == f"{reverse('login')}?next={address}"


def test_nothing_is_posted_to_them(as_, hana, questions):
    for address in (CHOICE, SALES):
        assert as_(hana).post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 10])
def test_a_ranking_asks_a_fixed_number_of_queries(
    as_, hana, questions, many, django_assert_num_queries
):
    for number in range(many):
        role = factories.RoleFactory(scope="Own quota")
        factories.RoleCompetencyFactory.create_batch(many, role=role, weight=1)
        ask(f"more-{number}", {"One": [(1, "scope", "own")], "Two": [(1, "travel", "x")]})
    client = as_(hana)

    with django_assert_num_queries(10):
        client.get(SALES, {"target": "a-quota-of-their-own", "more-0": "one"})


@pytest.mark.parametrize("many", [1, 10])
def test_the_families_ask_a_fixed_number_of_queries(as_, hana, many, django_assert_num_queries):
    for number in range(many + 1):
        family = factories.FamilyFactory(slug=f"family-{number}", name=f"Family {number}")
        ask(f"question-{number}", {"One": [], "Two": []}, family=family)
    client = as_(hana)

    with django_assert_num_queries(5):
        client.get(CHOICE)
    assert ChoiceQuestion.objects.count() == many + 1
