"""The scorecard page: what it shows, to whom, and that it is useful before and in the interview."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Candidate, Opening
from scorecards.models import Look, Preference, Scorecard
from scorecards.seats import GUEST
from tests import factories
from tests.pages.markup import Page
from tests.scorecards.seated import filled_card, keys_of, seat_of, submitted_card


@pytest.fixture
def seat(interview, ana):
    return seat_of(interview, ana)


def freeze_again(revision):
    """Keep a document that a test has changed, under a digest that is its own."""
    revision.digest = revision.as_document().digest
    revision.save()


def url_of(seat, name="card"):
    return reverse(f"scorecards:{name}", args=[seat.pk])


def named(page, tag, name):
    return [a for t, a in page.elements if t == tag and a.get("name") == name]


def shown(page):
    """The names of the parts that show without scripts."""
    return [a["data-part"] for _, a in page.elements if "data-part" in a and "hidden" not in a]


def test_everything_for_the_interview_is_there(as_, ana, seat):
    Candidate.objects.update(adjustments="Speak slowly.\nOffer a break.")

    page = Page(as_(ana).get(url_of(seat), {"all": "1"}))

    question = seat.interview.round.questions[0]
    for words in (
        seat.interview.candidate.name, "Round 1", "Room 4", "Ana Example (chair) , Ben Example",
        "Account Executive, North", "Adjustments for this candidate Speak slowly. Offer a break.",
        "Read this aloud", "Welcome. We ask everybody", "Write the evidence first",
        question.prompt, "Follow-ups asked What did you try first?", "Names what was done",
        "Red flags heard", "A follow-up was not planned", "Evidence for the number",
        "1 Not shown", "5 Outstanding", "in the way that earns a 5 here.", "not asked",
        "no evidence", "declined to answer", "Nobody but you ever reads these.",
        "Thank you. What would you like to ask us?", "Strengths", "Concerns", "Strong no",
        "No decision, because", "Submit my scorecard", "Decline this interview",
        "Declare a conflict of interest", "no conflict of interest declared",
    ):  # fmt: skip
        assert words in page.text, words
    assert {url_of(seat, "own_guide"), url_of(seat, "own_scorecard")} <= set(page.hrefs())
    assert page.against_the_policy() == []


def test_evidence_comes_before_the_number(as_, ana, seat):
    page = Page(as_(ana).get(url_of(seat)))
    key = keys_of(seat)[0]
    names = [a.get("name") for _, a in page.elements]
    assert names.index(f"evidence-{key}") < names.index(f"rating-{key}")


def test_each_field_has_its_value_and_version(as_, ana, seat):
    key = keys_of(seat)[0]
    filled_card(seat, **{
        f"rating-{key}": "no_evidence", f"evidence-{key}": "\n<b>First</b> line.",
        f"follow-up-{key}": "2", f"own-follow-ups-{key}": "Why so?",
        f"notes-{key}": "Mine.", "recommendation": "no_decision",
        "recommendation-reason": "Time “ran” out.",
    })  # fmt: skip

    response = as_(ana).get(url_of(seat))
    page = Page(response)

    def checked(name):
        return [a["value"] for a in named(page, "input", name) if "checked" in a]

    assert checked(f"rating-{key}") == ["no_evidence"]
    assert checked(f"follow-up-{key}") == ["2"]
    assert checked("recommendation") == ["no_decision"]
    assert named(page, "input", "recommendation-reason")[0]["value"] == "Time “ran” out."
    assert [a["value"] for a in named(page, "input", f"version-evidence-{key}")] == ["1"]
    assert [a["value"] for a in named(page, "input", "version-concerns")] == ["0"]
    # A textarea drops the first line break after its tag, which is the template's.
    assert ">\n\n&lt;b&gt;First&lt;/b&gt; line.</textarea>" in response.content.decode()
    fields = {f"version-{name}" for name in Scorecard.objects.get().fields}
    assert fields == {
        a["name"] for _, a in page.elements if a.get("name", "").startswith("version-")
    }


def test_the_steps_say_in_words_what_is_done(as_, ana, seat):
    key = keys_of(seat)[0]
    card = Scorecard.begin(seat)
    card.write(f"rating-{key}", "3", 0)
    text = Page(as_(ana).get(url_of(seat))).text
    assert "Question 1 3 · Solid Question 2 to rate Question 3 to rate Closing to do" in text


def test_reading_writes_nothing(as_, ana, seat):
    as_(ana).get(url_of(seat))
    assert not Scorecard.objects.exists()
    seat.interview.refresh_from_db()
    assert seat.interview.in_use_at is None


def test_one_part_shows_at_a_time_or_all_and_the_choice_is_remembered(as_, ana, seat):
    client = as_(ana)
    assert shown(Page(client.get(url_of(seat)))) == ["opening"]
    assert shown(Page(client.get(url_of(seat), {"question": "2"}))) == ["2"]
    assert shown(Page(client.get(url_of(seat), {"question": "99"}))) == ["opening"]

    client.post(url_of(seat, "card_save_all"), {"shows": "all"})

    assert Preference.objects.get(user=ana).shows_all_questions
    assert shown(Page(client.get(url_of(seat)))) == ["opening", "1", "2", "3", "closing"]
    assert shown(Page(client.get(url_of(seat), {"question": "2"}))) == ["2"]
    client.post(url_of(seat, "card_save_all"), {"shows": "one"})
    assert shown(Page(client.get(url_of(seat)))) == ["opening"]
    assert not Scorecard.objects.exists()


def test_a_script_that_turns_the_page_is_answered_shortly(as_, ana, seat):
    answer = as_(ana).post(
        url_of(seat, "card_save_all"), {"shows": "all"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 204


def test_hidden_names_stay_hidden(as_, ana, seat):
    Opening.objects.update(hide_names=True)
    page = Page(as_(ana).get(url_of(seat)))
    assert seat.interview.candidate.name not in page.text
    assert seat.interview.candidate.number_in_words in page.text


def test_the_cv_shows_where_it_is_shown_to_the_panel(as_, ana, seat):
    Candidate.objects.update(papers_link="https://cv.example/7", papers_shown=False)
    assert "https://cv.example/7" not in Page(as_(ana).get(url_of(seat))).hrefs()
    assert as_(ana).get(url_of(seat, "card_papers")).status_code == 404
    Candidate.objects.update(papers_shown=True)
    assert "https://cv.example/7" in Page(as_(ana).get(url_of(seat))).hrefs()


def test_where_own_follow_ups_are_welcome_the_page_says_so(as_, hana, ana, seat, kit):
    Opening.objects.update(planned_follow_ups_only=False)
    assert "A follow-up was not planned" in Page(as_(ana).get(url_of(seat))).text
    document = seat.interview.revision.document
    document["settings"]["planned_follow_ups_only"] = False
    freeze_again(seat.interview.revision)

    page = Page(as_(ana).get(url_of(seat)))

    assert "Follow-ups of your own" in page.text
    assert "A follow-up was not planned" not in page.text


def test_an_observer_s_card_is_marked_as_practice(as_, interview, zoe):
    factories.PanelistFactory(interview=interview, user=zoe, part="observer", seat=3)
    page = Page(as_(zoe).get(url_of(seat_of(interview, zoe))))
    assert "Practice: you observe, so your scorecard never counts" in page.text


def test_who_has_looked_before_is_marked_not_blind(as_, ana, seat):
    Look.objects.create(by=ana, candidate=seat.interview.candidate)
    assert "Not blind: you had opened" in Page(as_(ana).get(url_of(seat))).text


def test_times_are_those_of_the_interview(as_, ana, seat):
    seat.interview.time_zone = "America/New_York"
    seat.interview.starts_at = datetime.datetime(2027, 1, 11, 15, tzinfo=datetime.UTC)
    seat.interview.save()
    assert "Mon 11 Jan 2027, 10 a.m. to 11 a.m. EST" in Page(as_(ana).get(url_of(seat))).text


def test_without_recommendations_none_is_asked_for(as_, ana, seat):
    seat.interview.revision.document["recommendations"] = []
    freeze_again(seat.interview.revision)
    page = Page(as_(ana).get(url_of(seat)))
    assert "Your recommendation" not in page.text
    assert "Closing 0" not in page.text


def test_a_guest_has_the_same_page_without_the_site_around_it(client, interview):
    guest = factories.GuestFactory(interview=interview, seat=3)
    factories.DeclarationFactory(panelist=guest)
    held = guest.passes.create(expires_at=timezone.now() + datetime.timedelta(days=1))
    session = client.session
    session[GUEST] = held.pk
    session.save()

    client.post(url_of(guest, "card_save_all"), {"shows": "all"})
    page = Page(client.get(url_of(guest)))

    assert len(shown(page)) == 5
    assert "site-nav" not in [a.get("class") for _, a in page.elements]
    assert f"guest-{guest.pk}" in [a.get("data-login") for _, a in page.elements]
    assert not Preference.objects.exists()


@pytest.mark.parametrize("name", ["card", "card_papers", "own_guide", "own_scorecard"])
def test_it_is_for_the_one_whose_seat_it_is(as_, client, seat, ben, hana, zoe, name):
    for user in (ben, hana, zoe):
        assert as_(user).get(url_of(seat, name)).status_code == 404
    assert client.get(url_of(seat, name)).status_code == 302


def test_before_declaring_there_is_no_page(as_, ana, seat):
    seat.declarations.all().delete()
    for name in ("card", "card_papers", "own_guide", "own_scorecard", "card_amend"):
        assert as_(ana).get(url_of(seat, name)).url == url_of(seat, "card_declare"), name


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("is_begun", [True, False])
def test_it_takes_twelve_queries_at_most_for_any_kit(
    as_, ana, seat, times, is_begun, django_assert_num_queries
):
    round_ = seat.interview.revision.document["rounds"][0]
    round_["questions"] = [
        question | {"key": f"{question['key']}-{number}"}
        for number in range(times)
        for question in round_["questions"]
    ]
    freeze_again(seat.interview.revision)
    if is_begun:
        filled_card(seat_of(seat.interview, ana))
    client = as_(ana)
    with django_assert_num_queries(12 if is_begun else 10):
        page = Page(client.get(url_of(seat)))
    assert len(named(page, "textarea", f"evidence-{round_['questions'][-1]['key']}")) == 1


def test_a_submitted_card_is_read(as_, ana, seat):
    submitted_card(seat)
    page = Page(as_(ana).get(url_of(seat)))
    assert "Named the figures." in page.text
    assert "Submit my scorecard" not in page.text
