"""Moves panels, parts, submissions, declines, reopenings, looks, amendments and replacements at
random, and holds the rule against `visibility_naive` after each step, for everybody.

Acts go through the verbs that pages use. What a verb refuses leaves the model as it was.
"""

import datetime

import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from interviews.models import Candidate, Interview, Panelist
from scorecards.card.entries import Entry
from scorecards.models import Scorecard
from scorecards.models.refusals import LockedCardError, MissingError
from scorecards.sight.situations import situation_of, situation_of_guest
from scorecards.visibility import decide, not_blind, open_cards, shown_to, totalled_for
from tests import factories
from tests.conftest import person
from tests.scorecards import visibility_naive as naive
from tests.scorecards.cards import declare

START = datetime.datetime(2027, 3, 1, 8, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
PANEL = ("ana", "ben", "hana", "root", "mia")
GUESTS = ("gus@guest.example", "gia@guest.example")
PARTS = ("chair", "member", "observer")
REFUSALS = (ValidationError, LockedCardError, MissingError)

people = st.sampled_from(PANEL)
parts = st.sampled_from(PARTS)
picks = st.integers(0, 30)


def cast():
    """Everybody who looks on, by name."""
    users = {name: person(name, "Interviewers") for name in ("ana", "ben")}
    users |= {name: person(name, "Hiring managers") for name in ("hana", "mia")}
    users["cora"] = person("cora", "Coordinators")
    users["root"] = person("root", is_superuser=True)
    users["zoe"] = person("zoe")
    return users


class Machine(RuleBasedStateMachine):
    """`users` and `candidate` are rows made before; every run ends by undoing what it did."""

    users: dict
    candidate: Candidate

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.typed = 0
        self.world = naive.World(
            now=START,
            manager="hana",
            members={"mia", "cora"},
            coordinators={"cora"},
            superusers={"root"},
            guests=set(GUESTS),
        )
        self.opening.members.set([self.users["mia"], self.users["cora"]])

    def teardown(self):
        self.look_at_pages()
        self.clock.stop()
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def opening(self):
        return self.candidate.opening

    def pass_time(self, step=datetime.timedelta(minutes=1)):
        self.world.now += step
        self.traveller.move_to(self.world.now, tick=False)

    def place(self, pick):
        """Some seat with its interview, or None before the first."""
        places = self.world.places()
        return places[pick % len(places)] if places else None

    def seat(self, place):
        return Panelist.objects.select_related(
            "user", "interview__candidate__opening", "interview__revision__kit"
        ).get(pk=place.pk)

    def card(self, place):
        return Scorecard.objects.select_related(
            "panelist__user",
            "panelist__interview__candidate__opening",
            "panelist__interview__revision__kit",
        ).get(pk=place.card.pk)

    def newcomer(self, who):
        if who in GUESTS:
            return {"guest_name": who.split("@")[0], "guest_email": who}
        return {"user": self.users[who]}

    def sit(self, talk, row, who):
        declare(row)
        talk.places.append(naive.Place(row.pk, who, row.part))

    # Panels

    @initialize(
        who=st.permutations(PANEL + GUESTS),
        begun=st.sampled_from([2, 2, 1, 0]),
        cards=st.lists(
            st.sampled_from(["full", "full", "little", "typed", "none"]), min_size=6, max_size=6
        ),
    )
    def two_interviews(self, who, begun, cards):
        """Where most begins: two rounds with a panel of three each, some of the cards in."""
        for number, part in enumerate(("chair", "member", "observer")):
            for round_ in (0, 1):
                if number == 0:
                    self.schedule(-3 if round_ < begun else 5)
                # The chair of the first round is a member of the second one too.
                self.join(round_, who[number + 2 * round_], "member" if round_ else part)
        for pick, card in enumerate(cards):
            if card == "typed":
                self.type_words(pick)
            elif card != "none":
                self.submit(pick, 3 if card == "full" else 1, True)

    @precondition(lambda self: len(self.world.talks) < 4)
    @rule(hours=st.integers(-3, 30))
    def schedule(self, hours):
        self.pass_time()
        row = factories.InterviewFactory(
            candidate=self.candidate,
            round_key=f"round-{len(self.world.talks) % 2 + 1}",
            starts_at=self.world.now + hours * HOUR,
        )
        self.world.talks.append(naive.Talk(row.pk, row.starts_at))

    @rule(pick=picks, who=st.sampled_from(PANEL + GUESTS), part=parts)
    def join(self, pick, who, part):
        self.pass_time()
        talk = self.world.talks[pick % len(self.world.talks)]
        interview = Interview.objects.get(pk=talk.pk)
        try:
            row = interview.add_panelist(part=part, **self.newcomer(who))
        except REFUSALS:
            return
        self.sit(talk, row, who)

    @rule(pick=picks, ending=st.sampled_from(["declined", "recused"]))
    def leave(self, pick, ending):
        self.pass_time()
        if found := self.place(pick):
            _talk, place = found
            try:
                self.seat(place).end(ending, "Reasons.")
            except REFUSALS:
                return
            place.ended_at = self.world.now

    @rule(pick=picks, who=st.sampled_from(PANEL + GUESTS))
    def replace(self, pick, who):
        self.pass_time()
        if found := self.place(pick):
            talk, place = found
            try:
                row = self.seat(place).replace(**self.newcomer(who))
            except REFUSALS:
                return
            if place.ended_at is None:
                place.ended_at = self.world.now
            self.sit(talk, row, who)

    @rule(pick=picks, part=parts)
    def change_part(self, pick, part):
        self.pass_time()
        if found := self.place(pick):
            talk, place = found
            try:
                self.seat(place).change_part(part)
            except REFUSALS:
                return
            if part == "chair":
                for other in talk.places:
                    if other.part == "chair" and other.ended_at is None:
                        other.part = "member"
            place.part = part

    @rule(pick=picks)
    def cancel(self, pick):
        self.pass_time()
        talk = self.world.talks[pick % len(self.world.talks)]
        try:
            Interview.objects.get(pk=talk.pk).cancel()
        except REFUSALS:
            return
        talk.cancelled_at = self.world.now

    @rule(pick=picks)
    def no_show(self, pick):
        self.pass_time()
        talk = self.world.talks[pick % len(self.world.talks)]
        try:
            Interview.objects.get(pk=talk.pk).mark_no_show()
        except REFUSALS:
            return
        talk.missed = True

    @rule(hours=st.integers(1, 12))
    def time_passes(self, hours):
        self.pass_time(hours * HOUR)

    # Cards

    @rule(pick=picks)
    def type_words(self, pick):
        self.pass_time()
        if found := self.place(pick):
            _talk, place = found
            self.typed += 1
            words = f"MARK{place.pk}x{self.typed}END"
            version = self._version(place)
            try:
                Scorecard.objects.write(self.seat(place), "strengths", words, version)
            except REFUSALS:
                return
            place.card = place.card or naive.Card(Scorecard.objects.get(panelist=place.pk).pk)
            place.card.words = words

    def _version(self, place):
        if place.card is None:
            return 0
        return self.card(place).entries()["strengths"].version

    @precondition(lambda self: self.world.missing())
    @rule(pick=picks)
    def submit_one_that_is_missing(self, pick):
        missing = self.world.missing()
        wanted = missing[pick % len(missing)]
        places = [place for _talk, place in self.world.places()]
        self.submit(places.index(wanted), 3, True)

    @rule(
        pick=picks,
        numbers=st.sampled_from([3, 2, 1, 0]),
        decides=st.sampled_from([True] * 3 + [False]),
    )
    def submit(self, pick, numbers, decides):
        if not self.place(pick):
            return
        self.type_words(pick)
        _talk, place = self.place(pick)
        if place.card is None:
            return
        self.pass_time()
        card = self.card(place)
        was_in = place.is_in
        try:
            card.submit(self._filled(card, numbers, decides))
        except REFUSALS:
            return
        if not was_in:
            place.card.submitted_at = self.world.now
            place.card.enough = numbers >= 2 and decides

    def _filled(self, card, numbers, decides):
        """Every field, so many questions with a number and the others with a state."""
        stored, values, rated = card.entries(), {}, 0
        for name in stored:
            if name.startswith("rating-"):
                rated += 1
                values[name] = "4" if rated <= numbers else "not_asked"
            elif name.startswith("evidence-"):
                values[name] = "Said what was done."
        values["recommendation"] = "yes" if decides else "no_decision"
        values["recommendation-reason"] = "" if decides else "Too little heard."
        return [Entry(name, value, stored[name].version) for name, value in values.items()]

    @rule(pick=picks)
    def reopen(self, pick):
        self.pass_time()
        found = self.place(pick)
        if not found or not found[1].is_in:
            return
        talk, place = found
        allowed = naive.may_reopen(self.world, talk, place)
        try:
            self.card(place).reopen()
        except ValidationError:
            assert not allowed, "a card that nobody saw could not be reopened"
            return
        assert allowed, "a card was reopened that somebody has seen"
        place.card.submitted_at, place.card.enough = None, True

    @rule(pick=picks, down=st.booleans())
    def amend(self, pick, down):
        """Takes all numbers away, or gives a number to all: what was submitted stays decisive."""
        self.pass_time()
        found = self.place(pick)
        if not found or not found[1].is_in:
            return
        card = self.card(found[1])
        value = "not_asked" if down else "5"
        verdict = "no_decision" if down else "yes"
        names = [name for name in card.entries() if name.startswith("rating-")]
        changes = [(name, value) for name in names]
        changes += [("recommendation-reason", "On reflection."), ("recommendation", verdict)]
        for name, after in changes:
            try:
                self.card(found[1]).amend(name, after, reason="On reflection.")
            except REFUSALS:
                continue

    # Seeing

    @rule(
        who=st.sampled_from([*PANEL, "cora", "zoe"]), reason=st.sampled_from(["", "A complaint."])
    )
    def look(self, who, reason):
        self.pass_time()
        right = naive.sees(self.world, who)
        cards = naive.to_open(self.world, who)
        asks = naive.needs_reason(self.world, who) and not reason
        allowed = right in (naive.OPEN, naive.TOTALS) and cards and not asks
        try:
            look = open_cards(self.users[who], self.fresh(), reason)
        except ValidationError:
            assert not allowed, f"{who} could not open the cards"
            return
        assert allowed, f"{who} opened the cards"
        opened = set(look.scorecards.values_list("pk", flat=True))
        totals_only = right == naive.TOTALS
        assert (opened, look.totals_only) == (cards, totals_only)
        self.world.glances.append(naive.Glance(who, self.world.now, opened, totals_only))

    @rule(pick=picks)
    def look_with_the_right_to_it(self, pick):
        rights = {name: naive.sees(self.world, name) for name in self.users}
        entitled = [name for name, right in rights.items() if right in (naive.OPEN, naive.TOTALS)]
        if entitled:
            self.look(entitled[pick % len(entitled)], "A complaint.")

    @rule(who=st.sampled_from(["mia", "cora", "ana", "zoe"]))
    def add_or_remove_member(self, who):
        if who in self.world.members:
            self.world.members.remove(who)
            self.opening.members.remove(self.users[who])
        else:
            self.world.members.add(who)
            self.opening.members.add(self.users[who])

    @rule(which=st.booleans())
    def set_totals_only(self, which):
        self.opening.totals_only = self.world.totals_only = which
        self.opening.save(update_fields=["totals_only"])

    def fresh(self):
        return Candidate.objects.select_related("opening").get(pk=self.candidate.pk)

    # What must hold

    @invariant()
    def the_rule_holds_for_everybody(self):
        candidate = self.fresh()
        for name, user in self.users.items():
            standing = decide(situation_of(user, candidate))
            right = naive.sees(self.world, name)
            assert said(standing) == right, f"{name}: {standing.line} but {right}"
            assert standing.needs_reason == naive.needs_reason(self.world, name)
            if any(glance.by == name for glance in self.world.glances):
                shown = set(shown_to(user, candidate, standing).values_list("pk", flat=True))
                assert shown == naive.shown(self.world, name), f"{name} is shown {shown}"
                behind = set(totalled_for(user, candidate, standing).values_list("pk", flat=True))
                assert behind == naive.totalled(self.world, name), f"{name}: figures of {behind}"
            else:
                assert not shown_to(user, candidate, standing).exists()
                assert not totalled_for(user, candidate, standing).exists()

    @invariant()
    def guests_see_their_own_card_only(self):
        for _talk, place in self.world.places():
            if place.who in GUESTS:
                assert said(decide(situation_of_guest(self.seat(place)))) == naive.OWN

    @invariant()
    def cards_written_after_a_look_are_marked(self):
        seats = Panelist.objects.select_related("interview", "scorecard")
        marked = not_blind(seats.filter(interview__candidate=self.candidate))
        expected = {
            place.pk
            for _talk, place in self.world.places()
            if naive.is_not_blind(self.world, place)
        }
        assert marked == expected

    @precondition(lambda self: self.world.places())
    @rule(who=st.sampled_from([*PANEL, "cora", "zoe"]))
    def read_pages(self, who):
        self.read_pages_of(who)

    def look_at_pages(self):
        """At the end of each run; reading for everybody would take longer than all the rest."""
        for name in ("ana", "hana"):
            self.read_pages_of(name)

    def read_pages_of(self, who):
        """No page that this person may reach holds words of a peer that are not shown to them."""
        client = Client()
        client.force_login(self.users[who])
        shown = naive.shown(self.world, who)
        own = {place.pk for _talk, place in self.world.places() if place.who == who}
        for address in self.addresses(own):
            body = client.get(address).content.decode()
            for _talk, place in self.world.places():
                if place.card and place.card.words and place.pk not in own:
                    may_stand_there = place.card.pk in shown and address == self.page
                    stands_there = place.card.words in body
                    assert stands_there == may_stand_there, f"{who} at {address}: {place}"

    @property
    def page(self):
        return reverse(
            "scorecards:candidate_detail", args=[self.opening.reference, self.candidate.number]
        )

    def addresses(self, own):
        yield self.page
        yield reverse("scorecards:home")
        yield reverse("scorecards:opening_detail", args=[self.opening.reference])
        for pk in own:
            yield reverse("scorecards:card", args=[pk])


def said(standing):
    """A standing in the words of the naive rule."""
    if standing.may_open:
        return naive.TOTALS if standing.totals_only else naive.OPEN
    if standing.sees_states:
        return naive.STATES
    return naive.OWN if standing.line == "guest" else naive.NOTHING
