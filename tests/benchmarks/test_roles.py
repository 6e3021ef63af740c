"""How long pages about roles take: `pytest tests/benchmarks`. Nothing fails for being slow."""

import gc
import io

import pytest
from django.core.management import call_command
from django.template import Template
from django.test import Client
from django.test.utils import _TestState

from interviews.models import Question
from roles.models import Competency, Role
from tests.conftest import person

pytestmark = pytest.mark.django_db

FOUR = {"role": ["sales-team-leader", "sales-manager", "sales-director", "vp-sales"]}


@pytest.fixture(autouse=True)
def like_a_site(monkeypatch):
    """Without what only tests do: Django copies the context of every template and fragment, and
    the collector of garbage walks through all that pytest holds."""
    gc.collect()
    gc.freeze()
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


@pytest.fixture
def library(db):
    call_command("load_library", "fixtures/sales", stdout=io.StringIO())


@pytest.fixture
def hana(library):
    client = Client()
    client.force_login(person("hana", "Hiring managers"))
    return client


def test_comparing_four_roles(benchmark, hana):
    response = benchmark(hana.get, "/compare/", FOUR)

    assert response.status_code == 200


def test_comparing_four_roles_beside_5000_questions(benchmark, hana):
    competencies = list(Competency.objects.all())
    Question.objects.bulk_create(
        Question(
            slug=f"more-{number}",
            state="approved",
            competency=competencies[number % len(competencies)],
            type="behavioural",
            prompt=f"Tell me about occasion {number}. What did you do, and what came of it?",
        )
        for number in range(5000)
    )

    response = benchmark(hana.get, "/compare/", FOUR)

    assert "more in the question bank" in response.content.decode()


def test_one_role(benchmark, hana):
    assert benchmark(hana.get, "/roles/account-executive/").status_code == 200


def test_the_list_of_roles(benchmark, hana):
    assert benchmark(hana.get, "/roles/").status_code == 200


def test_a_thousand_roles(benchmark, hana):
    role = Role.objects.get(slug="account-executive")
    for number in range(1000):
        role.pk, role.slug, role.title = None, f"role-{number}", f"Role {number}"
        role._state.adding = True
        role.save()

    assert benchmark(hana.get, "/roles/").status_code == 200


def test_which_role(benchmark, hana):
    answers = {
        "main-task": "to-sell-with-their-own-target",
        "people": "nobody",
        "business": "from-both-alike",
        "customers": "a-set-of-middle-sized-accounts",
    }

    response = benchmark(hana.get, "/which-role/sales/", answers)

    assert "Account Executive fits best" in response.content.decode()


def test_the_sheet_of_four_roles(benchmark, hana):
    response = benchmark.pedantic(
        hana.get, args=("/compare/comparison.pdf", FOUR), rounds=3, warmup_rounds=1
    )

    assert response.headers["Content-Type"] == "application/pdf"


def test_a_job_description(benchmark, hana):
    response = benchmark.pedantic(
        hana.get,
        args=("/roles/account-executive/job-description.pdf",),
        rounds=3,
        warmup_rounds=1,
    )

    assert response.headers["Content-Type"] == "application/pdf"
