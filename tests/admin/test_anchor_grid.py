"""The anchors of a competency, written as a grid in its form."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from interviews.models import Anchor, RatingScale
from roles.models import Competency
from tests import factories
from tests.admin.anchors import LONG, box, change, make_listening, opened, said, texts
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

ADD = "/admin/roles/competency/add/"


@pytest.fixture
def scale():
    return factories.ScaleFactory()


@pytest.fixture
def listening():
    return make_listening()


def test_a_new_competency_is_written_with_its_anchors_at_once(as_, libby, scale):
    client = as_(libby)
    form = Form(client.get(ADD)).fill(name="Listening", slug="listening", category="soft")
    form.fill(definition="Hears what is said.")
    for value in range(1, 6):
        form.fill(**{box(value): f"{LONG} {value}"})

    response = form.save(client)

    assert response.status_code == 302
    competency = Competency.objects.get(slug="listening")
    assert texts(competency) == {("", value): f"{LONG} {value}" for value in range(1, 6)}
    assert set(Anchor.history.values_list("history_user", flat=True)) == {libby.pk}


def test_the_general_row_stands_first_then_the_levels_from_junior_up(as_, libby, listening, scale):
    factories.give_anchors(listening, scale, "junior")

    page = Page(as_(libby).get(change(listening)))

    rows = page.text[page.text.index("Five-point scale") :]
    assert rows.index("General") < rows.index("Junior") < rows.index("Senior")
    assert page.against_the_policy() == []


def test_every_box_has_a_label_and_its_notes(as_, libby, listening):
    page = Page(as_(libby).get(change(listening)))

    labels = {a["for"] for tag, a in page.elements if tag == "label" and "for" in a}
    ids = {a["id"] for _tag, a in page.elements if a.get("id")}
    boxes = [a for tag, a in page.elements if tag == "textarea" and "anchor-" in a["name"]]
    assert len(boxes) == 40  # five points, general and seven levels
    assert {box["id"] for box in boxes} <= labels
    assert {box["aria-describedby"] for box in boxes} <= ids


def test_a_level_gets_a_row_of_its_own_for_one_number(as_, libby, listening):
    client = as_(libby)
    form = opened(client, listening).fill(**{box(4, "lead"): LONG})

    form.save(client)

    assert texts(listening)["lead", 4] == LONG
    page = client.get(change(listening))
    empty = next(
        a for tag, a in Page(page).elements if tag == "textarea" and a["name"] == box(1, "lead")
    )
    assert empty["placeholder"] == texts(listening)["", 1]


def test_only_what_changed_is_written(as_, libby, listening):
    client = as_(libby)
    form = opened(client, listening)
    form.data = {name: text.replace("\n", "\r\n") for name, text in form.data.items()}
    form.fill(**{box(2): f"  {LONG}\r\nSecond line.  "})
    before = Anchor.history.count(), Competency.history.count()

    form.save(client)

    assert texts(listening)["", 2] == f"{LONG}\nSecond line."
    assert (Anchor.history.count(), Competency.history.count()) == (before[0] + 1, before[1])
    assert "General 2" in LogEntry.objects.latest("pk").get_change_message()


def test_saving_as_it_stands_writes_no_version(as_, libby, listening):
    client = as_(libby)
    before = Anchor.history.count(), Competency.history.count()

    assert opened(client, listening).save(client).status_code == 302

    assert (Anchor.history.count(), Competency.history.count()) == before


def test_a_row_is_taken_out_as_a_whole_and_it_says_so(as_, libby, listening, scale):
    client = as_(libby)
    page = client.get(change(listening))
    assert "its 5 texts for Senior go, and the general ones hold" in Page(page).text

    response = Form(page).fill(**{f"remove-{scale.pk}-senior": "on"}).save(client)

    assert {level for level, _value in texts(listening)} == {""}
    assert "5 anchors were taken out: Senior 1, Senior 2" in said(response)
    assert Anchor.history.filter(history_type="-", level="senior").count() == 5


def test_a_faulty_text_is_refused_beside_its_box_and_nothing_is_lost(as_, libby, listening):
    client = as_(libby)
    form = opened(client, listening).fill(**{box(1, "lead"): f"{LONG} \x07", box(2): LONG})

    response = form.save(client)

    assert "Remove the character U+0007: it cannot be printed." in response.text
    again = Form(response)
    assert again.data[box(2)] == LONG
    assert LONG not in texts(listening).values()
    again.fill(**{box(1, "lead"): LONG}).save(client)
    assert texts(listening)["lead", 1] == texts(listening)["", 2] == LONG


def test_an_unfinished_general_row_is_kept_and_named(as_, libby, scale):
    client = as_(libby)
    competency = factories.CompetencyFactory()
    form = opened(client, competency).fill(**{box(1): LONG})

    response = form.save(client)

    assert "On Five-point scale the general row has 1 of 5." in said(response)
    assert texts(competency) == {("", 1): LONG}


def test_another_scale_can_be_begun(as_, libby, listening):
    other = RatingScale.objects.create(slug="three", name="Three points")
    point = other.points.create(value=1, label="Low", definition="Low.")
    client = as_(libby)
    page = client.get(change(listening))
    assert "Write anchors for another scale: Three points" in Page(page).text

    Form(page).fill(**{f"anchor-{point.pk}-general": LONG}).save(client)

    assert listening.anchors.get(point=point).text == LONG
    assert listening.anchors.count() == 11


def test_without_a_scale_it_leads_to_making_one(as_, libby):
    page = Page(as_(libby).get(ADD))

    assert "There is no rating scale yet." in page.text
    assert reverse("admin:interviews_ratingscale_add") in page.hrefs()


# Rights


def test_who_may_only_look_reads_the_same_grid(as_, listening):
    Anchor.objects.filter(point__value=2, level="senior").delete()
    reader = staff("reader", "view_competency", "view_anchor")

    page = Page(as_(reader).get(change(listening)))

    assert texts(listening)["senior", 3] in page.text
    assert "As in general." in page.text
    assert not [a for tag, a in page.elements if tag == "textarea"]


def test_who_may_not_write_anchors_changes_the_rest_alone(as_, listening):
    half = staff("half", "view_competency", "change_competency", "view_anchor")
    client = as_(half)
    form = opened(client, listening).fill(definition="Another one.")
    form.data[box(1)] = LONG
    before = texts(listening)

    assert form.save(client).status_code == 302

    assert Competency.objects.get().definition == "Another one."
    assert texts(listening) == before


def test_strangers_and_interviewers_are_sent_to_the_login(as_, client, zoe, ana, listening):
    for somebody in (as_(zoe), as_(ana), client):
        assert "/login/" in somebody.get(change(listening)).url


@pytest.mark.parametrize("many", [1, 10])
def test_the_form_asks_a_fixed_number_of_queries(
    as_, libby, listening, hana, many, django_assert_num_queries
):
    for number in range(many):
        factories.RoleCompetencyFactory(competency=listening, weight=1)
        factories.QuestionFactory(competency=listening)
        kit = factories.KitFactory(owner=hana)
        kit.kit_competencies.create(competency=listening, position=number)
    client = as_(libby)

    with django_assert_num_queries(13):
        client.get(change(listening))
