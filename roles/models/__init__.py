"""Job roles and what they ask for. A role here is a job to hire for, never a permission."""

from roles.models.choice import ChoiceAnswer, ChoiceQuestion, ChoiceSign
from roles.models.competencies import Competency
from roles.models.links import RoleLink
from roles.models.pay import PayBenchmark
from roles.models.roles import JobFamily, Level, Role, RoleCompetency

__all__ = [
    "ChoiceAnswer",
    "ChoiceQuestion",
    "ChoiceSign",
    "Competency",
    "JobFamily",
    "Level",
    "PayBenchmark",
    "Role",
    "RoleCompetency",
    "RoleLink",
]
