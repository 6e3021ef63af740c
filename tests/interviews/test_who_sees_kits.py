"""Who reads which kit, revision, role and opening: the table of the design, row by row."""

import pytest

from interviews.models import Kit, KitRevision, Opening
from roles.models import Role
from tests import factories
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(interview, opening, cora):
    """hana's published kit, in use in an opening that cora was added to; and a draft of another
    manager, whose role is in no interview."""
    opening.members.add(cora)
    hal = person("hal", "Hiring managers")
    draft = factories.make_kit(owner=hal)
    return {"published": opening.revision.kit, "draft": draft, "hal": hal}


def kits_of(user, world):
    names = {kit.pk: name for name, kit in world.items() if isinstance(kit, Kit)}
    return sorted(names[kit.pk] for kit in Kit.objects.visible_to(user))


def test_library_admins_read_every_kit_and_edit_none(world, libby):
    assert kits_of(libby, world) == ["draft", "published"]
    assert not Kit.objects.editable_by(libby).exists()


def test_hiring_managers_read_their_own_and_the_published(world, hana):
    assert kits_of(hana, world) == ["published"]
    assert kits_of(world["hal"], world) == ["draft", "published"]


def test_hiring_managers_edit_their_own(world, hana):
    assert list(Kit.objects.editable_by(hana)) == [world["published"]]
    assert list(Kit.objects.editable_by(world["hal"])) == [world["draft"]]


def test_coordinators_read_the_published(world, cora):
    assert kits_of(cora, world) == ["published"]


def test_panelists_read_the_kits_of_their_interviews(world, ana):
    assert kits_of(ana, world) == ["published"]
    assert list(KitRevision.objects.visible_to(ana)) == [world["published"].latest_revision]


def test_an_interviewer_without_interviews_reads_nothing(world):
    ida = person("ida", "Interviewers")

    assert kits_of(ida, world) == []
    assert not KitRevision.objects.visible_to(ida).exists()
    assert not Role.objects.visible_to(ida).exists()


def test_panelists_read_no_other_revision_of_their_kit(world, ana, hana):
    world["published"].rounds.update(purpose="Changed.")
    newer = world["published"].publish(by=hana)

    assert newer not in KitRevision.objects.visible_to(ana)
    assert newer in KitRevision.objects.visible_to(hana)


def test_strangers_read_nothing(world, zoe):
    assert kits_of(zoe, world) == []
    assert not KitRevision.objects.visible_to(zoe).exists()
    assert not Role.objects.visible_to(zoe).exists()
    assert not Opening.objects.visible_to(zoe).exists()


def test_openings_are_for_their_manager_and_members(world, opening, hana, cora, ana, libby):
    assert list(Opening.objects.visible_to(hana)) == [opening]
    assert list(Opening.objects.visible_to(cora)) == [opening]
    for other in (ana, libby, world["hal"]):
        assert not Opening.objects.visible_to(other).exists()


def test_nothing_is_listed_twice(world, hana, ana, cora):
    for number in range(3):
        interview = factories.InterviewFactory(
            candidate__opening=Opening.objects.get(), candidate__number=50 + number
        )
        factories.PanelistFactory(interview=interview, user=ana, seat=1)

    assert kits_of(ana, world) == ["published"]
    assert KitRevision.objects.visible_to(ana).count() == 1
    assert Opening.objects.visible_to(cora).count() == 1


def test_superusers_read_and_edit_all(world, root):
    assert kits_of(root, world) == ["draft", "published"]
    assert Kit.objects.editable_by(root).count() == 2
    assert Opening.objects.visible_to(root).count() == 1
