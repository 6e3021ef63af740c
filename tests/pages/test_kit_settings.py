"""Title and structure settings of a kit."""

import datetime

import pytest
from django.urls import reverse

from interviews.models import Kit
from tests import factories
from tests.pages.markup import Page
from tests.pages.test_kit_rounds import said

pytestmark = pytest.mark.django_db


def address(kit, what="settings"):
    return reverse(f"interviews:kit_{what}", args=[kit.slug])


def data(kit, **changes):
    typed = {
        "title": kit.title,
        "level": "",
        "scale": kit.scale.pk,
        "planned_follow_ups_only": "on",
        "analysis_source": "",
        "analysis_expert": "",
        "analysed_on": "",
        "seen": kit.token,
    }
    return {name: value for name, value in (typed | changes).items() if value is not None}


def test_all_settings_are_kept_and_said(as_, hana, kit):
    typed = data(
        kit,
        title="Spring interviews",
        level="senior",
        planned_follow_ups_only=None,
        papers_held_back="on",
        same_panel="on",
        calibrated_panel="on",
        analysis_source="Interviews with three account executives",
        analysis_expert="Mara Lind",
        analysed_on="2026-05-04",
    )

    response = as_(hana).post(address(kit), typed)

    assert response.url == address(kit, "build")
    assert said(response)[0].startswith("Changed the settings: title, level, planned follow-ups")
    kit = Kit.objects.get()
    assert (kit.title, kit.fitting_level) == ("Spring interviews", "senior")
    assert not kit.planned_follow_ups_only
    assert (kit.papers_held_back, kit.same_panel, kit.calibrated_panel) == (True, True, True)
    document = kit.as_document()
    assert document.analysis.expert == "Mara Lind"
    assert kit.analysed_on == datetime.date(2026, 5, 4)
    assert 'value="2026-05-04"' in as_(hana).get(address(kit)).content.decode()
    kit.undo()
    assert Kit.objects.get().title == kit.slug.replace("kit-", "Kit ")


def test_saving_what_is_there_changes_nothing(as_, hana, kit):
    response = as_(hana).post(address(kit), data(kit))

    assert said(response) == ["There was nothing to change."]
    assert kit.last_change is None


def test_the_form_says_what_another_scale_would_lack(as_, hana, kit):
    assert "Another scale brings its own anchors" not in Page(as_(hana).get(address(kit))).text
    short = factories.ScaleFactory(slug="short", name="Short scale")
    factories.give_anchors(kit.kit_competencies.first().competency, short)

    text = Page(as_(hana).get(address(kit))).text

    assert "Five-point scale: anchors for 6 of 6 competencies" in text
    assert "Short scale: anchors for 1 of 6 competencies" in text


def test_anchors_of_another_level_do_not_count_for_a_scale(as_, hana, kit):
    short = factories.ScaleFactory(slug="short", name="Short scale")
    factories.give_anchors(kit.kit_competencies.first().competency, short, level="executive")

    text = Page(as_(hana).get(address(kit))).text

    assert "Short scale: anchors for 0 of 6 competencies" in text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "a\u202eb"}, "Remove the character U+202E"),
        ({"level": "boss"}, "boss is not one of the available choices"),
        ({"scale": "0"}, "That choice is not one of the available choices"),
        ({"analysed_on": "soon"}, "Enter a valid date"),
        ({"analysed_on": "2999-01-01"}, "This day is still to come"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, kit, changes, words):
    typed = data(kit, analysis_source="A day in the field.", **changes)

    response = as_(hana).post(address(kit), typed)

    assert response.status_code == 422
    page = Page(response)
    assert words in page.text
    assert "A day in the field." in [a.get("value") for _tag, a in page.elements]
    assert Kit.objects.get().analysis_source == ""


def test_a_second_editor_sees_both_versions(as_, hana, root, kit):
    stale = data(kit, title="Mine", analysed_on="2026-05-04", level="senior")
    as_(root).post(address(kit), data(kit, title="Theirs", same_panel="on"))

    response = as_(hana).post(address(kit), stale)

    assert response.status_code == 409
    page = Page(response)
    assert "Title Now: Theirs Yours: Mine" in page.text
    assert "Same panel for every candidate Now:" not in page.text  # hers alone: it is taken over
    ticked = [a["name"] for _tag, a in page.elements if "checked" in a]
    assert ticked == ["planned_follow_ups_only", "same_panel"]
    assert "Level Now: As the role: Mid-level Yours: Senior" in page.text
    assert "Date Now: — Yours: 4 May 2026" in page.text
    assert "Rating scale Now:" not in page.text
    assert Kit.objects.get().title == "Theirs"
    seen = [a["value"] for _tag, a in page.elements if a.get("name") == "seen"]
    as_(hana).post(address(kit), stale | {"seen": seen[0]})
    assert Kit.objects.get().title == "Mine"


@pytest.mark.parametrize("username", ["zoe", "ana", "cora", "libby"])
def test_those_who_do_not_edit_the_kit_get_404(as_, request, kit, username):
    client = as_(request.getfixturevalue(username))

    assert client.get(address(kit)).status_code == 404
    assert client.post(address(kit), data(kit, title="Mine")).status_code == 404
    assert Kit.objects.get().title == kit.title


def test_it_needs_a_login(client, kit):
    assert client.get(address(kit)).status_code == 302
    assert client.post(address(kit), {}).status_code == 302


@pytest.mark.parametrize("questions", [1, 12])
def test_it_takes_as_many_queries_for_any_number_of_questions(
    as_, hana, questions, django_assert_num_queries
):
    kit = factories.make_kit(owner=hana, questions=questions)
    client = as_(hana)
    client.get(address(kit))

    with django_assert_num_queries(19):
        client.get(address(kit))
