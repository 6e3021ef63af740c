"""Bringing back a competency with its anchors, a scale with its points, a role with its weights."""

import pytest
import time_machine

from interviews.history import COMPETENCY
from interviews.models import Anchor, RatingScale
from roles.history.versions import versions_of
from roles.models import Competency
from tests import factories
from tests.admin.histories import (
    START,
    delete,
    history,
    refused,
    restore,
    restore_page,
    save,
)
from tests.conftest import staff
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def competency(libby):
    """A competency with anchors: since its first version one was reworded, one removed, one
    added."""
    with time_machine.travel(START, tick=False):
        row, scale = factories.CompetencyFactory(), factories.ScaleFactory()
        anchors = factories.give_anchors(row, scale)
    save(row, by=libby, minutes=60, name="Renamed")
    save(anchors[1], by=libby, minutes=60, text="Reworded.")
    delete(anchors[4], by=libby, minutes=60)
    senior = Anchor(competency=row, point=anchors[2].point, level="senior", text="Coaches.")
    save(senior, by=libby, minutes=60)
    return row


def test_a_competency_comes_back_with_its_anchors(as_, libby, competency):
    kept = dict(competency.anchors.filter(level="").values_list("point__value", "pk"))

    restore(as_(libby), competency, 1)
    competency.refresh_from_db()
    anchors = {anchor.point.value: anchor for anchor in competency.anchors.select_related("point")}

    assert competency.name != "Renamed"
    assert list(anchors) == [1, 2, 3, 4, 5]
    assert anchors[2].text.endswith("earns a 2 here.")
    assert {value: anchors[value].pk for value in kept} == kept  # changed in place
    versions = versions_of(COMPETENCY, competency.pk)
    assert len(versions) == 3
    assert versions[-1].state == versions[0].state
    assert versions[-1].reason.startswith("Restored from")


def test_anchors_that_say_the_same_are_not_written_again(as_, libby, competency):
    before = {anchor.pk: anchor.history.count() for anchor in competency.anchors.all()}
    third = competency.anchors.get(level="", point__value=3)

    restore(as_(libby), competency, 1)

    assert third.history.count() == before[third.pk]


def test_a_deleted_competency_comes_back_with_its_anchors(as_, libby, competency):
    pk, client = competency.pk, as_(libby)
    delete(competency, by=libby, minutes=90)
    competency.pk = pk

    restore(client, competency, 2)
    back = Competency.objects.get(pk=pk)

    assert back.name == "Renamed"
    assert back.anchors.count() == 5
    assert versions_of(COMPETENCY, pk)[-1].kind == "restored"


def test_anchors_for_a_point_that_is_gone_say_what_to_do(as_, libby, competency):
    point = RatingScale.objects.get().points.get(value=5)
    point.delete()

    text = refused(as_(libby), COMPETENCY, competency, 1)

    assert "The scale point “5 Outstanding” of that version was deleted since." in text
    competency.refresh_from_db()
    assert competency.name == "Renamed"


def test_a_scale_keeps_a_point_that_anchors_use(as_, libby):
    with time_machine.travel(START, tick=False):
        scale = factories.ScaleFactory()
    point = scale.points.model(scale=scale, value=6, label="Beyond", definition="More than that.")
    save(point, by=libby, minutes=9)
    factories.give_anchors(factories.CompetencyFactory(), scale)

    text = Page(restore(as_(libby), scale, 1)).text

    assert "“6 Beyond” is not part of that version, but 1 anchors use it" in text
    assert scale.points.count() == 6


def test_a_role_comes_back_with_its_weights(as_, libby):
    with time_machine.travel(START, tick=False):
        role = factories.RoleFactory()
        first = factories.RoleCompetencyFactory(role=role, weight=70)
        factories.RoleCompetencyFactory(role=role, weight=30)
    save(first, by=libby, minutes=60, weight=30)
    other = role.role_competencies.exclude(pk=first.pk).get()
    delete(other, by=libby, minutes=60)
    save(role.role_competencies.model(
        role=role, competency=factories.CompetencyFactory(), weight=70), by=libby, minutes=60,
    )  # fmt: skip

    restore(as_(libby), role, 1)

    weights = dict(role.role_competencies.values_list("competency", "weight"))
    assert weights == {first.competency_id: 70, other.competency_id: 30}


def test_weights_of_a_deleted_competency_say_what_to_do(as_, libby):
    with time_machine.travel(START, tick=False):
        role = factories.RoleFactory()
        row = factories.RoleCompetencyFactory(role=role, competency__name="Gone", weight=100)
    competency = row.competency
    delete(row, by=libby, minutes=60)
    delete(competency, by=libby, minutes=60)

    text = Page(as_(libby).get(restore_page(role, 1))).text

    assert "The competency “Gone” of that version was deleted since." in text


def test_whoever_may_not_change_anchors_restores_no_competency(as_, competency):
    rights = ("view_competency", "change_competency", "change_anchor")
    client = as_(staff("olga", *rights))

    assert client.get(history(competency)).status_code == 200
    assert client.get(restore_page(competency, 1)).status_code == 403
