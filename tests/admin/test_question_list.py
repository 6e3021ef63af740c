"""Finding questions in the admin: searching, filtering, sorting, and what a row says."""

import datetime

import pytest
from django.contrib.admin.views.main import ORDER_VAR
from django.utils import timezone

from interviews.models import Question
from tests import factories
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db
LIST = "/admin/interviews/question/"


def days_ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def write_back(question, days):
    """As if the question had been written so many days ago."""
    question.history.update(history_date=days_ago(days))
    question.steps.update(at=days_ago(days))


def found(response):
    return {question.slug for question in response.context["cl"].result_list}


@pytest.fixture
def asked(interview):
    """A question that the interview asked ten days ago."""
    interview.starts_at = days_ago(10)
    interview.save()
    round_ = interview.revision.document["rounds"][0]
    interview.round_key = round_["key"]
    interview.save()
    return Question.objects.get(slug=round_["questions"][0]["source"])


def test_a_row_says_what_a_library_admin_wants_to_know(as_, libby, asked, opening):
    page = Page(as_(libby).get(LIST, {"q": ""}))

    for words in ("Approved", "1 draft , 1 published , 1 opening", "Behavioural", "Last asked"):
        assert words in page.text
    assert timezone.localtime(days_ago(10)).strftime("%-d %b %Y") in page.text
    assert page.against_the_policy() == []


def test_the_search_finds_words_and_marks_them(as_, libby):
    factories.QuestionFactory(slug="listen", prompt="When did you listen to a customer?")
    factories.QuestionFactory(slug="other", prompt="What did you build?")

    response = as_(libby).get(LIST, {"q": "customer"})

    assert found(response) == {"listen"}
    assert "<mark>customer</mark>" in response.text


def test_a_hit_beside_the_prompt_is_shown_where_it_stands(as_, libby):
    factories.QuestionFactory(slug="one", prompt="Why?", follow_ups="And then?\nWho paid for it?")
    factories.QuestionFactory(slug="two", prompt="How?", competency__name="Paying attention")

    response = as_(libby).get(LIST, {"q": "paid"})
    assert "Follow-ups: Who <mark>paid</mark> for it?" in response.text
    response = as_(libby).get(LIST, {"q": "attention"})
    assert "Paying <mark>attention</mark>" in response.text


def test_a_prompt_is_never_taken_for_markup(as_, libby):
    factories.QuestionFactory(prompt="Is <script>alert(1)</script> a customer?")
    client = as_(libby)

    for query in ("", "customer"):
        assert "<script>alert" not in client.get(LIST, {"q": query}).text


def test_a_column_that_was_clicked_orders_what_is_found(as_, libby):
    for slug, minutes in (("long", 20), ("short", 3), ("middle", 9)):
        factories.QuestionFactory(slug=slug, minutes=minutes, prompt="A forecast, please?")

    response = as_(libby).get(LIST, {"q": "forecast", ORDER_VAR: "4"})

    slugs = [question.slug for question in response.context["cl"].result_list]
    assert slugs == ["short", "middle", "long"]


@pytest.mark.parametrize("column", range(1, 9))
def test_every_column_with_an_order_sorts(as_, libby, asked, column):
    for sign in ("", "-"):
        assert as_(libby).get(LIST, {ORDER_VAR: f"{sign}{column}"}).status_code == 200


@pytest.fixture
def bank():
    """One question for each filter to find, all else alike."""
    role = factories.RoleFactory(slug="seller", title="Seller")
    for slug, facts in {
        "drafted": {"state": "draft"},
        "waiting": {"state": "in_review"},
        "retired": {"state": "retired"},
        "quick": {"minutes": 3},
        "endless": {"minutes": 60},
        "senior": {"levels": "senior\nlead"},
        "any-level": {"levels": ""},
        "german": {"language": "de"},
        "play": {"type": "role_play"},
        "seller": {},
    }.items():
        factories.QuestionFactory(slug=slug, **facts)
    Question.objects.get(slug="seller").roles.add(role)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"state__exact": "draft"}, {"drafted"}),
        ({"state__exact": "in_review"}, {"waiting"}),
        ({"time": "1-5"}, {"quick"}),
        ({"time": "21-120"}, {"endless"}),
        ({"level": "lead"}, {"senior"}),
        ({"level": "-"}, {"any-level"}),
        ({"language": "de"}, {"german"}),
        ({"type__exact": "role_play"}, {"play"}),
        ({"role": "seller"}, {"seller"}),
    ],
)
def test_filters_narrow_the_list(as_, libby, bank, query, slugs):
    assert found(as_(libby).get(LIST, query)) == slugs


def test_the_list_narrows_by_competency_and_by_having_no_role(as_, libby, bank):
    client = as_(libby)
    question = Question.objects.get(slug="quick")

    by_competency = client.get(LIST, {"competency__id__exact": question.competency_id})
    without_role = client.get(LIST, {"role": "-"})

    assert found(by_competency) == {"quick"}
    assert "seller" not in found(without_role)
    assert "quick" in found(without_role)


def test_a_filter_that_makes_no_sense_is_ignored(as_, libby, bank):
    client = as_(libby)

    for query in ({"time": "soon"}, {"level": "x'"}, {"needs": "love"}, {"asked": "1"}):
        response = client.get(LIST, query)
        assert response.status_code == 200
        assert len(found(response)) == 10


def test_the_list_narrows_by_when_a_question_was_asked(as_, libby, asked):
    client = as_(libby)
    factories.QuestionFactory(slug="unheard")

    assert found(client.get(LIST, {"asked": "quarter"})) == {asked.slug, *beside(asked)}
    assert found(client.get(LIST, {"asked": "year"})) == {asked.slug, *beside(asked)}
    assert found(client.get(LIST, {"asked": "before"})) == set()
    assert "unheard" in found(client.get(LIST, {"asked": "never"}))
    assert asked.slug not in found(client.get(LIST, {"asked": "never"}))


def beside(question):
    """The other questions of its published round."""
    place = question.published_questions.get()
    others = place.revision.published_questions.filter(round_key=place.round_key)
    return set(others.values_list("question__slug", flat=True))


def test_an_interview_to_come_has_asked_nothing(as_, libby, asked, interview):
    interview.starts_at = days_ago(-3)
    interview.save()

    assert found(as_(libby).get(LIST, {"asked": "year"})) == set()


def test_an_interview_of_long_ago_counts_as_over_a_year(as_, libby, asked, interview):
    interview.starts_at = days_ago(500)
    interview.save()

    assert asked.slug in found(as_(libby).get(LIST, {"asked": "before"}))
    assert found(as_(libby).get(LIST, {"asked": "year"})) == set()


def well_kept(**facts):
    """A question that needs nothing."""
    question = factories.QuestionFactory(**facts)
    factories.give_anchors(question.competency, factories.ScaleFactory())
    return question


@pytest.mark.parametrize(
    ("need", "facts", "days"),
    [
        ("follow_ups", {"follow_ups": ""}, 0),
        ("indicators", {"red_flags": ""}, 0),
        ("indicators", {"positive_indicators": ""}, 0),
        ("fit", {"levels": ""}, 0),
        ("review", {"state": "in_review"}, 15),
        ("draft", {"state": "draft"}, 31),
        ("asking", {}, 366),
    ],
)
def test_what_needs_attention_is_found_and_said(as_, libby, need, facts, days):
    client = as_(libby)
    needy = well_kept(slug="needy", **facts)
    needy.steps.create(state=needy.state)
    write_back(needy, days)
    well_kept(slug="fine")
    well_kept(slug="new-draft", state="draft")
    well_kept(slug="gone", **facts | {"state": "retired"})

    for query in ({"needs": need}, {"needs": "any"}):
        assert found(client.get(LIST, query)) == {"needy"}
    (words,) = [str(w) for value, w in choices(client.get(LIST), "needs") if value == need]
    assert client.get(LIST, {"needs": need}).text.count(f"<li>{words}</li>") == 1


def choices(response, parameter):
    specs = response.context["cl"].filter_specs
    (spec,) = [s for s in specs if getattr(s, "parameter_name", "") == parameter]
    return spec.lookup_choices


def test_a_competency_without_anchors_needs_attention_unless_it_is_not_scored(as_, libby):
    factories.QuestionFactory(slug="bare")
    well_kept(slug="fine")
    factories.QuestionFactory(slug="unscored", type="background", competency=None)

    assert found(as_(libby).get(LIST, {"needs": "anchors"})) == {"bare"}


def test_a_question_that_was_just_sent_to_review_does_not_need_attention(as_, libby):
    old = well_kept(slug="old", state="draft")
    write_back(old, 90)
    old.send_to_review(by=libby)

    assert found(as_(libby).get(LIST, {"needs": "any"})) == set()


def test_waiting_questions_are_a_click_away(as_, libby, bank):
    page = Page(as_(libby).get(LIST))

    assert "Waiting for review (1)" in page.text
    assert "?state__exact=in_review" in page.hrefs()
    assert f"{LIST}replace/" in page.hrefs()


def test_an_empty_bank_says_how_to_begin(as_, libby):
    page = Page(as_(libby).get(LIST))

    assert "The bank is empty." in page.text
    assert f"{LIST}add/" in page.hrefs()


def test_a_search_without_a_hit_says_what_to_do(as_, libby, bank):
    page = Page(as_(libby).get(LIST, {"q": "zebra"}))

    assert "No question fits. Look for fewer words, or take a filter off." in page.text
    assert "?" in page.hrefs()


QUERIES = 12


@pytest.mark.parametrize("count", [1, 60])
@pytest.mark.parametrize("query", [{}, {"q": "occasion"}, {"needs": "any"}])
def test_the_number_of_queries_does_not_grow(as_, libby, django_assert_num_queries, count, query):
    for _number in range(count):
        question = factories.QuestionFactory()
        question.steps.create(state="approved", by=libby)
    client = as_(libby)
    client.get(LIST)

    with django_assert_num_queries(QUERIES):
        assert len(found(client.get(LIST, query))) == min(count, 50)


def test_sorting_by_a_plain_column_counts_no_uses(as_, libby, bank, django_assert_num_queries):
    client = as_(libby)

    with django_assert_num_queries(QUERIES) as asked:
        client.get(LIST, {ORDER_VAR: "1"})

    (listed,) = [q["sql"] for q in asked if 'ORDER BY "interviews_question"."prompt"' in q["sql"]]
    assert "interviews_publishedquestion" not in listed


def test_readers_of_approved_questions_meet_no_others(as_, bank):
    reader = as_(staff("reader", "view_question"))

    assert {"drafted", "waiting", "retired"}.isdisjoint(found(reader.get(LIST)))
    assert f"{LIST}replace/" not in Page(reader.get(LIST)).hrefs()


def test_strangers_interviewers_and_visitors_are_sent_to_the_login(as_, zoe, ana, client):
    for somebody in (as_(zoe), as_(ana), client):
        response = somebody.get(LIST)
        assert response.status_code == 302
        assert "/login/" in response.url


def test_a_kit_is_offered_approved_questions_only(as_, root, bank):
    response = as_(root).get(
        "/admin/autocomplete/",
        {"app_label": "interviews", "model_name": "kitquestion", "field_name": "question"},
    )

    offered = {int(row["id"]) for row in response.json()["results"]}
    assert offered == set(Question.objects.approved().values_list("pk", flat=True))
