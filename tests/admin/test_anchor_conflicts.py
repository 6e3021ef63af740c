"""Anchors that somebody else changes meanwhile, and anchors that kits need: nothing goes unseen."""

import pytest

from interviews.models import Anchor
from tests import factories
from tests.admin.anchors import LONG, box, change, make_listening, opened, texts
from tests.admin.forms import Form
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def scale():
    return factories.ScaleFactory()


@pytest.fixture
def listening():
    return make_listening()


def ticked(page, name):
    """What ticking the box of that name sends."""
    (box,) = [a for tag, a in page.elements if tag == "input" and a.get("name") == name]
    return box["value"]


def test_two_who_change_one_anchor_see_both_texts(as_, libby, root, listening):
    slow, quick = as_(libby), as_(root)
    form = opened(slow, listening).fill(**{box(3): "Slow words of mine."})
    opened(quick, listening).fill(**{box(3): "Quick words."}).save(quick)

    response = form.save(slow)

    page = Page(response)
    assert "Somebody else changed this anchor while you wrote." in page.text
    assert "Root Example, " in page.text
    assert "Theirs: Quick words." in page.text
    assert texts(listening)["", 3] == "Quick words."
    again = Form(response)
    assert again.data[box(3)] == "Slow words of mine."
    assert again.save(slow).status_code == 302  # now knowingly
    assert texts(listening)["", 3] == "Slow words of mine."


def test_who_left_an_anchor_alone_keeps_what_the_other_wrote(as_, libby, root, listening):
    slow, quick = as_(libby), as_(root)
    form = opened(slow, listening).fill(**{box(1): LONG})
    opened(quick, listening).fill(**{box(3): "Quick words."}).save(quick)

    assert form.save(slow).status_code == 302

    assert texts(listening)["", 1] == LONG
    assert texts(listening)["", 3] == "Quick words."


def test_a_refused_form_does_not_bring_back_what_the_other_replaced(as_, libby, root, listening):
    slow, quick = as_(libby), as_(root)
    form = opened(slow, listening).fill(name="")
    opened(quick, listening).fill(**{box(3): "Quick words."}).save(quick)

    response = form.save(slow)

    again = Form(response)
    assert again.data[box(3)] == "Quick words."
    assert again.fill(name="Hearing").save(slow).status_code == 302
    assert texts(listening)["", 3] == "Quick words."


def test_an_anchor_that_the_other_took_out_is_said_to_be_gone(as_, libby, listening):
    client = as_(libby)
    form = opened(client, listening).fill(**{box(3, "senior"): LONG})
    Anchor.objects.get(point__value=3, level="senior").delete()

    response = form.save(client)

    assert "They took it out." in Page(response).text
    Form(response).save(client)
    assert texts(listening)["senior", 3] == LONG


def test_a_row_that_the_other_rewrote_is_not_taken_out_unseen(as_, libby, listening, scale):
    client = as_(libby)
    form = opened(client, listening).fill(**{f"remove-{scale.pk}-senior": "on"})
    anchor = Anchor.objects.get(point__value=3, level="senior")
    anchor.text = "Quick words."
    anchor.save()

    response = form.save(client)

    assert "Theirs: Quick words." in Page(response).text
    assert len([key for key in texts(listening) if key[0] == "senior"]) == 5
    assert Form(response).save(client).status_code == 302
    assert not [key for key in texts(listening) if key[0] == "senior"]


def test_the_definition_is_guarded_alike(as_, libby, root, listening):
    slow, quick = as_(libby), as_(root)
    form = opened(slow, listening).fill(definition="Slow words.")
    opened(quick, listening).fill(definition="Quick words.").save(quick)

    response = form.save(slow)

    assert "it now reads “Quick words.”" in Page(response).text
    assert Form(response).data["definition"] == "Slow words."
    assert Form(response).save(slow).status_code == 302
    listening.refresh_from_db()
    assert listening.definition == "Slow words."


def test_texts_for_a_point_that_is_gone_are_shown_before_they_go(as_, libby, scale):
    competency = factories.CompetencyFactory()
    client = as_(libby)
    form = opened(client, competency).fill(**{box(5): LONG})
    scale.points.get(value=5).delete()

    response = form.save(client)

    assert "The rating scale has lost points while you wrote" in response.text
    assert LONG in Page(response).text
    assert Form(response).save(client).status_code == 302


# Kits


@pytest.fixture
def needing(listening, scale, hana):
    """A kit for a junior role, which has only the general anchors to go by."""
    kit = factories.KitFactory(title="Junior kit", owner=hana, scale=scale, role__level="junior")
    kit.kit_competencies.create(competency=listening)
    return kit


def test_an_anchor_that_a_kit_needs_goes_only_after_a_yes(as_, libby, listening, needing):
    client = as_(libby)
    form = opened(client, listening).fill(**{box(2): ""})

    response = form.save(client)

    page = Page(response)
    assert "Junior kit, without 2" in page.text
    assert ("", 2) in texts(listening)
    again = Form(response)
    assert again.data[box(2)] == ""
    again.fill(**{"leave-kits": ticked(page, "leave-kits")})
    assert again.save(client).status_code == 302
    assert ("", 2) not in texts(listening)


def test_a_yes_for_one_kit_is_none_for_another(as_, libby, hana, listening, needing, scale):
    client = as_(libby)
    form = opened(client, listening).fill(**{box(2): ""})
    response = form.save(client)
    again = Form(response).fill(**{"leave-kits": ticked(Page(response), "leave-kits")})
    other = factories.KitFactory(title="Other kit", owner=hana, scale=scale, role__level="lead")
    other.kit_competencies.create(competency=listening)

    response = again.save(client)

    assert "Other kit, without 2" in Page(response).text
    assert ("", 2) in texts(listening)


def test_a_kit_at_a_level_with_its_own_anchors_does_not_need_the_general_ones(
    as_, libby, hana, listening, scale
):
    kit = factories.KitFactory(owner=hana, scale=scale, role__level="senior")
    kit.kit_competencies.create(competency=listening)
    client = as_(libby)

    opened(client, listening).fill(**{box(2): ""}).save(client)

    assert ("", 2) not in texts(listening)


def test_a_kit_that_one_may_not_see_is_not_named(as_, listening, needing):
    keeper = staff(
        "keeper", "view_competency", "change_competency",
        "add_anchor", "change_anchor", "delete_anchor", "view_anchor",
    )  # fmt: skip
    client = as_(keeper)

    response = opened(client, listening).fill(**{box(2): ""}).save(client)

    assert "A kit that you may not see, without 2" in Page(response).text
    assert "Junior kit" not in response.text


def test_where_it_is_used_stands_below_its_form(as_, libby, listening, revision):
    question = factories.QuestionFactory(competency=listening, state="draft")
    row = factories.RoleCompetencyFactory(competency=listening, weight=70, essential=True)
    asked = revision.published_questions.first().question.competency

    page = Page(as_(libby).get(change(listening)))
    used = Page(as_(libby).get(change(asked)))

    assert f"{row.role.title} , 70 %, essential" in page.text
    assert "Draft: 1" in page.text
    assert question.prompt not in page.text
    assert revision.kit.get_absolute_url() in used.hrefs()
    assert "They keep the anchors that they were published with." in used.text


def test_an_unused_competency_says_what_comes_next(as_, libby):
    competency = factories.CompetencyFactory()

    page = Page(as_(libby).get(change(competency)))

    assert "Nowhere yet. Give it to a role with its weight" in page.text
