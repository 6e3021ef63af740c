"""The database states the rules, and forms repeat them in words a person can act on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from interviews.models import Candidate, KitQuestion, Panelist, Question, Round, ScalePoint
from roles.models import PayBenchmark, RoleCompetency, RoleLink
from tests import factories

pytestmark = pytest.mark.django_db


def refuses(row, message):
    """The form layer refuses the row with this message, and the database refuses it as well."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert message in " ".join(refusal.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_weight_is_a_per_cent():
    role, competency = factories.RoleFactory(), factories.CompetencyFactory()

    refuses(RoleCompetency(role=role, competency=competency, weight=0), "from 1 to 100")
    refuses(RoleCompetency(role=role, competency=competency, weight=101), "from 1 to 100")


def test_a_role_has_a_competency_once():
    row = factories.RoleCompetencyFactory()

    refuses(
        RoleCompetency(role=row.role, competency=row.competency, weight=5),
        "This role has that competency already.",
    )


def test_a_link_leads_somewhere_else():
    role = factories.RoleFactory()

    refuses(RoleLink(role=role, kind="reports_to"), "Choose a role of the library")
    refuses(RoleLink(role=role, kind="reports_to", target=role), "linked to itself")


def test_a_pay_figure_has_an_amount_and_a_currency():
    role = factories.RoleFactory()

    refuses(PayBenchmark(role=role, amount=0, source="S"), "at least 1")
    refuses(PayBenchmark(role=role, amount=9, source="S", currency="us"), "three capitals")


def test_a_scored_type_needs_a_competency():
    refuses(
        Question(slug="q", type="technical", prompt="P?", minutes=5, language="en"),
        "Choose the competency that this question asks about",
    )


def test_a_question_has_a_type_and_a_time():
    competency = factories.CompetencyFactory()
    common = {"competency": competency, "prompt": "P?", "language": "en"}

    refuses(Question(slug="q", type="riddle", minutes=5, **common), "not a valid choice")
    refuses(Question(slug="q", type="technical", minutes=0, **common), "from 1 to 120 minutes")


def test_a_scale_has_each_number_once():
    scale = factories.ScaleFactory()

    refuses(ScalePoint(scale=scale, value=3, label="x", definition="x"), "that number already")
    refuses(ScalePoint(scale=scale, value=10, label="x", definition="x"), "from 1 to 9")


def test_a_slot_has_a_sensible_length():
    kit = factories.KitFactory()

    refuses(Round(kit=kit, key="r", name="R", minutes=4), "from 5 to 480")
    refuses(Round(kit=kit, key="r", name="R", panel_size=0), "from 1 to 12 people")


def test_a_round_asks_a_question_once():
    row = factories.KitQuestionFactory()

    refuses(KitQuestion(round=row.round, question=row.question), "asks that question already")
    refuses(
        KitQuestion(round=row.round, question=factories.QuestionFactory(), asker=13),
        "numbered from 1 to 12",
    )


def test_background_questions_are_never_scored():
    question = factories.QuestionFactory(type="background", competency=None)
    row = KitQuestion(round=factories.RoundFactory(), question=question, scored=True)

    with pytest.raises(ValidationError, match="never scored"):
        row.full_clean()


def test_an_opening_has_its_own_reference(opening):
    other = factories.OpeningFactory.build(
        reference=opening.reference.lower(),
        revision=opening.revision,
        hiring_manager=opening.hiring_manager,
    )

    refuses(other, "Another opening has that reference")


@pytest.mark.parametrize("reference", ["AE/2027", "..", "A B", "A\nB", "É-1", ""])
def test_a_reference_fits_into_an_address(opening, reference):
    opening.reference = reference

    with pytest.raises(ValidationError):
        opening.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        opening.save()


def test_candidates_of_an_opening_have_numbers(opening):
    factories.CandidateFactory(opening=opening, number=1)

    refuses(Candidate(opening=opening, number=1, name="N"), "has a candidate with that number")
    refuses(Candidate(opening=opening, number=0, name="N"), "numbered from 1")


def test_a_panel_has_one_chair_and_each_person_once(interview, zoe, ana):
    refuses(Panelist(interview=interview, user=zoe, part="chair", seat=3), "has a chair already")
    refuses(Panelist(interview=interview, user=zoe, seat=2), "seat is taken")
    refuses(Panelist(interview=interview, user=ana, seat=3), "sits on that panel already")
    refuses(Panelist(interview=interview, user=zoe, part="boss", seat=3), "not a valid choice")


def test_an_interview_is_a_round_of_its_kit(interview):
    interview.round_key = "nowhere"

    with pytest.raises(ValidationError, match="no round with this key"):
        interview.full_clean()


def test_copy_codes_are_short_and_unlike():
    interview = factories.InterviewFactory()
    codes = {
        factories.PanelistFactory(interview=interview, seat=seat).copy_code for seat in range(1, 13)
    }

    assert len(codes) == 12
    assert all(len(code) == 9 and code[4] == "-" for code in codes)
