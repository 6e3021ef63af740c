"""Adding a round to a kit, and editing one."""

import pytest
from django.urls import reverse

from interviews.kits.scripts import USUAL_ROUNDS, scripts_for
from interviews.models import Round
from tests import factories
from tests.pages.markup import Page

pytestmark = pytest.mark.django_db


def address(kit, what, *rest):
    return reverse(f"interviews:kit_round_{what}", args=[kit.slug, *rest])


def data(kit, **changes):
    typed = {
        "name": "Second screen",
        "purpose": "Whether to go on.",
        "minutes": "45",
        "panel_size": "2",
        "opening_minutes": "",
        "closing_minutes": "",
        "opening_script": "Good morning.",
        "closing_script": "Goodbye.",
        "seen": kit.token,
    }
    return typed | changes


def of(round_, **changes):
    """What the form of a round says as it is opened."""
    names = ("name", "purpose", "minutes", "panel_size", "opening_script", "closing_script")
    return data(round_.kit, **{name: getattr(round_, name) for name in names} | changes)


def said(response):
    """The messages that the next page shows."""
    return [str(message) for message in response.wsgi_request._messages]


def test_a_new_round_comes_last_with_a_key_of_its_own(as_, hana, kit):
    typed = data(kit, types=["behavioural", "role_play"], solo_role_play="on")

    response = as_(hana).post(address(kit, "add"), typed)

    assert response.status_code == 302
    assert response.url == reverse("interviews:kit_build", args=[kit.slug])
    assert said(response) == ["Added the round “Second screen”."]
    round_ = list(kit.rounds.all())[-1]
    assert (round_.key, round_.name, round_.minutes) == ("second-screen", "Second screen", 45)
    assert (round_.opening_minutes, round_.closing_minutes) == (None, None)
    assert round_.types_list == ["behavioural", "role_play"]
    assert round_.solo_role_play
    assert kit.last_change.words == "Added the round “Second screen”."


@pytest.mark.parametrize(
    ("name", "key"), [("Round-1", "round-1-2"), ("面接", "round"), ("x" * 80, "x" * 56)]
)
def test_keys_are_free_short_and_plain(as_, hana, kit, name, key):
    as_(hana).post(address(kit, "add"), data(kit, name=name))

    assert kit.rounds.get(name=name).key == key


@pytest.mark.parametrize("usual", USUAL_ROUNDS, ids=lambda usual: usual.key)
def test_a_usual_round_fills_the_form(as_, hana, kit, usual):
    page = Page(as_(hana).get(address(kit, "add"), {"like": usual.key}))

    values = {a["name"]: a.get("value") for tag, a in page.elements if a.get("name")}
    assert values["name"] == usual.name
    assert (values["minutes"], values["panel_size"]) == (str(usual.minutes), str(usual.panel_size))
    scripts = scripts_for(usual.minutes, usual.panel_size, 2, 3, plays=usual.plays)
    assert scripts.opening in page.text
    assert " ".join(scripts.closing.split()) in page.text
    assert kit.rounds.count() == 2


def test_editing_keeps_the_key_and_says_what_changed(as_, hana, kit):
    round_ = kit.rounds.first()

    response = as_(hana).post(
        address(kit, "edit", round_.pk), of(round_, name="First talk", minutes="50")
    )

    assert said(response) == ["Renamed “Round 1” to “First talk” and changed: minutes of the slot."]
    round_.refresh_from_db()
    assert (round_.key, round_.name, round_.minutes) == ("round-1", "First talk", 50)
    kit.undo()
    round_.refresh_from_db()
    assert (round_.name, round_.minutes) == ("Round 1", 60)


def test_saving_what_is_there_changes_nothing(as_, hana, kit):
    round_ = kit.rounds.first()

    response = as_(hana).post(address(kit, "edit", round_.pk), of(round_))

    assert said(response) == ["There was nothing to change."]
    assert kit.last_change is None


def test_a_smaller_panel_lets_go_of_the_seats_beyond_it(as_, hana, kit):
    round_ = kit.rounds.first()
    first, second, third = round_.kit_questions.all()
    for row, seat in ((first, 1), (second, 2), (third, 2)):
        row.asker = seat
        row.save()

    response = as_(hana).post(address(kit, "edit", round_.pk), of(round_, panel_size="1"))

    assert (
        "2 questions were for a seat that is gone: who asks them is open now." in said(response)[0]
    )
    assert list(round_.kit_questions.values_list("asker", flat=True)) == [1, None, None]
    kit.as_document()  # fits together


def test_a_usual_script_follows_the_panel_and_ones_own_stays(as_, hana, kit):
    round_ = kit.rounds.first()
    opening = scripts_for(60, 2, 0, 2).opening

    typed = of(round_, panel_size="1", opening_script=opening, closing_script="Our own words.")
    as_(hana).post(address(kit, "edit", round_.pk), typed)

    round_.refresh_from_db()
    assert round_.opening_script == scripts_for(60, 1, 0, 2).opening
    assert round_.closing_script == "Our own words."


def test_the_form_tells_what_is_left_of_the_slot(as_, hana, kit):
    round_ = kit.rounds.first()

    text = Page(as_(hana).get(address(kit, "edit", round_.pk))).text

    assert "Opening 3 + questions 18 + closing 5 minutes: 34 of 60 left." in text
    round_.kit_questions.update(minutes=30)
    text = Page(as_(hana).get(address(kit, "edit", round_.pk))).text
    assert "Opening 3 + questions 90 + closing 5 minutes: 38 too many for 60." in text


def test_the_form_shows_advice_on_the_scripts_and_a_usual_text(as_, hana, kit):
    round_ = kit.rounds.first()
    round_.opening_script = "Welcome. Are you married, and do you have children?"
    round_.save()

    page = Page(as_(hana).get(address(kit, "edit", round_.pk)))

    assert "Stop" in page.text
    assert scripts_for(60, 2, 0, 2).opening in page.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "round 2"}, "This kit has a round “round 2” already"),
        ({"minutes": "4"}, "Give the slot from 5 to 480 minutes."),
        ({"minutes": "soon"}, "Give the slot from 5 to 480 minutes."),
        ({"panel_size": "13"}, "A panel has from 1 to 12 people."),
        ({"panel_size": ""}, "A panel has from 1 to 12 people."),
        ({"opening_minutes": "-1"}, "Give the opening from 0 to 480 minutes"),
        ({"minutes": "5"}, "Opening and closing take 5 of 5 minutes"),
        (
            {"minutes": "20", "opening_minutes": "10", "closing_minutes": "10"},
            "Opening and closing take 20 of 20 minutes, which leaves no time for a question",
        ),
        ({"types": ["dance"]}, "dance is not one of the available choices"),
        ({"opening_script": "a\x07b"}, "Remove the character U+0007"),
    ],
)
def test_bad_input_explains_itself_and_loses_nothing(as_, hana, kit, changes, words):
    round_ = kit.rounds.first()
    typed = of(round_, closing_script="Typed at length.") | changes

    response = as_(hana).post(address(kit, "edit", round_.pk), typed)

    assert response.status_code == 422
    page = Page(response)
    assert words in page.text
    assert "Nothing has been saved yet." in page.text
    assert "Typed at length." in page.text
    assert "Edit “Round 1”" in page.text
    assert Round.objects.get(pk=round_.pk).closing_script == round_.closing_script


def test_a_second_editor_sees_both_versions_and_may_save_knowingly(as_, hana, root, kit):
    round_ = kit.rounds.first()
    typed = of(round_, name="Mine", opening_script=round_.opening_script + " And a story.")
    typed |= {"solo_role_play": "on", "types": ["technical"]}
    as_(root).post(address(kit, "edit", round_.pk), of(round_, name="Theirs", minutes="50"))

    response = as_(hana).post(address(kit, "edit", round_.pk), typed)

    assert response.status_code == 409
    page = Page(response)
    assert "Renamed “Round 1” to “Theirs” and changed: minutes of the slot." in page.text
    assert "Root Example" in page.text
    assert "Name Now: Theirs Yours: Mine" in page.text
    assert "Now: No Yours: Yes" in page.text
    assert "From what it is now to yours:" in page.text
    assert "Types of question that assembling may choose Now: — Yours: Technical" in page.text
    assert "Minutes of the slot Now:" not in page.text  # theirs alone: it is taken over
    minutes = [a["value"] for _tag, a in page.elements if a.get("name") == "minutes"]
    assert minutes == ["50"]
    assert Round.objects.get(pk=round_.pk).name == "Theirs"
    seen = [a["value"] for _tag, a in page.elements if a.get("name") == "seen"]
    assert (
        as_(hana).post(address(kit, "edit", round_.pk), typed | {"seen": seen[0]}).status_code
        == 302
    )
    assert Round.objects.get(pk=round_.pk).name == "Mine"


def test_what_was_typed_for_a_round_that_is_gone_can_be_added_anew(as_, hana, kit):
    round_ = kit.rounds.last()
    typed = of(round_, purpose="Long thought about.")
    with kit.being_changed(by=hana) as change:
        change.draft.rounds.get(pk=round_.pk).delete()

    response = as_(hana).post(address(kit, "edit", round_.pk), typed)

    assert response.status_code == 409
    page = Page(response)
    assert "This round was removed meanwhile" in page.text
    assert address(kit, "add") in [form.get("action") for form in page.forms()]
    assert "Long thought about." in [a.get("value") for _tag, a in page.elements]


@pytest.mark.parametrize("what", ["add", "edit"])
@pytest.mark.parametrize("username", ["zoe", "ana", "cora", "libby"])
def test_those_who_do_not_edit_the_kit_get_404(as_, request, kit, what, username):
    rest = [] if what == "add" else [kit.rounds.first().pk]
    url = address(kit, what, *rest)
    before = kit.token

    response = as_(request.getfixturevalue(username)).post(url, data(kit))

    assert response.status_code == 404
    assert kit.token == before


def test_a_round_of_another_kit_stays_as_it_is(as_, hana, kit):
    other = factories.make_kit(owner=factories.UserFactory(username="hal"))
    pk = other.rounds.first().pk
    client = as_(hana)

    assert client.get(address(kit, "edit", pk)).status_code == 404
    client.post(address(kit, "edit", pk), data(kit))

    assert other.rounds.get(pk=pk).name == "Round 1"
    assert [r.name for r in kit.rounds.all()] == ["Round 1", "Round 2"]


def test_a_script_gets_the_form_again_or_the_builder(as_, hana, kit):
    client, url = as_(hana), address(kit, "add")
    asked = {"headers": {"HX-Request": "true"}}

    form = client.get(url, **asked)
    refused = client.post(url, data(kit, name=""), **asked)
    taken = client.post(url, data(kit), **asked)

    assert "<html" not in form.content.decode()
    assert (refused.status_code, refused["HX-Retarget"]) == (422, "#sheet-content")
    assert (taken.status_code, taken["HX-Retarget"]) == (200, "#builder")
    assert "Added the round “Second screen”." in taken.content.decode()


def test_it_needs_a_login(client, kit):
    for url in (address(kit, "add"), address(kit, "edit", kit.rounds.first().pk)):
        assert client.get(url).status_code == 302
        assert client.post(url).status_code == 302


@pytest.mark.parametrize("questions", [1, 12])
def test_the_form_takes_as_many_queries_for_any_number_of_questions(
    as_, hana, questions, django_assert_num_queries
):
    kit = factories.make_kit(owner=hana, questions=questions)
    client, url = as_(hana), address(kit, "edit", kit.rounds.first().pk)
    client.get(url)

    with django_assert_num_queries(14):
        client.get(url)
