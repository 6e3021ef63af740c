"""One person who is in an opening twice becomes one candidate."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from interviews.models import Candidate
from scorecards.models import GoAhead, Look
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page
from tests.scorecards.cards import begin_card

pytestmark = pytest.mark.django_db

MERGE = "/openings/JOB-1/candidates/1/merge/"
BOTH = f"{MERGE}?other=2"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def jane(opening):
    return factories.CandidateFactory(
        opening=opening, number=1, name="Jane Doe", adjustments="Speak slowly"
    )


@pytest.fixture
def twin(opening, folder):
    twin = factories.CandidateFactory(
        opening=opening,
        number=2,
        name="J. Doe",
        email="jane@mail.example",
        adjustments="Speak slowly\nShow each question in writing",
    )
    twin.keep_papers(SimpleUploadedFile("cv.txt", b"Plain words."), "cv.txt")
    return twin


def files(folder):
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def hour(number):
    return datetime.datetime(2027, 3, 1, number, tzinfo=datetime.UTC)


def test_both_show_side_by_side_before_anything_is_done(as_, hana, jane, twin):
    page = Page(as_(hana).get(BOTH))

    for words in ("Jane Doe", "J. Doe", "jane@mail.example", "cv.txt", "Keep both", "Candidate 1"):
        assert words in page.text
    asked = {a["name"] for _tag, a in page.elements if a.get("type") == "radio"} - {"theme"}
    assert asked == {"name", "adjustments"}
    assert "/openings/JOB-1/candidates/2/merge/?other=1" in page.hrefs()
    assert not page.against_the_policy()
    assert Candidate.objects.count() == 2


def test_the_person_chooses_what_is_kept_and_interviews_move_over(
    as_, hana, jane, twin, folder, django_capture_on_commit_callbacks
):
    own = factories.InterviewFactory(candidate=jane, starts_at=hour(9))
    moved = factories.InterviewFactory(candidate=twin, starts_at=hour(11))

    with django_capture_on_commit_callbacks(execute=True):
        response = as_(hana).post(BOTH, {"name": "dropped", "adjustments": "both"})

    assert response.url == "/openings/JOB-1/candidates/1/"
    kept = Candidate.objects.get()
    assert (kept.pk, kept.number, kept.name) == (jane.pk, 1, "J. Doe")
    assert kept.email == "jane@mail.example"
    assert kept.adjustments_list == ["Speak slowly", "Show each question in writing"]
    assert kept.papers_name == "cv.txt"
    assert {row.pk for row in kept.interviews.all()} == {own.pk, moved.pk}
    assert files(folder) == [b"Plain words."]


def test_a_file_that_is_not_kept_is_deleted(
    as_, hana, jane, twin, folder, django_capture_on_commit_callbacks
):
    jane.keep_papers(SimpleUploadedFile("own.txt", b"Own words."), "own.txt")

    with django_capture_on_commit_callbacks(execute=True):
        as_(hana).post(BOTH, {"name": "kept", "adjustments": "kept", "cv": "kept"})

    assert files(folder) == [b"Own words."]
    assert Candidate.objects.get().adjustments == "Speak slowly"


def test_the_number_that_goes_is_not_given_again(as_, hana, opening, jane, twin):
    as_(hana).post(BOTH, {})

    opening.add_candidates([Candidate(name="Next")])

    assert [row.number for row in opening.candidates.all()] == [1, 3]


def test_acts_on_the_one_that_goes_move_over(as_, hana, jane, twin):
    Look.objects.create(candidate=twin, by=hana)
    for candidate, key in ((jane, "round-1"), (twin, "round-1"), (twin, "round-2")):
        GoAhead.objects.create(candidate=candidate, round_key=key, by=hana)

    as_(hana).post(BOTH, {})

    assert Look.objects.get().candidate == jane
    assert [row.round_key for row in GoAhead.objects.order_by("round_key")] == [
        "round-1",
        "round-2",
    ]


def with_card(candidate, user, at):
    interview = factories.InterviewFactory(candidate=candidate, starts_at=at)
    return begin_card(factories.PanelistFactory(interview=interview, user=user))


def test_a_scorecard_of_one_of_them_moves_along(as_, hana, jane, twin, ana):
    card = with_card(twin, ana, hour(9))

    as_(hana).post(BOTH, {})

    card.refresh_from_db()
    assert card.panelist.interview.candidate == jane


def test_where_both_have_scorecards_it_is_refused(as_, hana, jane, twin, ana, ben):
    with_card(jane, ana, hour(9))
    with_card(twin, ben, hour(11))
    client = as_(hana)

    look, response = client.get(BOTH), client.post(BOTH, {})

    assert "Both have scorecards, so they stay apart" in Page(look).text
    assert response.status_code == 422
    assert "Both have scorecards, so they stay apart" in Page(response).text
    assert Candidate.objects.count() == 2


@pytest.mark.parametrize("later", [0, 30])
def test_interviews_at_the_same_time_are_refused(as_, hana, jane, twin, later):
    factories.InterviewFactory(candidate=jane, starts_at=hour(9))
    clashing = factories.InterviewFactory(
        candidate=twin, starts_at=hour(9) + datetime.timedelta(minutes=later)
    )

    response = as_(hana).post(BOTH, {})

    assert response.status_code == 422
    assert "are at the same time" in Page(response).text
    clashing.cancel(reason="")
    assert as_(hana).post(BOTH, {}).status_code == 302


def test_who_is_out_does_not_take_in_who_is_in(as_, hana, jane, twin):
    jane.withdrawn_at = timezone.now()
    jane.save()

    assert "Jane Doe is out." in Page(as_(hana).post(BOTH, {})).text
    assert as_(hana).post("/openings/JOB-1/candidates/2/merge/?other=1", {}).status_code == 302


def test_who_may_be_the_same_is_offered_first(as_, hana, opening, jane):
    factories.CandidateFactory(opening=opening, number=2, name="Somebody Else")
    factories.CandidateFactory(opening=opening, number=3, name="jane doe")

    page = Page(as_(hana).get(MERGE))

    assert [a["value"] for tag, a in page.elements if tag == "option"] == ["3", "2"]


def test_alone_there_is_nobody_to_merge_with(as_, hana, jane):
    assert "There is nobody to merge with" in Page(as_(hana).get(MERGE)).text


@pytest.mark.parametrize("other", ["1", "9", "x", "9" * 5000])
def test_nobody_of_that_number_is_404(as_, hana, jane, twin, other):
    assert as_(hana).post(f"{MERGE}?other={other}").status_code == 404
    assert Candidate.objects.count() == 2


def test_candidates_of_another_opening_are_out_of_reach(as_, hana, jane):
    other = factories.OpeningFactory(reference="JOB-2", revision=jane.opening.revision)
    factories.CandidateFactory(opening=other, number=2)

    assert as_(hana).get(BOTH).status_code == 404


def test_coordinators_panels_and_strangers_get_404(as_, jane, twin, cora, ana, zoe):
    jane.opening.members.add(cora)
    for user in (cora, ana, zoe, person("hal", "Hiring managers")):
        assert as_(user).get(BOTH).status_code == 404
        assert as_(user).post(BOTH).status_code == 404
    assert Candidate.objects.count() == 2


def test_it_needs_a_login(client, jane, twin):
    assert client.get(MERGE).url == f"{reverse('login')}?next={MERGE}"


@pytest.mark.parametrize("many", [1, 10])
def test_the_look_asks_a_fixed_number_of_queries(
    as_, hana, jane, twin, many, django_assert_num_queries
):
    for number in range(many):
        factories.InterviewFactory(
            candidate=jane, starts_at=hour(9) + datetime.timedelta(days=number)
        )
        factories.InterviewFactory(
            candidate=twin, starts_at=hour(12) + datetime.timedelta(days=number)
        )
    client = as_(hana)

    with django_assert_num_queries(15):
        client.get(BOTH)
