"""The question bank: search, facets with their numbers, and what each row says."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Question
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/questions/"


@pytest.fixture
def bank(director):
    listening = factories.CompetencyFactory(slug="listening", name="Listening")
    closing = factories.CompetencyFactory(slug="closing", name="Closing")
    factories.QuestionFactory(
        slug="discount", competency=closing, prompt="A buyer wants a discount.", minutes=4
    )
    role_play = factories.QuestionFactory(
        slug="play",
        competency=closing,
        type="role_play",
        minutes=15,
        levels="senior\nlead",
        prompt="Play the seller.",
        follow_ups="Where did the discount stop?",
    )
    role_play.roles.add(director)
    factories.QuestionFactory(
        slug="hear", competency=listening, levels="", language="sv", prompt="What did you hear?"
    )


def listed(page):
    ids = [
        attributes["id"] for tag, attributes in page.elements if tag == "li" if "id" in attributes
    ]
    return [slug for slug in ids if Question.objects.filter(slug=slug).exists()]


def facet(response, name):
    """The numbers of a facet by key."""
    for facet in response.context["search"].facets:
        if facet.name == name:
            return {choice.key: choice.count for choice in facet.choices}
    return {}


def test_each_row_says_what_one_chooses_by(as_, hana, bank):
    page = Page(as_(hana).get(LIST))

    assert listed(page) == ["discount", "play", "hear"]
    assert "3 questions" in page.text
    assert "Play the seller. Closing Role-play 15 min Senior, Lead not used yet" in page.text
    assert "What did you hear? Listening Behavioural 6 min Any level not used yet" in page.text


def test_use_and_the_last_time_show(as_, hana, interview):
    asked = timezone.now() - datetime.timedelta(days=20)
    interview.starts_at = asked
    interview.save()

    response = as_(hana).get(LIST)

    text = Page(response).text
    assert text.count("in 1 published kit, last asked") == 3  # the questions of its round
    assert text.count("in 1 published kit, never asked") == 3
    assert facet(response, "asked") == {"3-months": 3, "12-months": 3, "never": 3}
    assert as_(hana).get(LIST, {"asked": "longer-ago"}).context["search"].found == []


def test_the_best_hits_come_first_with_the_words_marked(as_, hana, bank):
    response = as_(hana).get(LIST, {"q": "discounts"})

    page = Page(response)
    assert listed(page) == ["discount", "play"]
    assert "2 questions match “discounts”." in page.text
    assert "<mark>discount</mark>" in response.content.decode()
    assert "Follow-ups: Where did the discount stop?" in page.text


def test_facets_narrow_the_list_together(as_, hana, bank, director):
    query = {"competency": "closing", "role": director.slug, "level": "lead", "minutes": "11-to-20"}

    page = Page(as_(hana).get(LIST, query | {"type": "role_play", "language": "en", "q": "seller"}))

    assert listed(page) == ["play"]
    assert "Competency: Closing" in page.text
    assert "Type: Role-play" in page.text


def test_several_values_of_one_facet_widen_it(as_, hana, bank):
    page = Page(
        as_(hana).get(LIST, {"type": ["role_play", "behavioural"], "competency": "closing"})
    )

    assert listed(page) == ["discount", "play"]


def test_each_facet_counts_with_the_others_applied(as_, hana, bank):
    response = as_(hana).get(LIST, {"competency": "closing"})

    assert facet(response, "competency") == {"closing": 2, "listening": 1}
    assert facet(response, "type") == {"behavioural": 1, "role_play": 1}
    assert facet(response, "level") == {"mid": 1, "senior": 1, "lead": 1}
    assert facet(response, "minutes") == {"up-to-5": 1, "11-to-20": 1}
    assert facet(as_(hana).get(LIST), "level") == {"mid": 1, "senior": 1, "lead": 1, "none": 1}
    assert facet(as_(hana).get(LIST, {"q": "discount"}), "competency") == {}  # tells nothing apart
    assert facet(as_(hana).get(LIST), "language") == {"en": 2, "sv": 1}


def test_what_is_chosen_can_be_taken_out_again(as_, hana, bank):
    page = Page(as_(hana).get(LIST, {"q": "seller", "type": "role_play", "page": 3}))

    assert {"?q=seller", "?type=role_play"} <= set(page.hrefs())
    hidden = [(a["name"], a["value"]) for tag, a in page.elements if a.get("type") == "hidden"]
    assert ("type", "role_play") in hidden  # another search keeps it


@pytest.mark.parametrize(
    "query",
    [
        {"competency": "juggling"},
        {"minutes": "soon", "level": "\0", "page": "\0", "into": "\0"},
        {"type": "x" * 5000, "into": "9" * 30},
        {"language": "tlh", "state": "lost", "into": "-1"},
    ],
)
def test_what_it_does_not_know_it_leaves_out_and_says(as_, hana, bank, query):
    response = as_(hana).get(LIST, query)

    page = Page(response)
    assert len(listed(page)) == 3
    assert "not known here and was left out" in page.text


@pytest.mark.parametrize("words", ['"', "NEAR(", "*", "\0", "x" * 10_000, "<b>&amp;", "%s %"])
def test_hostile_words_do_no_harm(as_, hana, bank, words):
    assert as_(hana).get(LIST, {"q": words}).status_code == 200


def test_the_words_of_a_question_are_text(as_, hana):
    factories.QuestionFactory(prompt="<script>alert('buyer')</script>")

    body = as_(hana).get(LIST, {"q": "buyer"}).content.decode()

    assert "<script>alert" not in body
    assert "&lt;script&gt;" in body


def test_a_search_without_a_match_says_what_to_try(as_, hana, bank):
    client = as_(hana)

    assert "No question has these words" in Page(client.get(LIST, {"q": "plumber"})).text
    page = Page(client.get(LIST, {"q": "hear", "type": "role_play"}))
    assert "No question is all of that" in page.text
    assert reverse("interviews:question_propose") in page.hrefs()


def test_an_empty_bank_says_what_comes_next(as_, hana, libby):
    assert "no approved question yet" in Page(as_(hana).get(LIST)).text
    page = Page(as_(libby).get(LIST))
    assert "Write the first question" in page.text
    assert reverse("admin:interviews_question_add") in page.hrefs()


def test_managers_see_what_is_approved_and_their_own(as_, hana, libby, bank):
    Question.objects.filter(slug="play").update(state="retired")
    Question.objects.filter(slug="hear").update(state="draft", proposed_by=hana)
    factories.QuestionFactory(slug="secret", prompt="Secret?", state="draft")

    response = as_(hana).get(LIST)
    assert sorted(listed(Page(response))) == ["discount", "hear"]
    assert facet(response, "state") == {"draft": 1, "approved": 1}
    assert facet(response, "proposed") == {"mine": 1}
    assert listed(Page(as_(hana).get(LIST, {"proposed": "mine"}))) == ["hear"]
    assert as_(hana).get(LIST, {"q": "secret"}).context["search"].found == []
    everything = as_(libby).get(LIST)
    assert facet(everything, "state") == {"draft": 2, "approved": 1, "retired": 1}
    assert listed(Page(as_(libby).get(LIST, {"state": "retired"}))) == ["play"]


def test_long_facets_show_the_most_frequent_first_and_fold_the_rest(as_, hana):
    for number in range(12):
        competency = factories.CompetencyFactory(slug=f"c-{number}", name=f"Name {number:02}")
        for _ in range(number + 1):
            factories.QuestionFactory(competency=competency)

    response = as_(hana).get(LIST, {"competency": "c-0"})

    facet = response.context["search"].facets[0]
    assert [choice.key for choice in facet.first] == ["c-0", *[f"c-{n}" for n in range(6, 12)]]
    assert len(facet.rest) == 5
    assert "5 more of Competency" in Page(response).text


def test_pages_keep_the_search(as_, hana):
    for number in range(26):
        factories.QuestionFactory(prompt=f"About forecast {number}?")

    page = Page(as_(hana).get(LIST, {"q": "forecasts"}))

    assert "Page 1 of 2" in page.text
    assert "?q=forecasts&page=2" in page.hrefs()


@pytest.mark.parametrize("username", ["ana", "zoe"])
def test_interviewers_and_strangers_get_404(as_, request, bank, username):
    assert as_(request.getfixturevalue(username)).get(LIST).status_code == 404


def test_it_needs_a_login(client):
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("username", ["cora", "libby"])
def test_who_edits_no_kits_reads_the_bank(as_, request, bank, username):
    page = Page(as_(request.getfixturevalue(username)).get(LIST))

    assert len(listed(page)) == 3
    assert "Add to kit" not in page.text


@pytest.mark.parametrize("many", [1, 60])
def test_the_number_of_queries_stays(as_, hana, director, many, django_assert_num_queries):
    kit = factories.make_kit(owner=hana)
    for _ in range(many):
        question = factories.QuestionFactory(prompt="About forecasts?")
        question.roles.add(director)
        factories.make_kit(owner=person("hal", "Hiring managers"), rounds=1, questions=1)
    client = as_(hana)
    client.get(LIST)
    query = {"q": "forecast", "level": "mid", "into": kit.rounds.first().pk}

    with django_assert_num_queries(14):
        client.get(LIST, query)
