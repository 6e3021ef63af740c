"""Changing a panel an hour before: somebody joins, stands in, leaves, takes the chair."""

import pytest
from django.urls import reverse

from interviews.models import Panelist
from scorecards.models import Mail
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page
from tests.scorecards.cards import submit_card

pytestmark = pytest.mark.django_db


def add(interview):
    return f"/interviews/{interview.pk}/panel/add/"


def act(seat, verb):
    return f"/seats/{seat.pk}/{verb}/"


def panel(interview):
    interview.refresh_from_db()
    return [(each.name, each.part) for each in interview.panelists.live()]


def letters(method):
    return set(Mail.objects.filter(method=method).values_list("to", flat=True))


@pytest.fixture
def seats(interview):
    from scorecards.letters.invitations import tell_panel

    tell_panel(interview)
    Mail.objects.all().update(sent_at="2027-01-01T00:00Z")
    return list(interview.panelists.order_by("seat"))


def test_somebody_joins_and_is_invited(as_, hana, interview, zoe):
    response = as_(hana).post(
        add(interview), {"add-person": "Zoe Example (zoe)", "add-part": "observer"}
    )

    assert response.url == f"/interviews/{interview.pk}/"
    assert panel(interview)[2] == ("Zoe Example", "observer")
    assert zoe.email in letters("REQUEST")


def test_a_guest_joins(as_, hana, interview):
    as_(hana).post(
        add(interview), {"add-person": "Maria Ruiz <maria@client.example>", "add-part": "member"}
    )

    assert panel(interview)[2] == ("Maria Ruiz", "member")
    page = Page(as_(hana).get(f"/interviews/{interview.pk}/"))
    seat = interview.panelists.get(user=None)
    actions = [form.get("action") for form in page.forms()]
    assert reverse("scorecards:guest_link_revoke", args=[seat.pk]) in actions


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"add-person": "", "add-part": "member"}, "This field is required"),
        ({"add-person": "Nobody", "add-part": "member"}, "Nobody here is called Nobody"),
        ({"add-person": "ana", "add-part": "member"}, "sits on that panel already"),
        ({"add-person": "zoe", "add-part": "chair"}, "has a chair already"),
        ({"add-person": "zoe", "add-part": "boss"}, "not one of the available choices"),
    ],
)
def test_who_cannot_join_is_told_why_and_what_was_typed_stays(
    as_, hana, interview, zoe, typed, words
):
    response = as_(hana).post(add(interview), typed)

    assert response.status_code == 422
    assert words in Page(response).text
    assert f'value="{typed["add-person"]}"' in response.content.decode()
    assert len(panel(interview)) == 2


def test_a_stand_in_takes_the_seat_and_both_are_told(as_, hana, interview, seats, ana, zoe):
    typed = {f"seat-{seats[0].pk}-person": "zoe", f"seat-{seats[0].pk}-part": "chair"}

    as_(hana).post(act(seats[0], "replace"), typed)

    assert panel(interview) == [("Zoe Example", "chair"), ("Ben Example", "member")]
    assert letters("CANCEL") == {ana.email}
    assert zoe.email in letters("REQUEST")


def test_a_stand_in_may_take_another_part(as_, hana, interview, seats, zoe):
    typed = {f"seat-{seats[0].pk}-person": "zoe", f"seat-{seats[0].pk}-part": "observer"}

    as_(hana).post(act(seats[0], "replace"), typed)

    assert panel(interview)[0] == ("Zoe Example", "observer")


def test_who_was_proposed_is_seated_with_one_press(as_, hana, interview, seats, zoe):
    ben = seats[1]
    ben.end("declined", "On leave.", "zoe")
    page = Page(as_(hana).get(f"/interviews/{interview.pk}/"))
    form = {
        attributes["name"]: attributes["value"]
        for tag, attributes in page.elements
        if attributes.get("name") == f"seat-{ben.pk}-person"
    }
    assert form == {f"seat-{ben.pk}-person": "zoe"}

    as_(hana).post(act(ben, "replace"), form)

    assert panel(interview)[1] == ("Zoe Example", "member")
    ben.refresh_from_db()
    assert ben.ending == "declined"
    text = Page(as_(hana).get(f"/interviews/{interview.pk}/")).text
    assert "said no; Zoe Example stands in" in text


def test_a_refused_stand_in_leaves_all_as_it_was(as_, hana, interview, seats):
    typed = {f"seat-{seats[0].pk}-person": "ben", f"seat-{seats[0].pk}-part": "chair"}

    response = as_(hana).post(act(seats[0], "replace"), typed)

    assert response.status_code == 422
    assert "sits on that panel already" in Page(response).text
    assert len(panel(interview)) == 2


def test_somebody_leaves_with_nobody_instead(as_, hana, interview, seats, ben):
    as_(hana).post(act(seats[1], "remove"))

    assert panel(interview) == [("Ana Example", "chair")]
    assert letters("CANCEL") == {ben.email}
    assert "taken off the panel" in Page(as_(hana).get(f"/interviews/{interview.pk}/")).text


def test_pressing_twice_says_so(as_, hana, interview, seats):
    as_(hana).post(act(seats[1], "remove"))

    response = as_(hana).post(act(seats[1], "remove"), follow=True)

    assert "left this panel already" in Page(response).text


def test_whoever_has_submitted_stays(as_, hana, interview, seats):
    submit_card(seats[1], number=3)

    response = as_(hana).post(act(seats[1], "remove"), follow=True)

    assert "has submitted a scorecard and stays" in Page(response).text
    assert "Take off the panel" in Page(response).text  # ana, still
    assert len(panel(interview)) == 2


def test_the_chair_passes_with_one_press(as_, hana, interview, seats):
    as_(hana).post(act(seats[1], "replace"), {"part": "chair"})

    assert panel(interview) == [("Ana Example", "member"), ("Ben Example", "chair")]


def test_without_a_chair_the_page_says_so(as_, hana, interview, seats):
    seats[0].end("declined")

    assert "Nobody chairs it." in Page(as_(hana).get(f"/interviews/{interview.pk}/")).text


def test_an_invitation_goes_out_again(as_, hana, interview, seats, ben):
    before = Mail.objects.count()

    response = as_(hana).post(act(seats[1], "invite-again"), follow=True)

    assert f"goes to {ben.email} again" in Page(response).text
    assert Mail.objects.filter(to=ben.email).count() == 2
    assert Mail.objects.count() == before + 1


def test_who_has_no_address_cannot_be_invited_and_the_page_says_so(as_, hana, interview):
    mute = factories.PanelistFactory(interview=interview, user=person("mute", email=""), seat=3)

    assert "No e-mail address" in Page(as_(hana).get(f"/interviews/{interview.pk}/")).text
    response = as_(hana).post(act(mute, "invite-again"), follow=True)
    assert "Mute Example cannot be invited" in Page(response).text


def test_who_left_is_not_invited_again(as_, hana, seats):
    seats[1].end("declined")

    assert as_(hana).post(act(seats[1], "invite-again")).status_code == 404


@pytest.mark.parametrize("verb", ["replace", "remove", "invite-again"])
def test_who_does_not_schedule_it_gets_404(as_, interview, seats, ana, zoe, cora, verb):
    for user in (ana, zoe, cora):
        assert as_(user).post(act(seats[1], verb), {"part": "chair"}).status_code == 404
    assert Panelist.objects.live().count() == 2


@pytest.mark.parametrize("verb", ["replace", "remove", "invite-again"])
def test_they_need_a_login_and_a_post(client, as_, hana, seats, verb):
    assert client.post(act(seats[1], verb)).url.startswith(reverse("login"))
    assert as_(hana).get(act(seats[1], verb)).status_code == 405
