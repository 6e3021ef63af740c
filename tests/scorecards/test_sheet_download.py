"""Sheets from the browser: whose they are, and what they are called."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertTemplateUsed

from interviews.models import Opening
from roles.filenames import attachment
from scorecards.packets import packet_of
from tests import factories
from tests.scorecards.paper import Printed


def url(name, *args, **query):
    return reverse(f"scorecards:{name}", args=args, query=query or None)


@pytest.fixture
def seated(interview):
    """The interview with a third panelist, who observes."""
    user = factories.UserFactory(username="olu", first_name="Olu")
    factories.PanelistFactory(interview=interview, user=user, part="observer", seat=3)
    return interview


def test_the_hiring_manager_downloads_the_packet(as_, hana, seated):
    response = as_(hana).get(url("packet", "JOB-1", paper="letter"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    assert 'filename="JOB-1-panel-packet-letter.pdf"' in response["Content-Disposition"]
    printed = Printed(response.content)
    codes = [panelist.copy_code for panelist in seated.panelists.all()]
    firsts = [printed.pages_with(code)[0] for code in codes]
    assert firsts == sorted(firsts)
    assert "@" not in printed.text


def declared_seat(interview, user):
    """The seat of somebody who has declared everything."""
    seat = interview.panelists.get(user=user)
    factories.DeclarationFactory(panelist=seat)
    return seat


def test_a_panelist_downloads_the_own_copy_only(as_, ben, seated):
    mine = declared_seat(seated, ben)
    response = as_(ben).get(url("own_scorecard", mine.pk))
    printed = Printed(response.content)
    assert len(printed.pages_with(mine.copy_code)) == len(printed.pages)
    assert not printed.has("Ana Example")
    assert seated.candidate.name not in response["Content-Disposition"]


def test_a_panelist_downloads_the_guide_of_the_own_round(as_, ben, seated):
    mine = declared_seat(seated, ben)
    printed = Printed(as_(ben).get(url("own_guide", mine.pk)).content)
    assert printed.has("Round 1")
    assert not printed.has("Round 2")
    assert not printed.has(seated.candidate.name)


@pytest.mark.parametrize("name", ["own_guide", "own_scorecard"])
@pytest.mark.parametrize(("is_strict", "words"), [
    (True, "Ask only the follow-ups printed here"),
    (False, "ask only to clear up what was said"),
])  # fmt: skip
def test_an_opening_may_be_stricter_on_follow_ups_than_its_kit(
    as_, ben, seated, name, is_strict, words
):
    seated.revision.document["settings"]["planned_follow_ups_only"] = False
    seated.revision.save()
    Opening.objects.update(planned_follow_ups_only=is_strict)
    mine = declared_seat(seated, ben)

    assert Printed(as_(ben).get(url(name, mine.pk)).content).has(words)


@pytest.mark.parametrize("name", ["guide", "scorecard"])
def test_anybody_who_reads_published_kits_prints_them(as_, cora, revision, name):
    address = url(name, revision.kit.slug, revision.number, round="round-2")
    printed = Printed(as_(cora).get(address).content)
    assert printed.has("Round 2")
    assert not printed.has("Round 1")
    assert printed.has(f"revision 1 · {revision.short_digest}")


@pytest.mark.parametrize("name", ["draft_guide", "draft_scorecard"])
def test_the_owner_prints_the_draft(as_, hana, kit, name):
    response = as_(hana).get(url(name, kit.slug, round="round-1"))
    assert Printed(response.content).has("DRAFT")


def test_strangers_find_nothing(as_, zoe, cora, ana, seated):
    revision, seat = seated.revision, seated.panelists.get(user=ana)
    addresses = [
        url("packet", "JOB-1"),
        url("own_scorecard", seat.pk),
        url("own_guide", seat.pk),
        url("guide", revision.kit.slug, 1),
        url("scorecard", revision.kit.slug, 1),
        url("draft_guide", revision.kit.slug),
        url("draft_scorecard", revision.kit.slug),
    ]
    assert [as_(zoe).get(address).status_code for address in addresses] == [404] * 7
    assert as_(cora).get(url("draft_guide", revision.kit.slug)).status_code == 404


def test_a_panelist_does_not_get_the_packet_nor_a_colleague_s_interview(as_, ana, hana, seated):
    assert as_(ana).get(url("packet", "JOB-1")).status_code == 404
    seat = seated.panelists.get(user=ana)
    assert as_(hana).get(url("own_scorecard", seat.pk)).status_code == 404


def test_it_needs_a_login(client, seated):
    assert client.get(url("packet", "JOB-1")).status_code == 302
    seat = seated.panelists.first()
    response = client.get(url("own_scorecard", seat.pk))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_a_sheet_is_only_read(as_, hana, seated):
    assert as_(hana).post(url("packet", "JOB-1")).status_code == 405


def test_a_paper_or_round_that_is_not_there_is_explained(as_, hana, seated):
    slug = seated.revision.kit.slug
    response = as_(hana).get(url("packet", "JOB-1", paper="a5"))
    assert response.status_code == 400
    assert "choose a4 or letter" in response.content.decode()
    assertTemplateUsed(response, "pdf/not_printed.html")
    response = as_(hana).get(url("scorecard", slug, 1, round="round-9"))
    assert response.status_code == 400
    assert "it has: round-1, round-2" in response.content.decode()


def test_an_opening_without_interviews_says_what_is_missing(as_, hana, opening):
    response = as_(hana).get(url("packet", "JOB-1"))
    assert response.status_code == 302
    assert response.url == url("opening_detail", "JOB-1")


def test_a_draft_without_rounds_leads_back_to_the_kit(as_, hana):
    empty = factories.KitFactory(owner=hana)
    response = as_(hana).get(url("draft_guide", empty.slug))
    assert response.status_code == 302
    assert response.url == empty.get_absolute_url()


def test_a_file_name_is_plain_for_old_programs_and_whole_for_new_ones():
    assert attachment('Zoë "7"', "panel packet", None, "a4") == (
        'attachment; filename="Zoe-7-panel-packet-a4.pdf"; '
        "filename*=UTF-8''Zo%C3%AB-7-panel-packet-a4.pdf"
    )


@pytest.mark.parametrize("more", [0, 4])
def test_a_packet_costs_the_same_queries_however_long(seated, more, django_assert_num_queries):
    opening = seated.candidate.opening
    for _ in range(more):
        other = factories.InterviewFactory(candidate__opening=opening)
        factories.PanelistFactory(interview=other, seat=1)
    with django_assert_num_queries(6):
        items = packet_of(opening)
    assert len(items) == 3 + more


def test_who_withdrew_is_not_printed(as_, hana, seated):
    from django.utils import timezone

    seated.candidate.withdrawn_at = timezone.now()
    seated.candidate.save(update_fields=["withdrawn_at"])
    assert as_(hana).get(url("packet", "JOB-1")).status_code == 302


@pytest.mark.parametrize("name", ["own_scorecard", "own_guide"])
def test_a_candidate_who_withdrew_is_printed_no_more(as_, ana, interview, name):
    interview.candidate.withdrawn_at = timezone.now()
    interview.candidate.save()

    seat = declared_seat(interview, ana)
    assert as_(ana).get(url(name, seat.pk)).status_code == 404


def test_what_was_printed_keeps_its_revision(as_, hana, seated):
    empty = factories.InterviewFactory(candidate=seated.candidate, round_key="round-2")

    as_(hana).get(url("packet", "JOB-1"))

    seated.refresh_from_db()
    empty.refresh_from_db()
    assert seated.in_use_at is not None
    assert empty.in_use_at is None
