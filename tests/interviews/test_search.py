"""Searching the library: what is found, in which order, whatever the engine."""

import pytest

from interviews.models import Question
from interviews.search import matching, matching_competencies
from roles.models import Competency
from tests import factories

pytestmark = pytest.mark.django_db


def found(text, questions=None):
    questions = Question.objects.all() if questions is None else questions
    return [question.slug for question in matching(questions, text)]


@pytest.fixture
def discount(db):
    return factories.QuestionFactory(
        slug="discount",
        competency=factories.CompetencyFactory(name="Négociation and closing"),
        prompt="A buyer asked you for a discount. How did you negotiate?",
        follow_ups="Who decided?\nWhat did the customer’s café chain pay?",
        positive_indicators="Trades instead of giving",
        red_flags="Blames procurement",
        materials="A price list of 2027.",
    )


@pytest.fixture
def follow_up(db):
    return factories.QuestionFactory(
        slug="thorough", prompt="Tell me about a follow-up that you forgot."
    )


@pytest.mark.parametrize(
    "text",
    [
        "discounts",
        "DISCOUNT",
        "negotiation discount",
        "negociation",
        "CAFÉ",
        "cafe",
        "decide",
        "trading",
        "procurement",
        "2027",
        '"price list"',
        "“asked you”",
        "discount the of a",
        "negotia",
        "discoun",
        "customer's",
        "closi",
    ],
)
def test_it_finds_forms_beginnings_and_phrases_in_every_text(discount, follow_up, text):
    assert found(text) == ["discount"]


@pytest.mark.parametrize(
    "text",
    ["discount forgot", '"discount asked"', '"a discou"', "negro", "disco ball", "list price x"],
)
def test_all_words_must_be_there_and_phrases_in_their_order(discount, follow_up, text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["follow-up", "followed up", '"follow up"', "follow-u"])
def test_hyphens_part_words(discount, follow_up, text):
    assert found(text) == ["thorough"]


def test_a_phrase_stays_within_one_field(discount):
    assert found('"negotiate négociation"') == []
    assert found('"closing who decided"') == []


def test_the_last_word_only_may_be_unfinished(discount):
    assert found("discoun negotiate") == []
    assert found("negotiate discoun") == ["discount"]


def test_an_empty_text_finds_all_and_signs_find_nothing(discount, follow_up):
    assert found("  ") == ["discount", "thorough"]
    for text in ("***", "?!", "\0", '""', "😀"):
        assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"""',
        "NEAR(discount buyer)",
        "discount AND NOT",
        "prompt:discount",
        "(discount",
        "discount*",
        "^discount",
        "disc'ount; DROP TABLE x",
        "a\0discount",
        "discount:*",
        "discount & | ! <-> %s %(x)s",
        "x" * 10_000,
        "discount " * 2_000,
        "\\",
        "-discount",
        "ﬃ İ ß Ⅷ ½ Ω ёж 漢字",
        "1e999999 0x12 1.2.3 a@b.example http://x.example/y?z",
    ],
)
def test_hostile_words_are_words(discount, text):
    assert set(found(text)) <= {"discount"}
    assert matching(Question.objects.all(), text).count() == len(found(text))


def test_a_hit_in_the_prompt_comes_first_then_competency_follow_ups_indicators_materials(db):
    plain = factories.CompetencyFactory(name="Planning")
    named = factories.CompetencyFactory(name="Forecast")
    texts = {"competency": plain, "prompt": "Say so.", "follow_ups": "", "positive_indicators": ""}
    for slug, changes in {
        "e-materials": {"materials": "A forecast."},
        "d-indicators": {"positive_indicators": "A forecast."},
        "c-follow-ups": {"follow_ups": "A forecast."},
        "b-competency": {"competency": named},
        "a-prompt": {"prompt": "A forecast. " + "And then something else. " * 8},
    }.items():
        factories.QuestionFactory(slug=slug, red_flags="", **texts | changes)

    assert found("forecasting") == [
        "a-prompt",
        "b-competency",
        "c-follow-ups",
        "d-indicators",
        "e-materials",
    ]


def test_what_fits_as_well_stays_in_its_order(db):
    for number in range(30):
        factories.QuestionFactory(slug=f"alike-{number}", prompt="What is a forecast?")

    assert found("forecast") == [f"alike-{number}" for number in range(30)]


def test_it_can_be_filtered_counted_cut_and_nested(discount, follow_up, zoe):
    other = factories.QuestionFactory(slug="other", prompt="Discount?", type="situational")
    all_of_them = matching(Question.objects.with_usage(), "discount")

    assert all_of_them.count() == 2
    assert all_of_them.filter(type="situational").get() == other
    assert list(all_of_them.select_related("competency")[1:2]) == [discount]
    assert set(Question.objects.filter(pk__in=all_of_them.values("pk"))) == {discount, other}
    assert found("discount", Question.objects.exclude(pk=other.pk)) == ["discount"]
    assert found("discount", Question.objects.visible_to(zoe)) == []


def test_competencies_are_found_by_name_definition_and_anchors(db):
    scale = factories.ScaleFactory()
    factories.CompetencyFactory(name="Listening", definition="Hears what is meant.")
    planning = factories.CompetencyFactory(name="Planning", definition="Puts things in order.")
    factories.give_anchors(planning, scale)
    planning.anchors.update(text="Asks and is listening.")

    def names(text):
        return [row.name for row in matching_competencies(Competency.objects.all(), text)]

    assert names("listens") == ["Listening", "Planning"]
    assert names("order") == ["Planning"]
    assert names("hear listening") == ["Listening"]
    assert len(names("")) == 2
