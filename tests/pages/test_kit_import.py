"""Importing a kit of another installation: a dry run first, then a draft of one's own."""

import json

import pytest
from django.urls import reverse

from interviews.models import Kit, Question
from tests import factories
from tests.conftest import person
from tests.pages.kit_files import (
    IMPORT,
    carried_off,
    changed,
    first_question,
    handed_in,
    library,
    looked_at,
    new_question,
    rows,
)
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(revision):
    return carried_off(revision)


def test_a_kit_goes_from_one_installation_to_another_and_stays_the_same(as_, hana, text):
    client, before = as_(hana), library()

    look = client.post(IMPORT, handed_in(text))
    page = Page(look)
    assert look.status_code == 200
    assert "Dry run: nothing is written yet" in page.text
    assert "6 questions are known: the bank’s own are asked." in page.text
    assert "It stays the same word for word" in page.text
    assert not page.against_the_policy()

    response = client.post(IMPORT, looked_at(look))

    kit = Kit.objects.get()
    assert response.url == reverse("interviews:kit_build", args=[kit.slug])
    assert kit.owner == hana
    assert not kit.is_published
    assert kit.publish(by=hana).digest == json.loads(text)["digest"]
    assert library() == before
    assert not Question.objects.exclude(state="approved").exists()


def test_every_field_of_a_kit_comes_along(as_, hana, kit):
    kit.rounds.update(purpose="To meet", opening_minutes=7, closing_minutes=0, panel_size=3)
    first = kit.rounds.first()
    first.kit_questions.update(minutes=4, asker=2, drop_order=1)
    kit.kit_competencies.filter(pk=kit.kit_competencies.last().pk).update(weight=9, essential=True)
    Kit.objects.update(
        level="senior",
        weights_reason="It decides most.",
        planned_follow_ups_only=False,
        papers_held_back=True,
        same_panel=True,
        calibrated_panel=True,
        analysis_source="Talks",
        analysis_expert="Edda",
        analysed_on="2026-02-03",
    )
    draft = Kit.objects.with_content().get()
    document = draft.as_document()
    text = json.dumps({"digest": document.digest, "document": document.as_data()})
    Kit.objects.all().delete()
    client = as_(hana)

    client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(text))))

    imported = Kit.objects.with_content().get()
    assert imported.as_document() == document
    assert imported.level == "senior"


def test_the_dry_run_writes_nothing(as_, hana, text):
    text = changed(text, new_question)
    client = as_(hana)
    client.get(IMPORT)
    before = rows()

    for _ in range(2):
        assert client.post(IMPORT, handed_in(text)).status_code == 200

    assert rows() == before


def test_a_stale_look_shows_the_new_one_and_writes_nothing(as_, hana, text):
    client = as_(hana)
    agreed = looked_at(client.post(IMPORT, handed_in(text)))
    Question.objects.filter(slug=first_question(text)).update(prompt="Reworded meanwhile?")

    response = client.post(IMPORT, agreed)

    assert response.status_code == 409
    page = Page(response)
    assert "changed since you looked, so nothing was written" in page.text
    assert "Reworded meanwhile?" in page.text
    assert not Kit.objects.exists()
    assert client.post(IMPORT, looked_at(response)).status_code == 302


def test_a_taken_address_gets_a_number(as_, hana, kit, revision):
    client = as_(hana)

    page = Page(look := client.post(IMPORT, handed_in(revision.as_json())))
    assert f"word for word: revision 1 of “{kit.title}”" in page.text
    assert revision.get_absolute_url() in page.hrefs()
    assert f"this one gets “{kit.slug}-2”" in page.text
    assert "Only its address differs from the file" in page.text
    client.post(IMPORT, looked_at(look))

    assert set(Kit.objects.values_list("slug", flat=True)) == {kit.slug, f"{kit.slug}-2"}


def test_what_keeps_it_from_being_published_is_told_beforehand(as_, hana, text):
    def shorten(document):
        document["rounds"][0]["minutes"] = 10

    response = as_(hana).post(IMPORT, handed_in(changed(text, shorten)))

    page = Page(response)
    assert "1 thing to mend before you publish it" in page.text
    assert "lengthen the slot or drop a question" in page.text


def test_a_kit_without_anything_in_it_leaves_no_hole(as_, hana, text):
    def empty(document):
        document |= {"rounds": [], "competencies": []}

    client = as_(hana)
    look = client.post(IMPORT, handed_in(changed(text, empty)))
    for words in ("The kit rates none.", "The kit asks none yet", "The kit has no round yet."):
        assert words in Page(look).text
    client.post(IMPORT, looked_at(look))

    assert not Kit.objects.get().rounds.exists()


def test_managers_see_the_form_and_what_to_do(as_, hana):
    page = Page(as_(hana).get(IMPORT))

    assert "Where the file comes from" in page.text
    assert any(a.get("type") == "file" for _tag, a in page.elements)


def test_a_library_admin_looks_but_does_not_import(as_, libby, text):
    client = as_(libby)
    assert "Hiring managers import kits." in Page(client.get(IMPORT)).text

    look = client.post(IMPORT, handed_in(text))
    page = Page(look)
    assert "Ready for a hiring manager" in page.text
    assert not any(a.get("name") == "import" for _tag, a in page.elements)
    assert client.post(IMPORT, looked_at(look)).status_code == 404
    assert not Kit.objects.exists()


def test_a_superuser_imports(as_, root, text):
    client = as_(root)

    client.post(IMPORT, looked_at(client.post(IMPORT, handed_in(text))))

    assert Kit.objects.get().owner == root


def test_others_get_404(as_, zoe, ana, cora, text):
    for other in (zoe, ana, cora):
        assert as_(other).get(IMPORT).status_code == 404
        assert as_(other).post(IMPORT, handed_in(text)).status_code == 404


def test_it_needs_a_login(client, text):
    assert client.get(IMPORT).url == f"{reverse('login')}?next={IMPORT}"
    assert client.post(IMPORT, handed_in(text)).url == f"{reverse('login')}?next={IMPORT}"


def test_a_kit_of_another_manager_is_not_given_away(as_, kit, revision):
    """What is published is for all managers to see; a draft's own facts are not in it."""
    hal = person("hal", "Hiring managers")
    Kit.objects.update(title="A secret draft")

    page = Page(as_(hal).post(IMPORT, handed_in(revision.as_json())))

    assert "A secret draft" not in page.text
    assert "revision 1 of" in page.text


@pytest.mark.parametrize("rounds", [2, 6])
def test_the_dry_run_costs_the_same_for_a_short_kit_and_a_long_one(
    as_, hana, rounds, django_assert_num_queries
):
    kit = factories.make_kit(owner=hana, rounds=rounds)
    text = changed(kit.publish(by=hana).as_json(), new_question)
    client = as_(hana)

    with django_assert_num_queries(46):
        client.post(IMPORT, handed_in(text))
