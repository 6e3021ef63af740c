"""One world in which everything has happened: two openings, eight candidates before, during and
after their interviews, and somebody of every standing. The hour is `NOW`.

JOB-1 (names show)    1  tomorrow: ana, ben (typing already), vic (conflict waiting)
                      2  held, some cards in: see `SOME`
                      3  held, all cards in: ana, ben, olga (observer), gia (guest)
                      4  screened, all in: ana, ben; tomorrow's round: ben, nia
                      5  held, nobody's card in: ana
                      6  has withdrawn
JOB-2 (totals only,   1  two rounds held, all cards in: ana, ben
       names hidden)  2  ana's in, ben's outstanding
JOB-3 (archived)         nobody
"""

import datetime
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from interviews.models import Declaration, GuestPass, Kit, Statement
from scorecards.models import Amendment, Rating, Scorecard, Summary
from scorecards.seats import GUEST
from tests import factories
from tests.conftest import person
from tests.scorecards.cards import begin_card, fill_card, submit_card

NOW = datetime.datetime(2027, 1, 13, 10, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

GROUPS = {
    "ana": "Interviewers",
    "ben": "Interviewers",
    "olga": "Interviewers",
    "dan": "Interviewers",
    "fay": "Interviewers",
    "noa": "Interviewers",
    "nia": "Interviewers",
    "vic": "Interviewers",
    "hana": "Hiring managers",
    "max": "Hiring managers",
    "cora": "Coordinators",
    "libby": "Library admins",
    "zoe": None,
    "sue": None,
    "root": None,
}
STAFF = {"libby": {"is_staff": True}}
STAFF["root"] = STAFF["sue"] = {"is_staff": True, "is_superuser": True}
GUESTS = {"gus": "gus@guest.example", "gia": "gia@guest.example"}

# Candidate 2 of JOB-1. A card is in, typed into, or both not.
SOME = {
    "ana": ("chair", "in"),
    "ben": ("member", "typed"),
    "olga": ("observer", "in"),
    "gus": ("member", "in"),
    "fay": ("member", "in"),  # fewer than half of the questions rated
    "noa": ("member", "in"),  # “no decision”
    "sue": ("member", "typed"),  # a superuser
    "dan": ("member", "typed"),  # declined after it had begun
}


@dataclass
class World:
    kit: Kit
    people: dict = field(default_factory=dict)
    openings: dict = field(default_factory=dict)  # "A", "B", "C"
    candidates: dict = field(default_factory=dict)  # "A1" to "A6", "B1", "B2"
    interviews: dict = field(default_factory=dict)  # "A1" …, "A4-2" is tomorrow's
    seats: dict = field(default_factory=dict)  # ("A2", "ben")
    cards: dict = field(default_factory=dict)  # as the seats
    codes: dict = field(default_factory=dict)  # of guests, by name

    def client_of(self, name):
        """The browser of somebody; of a guest, one in which the code was entered."""
        client = Client(raise_request_exception=False)
        if name in self.people:
            client.force_login(self.people[name])
        elif name in GUESTS:
            session = client.session
            seat = next(seat for (_where, who), seat in self.seats.items() if who == name)
            session[GUEST] = seat.passes.get().pk
            session.save()
        return client

    def is_superuser(self, name):
        return name in self.people and self.people[name].is_superuser

    @property
    def asked_about(self):
        """Keys of people, as the page on who sees what names them."""
        guest = self.seats["A2", "gus"]
        return [*(f"user-{self.people[name].pk}" for name in ("ben", "fay")), f"guest-{guest.pk}"]

    def seats_of(self, name):
        return [seat for (_where, who), seat in self.seats.items() if who == name]

    def cards_of(self, name):
        return {card.pk for (_where, who), card in self.cards.items() if who == name}

    def cards_of_others(self, name):
        return {card.pk for card in self.cards.values()} - self.cards_of(name)


def build():
    hana = person("hana", GROUPS["hana"])
    kit = factories.make_kit(owner=hana, slug="kit", title="Account executive")
    world = World(kit)
    for name, group in GROUPS.items():
        world.people[name] = person(name, group, **STAFF.get(name, {}))
    revision = kit.publish(by=hana)
    shown = {"revision": revision, "hiring_manager": hana}
    hidden = shown | {"hide_names": True, "totals_only": True}
    _opening(world, "A", "JOB-1", candidates=6, **shown)
    _opening(world, "B", "JOB-2", candidates=2, **hidden)
    _opening(world, "C", "JOB-3", candidates=0, archived_at=NOW - DAY, **shown)
    world.candidates["A6"].withdrawn_at = NOW - DAY
    world.candidates["A6"].save()
    _interviews_to_come(world)
    _held_with_some_in(world)
    _held_with_all_in(world)
    return world


def _opening(world, letter, reference, *, candidates, **settings):
    opening = factories.OpeningFactory(reference=reference, **settings)
    opening.members.add(world.people["max"], world.people["cora"])
    world.openings[letter] = opening
    for number in range(1, candidates + 1):
        candidate = world.candidates[f"{letter}{number}"] = factories.CandidateFactory(
            opening=opening,
            number=number,
            email=f"candidate{number}@home.example",
            papers_name="cv.txt",
            papers_shown=True,
        )
        candidate.papers.save("cv.txt", ContentFile(b"Twelve years in sales."))


def _interviews_to_come(world):
    meet(world, "A1", DAY, ana="chair", ben="member", vic="member")
    type_card(world, "A1", "ben", [4, 2, "no_evidence"])
    conflict = world.seats["A1", "vic"].declarations.get()
    conflict.has_conflict, conflict.conflict_words = True, "We shared an office."
    conflict.save()


def _held_with_some_in(world):
    meet(world, "A2", -DAY, **{name: part for name, (part, _card) in SOME.items()})
    numbers = {"fay": [2, "not_asked", "not_asked"], "noa": [4, 4, 2], "gus": [5, 1, 2]}
    recommendations = {"noa": "no_decision"}
    for name, (_part, card) in SOME.items():
        rated = numbers.get(name, [4, 5, 2])
        if card == "in":
            submit(world, "A2", name, rated, recommendations.get(name, "yes"))
        else:
            type_card(world, "A2", name, rated)
    dan = world.seats["A2", "dan"]
    dan.ended_at, dan.ending, dan.ending_reason = NOW - DAY / 2, "declined", "I know them."
    dan.proposed_replacement = "nia"
    dan.save()
    meet(world, "A5", -DAY, ana="chair")
    meet(world, "B2", -DAY, ana="chair", ben="member")
    submit(world, "B2", "ana", [2, 4, 4])
    type_card(world, "B2", "ben", [1, 2, 5])


def _held_with_all_in(world):
    meet(world, "A3", -2 * DAY, ana="chair", ben="member", olga="observer", gia="member")
    for name, numbers in {"ana": [4, 4, 2], "ben": [5, 2, 1], "olga": [1, 1, 2]}.items():
        submit(world, "A3", name, numbers)
    submit(world, "A3", "gia", [2, "declined", 5], "strong_no")
    Amendment.objects.create(
        scorecard=world.cards["A3", "ben"],
        field="strengths",
        before=f"Before: {words_of('A3', 'ben')}",
        after=words_of("A3", "ben"),
        reason="I had written it of somebody else.",
    )
    meet(world, "A4", -3 * DAY, ana="chair", ben="member")
    submit(world, "A4", "ana", [5, 5, 4])
    submit(world, "A4", "ben", [2, 2, 4], "no")
    meet(world, "A4-2", DAY, round_key="round-2", ben="chair", nia="member")
    world.seats["A4-2", "nia"].declarations.all().delete()
    meet(world, "B1", -2 * DAY, ana="chair", ben="member")
    submit(world, "B1", "ana", [4, 2, 5])
    submit(world, "B1", "ben", [2, 1, 4], "strong_no")
    meet(world, "B1-2", -2 * DAY, round_key="round-2", ana="chair", ben="member")
    submit(world, "B1-2", "ana", [4, 4, 5])
    submit(world, "B1-2", "ben", [1, 1, 5], "strong_no")


def meet(world, where, ahead, round_key="round-1", **parts):
    """An interview of a candidate, and its panel, who have declared to have no conflict."""
    interview = world.interviews[where] = factories.InterviewFactory(
        candidate=world.candidates[where[:2]],
        round_key=round_key,
        starts_at=NOW + ahead + len(world.interviews) * datetime.timedelta(minutes=90),
    )
    for seat, (name, part) in enumerate(parts.items(), start=1):
        who = {"user": world.people.get(name)}
        if name in GUESTS:
            who |= {"guest_name": name.title(), "guest_email": GUESTS[name]}
        panelist = factories.PanelistFactory(interview=interview, part=part, seat=seat, **who)
        world.seats[where, name] = panelist
        declare(panelist)
        if name in GUESTS:
            guest_pass = GuestPass.objects.create(panelist=panelist, expires_at=NOW + 14 * DAY)
            world.codes[name] = guest_pass.new_code()


def declare(panelist):
    Declaration.objects.create(
        panelist=panelist,
        confidentiality=Statement.objects.current("confidentiality"),
        conflict=Statement.objects.current("conflict"),
        accepted_at=timezone.now(),
        answered_at=timezone.now(),
        has_conflict=False,
    )


def words_of(where, name):
    """Evidence, strengths and concerns: nobody else writes them, so that they can be found."""
    return f"evidence-of-{name}-at-{where}"


def private_words_of(where, name):
    return f"private-words-of-{name}-at-{where}"


def submit(world, where, name, numbers, recommendation="yes"):
    card = submit_card(
        world.seats[where, name],
        numbers,
        recommendation=recommendation,
        words=words_of(where, name),
        at=world.interviews[where].starts_at + datetime.timedelta(hours=1),
    )
    _finish(world, where, name, card)


def type_card(world, where, name, numbers):
    card = begin_card(world.seats[where, name])
    fill_card(card, numbers, recommendation="", words=words_of(where, name))
    _finish(world, where, name, card)


def _finish(world, where, name, card):
    private = private_words_of(where, name)
    Summary.objects.filter(scorecard=card).update(
        notes=private,
        notes_version=1,
        recommendation_reason=private if name == "noa" else "",
        strengths_version=1,
        concerns_version=1,
        recommendation_version=1,
    )
    Rating.objects.filter(scorecard=card).update(
        notes=private,
        notes_version=1,
        follow_ups="1",
        follow_ups_version=1,
        positive_indicators="1",
        positive_indicators_version=1,
    )
    world.cards[where, name] = Scorecard.objects.get(pk=card.pk)
