"""Home: each kind of user's next steps."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from scorecards.models import Scorecard
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

HOME = "/"


@pytest.fixture
def seat(opening, ana):
    """`seat(days=2)`: ana gets an interview that many days and hours from now."""

    def give(user=ana, **ahead):
        interview = factories.InterviewFactory(
            candidate__opening=opening, starts_at=timezone.now() + datetime.timedelta(**ahead)
        )
        factories.PanelistFactory(interview=interview, user=user, part="chair", seat=1)
        return interview

    return give


def interviews_in(response, name):
    return [own.interview for own in response.context[name]]


def own_sheets(interview):
    seat = interview.panelists.get(seat=1)
    return {
        reverse("scorecards:card", args=[seat.pk]),
        reverse("scorecards:own_scorecard", args=[seat.pk]),
        reverse("scorecards:own_guide", args=[seat.pk]),
        f"{interview.revision.get_absolute_url()}#round-{interview.round_key}",
    }


def test_an_interviewer_sees_the_next_interviews_with_their_sheets(as_, ana, seat):
    interview = seat(days=2)

    page = Page(as_(ana).get(HOME))

    assert own_sheets(interview) <= set(page.hrefs())
    assert interview.candidate.name not in page.text  # before ana declared anything
    for words in (
        f"Candidate {interview.candidate.number}",
        "Round 1",
        "Room 4",
        "UTC",
        "Ana Example",
        "(chair)",
    ):
        assert words in page.text


def test_interviews_of_two_openings_are_told_apart(as_, ana, seat):
    opening = seat(days=2).candidate.opening

    assert opening.title in Page(as_(ana).get(HOME)).text


@time_machine.travel("2027-01-11 12:00", tick=False)
@pytest.mark.parametrize("left", ["withdrawn", "rejected", "archived"])
def test_ones_own_past_card_stays_at_hand_whatever_became_of_it(as_, ana, seat, left):
    submitted, unsubmitted = seat(days=-2), seat(days=-1)
    Scorecard.objects.create(panelist=submitted.panelists.get(), submitted_at=timezone.now())
    for interview in (submitted, unsubmitted):
        if left == "archived":
            interview.candidate.opening.archived_at = timezone.now()
            interview.candidate.opening.save()
        else:
            setattr(interview.candidate, f"{left}_at", timezone.now())
            interview.candidate.save()

    response = as_(ana).get(HOME)

    assert interviews_in(response, "earlier") == [submitted]
    hrefs = Page(response).hrefs()
    assert reverse("scorecards:card", args=[submitted.panelists.get().pk]) in hrefs
    assert not [href for href in hrefs if href.endswith(".pdf")], "nobody needs paper for it"


@time_machine.travel("2027-01-11 12:00", tick=False)
def test_today_comes_first_even_after_its_hour(as_, ana, seat):
    later, today, yesterday = seat(days=1), seat(hours=-3), seat(days=-1)

    response = as_(ana).get(HOME)

    assert interviews_in(response, "today_seats") == [today]
    assert interviews_in(response, "interviews") == [later]
    assert interviews_in(response, "earlier") == [yesterday]
    assert "Today Monday, 11 Jan" in Page(response).text


def test_interviews_of_withdrawn_candidates_and_closed_openings_do_not_show(as_, ana, seat):
    withdrawn, closed = seat(days=1), seat(days=2)
    withdrawn.candidate.withdrawn_at = timezone.now()
    withdrawn.candidate.save()
    assert interviews_in(as_(ana).get(HOME), "interviews") == [closed]
    closed.candidate.opening.archived_at = timezone.now()
    closed.candidate.opening.save()

    assert as_(ana).get(HOME).context["interviews"] == []


def test_an_interviewer_without_interviews_reads_what_will_come(as_, ana):
    assert "No interviews ahead" in Page(as_(ana).get(HOME)).text


def test_an_interviewer_sees_nobody_elses_interviews(as_, ben, seat):
    interview = seat(days=1)

    assert interview.candidate.name not in Page(as_(ben).get(HOME)).text


def test_many_interviews_are_counted(as_, ana, seat):
    for number in range(27):
        seat(days=1, hours=number)

    page = Page(as_(ana).get(HOME))

    assert "20 more interviews" in page.text
    assert "2 later ones show here" in page.text


def test_a_hiring_manager_sees_openings_drafts_first_and_what_is_next(as_, hana, opening, seat):
    draft = factories.make_kit(title="Zebra keeper", owner=hana)
    interview = seat(days=1)

    response = as_(hana).get(HOME)

    page = Page(response)
    assert reverse("scorecards:opening_detail", args=["JOB-1"]) in page.hrefs()
    assert reverse("scorecards:packet", args=["JOB-1"]) in page.hrefs()
    assert reverse("roles:list") in page.hrefs()
    assert interview.candidate.name in page.text
    assert response.context["kits"] == [draft, opening.revision.kit]


def test_what_is_next_leaves_out_ones_own_interviews(as_, hana, seat):
    seat(hana, days=1)
    other = seat(days=2)

    response = as_(hana).get(HOME)

    assert response.context["next_in_openings"] == [other]


def test_a_hiring_manager_without_anything_reads_where_to_begin(as_, hana):
    page = Page(as_(hana).get(HOME))

    assert "You have no kit yet" in page.text
    assert reverse("scorecards:opening_create") in page.hrefs()


def test_a_coordinator_sees_openings_once_added(as_, cora, opening, seat):
    assert "When a hiring manager adds you" in Page(as_(cora).get(HOME)).text
    opening.members.add(cora)
    seat(days=1)

    page = Page(as_(cora).get(HOME))

    assert reverse("scorecards:packet", args=["JOB-1"]) in page.hrefs()
    assert "Your kits" not in page.text


def test_a_manager_sees_no_opening_of_another(as_, opening):
    hal = person("hal", "Hiring managers")

    assert as_(hal).get(HOME).context["openings"] == []


def test_a_library_admin_sees_counts_and_the_way_to_load_a_file(as_, libby, revision):
    response = as_(libby).get(HOME)

    page = Page(response)
    assert response.context["library"] == {"roles": 1, "competencies": 6, "questions": 6}
    for name in ("roles_role", "roles_competency", "interviews_question"):
        assert reverse(f"admin:{name}_changelist") in page.hrefs()
    for name in ("libraryupload", "importfile", "question"):
        assert reverse(f"admin:interviews_{name}_add") in page.hrefs()
    assert "6 competencies with their anchors" in page.text


def test_an_empty_library_says_how_to_fill_it(as_, libby):
    assert "The library is empty" in Page(as_(libby).get(HOME)).text


def test_a_superuser_finds_users_and_groups(as_, root, opening):
    page = Page(as_(root).get(HOME))

    assert reverse("admin:auth_user_changelist") in page.hrefs()
    assert reverse("admin:auth_group_changelist") in page.hrefs()
    assert "JOB-1" not in page.text


def test_a_stranger_reads_whom_to_ask(as_, zoe, opening):
    page = Page(as_(zoe).get(HOME))

    assert "Your account is not set up yet" in page.text
    assert "add you to a group" in page.text


def test_somebody_of_two_kinds_sees_both(as_, libby, seat):
    interview = seat(libby, days=1)

    page = Page(as_(libby).get(HOME))

    assert own_sheets(interview) <= set(page.hrefs())
    assert "The library" in page.text


def test_it_needs_a_login(client):
    assert client.get(HOME).url == "/login/?next=/"


def test_nothing_is_posted_to_it(as_, ana):
    assert as_(ana).post(HOME).status_code == 405


@pytest.mark.parametrize("many", [1, 6])
def test_the_number_of_queries_stays(as_, hana, ana, seat, many, django_assert_num_queries):
    for number in range(1, many + 1):
        seat(hana, days=number)
        seat(ana, days=number)
        seat(hana, days=-number)
        factories.make_kit(owner=hana)
        factories.OpeningFactory(reference=f"NEXT-{number}", hiring_manager=hana)
    client = as_(hana)

    with django_assert_num_queries(33):
        client.get(HOME)


def test_a_library_admin_is_told_of_new_proposals(as_, libby, hana):
    factories.QuestionFactory(state="draft", proposed_by=hana)
    seen = factories.QuestionFactory(state="draft", proposed_by=hana)
    seen.send_to_review(by=libby)
    seen.send_back(by=libby, comment="Shorter.")

    page = as_(libby).get(reverse("scorecards:home"))

    assert "1 proposed by a hiring manager" in " ".join(Page(page).text.split())
    assert f"{reverse('admin:interviews_question_changelist')}?needs=proposal" in page.text
