"""Rows for tests: small, valid, and unlike one another only by number."""

import datetime

import factory
from django.contrib.auth.models import User
from django.utils import timezone
from factory.django import DjangoModelFactory
from simple_history.utils import bulk_create_with_history

from interviews import models as interviews
from roles import models as roles


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = factory.Sequence(lambda n: f"person-{n}")
    first_name = factory.LazyAttribute(lambda user: user.username.capitalize())
    last_name = "Example"
    email = factory.LazyAttribute(lambda user: f"{user.username}@company.example")


class FamilyFactory(DjangoModelFactory):
    class Meta:
        model = roles.JobFamily
        django_get_or_create = ("slug",)

    slug = "sales"
    name = "Sales"


class CompetencyFactory(DjangoModelFactory):
    class Meta:
        model = roles.Competency

    slug = factory.Sequence(lambda n: f"competency-{n}")
    name = factory.Sequence(lambda n: f"Competency {n}")
    category = "hard"
    definition = "Does the thing that the job needs, and can show it."


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = roles.Role

    slug = factory.Sequence(lambda n: f"role-{n}")
    family = factory.SubFactory(FamilyFactory)
    title = factory.Sequence(lambda n: f"Role {n}")
    level = "mid"
    summary = "Owns a part of the work from beginning to end."


def full_role(**changes):
    """A role that says something in every field of its own; its rows are for the test to add."""
    values = {
        "slug": "full",
        "title": "Account Executive",
        "other_titles": "Client Executive",
        "summary": "Owns the sales cycle.",
        "scope": "Own quota.",
        "distinctions": "Narrower than a manager's post",
        "responsibilities": "Qualify pipeline",
        "hard_skills": "CRM records",
        "soft_skills": "Patient listening",
        "education": "A degree helps.",
        "experience": "Two to five years.",
        "work_environment": "At home or office.",
        "travel": "Once a month.",
        "measures": "Revenue against quota",
        "pay_structure": "Base and bonus.",
        "industries": "Telecommunications",
        "onet_soc": "41-3091.00",
        "weights_reason": "Discovery decides most.",
    }
    return RoleFactory(**values | changes)


class RoleCompetencyFactory(DjangoModelFactory):
    class Meta:
        model = roles.RoleCompetency

    role = factory.SubFactory(RoleFactory)
    competency = factory.SubFactory(CompetencyFactory)
    weight = 50
    level_3 = "Does it alone in ordinary cases."
    level_5 = "Others copy the way it is done."


class ScaleFactory(DjangoModelFactory):
    """A five-point scale with its points."""

    class Meta:
        model = interviews.RatingScale
        django_get_or_create = ("slug",)
        skip_postgeneration_save = True

    slug = "five-point"
    name = "Five-point scale"
    instruction = "Rate each answer as soon as it ends."

    @factory.post_generation
    def points(self, create, extracted, **kwargs):
        words = ("Not shown", "Partly shown", "Solid", "Strong", "Outstanding")
        if self.points.exists():
            return
        bulk_create_with_history(
            [
                interviews.ScalePoint(
                    scale=self,
                    value=value,
                    label=label,
                    definition=f"{label}, measured by the job.",
                )
                for value, label in enumerate(words, start=1)
            ],
            interviews.ScalePoint,
        )


def anchors_of(competency, points, level=""):
    """One anchor for each of the points, not yet written."""
    return [
        interviews.Anchor(
            competency=competency,
            point=point,
            level=level,
            text=f"Shows {competency.name} {level} in the way that earns a {point.value} here.",
        )
        for point in points
    ]


def give_anchors(competency, scale, level=""):
    """One anchor for each point of the scale."""
    anchors = anchors_of(competency, scale.points.all(), level)
    return bulk_create_with_history(anchors, interviews.Anchor)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Question

    state = "approved"
    slug = factory.Sequence(lambda n: f"question-{n}")
    competency = factory.SubFactory(CompetencyFactory)
    type = "behavioural"
    minutes = 6
    prompt = factory.Sequence(lambda n: f"Tell me about occasion {n}. What did you do?")
    follow_ups = "What did you try first?\nWhat came of it?"
    positive_indicators = "Names what was done\nGives a figure"
    red_flags = "Speaks of others only\nCannot recall the outcome"
    levels = "mid"


class KitFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Kit

    slug = factory.Sequence(lambda n: f"kit-{n}")
    title = factory.Sequence(lambda n: f"Kit {n}")
    role = factory.SubFactory(RoleFactory)
    scale = factory.SubFactory(ScaleFactory)
    owner = factory.SubFactory(UserFactory, username="hana")


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Round

    kit = factory.SubFactory(KitFactory)
    key = factory.Sequence(lambda n: f"round-{n}")
    name = factory.Sequence(lambda n: f"Round {n}")
    position = factory.Sequence(lambda n: n)
    minutes = 60
    panel_size = 2
    opening_script = "Welcome. We ask everybody the same questions and take notes."
    closing_script = "Thank you. What would you like to ask us?"


class KitQuestionFactory(DjangoModelFactory):
    class Meta:
        model = interviews.KitQuestion

    round = factory.SubFactory(RoundFactory)
    question = factory.SubFactory(QuestionFactory)
    position = factory.Sequence(lambda n: n)


def make_kit(*, rounds=2, questions=3, **kwargs):
    """A kit that can be published: in every round `questions` questions, a competency for each.
    Its rows are written many at once: most tests of kits begin here."""
    kit = KitFactory(**kwargs)
    asked = [
        QuestionFactory.build(competency=CompetencyFactory.build())
        for _ in range(rounds * questions)
    ]
    competencies = bulk_create_with_history(
        [question.competency for question in asked], roles.Competency
    )
    points = list(kit.scale.points.all())
    anchors = [anchor for row in competencies for anchor in anchors_of(row, points)]
    bulk_create_with_history(anchors, interviews.Anchor)
    asked = bulk_create_with_history(asked, interviews.Question)
    interviews.KitCompetency.objects.bulk_create(
        interviews.KitCompetency(kit=kit, competency=row) for row in competencies
    )
    for number in range(rounds):
        round_ = RoundFactory(kit=kit, key=f"round-{number + 1}", name=f"Round {number + 1}")
        interviews.KitQuestion.objects.bulk_create(
            KitQuestionFactory.build(round=round_, question=question)
            for question in asked[number * questions : (number + 1) * questions]
        )
    return kit


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Opening

    reference = factory.Sequence(lambda n: f"JOB-{n}")
    title = "Account Executive, North"
    revision = factory.LazyFunction(lambda: make_kit().publish(by=UserFactory(username="hana")))
    hiring_manager = factory.SubFactory(UserFactory, username="hana")


class CandidateFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Candidate

    opening = factory.SubFactory(OpeningFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Candidate Person {n}")


class InterviewFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Interview

    candidate = factory.SubFactory(CandidateFactory)
    revision = factory.SelfAttribute("candidate.opening.revision")
    round_key = "round-1"
    starts_at = factory.Sequence(
        lambda n: (
            datetime.datetime(2027, 1, 11, 9, tzinfo=datetime.UTC) + datetime.timedelta(hours=n)
        )
    )
    place = "Room 4"


class PanelistFactory(DjangoModelFactory):
    class Meta:
        model = interviews.Panelist

    interview = factory.SubFactory(InterviewFactory)
    user = factory.SubFactory(UserFactory)
    part = "member"
    seat = factory.Sequence(lambda n: n + 1)


class DeclarationFactory(DjangoModelFactory):
    """Confidentiality accepted in its first version, and no conflict of interest."""

    class Meta:
        model = interviews.Declaration

    panelist = factory.SubFactory(PanelistFactory)
    confidentiality = factory.LazyFunction(
        lambda: interviews.Statement.objects.current("confidentiality")
    )
    conflict = factory.LazyFunction(lambda: interviews.Statement.objects.current("conflict"))
    answered_at = factory.LazyFunction(timezone.now)
    has_conflict = False


class GuestFactory(PanelistFactory):
    """A panelist without an account."""

    user = None
    guest_name = "Gita Guest"
    guest_email = "gita@elsewhere.example"
