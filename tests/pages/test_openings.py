"""Openings: the list, and one with its board."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

LIST = "/openings/"
ONE = "/openings/JOB-1/"


def test_the_list_shows_those_one_runs_or_helps_to_run(as_, hana, cora, opening):
    opening.members.add(cora)
    other = factories.OpeningFactory(
        reference="JOB-2", revision=opening.revision, hiring_manager=person("hal")
    )

    for user in (hana, cora):
        page = Page(as_(user).get(LIST))
        assert ONE in page.hrefs()
        assert other.reference not in page.text
    assert opening.revision.kit.title in page.text


def test_an_archived_one_comes_last_and_says_so(as_, hana, opening):
    factories.OpeningFactory(
        reference="A-1",
        revision=opening.revision,
        hiring_manager=hana,
        archived_at=timezone.now(),
    )

    text = Page(as_(hana).get(LIST)).text

    assert text.index("JOB-1") < text.index("A-1") < text.index("Archived")


def test_it_finds_by_reference_and_title(as_, hana, opening):
    for query in ("job-1", "executive north"):
        assert ONE in Page(as_(hana).get(LIST, {"q": query})).hrefs()
    assert "No opening matches" in Page(as_(hana).get(LIST, {"q": "plumber"})).text


def test_the_list_has_pages(as_, hana, revision):
    for number in range(51):
        factories.OpeningFactory(reference=f"N-{number:02}", revision=revision, hiring_manager=hana)

    assert "N-50" not in Page(as_(hana).get(LIST)).text
    assert "N-50" in Page(as_(hana).get(LIST, {"page": 2})).text


def test_an_empty_list_says_what_to_do(as_, hana, cora, ana, interview):
    hal = person("hal", "Hiring managers")
    assert "starts from a published kit" in Page(as_(hal).get(LIST)).text
    for user in (cora, ana):
        assert "once its hiring manager has added you" in Page(as_(user).get(LIST)).text


def test_one_opening_shows_its_people_kit_and_board(as_, hana, cora, opening, interview):
    opening.members.add(cora)
    candidate = interview.candidate
    candidate.email = "secret@candidate.example"
    candidate.save()

    page = Page(as_(hana).get(ONE))

    for words in (
        "JOB-1", opening.title, "revision 1", "Hana Example", "Cora Example", "12 months",
        candidate.name, "Round 1", "Round 2", "Room 4", "UTC", "Ana Example (chair)", "Ben Example",
        "Not scheduled",
    ):  # fmt: skip
        assert words in page.text
    assert opening.revision.get_absolute_url() in page.hrefs()
    assert "secret@candidate.example" not in page.text


def test_the_packet_comes_on_both_papers(as_, hana, opening, interview):
    packet = reverse("scorecards:packet", args=["JOB-1"])

    hrefs = Page(as_(hana).get(ONE)).hrefs()

    assert f"{packet}?paper=a4" in hrefs
    assert f"{packet}?paper=letter" in hrefs


def test_what_is_printed_keeps_its_revision(as_, hana, interview):
    without_a_panel = factories.InterviewFactory(candidate=interview.candidate)

    assert as_(hana).get("/openings/JOB-1/packet.pdf").status_code == 200

    interview.refresh_from_db()
    without_a_panel.refresh_from_db()
    assert interview.in_use_at is not None
    assert without_a_panel.in_use_at is None, "nothing of it is on paper"


def test_what_could_not_be_printed_keeps_nothing(as_, hana, interview):
    assert as_(hana).get("/openings/JOB-1/packet.pdf?paper=a3").status_code == 400

    interview.refresh_from_db()
    assert interview.in_use_at is None


def test_without_interviews_there_is_no_packet_and_it_says_why(as_, hana, opening):
    page = Page(as_(hana).get(ONE))

    assert "No interviews are scheduled yet" in page.text
    assert "No candidates yet" in page.text
    assert not [href for href in page.hrefs() if "packet" in href]


def test_a_round_that_only_an_earlier_revision_has_still_shows(as_, hana, opening, interview):
    kit = opening.revision.kit
    kit.rounds.filter(key="round-1").update(key="round-9", name="Round 9")
    opening.revision = kit.publish(by=hana)
    opening.save()

    text = Page(as_(hana).get(ONE)).text

    assert "Rounds of an earlier revision" in text
    assert "Round 1" in text


def second_round(interview, *people, parts=("chair", "member", "member")):
    """The candidate of `interview` in the second round, before these people."""
    later = factories.InterviewFactory(candidate=interview.candidate, round_key="round-2")
    for seat, (user, part) in enumerate(zip(people, parts, strict=False), start=1):
        factories.PanelistFactory(interview=later, user=user, part=part, seat=seat)
    return later


def rated_in(opening, key):
    names = {row["key"]: row["name"] for row in opening.revision.document["competencies"]}
    questions = opening.revision.rounds_by_key[key]["questions"]
    return [names[question["competency"]] for question in questions]


def warned_of(response):
    """The competencies that the board says are seen by too few."""
    text = Page(response).text
    return text.partition("Seen by fewer than two people:")[2]


def test_competencies_that_fewer_than_two_people_see_are_named(as_, hana, opening, interview, ana):
    second_round(interview, ana)

    warned = warned_of(as_(hana).get(ONE))

    assert all(name in warned for name in rated_in(opening, "round-2"))
    assert not any(name in warned for name in rated_in(opening, "round-1"))


def test_an_observer_is_no_second_person(as_, hana, opening, interview, ana, ben):
    second_round(interview, ana, ben, parts=("chair", "observer"))

    assert "Seen by fewer than two people" in Page(as_(hana).get(ONE)).text


@pytest.mark.parametrize("state", ["two people", "no panel yet", "withdrawn"])
def test_nobody_is_warned_where_two_see_it_or_may_yet(
    as_, hana, opening, interview, ana, ben, state
):
    if state != "no panel yet":
        second_round(interview, ana, *([ben] if state == "two people" else []))
    if state == "withdrawn":
        interview.candidate.withdrawn_at = timezone.now()
        interview.candidate.save()

    assert "Seen by fewer than two people" not in Page(as_(hana).get(ONE)).text


def test_candidates_who_withdrew_come_last(as_, hana, opening):
    factories.CandidateFactory(
        opening=opening, number=1, name="Early Leaver", withdrawn_at=timezone.now()
    )
    factories.CandidateFactory(opening=opening, number=2, name="Still Here")

    text = Page(as_(hana).get(ONE)).text

    assert text.index("Still Here") < text.index("Early Leaver") < text.index("Withdrawn")


def test_panels_strangers_and_other_managers_get_404(as_, opening, interview, ana, zoe, cora):
    for user in (ana, zoe, cora, person("hal", "Hiring managers")):
        assert as_(user).get(ONE).status_code == 404


def test_they_need_a_login(client, opening):
    for address in (LIST, ONE):
        assert client.get(address).url == f"{reverse('login')}?next={address}"


def test_nothing_is_posted_to_them(as_, hana, opening):
    for address in (LIST, ONE):
        assert as_(hana).post(address).status_code == 405


@pytest.mark.parametrize("many", [1, 10])
def test_the_list_asks_a_fixed_number_of_queries(
    as_, hana, revision, many, django_assert_num_queries
):
    for number in range(many):
        opening = factories.OpeningFactory(
            reference=f"N-{number}", revision=revision, hiring_manager=hana
        )
        factories.CandidateFactory(opening=opening)
    client = as_(hana)

    with django_assert_num_queries(6):
        client.get(LIST)


@pytest.mark.parametrize("many", [1, 10])
def test_an_opening_asks_a_fixed_number_of_queries(
    as_, hana, opening, many, django_assert_num_queries
):
    opening.members.add(*[person(f"member-{number}") for number in range(many)])
    start = datetime.datetime(2027, 2, 1, 9, tzinfo=datetime.UTC)
    for number in range(many):
        candidate = factories.CandidateFactory(opening=opening, number=number + 1)
        for day in range(many):
            interview = factories.InterviewFactory(
                candidate=candidate, starts_at=start + datetime.timedelta(days=day)
            )
            factories.PanelistFactory(interview=interview, seat=1)
    client = as_(hana)

    with django_assert_num_queries(14):
        client.get(ONE)
