"""The library file that a kit's import offers, and imports of whatever a file may hold."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from interviews.exchange.comparing import plan_of
from interviews.exchange.library_file import text_of
from interviews.exchange.reading import read
from interviews.exchange.writing import import_kit, rehearse
from interviews.library import load
from interviews.library.reader import Source
from interviews.models import Anchor, Kit, KitRevision, Question, RatingScale
from roles.models import Competency, JobFamily, Role, RoleCompetency
from tests import factories
from tests.interviews.documents import kit_documents
from tests.interviews.test_exchange import bounded, exported, resealed
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

IMPORT = "/import-kit/"


@pytest.fixture
def text(kit, revision):
    """The file of a kit that this installation has neither kit nor library for."""
    Role.objects.update(summary="Sells.", weights_reason="It sells.")
    for row in kit.kit_competencies.all():
        RoleCompetency.objects.create(
            role=kit.role, competency=row.competency, weight=10, level_3="Three", level_5="Five"
        )
    text = kit.publish(by=kit.owner).as_json()
    for model in (KitRevision, Kit, Question, Role, Anchor, RatingScale, Competency, JobFamily):
        model.objects.all().delete()
    return text


def post(client, text, **data):
    data["file"] = SimpleUploadedFile("kit.json", text.encode())
    return client.post(IMPORT, data)


def categories(text, kind="soft"):
    parts = json.loads(text)["document"]["competencies"]
    return {f"category-{part['key']}": kind for part in parts}


def load_into_library(response, by):
    source = Source("library.yaml", response.content)
    report = load.load([source], by=by)
    assert report.is_clean, report.problems
    return report


def test_all_that_is_missing_is_named(as_, hana, text):
    page = Page(post(as_(hana), text))

    assert "Not ready to import" in page.text
    document = json.loads(text)["document"]
    assert f"the role “{document['role']['title']}”" in page.text
    assert "the rating scale “Five-point scale”" in page.text
    for part in document["competencies"]:
        assert f"the competency “{part['name']}”" in page.text
    assert not any(a.get("name") == "import" for _tag, a in page.elements)


def test_loading_the_library_file_makes_the_import_possible(as_, hana, root, text):
    client = as_(hana)
    response = post(client, text, library="1", **categories(text))

    assert response["Content-Type"].startswith("application/yaml")
    assert "attachment; filename=" in response["Content-Disposition"]
    load_into_library(response, root)
    assert set(Competency.objects.values_list("category", flat=True)) == {"soft"}
    assert JobFamily.objects.get().slug == "imported"
    page = Page(post(client, text))
    assert "Not ready to import" not in page.text
    assert page.text.count("Known, and the same") >= 8
    assert "6 questions are new" in page.text


def test_the_draft_then_says_what_the_file_says(as_, hana, root, text):
    load_into_library(post(as_(hana), text, library="1", **categories(text)), root)
    file = read(text.encode())

    kit = import_kit(file, by=hana, seen=plan_of(file, hana).token)

    Question.objects.update(state="approved")
    assert Kit.objects.with_content().get(pk=kit.pk).as_document() == file.document


def test_nothing_is_written_by_fetching_the_file(as_, hana, text):
    post(as_(hana), text, library="1", **categories(text))

    assert not Competency.objects.exists()
    assert not Role.objects.exists()


def test_what_the_kit_does_not_say_is_asked_for(as_, hana, text):
    factories.FamilyFactory()
    keys = categories(text)
    missing = keys.popitem()[0]

    response = post(as_(hana), text, library="1", **keys)

    assert response.status_code == 422
    page = Page(response)
    assert "Say which kind of competency this is." in page.text
    assert "Say which job family the role belongs to." in page.text
    names = {a["name"] for tag, a in page.elements if tag == "select"}
    assert {missing, "family", "role", "scale"} <= names
    chosen = [a.get("value") for tag, a in page.elements if tag == "option" and "selected" in a]
    assert chosen.count("soft") == len(keys)


def test_a_role_that_is_there_takes_the_family_chosen(as_, hana, root, text):
    factories.FamilyFactory(slug="support", name="Support")

    data = categories(text) | {"family": "support"}
    load_into_library(post(as_(hana), text, library="1", **data), root)

    assert Role.objects.get().family.slug == "support"
    assert JobFamily.objects.count() == 1


def test_a_competency_without_anchors_gets_those_of_the_file_and_keeps_its_own_words(
    as_, hana, root, kit, revision
):
    competency = Competency.objects.first()
    text = revision.as_json()
    competency.anchors.all().delete()
    Competency.objects.filter(pk=competency.pk).update(definition="Our own words.")

    page = Page(post(as_(hana), text))
    assert "Known, without all its anchors" in page.text
    report = load_into_library(post(as_(hana), text, library="1"), root)

    assert [change.slug for change in report.changed] == [competency.slug]
    assert not report.created
    competency.refresh_from_db()
    assert competency.definition == "Our own words."
    assert competency.anchors.count() == 5


def test_anchors_for_another_scale_are_not_offered(as_, hana, revision):
    other = factories.ScaleFactory(slug="other")
    other.points.filter(value=5).delete()
    text = revision.as_json()
    data = {"file": SimpleUploadedFile("kit.json", text.encode()), "scale": "other"}

    page = Page(as_(hana).post(IMPORT, data))

    assert page.text.count("Known, without all its anchors") == 6
    assert "has no anchors on this scale: write them in the library" in page.text
    assert not any(a.get("name") == "library" for _tag, a in page.elements)


def test_a_library_admin_is_led_to_where_it_is_loaded(as_, hana, libby, text):
    address = reverse("admin:interviews_libraryupload_add")

    assert address in Page(post(as_(libby), text)).hrefs()
    assert address not in Page(post(as_(hana), text)).hrefs()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(kit_documents())
def test_whatever_a_document_holds_the_library_file_loads_and_the_kit_comes(root, document):
    """Rows of one example stand in the way of none: the next has the same slugs anyway."""
    document = bounded(document)
    file = read(exported(document).encode())
    for model in (Kit, Question, Role, Anchor, RatingScale, Competency):
        model.objects.all().delete()

    plan = plan_of(file, root)
    kinds = {part.key: "hard" for part in plan.competencies}
    report = load.load([Source("library.yaml", text_of(plan, kinds).encode())], by=root)
    assert report.is_clean, report.problems

    plan = plan_of(file, root)
    assert plan.is_complete
    rehearsal = rehearse(plan, by=root)
    assert not Kit.objects.exists()
    kit = import_kit(file, by=root, seen=plan.token)
    kit = Kit.objects.with_content().get(pk=kit.pk)
    assert tuple(map(str, kit.problems())) == rehearsal.obstacles
    assert [round_.name for round_ in kit.rounds.all()] == [row.name for row in document.rounds]


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("title", "x" * 161, "The kit, title"),
        ("round", "x" * 81, "name: Ensure this value has at most 80"),
        ("key", "k" * 61, "key: Ensure this value has at most 60"),
        ("follow_ups", ["x"] * 101, "This has 101 lines. Keep the 100 that matter."),
        ("language", "en-" + "-".join(["abcdefgh"] * 3), "language: Ensure this value has at most"),
    ],
)
def test_what_does_not_fit_here_is_told_by_its_place(hana, revision, part, value, words):
    data = json.loads(revision.as_json())["document"]
    first = data["rounds"][0]
    if part == "follow_ups":
        first["questions"][0] |= {"key": "new", "prompt": "New?", "follow_ups": value}
    elif part in ("round", "key"):
        first["name" if part == "round" else "key"] = value
    else:
        data[part] = value
        first["questions"][0] |= {"key": "new", "prompt": "New?"}
    file = read(resealed(data))
    plan = plan_of(file, hana)

    with pytest.raises(ValidationError) as refused:
        import_kit(file, by=hana, seen=plan.token)

    assert words in " ".join(refused.value.messages)
    assert Kit.objects.count() == 1
    assert not Question.objects.filter(slug="new").exists()
