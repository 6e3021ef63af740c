"""What a kit rates and how much each weighs: the form, its three ways, and what goes along."""

import pytest
from django.urls import reverse

from interviews.models import Kit, KitCompetency, KitQuestion
from tests import factories
from tests.pages.markup import Page
from tests.pages.test_kit_rounds import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(hana):
    """Rates Ask (asked about three times), Build and Close; its role asks for Ask (50 %,
    essential), Build (30 %) and Drive (20 %), and says why."""
    kit = factories.make_kit(owner=hana, rounds=2, questions=3)
    kit.kit_competencies.all().delete()
    kit.role.weights_reason = "Asking decides most."
    kit.role.save()
    named = {
        name: factories.CompetencyFactory(name=name, slug=name.lower())
        for name in ("Ask", "Build", "Close", "Drive", "Else")
    }
    for name in named:
        factories.give_anchors(named[name], kit.scale)
    for position, name in enumerate(("Ask", "Build", "Close")):
        kit.kit_competencies.create(competency=named[name], position=position)
    for name, weight in (("Ask", 50), ("Build", 30), ("Drive", 20)):
        factories.RoleCompetencyFactory(
            role=kit.role, competency=named[name], weight=weight, essential=name == "Ask"
        )
    questions = [row.question for row in KitQuestion.objects.filter(round__kit=kit)]
    for question, name in zip(questions, ("Ask", "Ask", "Ask", "Build", "Close"), strict=False):
        question.competency = named[name]
        question.save()
    KitQuestion.objects.filter(question=questions[-1]).delete()
    return kit


def address(kit):
    return reverse("interviews:kit_weights", args=[kit.slug])


def pk_of(name):
    return KitCompetency.competency.field.related_model.objects.get(slug=name.lower()).pk


def data(kit, *, rated="Ask Build Close", way="equal", essential="", weights=(), **changes):
    """What is posted; Drive is listed too, as the role asks for it."""
    seen = Kit.objects.get(pk=kit.pk).token
    typed = {"way": way, "reason": "", "seen": seen, "row": []}
    for place, name in enumerate(("Ask", "Build", "Close", "Drive"), start=1):
        pk = pk_of(name)
        typed["row"].append(pk)
        typed |= {f"weight-{pk}": dict(weights).get(name, 1), f"place-{pk}": place}
        typed |= {f"rated-{pk}": "on"} if name in rated.split() else {}
        typed |= {f"essential-{pk}": "on"} if name in essential.split() else {}
    return typed | changes


def rows(kit):
    return [(str(row.competency), row.weight, row.essential) for row in kit.kit_competencies.all()]


def test_own_weights_need_a_reason_and_are_kept_with_it(as_, hana, kit):
    weights = {"Ask": 3, "Build": 2, "Close": 1}
    typed = data(kit, way="own", weights=weights.items(), essential="Ask")

    refused = as_(hana).post(address(kit), typed)
    taken = as_(hana).post(address(kit), typed | {"reason": "Asking comes first here."})

    assert refused.status_code == 422
    assert "Say why they differ" in Page(refused).text
    assert taken.url == reverse("interviews:kit_build", args=[kit.slug])
    assert said(taken) == ["Weights: our own weights. Essential: “Ask”."]
    assert rows(kit) == [("Ask", 3, True), ("Build", 2, False), ("Close", 1, False)]
    assert Kit.objects.get().weights_reason == "Asking comes first here."


def test_own_weights_that_are_the_same_need_no_reason(as_, hana, kit):
    typed = data(kit, way="own", weights={"Ask": 2, "Build": 2, "Close": 2}.items())

    assert as_(hana).post(address(kit), typed).status_code == 302
    assert {weight for _name, weight, _essential in rows(kit)} == {2}


def test_the_weights_of_the_role_come_with_its_reason(as_, hana, kit):
    response = as_(hana).post(address(kit), data(kit, way="role", rated="Ask Build Drive"))

    assert rows(kit) == [("Ask", 50, False), ("Build", 30, False), ("Drive", 20, False)]
    assert Kit.objects.get().weights_reason == "Asking decides most."
    assert said(response) == [
        "Took out “Close” with 1 question. Rates “Drive” now. Weights: as in the role."
    ]
    page = Page(as_(hana).get(address(kit)))
    checked = [a["value"] for _tag, a in page.elements if a.get("name") == "way" and "checked" in a]
    assert checked == ["role"]
    assert "Its reason: Asking decides most." in page.text
    assert "50 %" in page.text


def test_going_back_to_equal_drops_the_reason_and_undo_brings_it_back(as_, hana, kit):
    client = as_(hana)
    client.post(address(kit), data(kit, way="role", rated="Ask Build"))

    as_role = {"Ask": 50, "Build": 30}.items()
    client.post(address(kit), data(kit, way="equal", rated="Ask Build", weights=as_role))

    assert [weight for _name, weight, _essential in rows(kit)] == [1, 1]
    assert Kit.objects.get().weights_reason == ""
    kit.undo()
    assert [weight for _name, weight, _essential in rows(kit)] == [50, 30]
    assert Kit.objects.get().weights_reason == "Asking decides most."


def test_the_role_has_no_weight_for_what_it_does_not_ask(as_, hana, kit):
    response = as_(hana).post(address(kit), data(kit, way="role"))

    assert response.status_code == 422
    assert "The role gives no weight to “Close”" in Page(response).text


def test_a_role_without_a_reason_lends_no_weights(as_, hana, kit):
    kit.role.weights_reason = ""
    kit.role.save()

    response = as_(hana).post(address(kit), data(kit, way="role", rated="Ask Build"))

    assert response.status_code == 422
    assert "The role gives no reason for its weights. Choose your own" in Page(response).text


def test_weights_typed_for_nothing_are_not_thrown_away(as_, hana, kit):
    typed = data(kit, way="equal", weights={"Ask": 7}.items())

    response = as_(hana).post(address(kit), typed)

    assert response.status_code == 422
    page = Page(response)
    assert "choose “Our own weights”" in page.text
    assert "7" in [a.get("value") for _tag, a in page.elements if a.get("type") == "number"]


def test_taking_out_takes_the_questions_along_and_undo_brings_them_back(as_, hana, kit):
    page = Page(as_(hana).get(address(kit)))
    assert "3 questions, which go if you untick it" in page.text

    response = as_(hana).post(address(kit), data(kit, rated="Build Close"))

    assert said(response) == ["Took out “Ask” with 3 questions."]
    assert not KitQuestion.objects.filter(question__competency__slug="ask").exists()
    kit.undo()
    assert KitQuestion.objects.filter(question__competency__slug="ask").count() == 3
    assert [name for name, _weight, _essential in rows(kit)] == ["Ask", "Build", "Close"]


def test_what_the_library_has_besides_can_be_added(as_, hana, kit):
    bare = factories.CompetencyFactory(name="Bare")
    page = Page(as_(hana).get(address(kit)))
    assert "Else" in page.text
    assert bare.name not in page.text  # no anchors on this scale

    weights = {"Ask": 4, "Build": 3, "Close": 2}
    typed = data(kit, way="own", weights=weights.items(), reason="Why.", more=[pk_of("Else")])
    response = as_(hana).post(address(kit), typed)

    assert rows(kit)[-1] == ("Else", 2, False)
    assert said(response) == ["Rates “Else” now. Weights: our own weights."]


def test_they_stand_in_the_order_of_their_places(as_, hana, kit):
    typed = data(kit) | {f"place-{pk_of('Close')}": 1, f"place-{pk_of('Ask')}": 3}

    response = as_(hana).post(address(kit), typed)

    assert [name for name, _weight, _essential in rows(kit)] == ["Close", "Build", "Ask"]
    assert said(response) == ["Put the competencies into another order."]


def test_saving_what_is_there_changes_nothing(as_, hana, kit):
    response = as_(hana).post(address(kit), data(kit))

    assert said(response) == ["There was nothing to change."]
    assert kit.last_change is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rated": ""}, "Keep at least one competency"),
        ({"way": "own", "weights": {"Ask": ""}.items()}, "Give a weight from 1 to 1,000 parts."),
        ({"way": "own", "weights": {"Ask": 0}.items()}, "Give a weight from 1 to 1,000 parts."),
        ({"way": "own", "weights": {"Ask": "x"}.items()}, "Give a weight from 1 to 1,000 parts."),
        ({"way": "luck"}, "luck is not one of the available choices"),
        ({"more": ["0"]}, "0 is not one of the available choices"),
        ({"reason": "a\x07"}, "Remove the character U+0007"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, kit, changes, words):
    before = kit.token

    response = as_(hana).post(address(kit), data(kit, **changes) | {"place-x": "1"})

    assert response.status_code == 422
    assert words in Page(response).text
    assert kit.token == before


def test_a_second_editor_sees_both_versions_and_adds_to_them(as_, hana, root, kit):
    stale = data(kit, way="own", weights={"Ask": 5}.items(), reason="Ours.")
    as_(root).post(address(kit), data(kit, more=[pk_of("Else")], essential="Build"))

    response = as_(hana).post(address(kit), stale)

    assert response.status_code == 409
    page = Page(response)
    assert "Rates “Else” now. Essential: “Build”." in page.text
    assert "“Build” is essential Now:" not in page.text  # hers alone: it is taken over
    ticked = [a["name"] for _tag, a in page.elements if "checked" in a]
    assert f"essential-{pk_of('Build')}" in ticked
    assert f"essential-{pk_of('Ask')}" not in ticked
    assert "Weight of “Ask” Now: 1 Yours: 5" in page.text
    assert "Reason for the weights Now: — Yours: Ours." in page.text
    assert "How they weigh Now: All the same Yours: Our own weights" in page.text
    assert "“Else” is rated" not in page.text  # hers does not speak of it: it stays
    seen = [a["value"] for _tag, a in page.elements if a.get("name") == "seen"]
    as_(hana).post(address(kit), stale | {"seen": seen[0]})
    assert rows(kit) == [
        ("Ask", 5, False),
        ("Build", 1, False),
        ("Close", 1, False),
        ("Else", 1, False),
    ]


def test_a_kit_that_rates_nothing_offers_the_library(as_, hana):
    kit = factories.KitFactory(owner=hana)
    factories.give_anchors(factories.CompetencyFactory(name="Only", slug="only"), kit.scale)

    text = Page(as_(hana).get(address(kit))).text

    assert "Nothing is rated yet" in text
    assert "1 more competency of the library" in text


@pytest.mark.parametrize("username", ["zoe", "ana", "cora", "libby"])
def test_those_who_do_not_edit_the_kit_get_404(as_, request, kit, username):
    client = as_(request.getfixturevalue(username))

    assert client.get(address(kit)).status_code == 404
    assert client.post(address(kit), data(kit, rated="Ask")).status_code == 404
    assert len(rows(kit)) == 3


def test_it_needs_a_login(client, kit):
    assert client.get(address(kit)).status_code == 302
    assert client.post(address(kit), {}).status_code == 302


@pytest.mark.parametrize("questions", [1, 12])
def test_it_takes_as_many_queries_for_any_number_of_competencies(
    as_, hana, questions, django_assert_num_queries
):
    kit = factories.make_kit(owner=hana, questions=questions)
    client = as_(hana)
    client.get(address(kit))

    with django_assert_num_queries(15):
        client.get(address(kit))
