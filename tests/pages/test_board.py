"""The board of an opening: candidates by rounds, in states, and what to do next."""

import datetime

import pytest
from django.utils import timezone

from scorecards.models import GoAhead
from tests import factories
from tests.pages.markup import Page
from tests.scorecards.cards import begin_card, submit_card

pytestmark = pytest.mark.django_db

ONE = "/openings/JOB-1/"
SECRET = "Heard something that nobody else may read yet."


def begin(interview, **ago):
    interview.starts_at = timezone.now() - datetime.timedelta(**ago)
    interview.save()
    return interview


def words_of(response):
    """The text of a page without the spaces that markup puts before a comma."""
    return Page(response).text.replace(" ,", ",").replace(" :", ":")


def text_of(client, **params):
    return words_of(client.get(ONE, params))


def names_on(client, **params):
    text = text_of(client, **params)
    return [name for name in ("Amara Nwosu", "Tomasz Lis", "Lea Fontaine") if name in text]


@pytest.fixture
def three(opening):
    return [
        factories.CandidateFactory(opening=opening, number=number, name=name)
        for number, name in ((11, "Amara Nwosu"), (12, "Tomasz Lis"), (13, "Lea Fontaine"))
    ]


def test_an_interview_to_come_names_its_panel_and_leads_to_it(as_, hana, interview):
    page = Page(as_(hana).get(ONE))

    assert "Scheduled Ana Example (chair), Ben Example Room 4" in page.text
    assert f"/interviews/{interview.pk}/" in page.hrefs()
    assert f"{ONE}candidates/{interview.candidate.number}/" in page.hrefs()


def test_its_time_is_that_of_its_own_zone(as_, hana, interview):
    interview.starts_at = datetime.datetime(2027, 6, 1, 9, tzinfo=datetime.UTC)
    interview.time_zone = "Europe/Berlin"
    interview.save()

    assert "Tue 1 Jun 2027, 11 a.m. CEST" in text_of(as_(hana))


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        (0, "0 of 2 scorecards in Ana Example (chair): outstanding, Ben Example: outstanding"),
        (1, "1 of 2 scorecards in Ana Example (chair): in, Ben Example: outstanding"),
        (2, "All 2 scorecards in Ana Example (chair), Ben Example"),
    ],
)
def test_once_held_it_says_whose_card_is_in_and_nothing_of_what_is_in_it(
    as_, hana, interview, cards, words
):
    for seat in begin(interview, hours=3).panel[:cards]:
        submit_card(seat, number=4, words=SECRET)
    begin_card(interview.panel[-1]) if cards < 2 else None

    response = as_(hana).get(ONE)

    assert words in words_of(response)
    assert SECRET not in response.content.decode()


def test_the_board_is_the_same_whatever_the_cards_say(as_, hana, interview):
    seat = begin(interview, hours=3).panel[0]
    card = submit_card(seat, number=1)
    client = as_(hana)
    before = Page(client.get(ONE)).text

    card.ratings.update(number=5, evidence=SECRET)

    assert Page(client.get(ONE)).text == before


def test_an_observers_card_is_not_counted(as_, hana, interview, ben):
    begin(interview, hours=3)
    interview.panelists.filter(user=ben).update(part="observer")
    submit_card(interview.panelists.get(user=ben), number=3)

    assert "0 of 1 scorecards in Ana Example (chair): outstanding, Ben Example (observer)" in (
        text_of(as_(hana))
    )


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("under way", "Under way"),
        ("cancelled", "Cancelled"),
        ("missed", "Did not come"),
        ("declined", "A panelist said no or left"),
        ("conflict", "A conflict of interest to decide"),
        ("small", "Panel of 1, planned 2"),
    ],
)
def test_what_happened_and_what_waits_is_said(as_, hana, interview, ben, state, words):
    seat = interview.panelists.get(user=ben)
    if state == "under way":
        begin(interview, minutes=5)
    elif state == "cancelled":
        interview.cancel()
    elif state == "missed":
        begin(interview, hours=1).mark_no_show()
    elif state == "conflict":
        factories.DeclarationFactory(panelist=seat, has_conflict=True, conflict_words="Cousins.")
    else:
        seat.end("declined" if state == "declined" else "replaced")

    text = text_of(as_(hana))

    assert words in text
    assert "Cousins" not in text


def test_a_stand_in_settles_what_waited(as_, hana, interview, ben, zoe):
    seat = interview.panelists.get(user=ben)
    seat.end("declined")
    seat.replace(user=zoe)

    assert "said no or left" not in text_of(as_(hana))
    assert interview.candidate.name not in text_of(as_(hana), show="waiting")


def test_an_empty_cell_leads_to_scheduling_just_that(as_, hana, cora, three, opening):
    opening.members.add(cora)
    address = f"{ONE}schedule/?round=round-2&candidates=12"

    assert address in Page(as_(cora).get(ONE)).hrefs()
    three[1].rejected_at = timezone.now()
    three[1].save()
    assert address not in Page(as_(cora).get(ONE)).hrefs()


def test_who_may_only_look_is_offered_no_act(as_, zoe, opening, interview, three):
    opening.members.add(zoe)
    begin(interview, hours=3)

    page = Page(as_(zoe).get(ONE))

    assert not [href for href in page.hrefs() if "/schedule/" in href]
    assert not [each for tag, each in page.elements if each.get("formaction")]


def test_a_held_round_offers_the_go_ahead_to_who_may_say_it(as_, hana, cora, opening, interview):
    opening.members.add(cora)
    begin(interview, hours=3)

    def offers(user):
        page = Page(as_(user).get(ONE))
        return [each["formaction"] for tag, each in page.elements if each.get("formaction")]

    assert offers(hana) == [f"{ONE}candidates/{interview.candidate.number}/go-ahead/"]
    assert offers(cora) == []


def test_one_sees_only_those_to_schedule(as_, hana, three):
    for candidate in three[:2]:
        factories.InterviewFactory(candidate=candidate)
    GoAhead.objects.create(candidate=three[1], round_key="round-1", by=hana)

    assert names_on(as_(hana), show="to-schedule") == ["Tomasz Lis", "Lea Fontaine"]


def test_one_sees_only_those_with_a_card_outstanding(as_, hana, three, ana):
    for candidate in three[:2]:
        interview = begin(factories.InterviewFactory(candidate=candidate), hours=3)
        seat = factories.PanelistFactory(interview=interview, user=ana, seat=1)
    submit_card(seat, number=3)

    assert names_on(as_(hana), show="outstanding") == ["Amara Nwosu"]


def test_one_sees_only_those_whose_panel_waits(as_, hana, three, interview, ben):
    interview.panelists.get(user=ben).end("declined")

    assert names_on(as_(hana), show="waiting") == []
    assert interview.candidate.name in text_of(as_(hana), show="waiting")


def test_one_finds_a_candidate_by_name_or_number(as_, hana, three):
    assert names_on(as_(hana), q="nwosu") == ["Amara Nwosu"]
    assert names_on(as_(hana), q="12") == ["Tomasz Lis"]
    assert "No candidate matches" in text_of(as_(hana), q="plumber")


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("outstanding", "No scorecard is outstanding"),
        ("waiting", "Every panel is settled"),
        ("anything", "Amara Nwosu"),
    ],
)
def test_an_empty_choice_says_what_it_would_show(as_, hana, three, show, words):
    assert words in text_of(as_(hana), show=show)


def test_nobody_to_schedule_says_so(as_, hana, interview):
    assert "Nobody waits for a date" in text_of(as_(hana), show="to-schedule")


def test_names_are_text(as_, hana, three):
    three[0].name = '<b data-x="1">Amara</b> & "Co"'
    three[0].save()
    interview = factories.InterviewFactory(candidate=three[0], place="<i data-x>Room</i>")
    factories.PanelistFactory(interview=interview, user__first_name="<u data-x>Ana</u>", seat=1)

    page = Page(as_(hana).get(ONE))

    assert '<b data-x="1">Amara</b> & "Co"' in page.text
    assert "<i data-x>Room</i>" in page.text
    assert "<u data-x>Ana</u> Example" in page.text
    assert not [tag for tag, each in page.elements if "data-x" in each]


@pytest.mark.parametrize("many", [1, 10])
def test_it_asks_a_fixed_number_of_queries(as_, hana, opening, many, django_assert_num_queries):
    start = timezone.now() - datetime.timedelta(days=3)
    for number in range(many):
        candidate = factories.CandidateFactory(opening=opening, number=number + 1)
        for hours in range(many):
            interview = factories.InterviewFactory(
                candidate=candidate, starts_at=start + datetime.timedelta(hours=hours)
            )
            seat = factories.PanelistFactory(interview=interview, seat=1)
            begin_card(seat)
        GoAhead.objects.create(candidate=candidate, round_key="round-1", by=hana)
    client = as_(hana)

    with django_assert_num_queries(14):
        client.get(ONE)
