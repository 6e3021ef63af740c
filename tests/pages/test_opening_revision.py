"""Moving an opening to another revision: a look first, then the same and nothing else."""

import pytest
from django.urls import reverse

from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

MOVE = "/openings/JOB-1/revision/"


@pytest.fixture
def second(kit, revision, hana):
    """The next revision: the second round is another one."""
    kit.rounds.filter(key="round-2").update(key="round-9", name="Round 9")
    return kit.publish(by=hana)


@pytest.fixture
def three(opening, interview):
    """Interviews of one candidate: untouched, in use, and of a round that goes."""
    used = factories.InterviewFactory(candidate=interview.candidate, round_key="round-1")
    used.keep_revision()
    gone = factories.InterviewFactory(candidate=interview.candidate, round_key="round-2")
    return interview, used, gone


def seen(response):
    return next(a["value"] for _tag, a in Page(response).elements if a.get("name") == "seen")


def revision_of(interview):
    interview.refresh_from_db()
    return interview.revision


def test_the_look_says_who_follows_and_who_stays_and_why(as_, hana, opening, three, second):
    text = Page(as_(hana).get(MOVE, {"revision": second.pk})).text

    assert "1 interview follows" in text
    assert "2 interviews keep their revision" in text
    assert "A scorecard of it was typed into, printed or downloaded." in text
    assert "The other revision has no such round." in text
    opening.refresh_from_db()
    assert opening.revision != second


def test_what_was_looked_at_is_done(as_, hana, opening, three, revision, second):
    client, address = as_(hana), f"{MOVE}?revision={second.pk}"

    response = client.post(address, {"seen": seen(client.get(address))})

    assert response.url == "/openings/JOB-1/"
    opening.refresh_from_db()
    assert opening.revision == second
    assert [revision_of(row) for row in three] == [second, revision, revision]


def test_where_something_changed_meanwhile_nothing_moves(
    as_, hana, opening, three, revision, second
):
    client, address = as_(hana), f"{MOVE}?revision={second.pk}"
    token = seen(client.get(address))
    three[0].keep_revision()

    response = client.post(address, {"seen": token})

    page = Page(response)
    assert response.status_code == 409
    assert "Something changed since you looked, so nothing was moved." in page.text
    assert "No interview that is scheduled changes." in page.text
    opening.refresh_from_db()
    assert opening.revision == revision
    client.post(address, {"seen": seen(response)})
    opening.refresh_from_db()
    assert opening.revision == second


def test_cancelled_ones_are_left_alone(as_, hana, opening, interview, revision, second):
    interview.cancel(reason="")
    client, address = as_(hana), f"{MOVE}?revision={second.pk}"

    client.post(address, {"seen": seen(client.get(address))})

    assert revision_of(interview) == revision


def test_another_kit_of_the_same_role_will_do_but_of_no_other(as_, hana, opening):
    same = factories.make_kit(role=opening.revision.kit.role, owner=hana).publish(by=hana)
    other = factories.make_kit(owner=hana).publish(by=hana)
    client = as_(hana)

    page = Page(client.get(MOVE))

    options = [a["value"] for tag, a in page.elements if tag == "option"]
    assert str(same.pk) in options
    assert str(other.pk) not in options
    assert client.get(MOVE, {"revision": same.pk}).status_code == 200
    for wrong in (other.pk, "x", "9" * 5000):
        assert client.get(MOVE, {"revision": wrong}).status_code == 404
        assert client.post(f"{MOVE}?revision={wrong}").status_code == 404


def test_without_another_revision_it_says_what_to_do(as_, hana, opening):
    assert "There is no other revision" in Page(as_(hana).get(MOVE)).text


def test_coordinators_panels_and_strangers_get_404(as_, opening, interview, cora, ana, zoe, second):
    opening.members.add(cora)
    for user in (cora, ana, zoe, person("hal", "Hiring managers")):
        assert as_(user).get(MOVE, {"revision": second.pk}).status_code == 404
        assert as_(user).post(f"{MOVE}?revision={second.pk}").status_code == 404


def test_it_needs_a_login(client, opening):
    assert client.get(MOVE).url == f"{reverse('login')}?next={MOVE}"


@pytest.mark.parametrize("many", [1, 10])
def test_the_look_asks_a_fixed_number_of_queries(
    as_, hana, opening, second, many, django_assert_num_queries
):
    for _number in range(many):
        factories.InterviewFactory(candidate__opening=opening)
    client = as_(hana)

    with django_assert_num_queries(10):
        client.get(MOVE, {"revision": second.pk})
