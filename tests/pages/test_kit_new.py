"""Making a kit for a role."""

import pytest
from django.urls import reverse

from interviews.kits import new_kits
from interviews.kits.new_kits import made_with
from interviews.kits.presets import numbered_rounds
from interviews.models import Kit, KitQuestion, Question, RatingScale
from tests import factories
from tests.conftest import person
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db

NEW = "/new-kit/"
FOR_SELLER = "/new-kit/?role=seller"


@pytest.fixture
def role(db):
    """A role with three competencies and enough approved questions about each."""
    role = factories.RoleFactory(slug="seller", title="Seller", weights_reason="Closing decides.")
    scale = factories.ScaleFactory()
    for position, (name, weight) in enumerate([("closing", 50), ("asking", 30), ("planning", 20)]):
        row = factories.RoleCompetencyFactory(
            role=role,
            competency__slug=name,
            competency__name=name.capitalize(),
            position=position,
            weight=weight,
            essential=weight == 50,
        )
        factories.give_anchors(row.competency, scale)
        for kind in ("behavioural", "situational", "technical"):
            factories.QuestionFactory(competency=row.competency, type=kind)
    return role


def own_rounds(*rows, total=5):
    """What the rows of one's own rounds send."""
    data = {"own-TOTAL_FORMS": str(total), "own-INITIAL_FORMS": "0"}
    for number in range(total):
        names = ("name", "minutes", "panel_size")
        values = rows[number] if number < len(rows) else ("", "", "")
        data |= {f"own-{number}-{name}": value for name, value in zip(names, values, strict=True)}
    return data


def filled(**changes):
    return {
        "title": "Seller interviews",
        "key": "abcde",
        "level": "",
        "rounds": "two",
        "weights": "equal",
        "scale": "",
        **own_rounds(),
    } | changes


def values_of(page, name):
    return [a.get("value") for _tag, a in page.elements if a.get("name") == name]


def test_one_chooses_a_role_or_an_earlier_kit(as_, hana, role, kit):
    page = Page(as_(hana).get(NEW))

    options = [a.get("value") for tag, a in page.elements if tag == "option"]
    assert {"seller", kit.slug} <= set(options)
    assert "Seller · Mid-level" in page.text
    assert f"{kit.title} · draft · Hana Example" in page.text


def test_it_makes_a_kit_and_chooses_the_questions_at_once(as_, hana, role):
    client = as_(hana)
    response = client.post(FOR_SELLER, filled())

    kit = Kit.objects.get()
    assert response.url == reverse("interviews:kit_build", args=[kit.slug])
    assert kit.slug == "seller-interviews-abcde"
    assert (kit.owner, kit.role, kit.level) == (hana, role, "")
    assert (kit.papers_held_back, kit.planned_follow_ups_only) == (True, True)
    assert kit.scale.slug == "five-point"
    rows = kit.kit_competencies.values_list("competency__slug", "weight", "essential")
    assert list(rows) == [("closing", 1, True), ("asking", 1, False), ("planning", 1, False)]
    rounds = list(kit.rounds.values_list("key", "minutes", "panel_size"))
    assert rounds == [("screen", 30, 1), ("panel", 60, 3)]
    assert all(round_.purpose and round_.opening_script for round_ in kit.rounds.all())
    kit = Kit.objects.with_content().get()
    assert kit.problems() == []
    said = Page(client.get("/kits/")).text
    number = KitQuestion.objects.count()
    assert f"The kit is made: {number} questions in 2 rounds. No better choice exists." in said


def test_a_second_kit_of_a_role_gets_a_title_of_its_own(as_, hana, role):
    for title in ("Seller interviews", "Seller interviews 2"):
        factories.KitFactory(role=role, owner=hana, title=title)
    factories.KitFactory(role=role, owner=person("hal"), title="Seller interviews 3")

    page = Page(as_(hana).get(FOR_SELLER))

    assert values_of(page, "title") == ["Seller interviews 3"]


def test_the_form_comes_filled_in_with_suggested_rounds(as_, hana, role):
    page = Page(as_(hana).get(FOR_SELLER))

    assert values_of(page, "title") == ["Seller interviews"]
    checked = [a["value"] for _tag, a in page.elements if "checked" in a]
    assert checked == ["three", "equal"]
    assert "Screen, manager, panel Suggested" in page.text
    assert "Closing Essential 3 questions fit" in page.text


def test_rounds_that_cannot_do_say_so_before(as_, hana, role):
    Question.objects.update(minutes=25)

    page = Page(as_(hana).get(FOR_SELLER))

    assert "its questions need 100 minutes, not 67." in page.text
    assert page.text.count("Too short for this role") == 2
    Question.objects.update(minutes=6)
    for _ in range(4):
        factories.RoleCompetencyFactory(role=role)
    assert "two people have to rate each of its 7" in Page(as_(hana).get(FOR_SELLER)).text


def test_ones_own_rounds_may_be_given_and_empty_rows_do_not_count(as_, hana, role):
    rows = own_rounds(("Phone", "30", "1"), ("", "", ""), ("Phone", "60", "3"))

    as_(hana).post(FOR_SELLER, filled(rounds="own", **rows))

    rounds = Kit.objects.get().rounds.values_list("key", "name", "minutes", "panel_size")
    assert list(rounds) == [("phone", "Phone", 30, 1), ("phone-2", "Phone", 60, 3)]


def test_weights_can_be_those_of_the_role_with_their_reason(as_, hana, role):
    as_(hana).post(FOR_SELLER, filled(weights="role"))

    kit = Kit.objects.get()
    assert kit.weights_reason == "Closing decides."
    assert list(kit.kit_competencies.values_list("weight", flat=True)) == [50, 30, 20]


def test_another_level_has_its_own_questions(as_, hana, role):
    Question.objects.update(levels="mid\nsenior")
    junior = Question.objects.first()
    Question.objects.filter(pk=junior.pk).update(levels="mid")

    as_(hana).post(FOR_SELLER, filled(level="senior"))

    kit = Kit.objects.get()
    assert kit.level == "senior"
    assert not KitQuestion.objects.filter(question=junior).exists()
    assert KitQuestion.objects.exists()


def test_role_plays_stand_in_their_round_and_its_opening_says_so(as_, hana, role):
    closing = role.competencies.get(slug="closing")
    for _ in range(3):
        factories.QuestionFactory(competency=closing, type="role_play", minutes=12)

    as_(hana).post(FOR_SELLER, filled(rounds="four"))

    rounds = {round_.key: round_ for round_ in Kit.objects.get().rounds.all()}
    asked = KitQuestion.objects.filter(question__type="role_play")
    assert {row.round for row in asked} == {rounds["role-play"]}
    assert "role_play" not in rounds["panel"].types_list
    playing = "we play scenes" in rounds["role-play"].opening_script
    minutes = sum(row.question.minutes for row in rounds["role-play"].kit_questions.all())
    assert playing is (2 * 12 * asked.count() >= minutes)


def test_a_role_without_role_plays_gets_a_round_of_cases(as_, hana, role):
    as_(hana).post(FOR_SELLER, filled(rounds="four"))

    round_ = Kit.objects.get().rounds.get(position=2)
    assert (round_.name, round_.types) == ("Cases", "")


def test_where_nothing_fits_the_kit_is_made_with_its_rounds_and_says_why(as_, hana, role):
    rows = own_rounds(("Call", "15", "2"))

    client = as_(hana)
    response = client.post(FOR_SELLER, filled(rounds="own", **rows))

    kit = Kit.objects.get()
    assert response.url == reverse("interviews:kit_build", args=[kit.slug])
    assert kit.rounds.get().name == "Call"
    assert not KitQuestion.objects.exists()
    answer = client.get("/kits/")
    assert "no choice of questions fits them yet. “Call”" in Page(answer).text
    assert "<ul><li>“Call” needs" in answer.text


def test_sending_it_twice_makes_one_kit(as_, hana, role):
    client = as_(hana)
    first = client.post(FOR_SELLER, filled())
    second = client.post(FOR_SELLER, filled())
    renamed = client.post(FOR_SELLER, filled(title="Other"))

    assert first.url == second.url == renamed.url
    assert Kit.objects.count() == 1
    assert "This kit was made already." in Page(client.get("/kits/")).text
    client.post(FOR_SELLER, filled(key="fghjk"))
    assert Kit.objects.count() == 2


def test_two_sendings_at_the_same_moment_make_one_kit(hana, role):
    def kit():
        rounds = numbered_rounds([("Talk", 60, 2)])
        scale = RatingScale.objects.get()
        return new_kits.for_role(role, title="Seller", rounds=rounds, scale=scale)

    first = new_kits.save_once(kit(), owner=hana, key="abcde", placement=None)
    second = new_kits.save_once(kit(), owner=hana, key="abcde", placement=None)

    assert first == second == Kit.objects.get()
    assert Kit.objects.get().rounds.count() == 1


def test_another_persons_form_with_the_same_key_makes_another_kit(as_, hana, role):
    hal = person("hal", "Hiring managers")
    as_(hana).post(FOR_SELLER, filled())

    as_(hal).post(FOR_SELLER, filled(title="Hal's"))

    assert made_with("abcde", hal) != made_with("abcde", hana)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Give the kit a title"),
        ({"title": "x" * 161}, "at most 160 characters"),
        ({"title": "Bad \x07 bell"}, "Remove the character U+0007"),
        ({"level": "chief"}, "chief is not one of the available choices"),
        ({"rounds": ""}, "Choose the rounds."),
        ({"rounds": "nine"}, "nine is not one of the available choices"),
        ({"weights": "mine"}, "mine is not one of the available choices"),
        ({"rounds": "own", **own_rounds()}, "Give at least one round"),
        ({"rounds": "own", **own_rounds(("", "30", "1"))}, "Name this round"),
        ({"rounds": "own", **own_rounds(("A", "", "1"))}, "from 5 to 480 minutes"),
        ({"rounds": "own", **own_rounds(("A", "4", "1"))}, "from 5 to 480 minutes"),
        ({"rounds": "own", **own_rounds(("A", "soon", "1"))}, "from 5 to 480 minutes"),
        ({"rounds": "own", **own_rounds(("A", "30", "13"))}, "from 1 to 12 people"),
        ({"rounds": "own", **own_rounds(("x" * 81, "30", "1"))}, "at most 80 characters"),
        ({"rounds": "own", "own-TOTAL_FORMS": ""}, "Mend your own rounds"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, role, changes, words):
    sent = filled(**{"own-3-name": "Typed before", "key": "qrstv"}) | changes

    page = Page(as_(hana).post(FOR_SELLER, sent))

    assert not Kit.objects.exists()
    assert words in page.text
    assert "Nothing has been made yet." in page.text
    if changes.get("own-TOTAL_FORMS") != "":
        assert values_of(page, "own-3-name") == [sent["own-3-name"]]
        assert values_of(page, "own-0-minutes") == [sent["own-0-minutes"]]
    assert values_of(page, "title") == [sent["title"] or None]
    assert values_of(page, "key") == ["qrstv"]


def test_a_scale_is_asked_for_only_where_there_are_several(as_, hana, role):
    assert "Rating scale" not in Page(as_(hana).get(FOR_SELLER)).text
    other = factories.ScaleFactory(slug="four", name="A four-point scale")

    page = Page(as_(hana).get(FOR_SELLER))
    assert "Rating scale" in page.text
    assert "scale" in [a.get("name") for tag, a in page.elements if tag == "select"]
    as_(hana).post(FOR_SELLER, filled(scale=str(other.pk)))

    assert Kit.objects.get().scale == other


def test_a_role_that_asks_for_nothing_explains_itself(as_, hana, libby, db):
    factories.RoleFactory(slug="empty")
    factories.ScaleFactory()

    page = Page(as_(hana).get("/new-kit/?role=empty"))

    assert "This role asks for nothing yet" in page.text
    assert "Ask a library admin" in page.text
    assert "Make the kit" not in page.text
    as_(hana).post("/new-kit/?role=empty", filled())
    assert not Kit.objects.exists()


def test_a_library_without_scale_or_roles_explains_itself(as_, hana, db):
    assert "The library has no roles yet" in Page(as_(hana).get(NEW)).text
    factories.RoleCompetencyFactory(role__slug="seller")

    assert "no rating scale yet" in Page(as_(hana).get(FOR_SELLER)).text


@pytest.mark.parametrize("username", ["ana", "cora", "zoe", "libby"])
def test_others_get_404(as_, request, role, username):
    client = as_(request.getfixturevalue(username))

    for address in (NEW, FOR_SELLER):
        assert client.get(address).status_code == 404
        assert client.post(address, filled()).status_code == 404
    assert not Kit.objects.exists()


def test_what_is_not_there_is_not_found(as_, hana, role):
    hal = person("hal", "Hiring managers")
    hidden = factories.make_kit(owner=hal)

    assert as_(hana).get("/new-kit/?role=none").status_code == 404
    assert as_(hana).get("/new-kit/?like=none").status_code == 404
    assert as_(hana).get(f"/new-kit/?like={hidden.slug}").status_code == 404


def test_it_needs_a_login(client):
    assert client.get(NEW).url == f"{reverse('login')}?next={NEW}"
    assert client.post(FOR_SELLER, {}).status_code == 302


def test_the_pages_keep_the_policy_and_stand_under_kits(as_, hana, role, kit):
    client = as_(hana)
    answers = [client.get(NEW), client.get(FOR_SELLER), client.post(FOR_SELLER, {"title": ""})]
    answers.append(client.get(f"/new-kit/?like={kit.slug}"))

    for response in answers:
        page = Page(response)
        assert page.against_the_policy() == []
        ids = [a["id"] for _tag, a in page.elements if "id" in a]
        assert len(ids) == len(set(ids))
        assert "/kits/" in [a["href"] for _tag, a in page.elements if "aria-current" in a]


@pytest.mark.parametrize("many", [1, 12])
def test_the_number_of_queries_stays(as_, hana, many, django_assert_num_queries):
    role = factories.RoleFactory(slug="seller")
    factories.ScaleFactory()
    for _ in range(many):
        row = factories.RoleCompetencyFactory(role=role)
        factories.QuestionFactory(competency=row.competency)
        factories.RoleFactory()
        factories.make_kit(owner=hana, rounds=1)
    client = as_(hana)

    with django_assert_num_queries(6):
        client.get(NEW)
    with django_assert_num_queries(10):
        client.get(FOR_SELLER)


def test_it_is_offered_where_a_hiring_manager_looks(as_, hana, role, ana):
    for address in ("/", "/kits/"):
        assert NEW in Page(as_(hana).get(address)).hrefs()
    assert FOR_SELLER in Page(as_(hana).get(role.get_absolute_url())).hrefs()
    assert NEW not in Page(as_(ana).get("/kits/")).hrefs()
