"""Adding questions of the bank to a round in the builder, one after another."""

import pytest
from django.urls import reverse

from interviews.models import Kit, KitQuestion
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def round_(kit):
    """60 minutes: 3 for the opening, 5 for the closing, three questions of 6; 34 are left."""
    return kit.rounds.order_by("position").first()


def address(round_, query=""):
    return reverse("interviews:kit_question_add", args=[round_.kit.slug, round_.pk]) + query


def fitting(kit, **values):
    """A question that fits the kit: about its first competency, unless told."""
    values = {"competency": kit.kit_competencies.first().competency, "levels": ""} | values
    return factories.QuestionFactory(**values)


def press(client, round_, question, query="", *, seen=None, **more):
    data = {"question": getattr(question, "pk", question), "seen": seen or token(round_)}
    return client.post(address(round_, query), data, **more)


def token(round_):
    return Kit.objects.get(pk=round_.kit_id).token


def offered(response):
    """The pks of what the list offers, in its order."""
    ids = [a["id"] for tag, a in Page(response).elements if tag == "li" and "id" in a]
    return [int(name.removeprefix("offer-")) for name in ids if name.startswith("offer-")]


def test_it_comes_at_the_end_and_the_search_stays(as_, hana, kit, round_):
    question = fitting(kit, minutes=10, prompt="How did you lose that deal?")

    response = press(as_(hana), round_, question, "?q=deal", follow=True)

    row = round_.kit_questions.last()
    assert (row.question, row.scored, row.minutes, row.locked) == (question, True, None, False)
    where, status = response.redirect_chain[-1]
    assert (where, status) == (
        address(round_, f"?q=deal&added={question.pk}#offer-{question.pk}"),
        302,
    )
    text = Page(response).text
    assert "Added “How did you lose that deal?” to “Round 1”." in text
    assert "24 minutes left of a slot of 60 minutes" in text
    assert "In “Round 1”" in text


@pytest.mark.parametrize("signs", ["?!", "...", "“”"])
def test_signs_that_are_no_words_find_nothing(as_, hana, round_, signs):
    response = as_(hana).get(address(round_), {"q": signs})

    assert (response.status_code, offered(response)) == (200, [])


def test_undo_takes_it_out_again(as_, hana, kit, round_):
    question = fitting(kit)
    press(as_(hana), round_, question)

    kit.undo()

    assert not KitQuestion.objects.filter(question=question).exists()


def test_with_a_script_the_sheet_stays_open_beside_the_new_builder(as_, hana, kit, round_):
    question = fitting(kit, prompt="How did you lose that deal?")

    response = press(as_(hana), round_, question, "?q=deal", **HTMX)

    assert response.status_code == 200
    assert response["HX-Retarget"] == "#builder"
    assert "HX-Trigger-After-Swap" not in response  # which would close the sheet
    page = Page(response)
    assert ("div", {"hx-swap-oob": "innerHTML:#sheet-content"}) in page.elements
    assert f"choosing-take-{question.pk}" in [a.get("id") for _tag, a in page.elements]
    assert "Added “How did you lose that deal?” to “Round 1”." in page.text
    seen = {a["value"] for _tag, a in page.elements if a.get("name") == "seen"}
    assert seen == {token(round_)}  # so the next one can be added at once


def test_told_to_close_it_goes_back_to_the_builder(as_, hana, kit, round_):
    data = {"question": fitting(kit).pk, "seen": token(round_), "then": "close"}

    response = as_(hana).post(address(round_), data, **HTMX)

    assert "sheet-done" in response["HX-Trigger-After-Swap"]
    assert round_.kit_questions.count() == 4


def test_three_are_added_in_a_row_and_the_list_keeps_its_order(as_, hana, kit, round_):
    uncovered = factories.CompetencyFactory(name="Zeal")
    kit.kit_competencies.create(competency=uncovered, position=9)
    needed = [fitting(kit, competency=uncovered) for _ in range(2)]
    other = fitting(kit)
    client = as_(hana)
    page = client.get(address(round_))
    order = offered(page)
    assert order[:2] == [question.pk for question in needed]

    for question in (*needed, other):
        actions = [form.get("action", "") for form in Page(page).forms()]
        query = next(a for a in actions if a.startswith(address(round_, "?")))
        page = press(client, round_, question, query.removeprefix(address(round_)), **HTMX)
        assert offered(page) == order

    assert round_.kit_questions.count() == 6


def test_a_page_without_htmx_is_whole_and_a_sheet_is_bare(as_, hana, kit, round_):
    client = as_(hana)

    assert "<html" in client.get(address(round_)).text
    sheet = client.get(address(round_), **HTMX)
    assert "<html" not in sheet.text
    assert "Add a question to “Round 1”" in Page(sheet).text


def test_what_fits_the_kit_is_offered_and_on_request_the_whole_bank(as_, hana, kit, round_):
    other_role = factories.RoleFactory()
    fits = fitting(kit, levels="mid\nsenior")
    named = fitting(kit)
    named.roles.set([kit.role, other_role])
    warm_up = fitting(kit, competency=None, type="background")
    of_another_role = fitting(kit)
    of_another_role.roles.set([other_role])
    strangers = [
        of_another_role,
        fitting(kit, levels="executive"),
        fitting(kit, competency=factories.CompetencyFactory()),
    ]
    client = as_(hana)

    first, whole = (
        set(offered(client.get(address(round_, query)))) for query in ("", "?bank=whole")
    )

    assert {fits.pk, named.pk, warm_up.pk} <= first
    assert not first & {question.pk for question in strangers}
    assert {question.pk for question in strangers} <= whole


def test_the_level_of_the_kit_decides_where_it_has_one(as_, hana, kit, round_):
    kit.level = "executive"
    kit.save()
    senior = fitting(kit, levels="executive")

    assert offered(as_(hana).get(address(round_))) == [senior.pk]


def test_words_competency_and_type_narrow_it(as_, hana, kit, round_):
    closing = factories.CompetencyFactory(slug="closing", name="Closing")
    kit.kit_competencies.create(competency=closing, position=9)
    deal = fitting(kit, competency=closing, prompt="Which deal was hard?", type="situational")
    other = fitting(kit, competency=closing, prompt="Which tender was hard?")
    client = as_(hana)

    def found(query):
        return offered(client.get(address(round_, query)))

    assert found("?q=deals") == [deal.pk]
    assert sorted(found("?competency=closing")) == [deal.pk, other.pk]
    assert found("?competency=closing&type=situational") == [deal.pk]
    response = client.get(address(round_, "?q=deals"))
    assert "<mark>deal</mark>" in response.text
    assert "1 question matches “deals”." in Page(response).text
    assert "Closing: not asked yet" in Page(response).text


def test_a_competency_outside_the_kit_can_be_named(as_, hana, kit, round_):
    other = factories.CompetencyFactory(slug="other")
    question = fitting(kit, competency=other)

    assert offered(as_(hana).get(address(round_, "?competency=other"))) == [question.pk]


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?competency=nonsense&type=riddle&page=99",
        "?first=x.9999999999999999999.",
        "?instead=0",
    ],
)
def test_a_strange_address_does_no_harm(as_, hana, kit, round_, query):
    assert as_(hana).get(address(round_, query)).status_code == 200


def test_what_the_kit_has_comes_last(as_, hana, kit, round_):
    asked = set(KitQuestion.objects.values_list("question", flat=True))
    for _ in range(2):
        fitting(kit, competency=factories.CompetencyFactory(name="Zeal"))

    for query in ("?bank=whole", "?bank=whole&q=occasion"):
        order = offered(as_(hana).get(address(round_, query)))
        assert set(order[2:]) == asked


def test_what_the_kit_has_is_marked_and_cannot_be_added(as_, hana, kit, round_):
    there = round_.kit_questions.first().question
    client = as_(hana)

    page = Page(client.get(address(round_, "?bank=whole")))
    response = press(client, round_, there)

    assert f"choosing-take-{there.pk}" not in [
        a.get("id") for tag, a in page.elements if tag == "button"
    ]
    assert response.status_code == 422
    assert "asks this question already, in “Round 1”." in Page(response).text
    assert KitQuestion.objects.filter(question=there).count() == 1


def test_adding_what_is_kept_out_takes_it_off_that_list(as_, hana, kit, round_):
    question = fitting(kit)
    kit.excluded_questions.add(question)
    client = as_(hana)
    assert "Kept out of this kit; adding it takes it off that list" in (
        Page(client.get(address(round_))).text
    )

    press(client, round_, question)

    assert not kit.excluded_questions.exists()
    assert round_.kit_questions.filter(question=question).exists()


def test_what_it_brings_with_it_is_said_before_and_after(as_, hana, kit, round_):
    closing = factories.CompetencyFactory(slug="closing", name="Closing")
    question = fitting(kit, competency=closing, minutes=40)
    client = as_(hana)

    before = Page(client.get(address(round_, "?competency=closing"))).text
    after = Page(press(client, round_, question, follow=True)).text

    assert "The kit does not rate Closing; it will from then on" in before
    assert "Makes the round 6 minutes too long" in before
    assert "The kit rates Closing from now on: look at its weights." in after
    assert "6 minutes too long" in after
    assert kit.kit_competencies.filter(competency=closing).exists()


def test_a_role_play_with_one_panelist_is_told(as_, hana, kit, round_):
    fitting(kit, type="role_play")
    client = as_(hana)
    words = "A role-play takes two panelists, and this round has one"
    assert words not in Page(client.get(address(round_))).text

    round_.panel_size = 1
    round_.save()

    assert words in Page(client.get(address(round_))).text


def test_ones_own_proposals_are_offered_and_nobody_elses(as_, hana, libby, kit, round_):
    asked = set(KitQuestion.objects.values_list("question", flat=True))
    own = fitting(kit, state="draft", proposed_by=hana)
    fitting(kit, state="draft", proposed_by=libby)
    retired = fitting(kit, state="retired", proposed_by=hana)
    client = as_(hana)

    page = client.get(address(round_))
    assert set(offered(page)) - asked == {own.pk}
    press(client, round_, own)
    refused = press(client, round_, retired)

    assert "Not reviewed yet" in Page(page).text
    assert round_.kit_questions.filter(question=own).exists()
    assert "That question cannot be asked any more" in Page(refused).text


def test_a_superuser_adds_what_the_owner_may_ask(as_, root, hana, kit, round_):
    own = fitting(kit, state="draft", proposed_by=root)
    of_owner = fitting(kit, state="draft", proposed_by=hana)

    found = offered(as_(root).get(address(round_)))

    assert of_owner.pk in found
    assert own.pk not in found
    assert press(as_(root), round_, own).status_code == 422


@pytest.mark.parametrize("question", ["", "x", "0", "9" * 30, "\0"])
def test_a_question_that_is_none_explains_itself(as_, hana, kit, round_, question):
    response = press(as_(hana), round_, question)

    assert response.status_code == 422
    assert "That question cannot be asked any more: choose another." in Page(response).text


def test_a_kit_changed_meanwhile_is_shown_with_what_was_done(as_, hana, root, kit, round_):
    question = fitting(kit)
    old = token(round_)
    with kit.being_changed(by=root) as change:
        change.draft.rounds.update(minutes=45)
        change.words = "Shortened the rounds."

    response = press(as_(hana), round_, question, seen=old)

    page = Page(response)
    assert response.status_code == 409
    assert not round_.kit_questions.filter(question=question).exists()
    assert "Shortened the rounds. Root Example" in page.text
    assert "19 minutes left" in page.text
    fresh = {a["value"] for _tag, a in page.elements if a.get("name") == "seen"}
    assert press(as_(hana), round_, question, seen=fresh.pop()).status_code == 302
    assert round_.kit_questions.filter(question=question).exists()


def test_nothing_found_says_what_to_do(as_, hana, kit, round_):
    client = as_(hana)

    narrow = Page(client.get(address(round_, "?q=zebra")))
    whole = Page(client.get(address(round_, "?q=zebra&bank=whole")))

    assert "Nothing that fits this kit" in narrow.text
    assert any("bank=whole" in href and "q=zebra" in href for href in narrow.hrefs())
    assert "The bank has no such question" in whole.text
    write = reverse("interviews:kit_question_write", args=[kit.slug, round_.pk])
    assert write in narrow.hrefs()
    assert write in whole.hrefs()


def test_a_long_list_has_pages_that_keep_the_search(as_, hana, kit, round_):
    for _ in range(16):
        fitting(kit)
    client = as_(hana)

    first = client.get(address(round_, "?q=occasion"))
    following = next(href for href in Page(first).hrefs() if "page=2" in href)
    second = client.get(following)

    assert len(offered(first)) == 15
    assert "q=occasion" in following
    assert not set(offered(first)) & set(offered(second))
    assert "Page 2 of 2" in Page(second).text


def test_instead_of_a_question_one_is_taken_rather_than_added(as_, hana, kit, round_):
    row = round_.kit_questions.first()
    fitting(kit)

    page = Page(as_(hana).get(address(round_, f"?instead={row.pk}")))

    assert "40 minutes left" in page.text
    assert f"What you take replaces “{row.question}”" in page.text
    swap = reverse("interviews:kit_question_swap", args=[kit.slug, row.pk])
    assert swap in [form.get("action") for form in page.forms()]


@pytest.mark.parametrize("username", ["ana", "cora", "libby", "zoe"])
def test_others_get_404(as_, request, kit, round_, username):
    question = fitting(kit)
    client = as_(request.getfixturevalue(username))

    assert client.get(address(round_)).status_code == 404
    assert press(client, round_, question).status_code == 404
    assert not round_.kit_questions.filter(question=question).exists()


def test_another_manager_and_a_round_of_another_kit_get_404(as_, hana, kit, round_):
    hal = person("hal", "Hiring managers")
    theirs = factories.make_kit(owner=hal).rounds.first()

    assert as_(hal).get(address(round_)).status_code == 404
    mixed = reverse("interviews:kit_question_add", args=[kit.slug, theirs.pk])
    assert as_(hana).get(mixed).status_code == 404


def test_it_needs_a_login(client, kit, round_):
    assert client.get(address(round_)).status_code == 302
    assert client.post(address(round_)).status_code == 302


def test_the_page_keeps_the_policy(as_, hana, kit, round_):
    kit.excluded_questions.add(fitting(kit))

    page = Page(as_(hana).get(address(round_)))

    assert page.against_the_policy() == []
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_stays(as_, hana, kit, round_, many, django_assert_num_queries):
    for _ in range(many):
        fitting(kit)
        KitQuestion.objects.create(round=round_, question=fitting(kit), position=50)
        kit.excluded_questions.add(fitting(kit))
    client = as_(hana)
    client.get(address(round_))

    with django_assert_num_queries(15):
        client.get(address(round_))
