"""Changing an opening: its title, its people and its settings."""

import pytest
from django.urls import reverse

from interviews.models import Opening
from tests.conftest import person
from tests.pages.markup import Page
from tests.scorecards.cards import begin_card

pytestmark = pytest.mark.django_db

EDIT = "/openings/JOB-1/edit/"


def data(opening, **changes):
    """What the page of this opening would send."""
    typed = {
        "reference": opening.reference,
        "title": opening.title,
        "hiring_manager": opening.hiring_manager_id,
        "retention_months": opening.retention_months,
        "planned_follow_ups_only": "on" if opening.planned_follow_ups_only else None,
        "hide_names": "on" if opening.hide_names else None,
        "totals_only": "on" if opening.totals_only else None,
    }
    seen = {f"initial-{name}": "True" if value == "on" else value for name, value in typed.items()}
    members = [str(pk) for pk in opening.members.values_list("pk", flat=True)]
    sent = typed | seen | {"members": members, "members-seen": ",".join(members)} | changes
    return {name: value for name, value in sent.items() if value is not None}


def test_it_is_changed_and_says_so(as_, hana, cora, opening):
    typed = data(
        opening,
        reference="AE-9",
        title="Account Executive, East",
        members=[cora.pk],
        hide_names="on",
        retention_months="6",
    )

    response = as_(hana).post(EDIT, typed, follow=True)

    assert response.redirect_chain == [("/openings/AE-9/", 302)]
    assert "The opening is saved." in Page(response).text
    opening.refresh_from_db()
    assert (opening.title, opening.retention_months) == ("Account Executive, East", 6)
    assert opening.hide_names
    assert list(opening.members.all()) == [cora]


def test_a_slow_tab_writes_only_what_was_changed_in_it(as_, hana, cora, opening):
    slow = data(opening, title="From the slow tab")
    Opening.objects.update(retention_months=3)
    opening.members.add(cora)

    as_(hana).post(EDIT, slow)

    opening.refresh_from_db()
    assert (opening.title, opening.retention_months) == ("From the slow tab", 3)
    assert list(opening.members.all()) == [cora]


def test_a_member_is_taken_out(as_, hana, cora, opening):
    opening.members.add(cora)

    as_(hana).post(EDIT, data(opening, members=[]))

    assert list(opening.members.all()) == []


def test_whoever_hands_over_stays_on_as_a_member(as_, hana, opening):
    hal = person("hal", "Hiring managers")
    opening.members.add(hal)

    as_(hana).post(EDIT, data(opening, hiring_manager=hal.pk))

    opening.refresh_from_db()
    assert opening.hiring_manager == hal
    assert list(opening.members.all()) == [hana]


def test_a_fellow_manager_changes_it_and_may_leave(as_, opening):
    hal = person("hal", "Hiring managers")
    opening.members.add(hal)

    response = as_(hal).post(EDIT, data(opening, title="By Hal", members=[]))

    assert response.url == reverse("scorecards:opening_list")
    assert Opening.objects.get().title == "By Hal"


@pytest.mark.parametrize("name", ["hide_names", "totals_only"])
def test_what_authors_were_promised_stays(as_, hana, opening, interview, name):
    setattr(opening, name, True)
    opening.save()
    begin_card(interview.panel[0])
    client = as_(hana)

    page = Page(client.get(EDIT))
    response = client.post(EDIT, data(opening, title="Other words", **{name: None}))

    assert "It stays on: scorecards exist" in page.text
    assert response.status_code == 422
    assert "This stays on: scorecards of this opening exist" in Page(response).text
    opening.refresh_from_db()
    assert getattr(opening, name)
    assert opening.title == "Account Executive, North"
    client.post(EDIT, data(opening, title="Other words"))
    assert Opening.objects.get().title == "Other words"


@pytest.mark.parametrize("name", ["hide_names", "totals_only"])
def test_before_the_first_scorecard_nothing_is_promised(as_, hana, opening, interview, name):
    setattr(opening, name, True)
    opening.save()

    as_(hana).post(EDIT, data(opening, **{name: None}))

    assert not getattr(Opening.objects.get(), name)


def test_settings_may_be_tightened_after_the_first_scorecard(as_, hana, opening, interview):
    begin_card(interview.panel[0])

    as_(hana).post(EDIT, data(opening, hide_names="on", totals_only="on"))

    opening.refresh_from_db()
    assert opening.hide_names
    assert opening.totals_only


def test_bad_input_explains_itself_and_loses_nothing(as_, hana, opening):
    response = as_(hana).post(EDIT, data(opening, reference="a b", title="Typed title"))

    page = Page(response)
    assert response.status_code == 422
    assert "Write the reference with letters, digits" in page.text
    assert "Typed title" in [a.get("value") for _tag, a in page.elements]
    assert not page.against_the_policy()
    assert Opening.objects.get().title == "Account Executive, North"


def test_an_archived_one_is_read_only(as_, hana, opening):
    opening.archive()

    assert as_(hana).get(EDIT).status_code == 404
    assert as_(hana).post(EDIT, data(opening, title="Late")).status_code == 404
    page = Page(as_(hana).get("/openings/JOB-1/"))
    assert "This opening is archived" in page.text
    assert EDIT not in page.hrefs()
    assert "/openings/JOB-1/candidates/add/" not in page.hrefs()


def test_coordinators_panels_and_strangers_get_404(as_, opening, interview, cora, ana, zoe):
    opening.members.add(cora)
    for user in (cora, ana, zoe, person("hal", "Hiring managers")):
        assert as_(user).get(EDIT).status_code == 404
        assert as_(user).post(EDIT, data(opening, title="Mine")).status_code == 404
    assert Opening.objects.get().title == "Account Executive, North"


def test_it_needs_a_login(client, opening):
    assert client.get(EDIT).url == f"{reverse('login')}?next={EDIT}"
