"""Who sees which scorecard: the lines of the rule, one by one, from the top."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from interviews.models import Interview, Panelist
from scorecards.models import Amendment, Look
from scorecards.sight.situations import situation_of_guest
from scorecards.visibility import (
    Line,
    decide,
    not_blind,
    open_cards,
    shown_to,
    standing_of,
    standings_of,
    totalled_for,
)
from tests import factories
from tests.conftest import person
from tests.scorecards.cards import begin_card, submit_card

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def hold(candidate, round_key="round-1", hours=-2):
    """An interview that starts in so many hours."""
    return factories.InterviewFactory(
        candidate=candidate, round_key=round_key, starts_at=timezone.now() + hours * HOUR
    )


def seat(interview, user, part="member"):
    number = interview.panelists.count() + 1
    return factories.PanelistFactory(interview=interview, user=user, part=part, seat=number)


def end(panelist, ending="declined"):
    panelist.ended_at, panelist.ending = timezone.now(), ending
    panelist.save()


def line(user, candidate):
    return standing_of(user, candidate).line


@pytest.fixture
def candidate(opening):
    return factories.CandidateFactory(opening=opening)


@pytest.fixture
def held(candidate):
    """An interview that began two hours ago, without a panel so far."""
    return hold(candidate)


@pytest.fixture
def anas(held, ana):
    return seat(held, ana, "chair")


@pytest.fixture
def bens(held, ben):
    return seat(held, ben)


@pytest.fixture
def cora_joins(opening, cora):
    opening.members.add(cora)
    return cora


# Chair or member whose card is not in


def test_whoever_has_a_card_outstanding_sees_states_only(candidate, anas, bens, ana):
    submit_card(bens)

    standing = standing_of(ana, candidate)

    assert standing.line == Line.OUTSTANDING
    assert standing.sees_states
    assert not standing.may_open


def test_a_card_that_was_begun_is_outstanding(candidate, anas, ana):
    begin_card(anas)

    assert line(ana, candidate) == Line.OUTSTANDING


def test_a_card_of_an_interview_to_come_is_outstanding(candidate, anas, ana):
    submit_card(anas)
    seat(hold(candidate, "round-2", hours=24), ana)

    assert line(ana, candidate) == Line.OUTSTANDING


@pytest.mark.parametrize("what", ["cancelled_at", "no_show_at"])
def test_a_card_of_an_interview_that_is_not_held_is_not_outstanding(candidate, anas, ana, what):
    submit_card(anas)
    later = hold(candidate, "round-2")
    seat(later, ana)
    Interview.objects.filter(pk=later.pk).update(**{what: timezone.now()})

    assert line(ana, candidate) == Line.PANEL


def test_the_hiring_manager_on_the_panel_is_bound_by_the_own_card(candidate, held, hana):
    seat(held, hana)

    assert line(hana, candidate) == Line.OUTSTANDING


def test_a_superuser_on_the_panel_is_bound_by_the_own_card(candidate, held, root, bens):
    seat(held, root)
    submit_card(bens)

    with pytest.raises(ValidationError, match="not in yet"):
        open_cards(root, candidate, reason="A complaint.")


# Left, or submitted too little


@pytest.mark.parametrize("ending", ["declined", "recused", "replaced"])
@pytest.mark.parametrize("part", ["member", "observer"])
def test_whoever_left_after_it_began_sees_states_for_good(candidate, held, ana, ending, part):
    end(seat(held, ana, part), ending)
    submit_card(seat(hold(candidate, "round-2"), ana))

    assert line(ana, candidate) == Line.FOR_GOOD


def test_whoever_left_before_it_began_is_free(candidate, ana):
    end(seat(hold(candidate, hours=24), ana))
    submit_card(seat(hold(candidate, "round-2"), ana))

    assert line(ana, candidate) == Line.PANEL


def test_whoever_left_before_it_began_but_wrote_sees_states_for_good(candidate, ana):
    panelist = seat(hold(candidate, hours=24), ana)
    begin_card(panelist)
    end(panelist)

    assert line(ana, candidate) == Line.FOR_GOOD


def test_an_interview_cancelled_in_time_never_began(candidate, ana):
    cancelled = hold(candidate)
    cancelled.cancelled_at = cancelled.starts_at - HOUR
    cancelled.save()
    end(seat(cancelled, ana))

    assert line(ana, candidate) == Line.NOBODY


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([4, "not_asked", "no_evidence"], Line.FOR_GOOD),
        ([4, 3, "declined"], Line.PANEL),
        (["not_asked", "not_asked", "not_asked"], Line.FOR_GOOD),
    ],
)
def test_fewer_than_half_of_the_numbers_bars_for_good(candidate, anas, ana, numbers, expected):
    submit_card(anas, numbers)

    assert line(ana, candidate) == expected


def test_exactly_half_of_the_numbers_is_enough(ana, hana):
    revision = factories.make_kit(owner=hana, questions=4).publish(by=hana)
    opening = factories.OpeningFactory(revision=revision, hiring_manager=hana)
    candidate = factories.CandidateFactory(opening=opening)
    submit_card(seat(hold(candidate), ana), [4, 3, "declined", "declined"])

    assert line(ana, candidate) == Line.PANEL


@pytest.mark.parametrize("recommendation", ["", "no_decision"])
def test_no_recommendation_bars_for_good(candidate, anas, ana, recommendation):
    submit_card(anas, recommendation=recommendation)

    assert line(ana, candidate) == Line.FOR_GOOD


def test_a_kit_that_offers_no_recommendation_asks_for_none(candidate, anas, ana, revision):
    revision.document["recommendations"] = []
    revision.save()
    submit_card(anas, recommendation="")

    assert line(ana, candidate) == Line.PANEL


def test_amending_a_thin_card_does_not_open_the_others(candidate, anas, ana):
    card = submit_card(anas, [4, "not_asked", "not_asked"], recommendation="no_decision")
    for rating in card.ratings.filter(number=None):
        Amendment.objects.create(
            scorecard=card,
            field=f"rating-{rating.question_key}",
            before="not_asked",
            after="4",
            reason="I did ask.",
        )
    card.ratings.update(number=4, state="")
    card.summary.recommendation = "yes"
    card.summary.save()
    Amendment.objects.create(
        scorecard=card, field="recommendation", before="no_decision", after="yes", reason="Sure."
    )

    assert line(ana, candidate) == Line.FOR_GOOD


def test_amending_a_full_card_down_does_not_bar_its_author(candidate, anas, ana):
    card = submit_card(anas)
    for rating in card.ratings.all():
        field = f"rating-{rating.question_key}"
        for before, after in (("3", "not_asked"), ("not_asked", "no_evidence")):
            Amendment.objects.create(
                scorecard=card, field=field, before=before, after=after, reason="No."
            )
    card.ratings.update(number=None, state="no_evidence")

    assert line(ana, candidate) == Line.PANEL


# Guests


def test_a_guest_never_opens_anything(candidate, held):
    guest = factories.PanelistFactory(
        interview=held, user=None, guest_name="Gus", guest_email="Gus@Guest.example", seat=9
    )
    submit_card(guest)

    standing = decide(situation_of_guest(guest))

    assert standing.line == Line.GUEST
    assert not standing.may_open
    assert not standing.sees_states


# Observers


def test_an_observer_waits_for_every_counted_card(candidate, held, anas, ana, ben):
    seat(held, ben, "observer")
    later = seat(hold(candidate, "round-2", hours=24), ana)
    submit_card(anas)
    assert not standing_of(ben, candidate).may_open

    submit_card(later)

    assert line(ben, candidate) == Line.OBSERVER
    assert standing_of(ben, candidate).may_open


def test_an_observers_own_card_is_practice_and_never_shown_to_others(
    candidate, held, anas, bens, ana
):
    practice = submit_card(seat(held, person("olga"), "observer"))
    submit_card(anas)
    counted = submit_card(bens)

    look = open_cards(ana, candidate)

    assert practice not in look.scorecards.all()
    assert list(shown_to(ana, candidate)) == [counted]
    assert practice not in totalled_for(ana, candidate)


def test_an_observer_who_is_also_a_member_waits_as_an_observer(candidate, anas, bens, ana):
    seat(hold(candidate, "round-2"), ana, "observer")
    submit_card(anas)

    assert line(ana, candidate) == Line.OBSERVER
    assert not standing_of(ana, candidate).may_open


# Chair or member, all in


def test_a_member_opens_once_the_own_card_is_in(candidate, anas, bens, ana):
    submit_card(anas)
    theirs = submit_card(bens)
    assert not shown_to(ana, candidate).exists()

    look = open_cards(ana, candidate)

    assert list(shown_to(ana, candidate)) == [theirs]
    assert (look.by, look.candidate, look.totals_only) == (ana, candidate, False)
    assert list(look.scorecards.all()) == [theirs]


def test_nothing_is_opened_while_nobody_else_has_submitted(candidate, anas, bens, ana):
    submit_card(anas)

    with pytest.raises(ValidationError, match="Nobody else"):
        open_cards(ana, candidate)

    assert not Look.objects.exists()


def test_a_card_that_came_later_needs_another_look(candidate, held, anas, bens, ana):
    submit_card(anas)
    first = submit_card(bens)
    open_cards(ana, candidate)
    second = submit_card(seat(held, person("cleo")))
    assert list(shown_to(ana, candidate)) == [first]

    open_cards(ana, candidate)

    assert set(shown_to(ana, candidate)) == {first, second}


def test_a_later_seat_closes_the_cards_again_until_its_own_is_in(candidate, anas, bens, ana):
    submit_card(anas)
    theirs = submit_card(bens)
    open_cards(ana, candidate)
    later = seat(hold(candidate, "round-2", hours=24), ana)
    assert not shown_to(ana, candidate).exists()
    assert not totalled_for(ana, candidate).exists()

    submit_card(later)

    assert list(shown_to(ana, candidate)) == [theirs]


def test_a_card_of_somebody_who_left_or_of_a_cancelled_interview_is_not_shown(
    candidate, held, anas, bens, ana
):
    submit_card(anas)
    submit_card(bens)
    submit_card(seat(held, person("cleo")))
    other = hold(candidate, "round-2")
    submit_card(seat(other, person("dora")))
    open_cards(ana, candidate)
    assert shown_to(ana, candidate).count() == 3

    end(bens, "recused")
    Interview.objects.filter(pk=other.pk).update(cancelled_at=timezone.now())

    assert [card.panelist.user.username for card in shown_to(ana, candidate)] == ["cleo"]


def test_a_look_at_one_candidate_shows_nothing_of_another(opening, anas, bens, ana, candidate):
    submit_card(anas)
    submit_card(bens)
    open_cards(ana, candidate)
    other = factories.CandidateFactory(opening=opening)
    interview = hold(other)
    submit_card(seat(interview, ana))
    submit_card(seat(interview, person("cleo")))

    assert not shown_to(ana, other).exists()


# Hiring manager and added members


def test_the_hiring_manager_opens_once_no_card_is_outstanding(candidate, anas, bens, hana):
    submit_card(anas)
    assert line(hana, candidate) == Line.WAITING
    with pytest.raises(ValidationError):
        open_cards(hana, candidate)

    submit_card(bens)
    open_cards(hana, candidate)

    assert line(hana, candidate) == Line.MANAGER
    assert shown_to(hana, candidate).count() == 2


def test_an_interview_to_come_does_not_keep_the_hiring_manager_waiting(candidate, anas, ben, hana):
    submit_card(anas)
    seat(hold(candidate, "round-2", hours=24), ben)

    assert standing_of(hana, candidate).may_open


def test_an_observers_card_keeps_nobody_waiting(candidate, held, anas, ben, hana):
    seat(held, ben, "observer")
    submit_card(anas)

    assert standing_of(hana, candidate).may_open


def test_an_added_member_is_as_the_hiring_manager(opening, candidate, anas, libby):
    submit_card(anas)
    assert line(libby, candidate) == Line.NOBODY

    opening.members.add(libby)

    assert line(libby, candidate) == Line.MANAGER


def test_a_hiring_manager_of_another_opening_is_nobody(candidate, anas):
    other = person("harry", "Hiring managers")
    factories.OpeningFactory(revision=candidate.opening.revision, hiring_manager=other)

    assert line(other, candidate) == Line.NOBODY


# Totals only


@pytest.fixture
def totals_only(opening):
    opening.totals_only = True
    opening.save()


def test_totals_wait_for_all_cards_and_two_people(candidate, totals_only, anas, ana, ben, hana):
    submit_card(anas)
    submit_card(seat(hold(candidate, "round-2"), ana))
    assert not standing_of(hana, candidate).may_open

    bens = seat(hold(candidate, "round-2", hours=24), ben)
    assert not standing_of(hana, candidate).may_open

    submit_card(bens)
    assert standing_of(hana, candidate).may_open


def test_totals_show_no_card_and_count_all(candidate, totals_only, anas, bens, hana):
    cards = {submit_card(anas), submit_card(bens)}
    assert not totalled_for(hana, candidate).exists()

    look = open_cards(hana, candidate)

    assert look.totals_only
    assert not shown_to(hana, candidate).exists()
    assert set(totalled_for(hana, candidate)) == cards
    assert all(card.why_not_reopened for card in cards)


def test_totals_close_again_when_a_card_comes_that_was_not_opened(
    candidate, totals_only, held, anas, bens, hana
):
    submit_card(anas)
    submit_card(bens)
    open_cards(hana, candidate)
    later = seat(held, person("cleo"))
    assert not totalled_for(hana, candidate).exists()
    submit_card(later)
    assert not totalled_for(hana, candidate).exists()

    open_cards(hana, candidate)

    assert totalled_for(hana, candidate).count() == 3


def test_cards_opened_before_are_closed_once_only_totals_show(opening, candidate, anas, bens, hana):
    submit_card(anas)
    submit_card(bens)
    open_cards(hana, candidate)
    opening.totals_only = True
    opening.save()

    assert not shown_to(hana, type(candidate).objects.get(pk=candidate.pk)).exists()


def test_a_look_at_totals_shows_no_card_once_cards_may_show(
    opening, candidate, totals_only, anas, bens, hana
):
    submit_card(anas)
    submit_card(bens)
    open_cards(hana, candidate)
    opening.totals_only = False
    opening.save()

    assert not shown_to(hana, candidate).exists()
    assert not totalled_for(hana, candidate).exists()


def test_the_panel_sees_cards_also_where_the_hiring_manager_sees_totals(
    candidate, totals_only, anas, bens, ana
):
    submit_card(anas)
    submit_card(bens)
    open_cards(ana, candidate)

    assert shown_to(ana, candidate).count() == 1


# Coordinators, superusers, anybody else


def test_a_coordinator_sees_states_only(candidate, anas, cora_joins):
    submit_card(anas)

    standing = standing_of(cora_joins, candidate)

    assert (standing.line, standing.may_open) == (Line.COORDINATOR, False)
    assert standing.sees_states


def test_a_coordinator_who_was_not_added_is_nobody(candidate, anas, cora):
    assert line(cora, candidate) == Line.NOBODY


def test_a_coordinator_who_manages_the_opening_is_its_hiring_manager(
    opening, candidate, anas, cora
):
    submit_card(anas)
    opening.hiring_manager = cora
    opening.save()

    assert line(cora, candidate) == Line.MANAGER


def test_a_superuser_opens_with_a_reason(candidate, anas, bens, root):
    card = submit_card(anas)
    assert standing_of(root, candidate).needs_reason
    for silence in ("", "  \n"):
        with pytest.raises(ValidationError, match="Say why"):
            open_cards(root, candidate, reason=silence)

    look = open_cards(root, candidate, reason="A complaint of 3 May.")

    assert look.reason == "A complaint of 3 May."
    assert list(shown_to(root, candidate)) == [card]


def test_a_superuser_who_manages_the_opening_and_waits_may_open_with_a_reason(
    opening, candidate, anas, bens, root
):
    submit_card(anas)
    opening.hiring_manager = root
    opening.save()

    assert line(root, candidate) == Line.SUPERUSER


def test_a_stranger_is_nobody_and_opens_nothing(candidate, anas, zoe):
    submit_card(anas)

    assert line(zoe, candidate) == Line.NOBODY
    with pytest.raises(ValidationError):
        open_cards(zoe, candidate)


# What a look does


def test_a_look_locks_the_cards_shown_and_ones_own(candidate, held, anas, bens, ana):
    own, theirs = submit_card(anas), submit_card(bens)
    assert not own.why_not_reopened
    assert not theirs.why_not_reopened

    open_cards(ana, candidate)
    later = submit_card(seat(held, person("cleo")))

    assert own.why_not_reopened
    assert theirs.why_not_reopened
    assert not later.why_not_reopened


def test_a_look_locks_a_guests_card(candidate, anas, held, ana):
    guest = factories.PanelistFactory(
        interview=held, user=None, guest_name="Gus", guest_email="gus@guest.example", seat=9
    )
    submit_card(anas)
    card = submit_card(guest)
    assert not card.why_not_reopened

    open_cards(ana, candidate)

    assert card.why_not_reopened
    assert not not_blind([guest])


def test_a_card_written_after_a_look_is_not_blind(candidate, anas, bens, ana, ben):
    own, theirs = submit_card(anas), submit_card(bens)
    open_cards(ana, candidate)
    later = hold(candidate, "round-2", hours=24)
    seats = [seat(later, ana), seat(later, ben)]

    assert not_blind(seats) == {seats[0].pk}
    cards = [own, theirs, *map(submit_card, seats)]
    assert not_blind([card.panelist for card in cards]) == {seats[0].pk}


def test_somebody_who_looked_and_is_seated_later_is_not_blind(candidate, held, anas, hana):
    submit_card(anas)
    open_cards(hana, candidate)

    hanas = submit_card(seat(held, hana)).panelist
    assert not_blind([hanas]) == {hanas.pk}


# Several candidates


def test_several_candidates_take_as_many_queries_as_one(opening, ana, django_assert_num_queries):
    rows = []
    for _number in range(6):
        row = factories.CandidateFactory(opening=opening)
        interview = hold(row)
        submit_card(seat(interview, ana))
        rows.append(row)
    seat(hold(rows[1], "round-2", hours=24), ana)

    for some in (rows[:1], rows):
        with django_assert_num_queries(6):
            standings = standings_of(ana, some)

    assert [standings[row.pk].line for row in rows[:3]] == [
        Line.PANEL,
        Line.OUTSTANDING,
        Line.PANEL,
    ]


def test_standings_of_nobody_are_none(ana):
    assert standings_of(ana, []) == {}


def test_parts_may_change_and_the_rule_follows(candidate, anas, bens, ana):
    submit_card(bens)
    assert line(ana, candidate) == Line.OUTSTANDING

    Panelist.objects.filter(pk=anas.pk).update(part="observer")

    assert line(ana, candidate) == Line.OBSERVER
