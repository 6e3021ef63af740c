"""The demo company: people of every kind, two kits, and an opening ready to interview."""

import datetime

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from config.start import DEMO_EMAIL_DOMAIN, demo_company
from interviews.library import load, reader
from interviews.models import (
    Candidate,
    Interview,
    Kit,
    KitCompetency,
    KitQuestion,
    Opening,
    Panelist,
    Question,
    RatingScale,
    Round,
)
from roles.models import Competency, Role

LIBRARY = settings.BASE_DIR / "fixtures" / "sales"


def is_loaded() -> bool:
    """True once a demo person is there, whatever became of the rest since."""
    return User.objects.filter(email__iendswith=DEMO_EMAIL_DOMAIN).exists()


@transaction.atomic
def load_company() -> None:
    """Load the sales library into an empty one, then the company. `LookupError` names what an
    existing library lacks."""
    if not Role.objects.exists():
        load.load(reader.sources_at([LIBRARY]))
    data = demo_company()
    people = {person["username"]: _person(person, data["password"]) for person in data["people"]}
    for question in data["questions"]:
        _question(question, people)
    kits = {kit["slug"]: _kit(kit, people) for kit in data["kits"]}
    _opening(data["opening"], kits, people)


def _person(data, password):
    user = User.objects.create_user(
        data["username"],
        f"{data['username']}{DEMO_EMAIL_DOMAIN}",
        password,
        first_name=data["first_name"],
        last_name=data["last_name"],
        is_superuser=data.get("superuser", False),
        is_staff=data.get("staff", data.get("superuser", False)),
    )
    if group := data.get("group"):
        user.groups.add(Group.objects.get(name=group))
    return user


def _question(data, people):
    competency = Competency.objects.filter(slug=data["competency"]).first()
    if not competency:
        raise LookupError(f"the competency {data['competency']}")
    writer = people[data["by"]]
    lines = ("follow_ups", "positive_indicators", "red_flags", "levels")
    question = Question(
        competency=competency,
        proposed_by=writer if data.get("proposed") else None,
        source="Larkfield Instruments",
        **{name: data[name] for name in ("slug", "type", "minutes", "prompt")},
        **{name: "\n".join(data[name]) for name in lines},
    )
    question._history_user = writer
    question.save()
    question.roles.set(Role.objects.filter(slug__in=data["roles"]))
    if comment := data.get("comment"):
        question.steps.create(state=question.state, by=writer, comment=comment)
    if comment := data.get("send_to_review"):
        question.send_to_review(by=writer, comment=comment)


def _kit(data, people):
    role = Role.objects.filter(slug=data["role"]).first()
    scale = RatingScale.objects.filter(slug="five-point").first()
    if not role or not scale:
        raise LookupError(f"the role {data['role']} and the scale five-point")
    kit = Kit.objects.create(
        slug=data["slug"],
        title=data["title"],
        role=role,
        scale=scale,
        owner=people[data["owner"]],
        weights_reason=role.weights_reason,
    )
    KitCompetency.objects.bulk_create(
        KitCompetency(
            kit=kit,
            competency_id=row.competency_id,
            position=row.position,
            weight=row.weight,
            essential=row.essential,
        )
        for row in role.role_competencies.all()
    )
    for position, round_ in enumerate(data["rounds"]):
        _round(kit, position, round_)
    if data["publish"]:
        kit.publish(by=kit.owner)
    return kit


def _round(kit, position, data):
    round_ = Round.objects.create(
        kit=kit,
        position=position,
        **{name: data[name] for name in ("key", "name", "purpose", "minutes", "panel_size")},
        opening_script=data["opening_script"].strip(),
        closing_script=data["closing_script"].strip(),
    )
    slugs = [row["question"] for row in data["questions"]]
    questions = Question.objects.in_bulk(slugs, field_name="slug")
    if missing := sorted(set(slugs) - set(questions)):
        raise LookupError(f"the questions {', '.join(missing)}")
    KitQuestion.objects.bulk_create(
        KitQuestion(
            round=round_,
            position=number,
            question=questions[row["question"]],
            scored=row.get("scored", True),
            asker=row.get("asker"),
        )
        for number, row in enumerate(data["questions"])
    )


def _opening(data, kits, people):
    opening = Opening.objects.create(
        reference=data["reference"],
        title=data["title"],
        revision=kits[data["kit"]].latest_revision,
        hiring_manager=people[data["hiring_manager"]],
    )
    opening.members.set(people[username] for username in data["members"])
    start = first_morning(timezone.localtime())
    for number, row in enumerate(data["candidates"], start=1):
        candidate = Candidate.objects.create(
            opening=opening,
            number=number,
            name=row["name"],
            email=row["email"],
            adjustments="\n".join(row.get("adjustments", [])),
        )
        for interview in row["interviews"]:
            _interview(candidate, interview, start, people)


def first_morning(now: datetime.datetime) -> datetime.datetime:
    """Nine o'clock on the first Monday after `now`: a demo week never runs into a weekend."""
    day = now + datetime.timedelta(days=7 - now.weekday())
    return day.replace(hour=9, minute=0, second=0, microsecond=0)


def _interview(candidate, data, start, people):
    interview = Interview.objects.create(
        candidate=candidate,
        revision=candidate.opening.revision,
        round_key=data["round"],
        starts_at=start + datetime.timedelta(hours=data["hours"]),
        place=data["place"],
    )
    panel = [(username, Panelist.Part.MEMBER) for username in data["panel"]]
    panel[0] = (panel[0][0], Panelist.Part.CHAIR)
    panel += [(username, Panelist.Part.OBSERVER) for username in data.get("observers", [])]
    for seat, (username, part) in enumerate(panel, start=1):
        Panelist.objects.create(interview=interview, user=people[username], part=part, seat=seat)
