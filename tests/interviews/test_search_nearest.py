"""Questions that are alike: which come nearest to a text, and how near."""

import pytest

from interviews.models import Question
from interviews.search import nearest, nearest_many
from interviews.search.likeness import likeness, profile_of
from tests import factories

pytestmark = pytest.mark.django_db

DISCOUNT = "Tell me about a time a buyer asked you for a discount. What did you do?"


def score(one, other):
    return likeness(profile_of(one), profile_of(other))


def test_a_score_is_100_for_the_same_text_only_and_falls_with_what_differs():
    same = "tell me about a TIME a buyer asked you for a discount, what did you do"
    closest = DISCOUNT.replace("discount", "discounts")
    close = "Describe a time when a buyer asked for a discount. What did you do, and why?"
    related = "Your buyer wants a discount of ten per cent. What do you say?"
    frame = "Tell me about a time a colleague lost a file. What did you do?"
    other = "Which software do the engineers use?"

    scores = [score(DISCOUNT, text) for text in (DISCOUNT, same, closest, close, related, frame)]

    assert scores[:2] == [100, 100]
    assert scores[2:] == sorted(scores[2:], reverse=True)
    assert scores[2] == 99
    assert scores[3] >= 60
    assert 30 <= scores[4] < 60
    assert scores[5] < 50
    assert score(DISCOUNT, other) < 20
    assert score("", "") == 0
    assert score("A buyer. A discount.", "A discount. A buyer.") < 100


@pytest.fixture
def bank(db):
    competency = factories.CompetencyFactory(name="Negotiation")
    prompts = {
        "same": DISCOUNT,
        "close": "Describe a time when a buyer asked for a discount. What did you do, and why?",
        "related": "Your buyer wants a discount of ten per cent. What do you say?",
        "frame": "Tell me about a time a colleague lost a file. What did you do?",
        "other": "Which software do the engineers use?",
    }
    for slug, prompt in prompts.items():
        factories.QuestionFactory(slug=slug, prompt=prompt, competency=competency)


def slugs(found):
    return [question.slug for question, _score in found]


def test_the_nearest_come_first_with_their_score(bank):
    found = nearest(DISCOUNT)

    assert slugs(found)[:3] == ["same", "close", "related"]
    assert found[0][1] == 100
    assert "other" not in slugs(found)
    assert slugs(nearest(DISCOUNT, most=1)) == ["same"]


def test_one_can_be_left_out_and_others_kept_to(bank):
    same = Question.objects.get(slug="same")

    assert slugs(nearest(DISCOUNT, without=same.pk))[0] == "close"
    some = Question.objects.filter(slug__in=["related", "frame"])
    assert slugs(nearest(DISCOUNT, among=some)) == ["related"]


def test_of_equals_the_one_in_the_same_language_comes_first(bank):
    factories.QuestionFactory(slug="swedish", prompt=DISCOUNT, language="sv")

    assert slugs(nearest(DISCOUNT, language="sv"))[:2] == ["swedish", "same"]
    assert slugs(nearest(DISCOUNT, language="en"))[:2] == ["same", "swedish"]


def test_many_texts_at_once_give_what_each_gives_alone(bank):
    texts = [DISCOUNT, "Lost a file?", "", "xyzzy", DISCOUNT, "What do you do?"]

    many = nearest_many(texts, most=3)

    assert len(many) == len(texts)
    assert [slugs(found)[:1] for found in many[:4]] == [["same"], ["frame"], [], []]
    assert many[0] == many[4]
    assert many[0][:3] == nearest(DISCOUNT, most=3)


@pytest.mark.parametrize(
    "text", ["", "?", "\0", '"', "NEAR(", "x" * 10_000, "a b " * 5_000, "漢字", "😀", "%s"]
)
def test_hostile_texts_are_texts(bank, text):
    assert len(nearest(text)) <= 5
    assert len(nearest_many([text])) == 1


def test_a_question_of_common_words_is_found_too(bank):
    factories.QuestionFactory(slug="why", prompt="Why are you here, and what would you do?")

    assert nearest("Why are you here and what would you do?")[0][1] == 100
