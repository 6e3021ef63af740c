"""What the rules of “Which role do we need?” can see of a role."""

import pytest

from roles.choice import Sign, finds
from roles.models import ChoiceSign
from roles.models.choice import profile_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile():
    role = factories.full_role()
    factories.RoleCompetencyFactory(role=role, competency__name="Discovery", weight=40)
    return profile_of(role)


WORDS = {
    "summary": "Owns the sales cycle",
    "scope": "Own quota",
    "distinctions": "Narrower than",
    "responsibilities": "Qualify pipeline",
    "hard_skills": "CRM records",
    "soft_skills": "Patient listening",
    "education": "A degree",
    "experience": "Two to five years",
    "work_environment": "At home",
    "travel": "Once a month",
    "measures": "against quota",
    "pay_structure": "Base and bonus",
    "industries": "Telecommunications",
    "level": "mid",
    "competencies": "Discovery",
}


@pytest.mark.parametrize("field", ChoiceSign.Field.values)
def test_every_field_that_a_sign_can_name_is_read(profile, field):
    assert len(finds(Sign(1, field, WORDS[field]), profile)) == 1
    assert finds(Sign(1, field, "not there"), profile) == ()
