"""The page of a candidate: interviews, states, and what to do next."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from scorecards.models import GoAhead
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page
from tests.scorecards.cards import begin_card, declare, submit_card

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def held(interview, hana):
    """ana (chair) and ben interviewed a candidate two hours ago, and have declared."""
    interview.starts_at = timezone.now() - 2 * HOUR
    interview.save()
    candidate = interview.candidate
    candidate.name, candidate.number, candidate.email = "Amara Nwosu", 7, "amara@mail.example"
    candidate.save()
    for panelist in interview.panel:
        declare(panelist)
    return interview


def page_of(interview):
    candidate = interview.candidate
    place = [candidate.opening.reference, candidate.number]
    return reverse("scorecards:candidate_detail", args=place)


def seat_of(interview, user):
    return interview.panelists.get(user=user)


def test_it_says_how_far_each_interview_is(as_, hana, held):
    for ago, words in ((-HOUR, "Scheduled"), (HOUR / 4, "Under way"), (3 * HOUR, "Held")):
        held.starts_at = timezone.now() - ago
        held.save()
        text = Page(as_(hana).get(page_of(held))).text
        assert [each for each in ("Scheduled", "Under way", "Held") if each in text] == [words]


def test_the_hiring_manager_sees_who_has_submitted_and_what_to_do(as_, hana, ana, held):
    submit_card(seat_of(held, ana), 5, words="Marvellous answers.")
    answer = as_(hana).get(page_of(held))
    page = Page(answer)

    assert "Amara Nwosu" in page.text
    assert "amara@mail.example" in page.text
    assert "Ana Example (chair) Scorecard in" in page.text
    assert "Ben Example Scorecard outstanding" in page.text
    assert "once those of all interviews held so far are in" in page.text
    assert "Marvellous" not in page.text
    assert "no-store" in answer["Cache-Control"]
    for name in ("schedule", "candidate_edit", "candidate_withdraw", "candidate_merge"):
        args = [held.candidate.opening.reference]
        args += [] if name == "schedule" else [7]
        assert any(
            href.startswith(reverse(f"scorecards:{name}", args=args)) for href in page.hrefs()
        )


def test_a_draft_looks_like_no_card_at_all(as_, ben, ana, held):
    url = page_of(held)
    before = Page(as_(ben).get(url)).text

    begin_card(seat_of(held, ana))

    assert Page(as_(ben).get(url)).text == before


def test_a_panelist_sees_states_and_nothing_of_those_who_run_it(as_, ben, ana, held):
    submit_card(seat_of(held, ana), 5, words="Marvellous answers.")

    page = Page(as_(ben).get(page_of(held)))

    assert "Ana Example (chair) Scorecard in" in page.text
    assert "Your own scorecard is not in yet" in page.text
    assert "amara@mail.example" not in page.text
    assert "Marvellous" not in page.text
    assert reverse("scorecards:card", args=[seat_of(held, ben).pk]) in page.hrefs()
    assert not any("/edit/" in href or "/withdraw/" in href for href in page.hrefs())


def test_a_panel_reads_the_number_where_names_are_hidden(as_, ben, hana, held):
    opening = held.candidate.opening
    opening.hide_names = True
    opening.save()

    assert "Amara" not in as_(ben).get(page_of(held)).content.decode()
    assert "Candidate 7" in Page(as_(ben).get(page_of(held))).text
    assert "Amara" in Page(as_(hana).get(page_of(held))).text


def test_a_panelist_declares_before_anything_shows(as_, ben, held):
    seat = seat_of(held, ben)
    seat.declarations.all().delete()

    answer = as_(ben).get(page_of(held))

    assert answer.status_code == 302
    assert answer.url == reverse("scorecards:card_declare", args=[seat.pk])


def test_whoever_left_after_it_began_sees_states_for_good(as_, ben, ana, held):
    seat_of(held, ben).end("declined", "Ill.")
    submit_card(seat_of(held, ana), words="Marvellous answers.")

    text = Page(as_(ben).get(page_of(held))).text

    assert "You left a panel of this candidate" in text
    assert "Marvellous" not in text


def test_whoever_left_before_it_began_has_no_page(as_, ben, held):
    held.starts_at = timezone.now() + 24 * HOUR
    held.save()
    seat_of(held, ben).end("declined", "Ill.")

    assert as_(ben).get(page_of(held)).status_code == 404


def test_a_coordinator_of_the_opening_schedules_and_sees_states(as_, cora, ana, ben, held):
    url = page_of(held)
    assert as_(cora).get(url).status_code == 404
    held.candidate.opening.members.add(cora)
    for user in (ana, ben):
        submit_card(seat_of(held, user), words="Marvellous answers.")

    page = Page(as_(cora).get(url))

    assert "Coordinators see who has submitted" in page.text
    assert "Marvellous" not in page.text
    assert any("/schedule/" in href for href in page.hrefs())
    assert not any("/edit/" in href for href in page.hrefs())


def test_an_observers_card_is_practice_and_has_no_state(as_, hana, held):
    seat = factories.PanelistFactory(interview=held, user=person("olga"), part="observer", seat=3)
    submit_card(seat)

    assert (
        "Olga Example (observer) Practice, never counted" in Page(as_(hana).get(page_of(held))).text
    )


def test_cancelled_and_missed_interviews_say_so_and_owe_nothing(as_, hana, held):
    later = factories.InterviewFactory(
        candidate=held.candidate, round_key="round-2", starts_at=timezone.now() + HOUR
    )
    later.cancel()
    held.mark_no_show()

    text = Page(as_(hana).get(page_of(held))).text

    assert "Candidate did not come" in text
    assert "Cancelled" in text
    assert "outstanding" not in text


def test_a_candidate_without_interviews_is_one_press_from_the_first(as_, hana, opening):
    candidate = factories.CandidateFactory(opening=opening)
    url = reverse("scorecards:candidate_detail", args=[opening.reference, candidate.number])

    page = Page(as_(hana).get(url))

    assert "No interviews yet" in page.text
    assert (
        f"{reverse('scorecards:schedule', args=[opening.reference])}?candidates={candidate.number}"
        in page.hrefs()
    )


def test_adjustments_show_to_the_panel_as_what_to_do(as_, ben, held):
    held.candidate.adjustments = "Ten more minutes\nQuestions in writing"
    held.candidate.save()

    assert "Ten more minutes Questions in writing" in Page(as_(ben).get(page_of(held))).text


def test_the_chair_lets_the_candidate_go_on_from_here(as_, ana, ben, held):
    address = reverse(
        "scorecards:candidate_go_ahead",
        args=[held.candidate.opening.reference, held.candidate.number],
    )
    assert address not in [form.get("action") for form in Page(as_(ben).get(page_of(held))).forms()]
    assert address in [form.get("action") for form in Page(as_(ana).get(page_of(held))).forms()]

    as_(ana).post(address, {"round": "round-1", "back": "candidate"})

    assert GoAhead.objects.get().by == ana
    assert "Goes on to the next round: Ana Example" in Page(as_(ben).get(page_of(held))).text


def test_an_archived_opening_is_read_only(as_, hana, held):
    opening = held.candidate.opening
    opening.archived_at = timezone.now()
    opening.save()

    page = Page(as_(hana).get(page_of(held)))

    assert "Amara Nwosu" in page.text
    assert not any("/edit/" in href for href in page.hrefs())


@pytest.mark.parametrize("name", ["zoe", "libby", "cora"])
def test_others_get_404(as_, request, held, name):
    assert as_(request.getfixturevalue(name)).get(page_of(held)).status_code == 404


def test_an_interviewer_of_another_candidate_gets_404(as_, held, opening):
    other = factories.InterviewFactory(candidate__opening=opening)
    ivo = person("ivo", "Interviewers")
    declare(factories.PanelistFactory(interview=other, user=ivo))

    assert as_(ivo).get(page_of(held)).status_code == 404


def test_it_needs_a_login(client, held):
    answer = client.get(page_of(held))

    assert answer.status_code == 302
    assert "login" in answer.url


def test_it_is_only_read(as_, hana, held):
    assert as_(hana).post(page_of(held)).status_code == 405


def test_a_number_that_is_not_there_is_404(as_, hana, held):
    url = reverse("scorecards:candidate_detail", args=[held.candidate.opening.reference, 99])

    assert as_(hana).get(url).status_code == 404


@pytest.mark.parametrize("many", [False, True])
def test_it_takes_as_many_queries_for_many_interviews(
    as_, hana, held, many, django_assert_num_queries
):
    if many:
        for number in range(5):
            other = factories.InterviewFactory(
                candidate=held.candidate,
                round_key="round-2",
                starts_at=timezone.now() - (number + 3) * HOUR,
            )
            for seat in range(1, 4):
                factories.PanelistFactory(interview=other, seat=seat)
    client = as_(hana)

    with django_assert_num_queries(16):
        client.get(page_of(held))


def test_a_panelist_reads_that_the_candidate_left_and_not_what_others_decided(as_, ben, hana, held):
    held.candidate.reject()

    text = Page(as_(ben).get(page_of(held))).text

    assert "No longer in this opening" in text
    assert "Rejected" not in text
    assert "Rejected" in Page(as_(hana).get(page_of(held))).text
