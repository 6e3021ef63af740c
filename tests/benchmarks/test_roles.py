"""How long pages about roles take: `pytest tests/benchmarks`. Nothing fails for being slow."""

import io

import pytest
from django.core.management import call_command
from django.test import Client

from interviews.models import Question
from roles.models import Competency, Role
from tests.conftest import person

pytestmark = pytest.mark.django_db

FOUR = {"role": ["sales-team-leader", "sales-manager", "sales-director", "vp-sales"]}
ANSWERS = 5


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
    page = hana.get("/which-role/sales/")
    questions = page.context["form"].fields if "form" in page.context else {}
    first = {name: field.choices[1][0] for name, field in list(questions.items())[:ANSWERS]}

    assert benchmark(hana.get, "/which-role/sales/", first).status_code == 200


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
