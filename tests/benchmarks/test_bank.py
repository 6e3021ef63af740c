"""How long searching the bank takes at 5,000 questions: `pytest tests/benchmarks`. The bounds are
50 ms for a search and 100 ms for the page."""

import datetime
import gc
import io
import itertools

import pytest
from django.core.management import call_command
from django.template import Template
from django.test import Client
from django.test.utils import _TestState
from django.utils import timezone

from interviews.models import Question
from interviews.search import matching, matching_competencies, nearest, nearest_many
from roles.models import Competency, Role
from tests import factories
from tests.conftest import person

pytestmark = pytest.mark.django_db

MANY = 5_000


@pytest.fixture(autouse=True)
def like_a_site(monkeypatch):
    """Without what only tests do: Django copies the context of every template and fragment, and
    the collector of garbage walks through all that pytest holds."""
    gc.collect()
    gc.freeze()
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


@pytest.fixture
def bank(db):
    """The sales library, its texts mixed anew up to 5,000 questions, each for two roles."""
    call_command("load_library", "fixtures/sales", stdout=io.StringIO())
    known = list(Question.objects.all())
    competencies, roles = list(Competency.objects.all()), list(Role.objects.all())
    pairs = itertools.product(known, known)
    made = Question.objects.bulk_create(
        Question(
            slug=f"more-{number}",
            state="approved",
            competency=competencies[number % len(competencies)],
            type=one.type if one.can_be_scored else "technical",
            minutes=1 + number % 25,
            prompt=f"{one.prompt.split('.')[0]}. {other.prompt.split('.')[-1]}",
            follow_ups=other.follow_ups,
            positive_indicators=one.positive_indicators,
            red_flags=other.red_flags,
            levels=one.levels,
        )
        for number, (one, other) in enumerate(itertools.islice(pairs, MANY - len(known)))
    )
    through = Question.roles.through
    through.objects.bulk_create(
        through(question=question, role=roles[(number + step) % len(roles)])
        for number, question in enumerate(made)
        for step in (0, 3)
    )


@pytest.fixture
def hana(bank):
    """Signed in, with a kit that 40 candidates of an opening have met."""
    hana = person("hana", "Hiring managers")
    kit = factories.make_kit(owner=hana, rounds=3, questions=5)
    opening = factories.OpeningFactory(revision=kit.publish(by=hana), hiring_manager=hana)
    for number in range(40):
        factories.InterviewFactory(
            candidate__opening=opening,
            starts_at=timezone.now() - datetime.timedelta(days=number * 20),
        )
    client = Client()
    client.force_login(hana)
    client.into = kit.rounds.first().pk
    return client


@pytest.mark.parametrize("words", ["customer", "difficult customer", '"what did you do"', "nego"])
def test_a_search(benchmark, bank, words):
    questions = Question.objects.select_related("competency")

    assert benchmark(lambda: list(matching(questions, words)[:25]))


def test_a_search_for_competencies(benchmark, bank):
    assert benchmark(lambda: list(matching_competencies(Competency.objects.all(), "customer")))


def test_the_bank(benchmark, hana):
    response = benchmark(hana.get, "/questions/")

    assert "5015 questions" in response.content.decode()


def test_the_bank_searched_and_narrowed(benchmark, hana):
    query = {"q": "customer", "level": "mid", "type": "behavioural", "into": hana.into}

    response = benchmark(hana.get, "/questions/", query)

    assert "<mark>" in response.content.decode()


def test_one_question(benchmark, hana):
    assert benchmark(hana.get, "/questions/account-planning-1/").status_code == 200


def test_the_nearest_to_one_text(benchmark, bank):
    text = "Describe a customer who wanted to leave. What did you do to keep the account?"

    assert len(benchmark(nearest, text)) == 5


def test_the_nearest_to_five_thousand_texts(benchmark, bank):
    texts = [f"{prompt} Why?" for prompt in Question.objects.values_list("prompt", flat=True)]

    found = benchmark.pedantic(nearest_many, args=(texts,), rounds=1)

    assert len(found) == MANY


@pytest.mark.parametrize("many", [10, MANY])
def test_the_number_of_queries_stays(hana, many, django_assert_num_queries):
    spare = Question.objects.filter(slug__startswith="more-").values_list("pk", flat=True)
    Question.objects.filter(pk__in=list(spare[: MANY - many])).delete()

    with django_assert_num_queries(14):
        hana.get("/questions/", {"q": "what", "level": "mid", "into": hana.into})
