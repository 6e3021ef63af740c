"""Publishing from the page. What publishing freezes is tested with the models."""

import pytest
from django.urls import reverse

from interviews.models import Kit, Question
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(kit):
    return reverse("interviews:kit_publish", args=[kit.slug])


def seen(kit):
    """What the form on the page says that was looked at."""
    draft = Kit.objects.with_content().get(pk=kit.pk)
    return {"seen": draft.as_document().digest}


def offers_to_publish(response, address):
    return {"method": "post", "action": address} in [
        {"method": form.get("method"), "action": form.get("action")}
        for form in Page(response).forms()
    ]


def test_the_owner_publishes_after_being_told_what_it_does(as_, hana, kit, address):
    client = as_(hana)
    before = client.get(kit.get_absolute_url())
    assert offers_to_publish(before, address)
    assert "This freezes all questions" in Page(before).text

    response = client.post(address, seen(kit), follow=True)

    assert response.redirect_chain[-1][0] == kit.revisions.get().get_absolute_url()
    page = Page(response)
    assert "Published as revision 1." in page.text
    assert any(a.get("role") == "status" for _, a in page.elements)


def test_problems_are_listed_and_keep_it_a_draft(as_, hana, kit, address):
    kit.rounds.update(minutes=5)
    client = as_(hana)
    before = client.get(kit.get_absolute_url())
    assert not offers_to_publish(before, address)
    assert "2 things are in the way:" in Page(before).text

    response = client.post(address, seen(kit), follow=True)

    assert not kit.revisions.exists()
    page = Page(response)
    assert page.text.count("lengthen the slot or drop a question") == 4
    assert any(a.get("role") == "alert" for _, a in page.elements)


def test_nothing_changed_is_nothing_to_publish(as_, hana, kit, revision, address):
    client = as_(hana)
    assert not offers_to_publish(client.get(kit.get_absolute_url()), address)

    response = client.post(address, seen(kit), follow=True)

    assert kit.revisions.count() == 1
    assert "Nothing has changed since revision 1" in Page(response).text


def test_a_changed_draft_offers_the_next_number(as_, hana, kit, revision, address):
    kit.rounds.last().delete()

    response = as_(hana).get(kit.get_absolute_url())

    assert offers_to_publish(response, address)
    assert "The draft differs from revision 1." in Page(response).text
    assert "Yes, publish revision 2" in Page(response).text


def test_a_reader_of_drafts_reads_who_can_publish(as_, libby, kit, address):
    client = as_(libby)
    response = client.get(kit.get_absolute_url())

    assert not offers_to_publish(response, address)
    assert "Only its owner, Hana Example, can publish" in Page(response).text
    assert client.post(address).status_code == 404


def test_another_manager_and_a_stranger_get_404(as_, zoe, kit, address):
    for user in (zoe, person("hal", "Hiring managers")):
        assert as_(user).post(address).status_code == 404
    assert not kit.revisions.exists()


def test_it_needs_a_login(client, kit, address):
    assert client.post(address).url == f"{reverse('login')}?next={address}"
    assert not kit.revisions.exists()


def test_reading_publishes_nothing(as_, hana, kit, address):
    assert as_(hana).get(address).status_code == 405
    assert not kit.revisions.exists()


def test_what_nobody_looked_at_is_not_published(as_, hana, kit, address):
    looked_at = seen(kit)
    Question.objects.update(prompt="Changed while Hana was reading?")

    page = Page(as_(hana).post(address, looked_at, follow=True))

    assert "has changed since you looked, so nothing was published" in page.text
    assert "Changed while Hana was reading?" in page.text
    assert not kit.revisions.exists()
