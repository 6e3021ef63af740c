"""Acts of the builder in any order, by two people, with undo and redo between them."""

import random

import pytest

from interviews.kits.states import state_of
from interviews.models import Kit, KitQuestion, Question
from tests import factories
from tests.pages.building import address

pytestmark = pytest.mark.django_db

STEPS = 20


def edit_question(rng, kit):
    row = one_row(rng, kit)
    rounds = list(kit.rounds.all())
    optional = row.round.kit_questions.exclude(pk=row.pk).exclude(drop_order=None).count()
    return (
        "kit_question_edit",
        row.pk,
        {
            "minutes": rng.choice(["", "4", "11"]),
            "scored": rng.choice(["", "on"]),
            "asker": rng.choice(["", "1", "2"]),
            "drop_order": rng.choice(["", "1", str(optional + 1)]),
            "round": rng.choice(rounds).pk,
            "place": rng.choice(["1", "2", "999"]),
        },
    )


def edit_round(rng, kit):
    round_ = rng.choice(list(kit.rounds.all()))
    return "kit_round_edit", round_.pk, round_data(rng, round_.name)


def round_data(rng, name):
    return {
        "name": rng.choice([name, "Panel"]),
        "minutes": rng.choice(["45", "60"]),
        "panel_size": rng.choice(["1", "2", "3"]),
        "opening_minutes": rng.choice(["", "0", "4"]),
        "opening_script": rng.choice(["", "Welcome.\r\nSit down."]),
        "types": rng.choice([[], ["behavioural"], ["behavioural", "technical"]]),
    }


def weigh(rng, kit):
    rated = list(kit.kit_competencies.all())
    data = {"way": "own", "reason": "It decides most.", "row": [row.competency_id for row in rated]}
    for row in rated:
        pk = row.competency_id
        data[f"weight-{pk}"] = rng.randint(1, 9)
        data[f"place-{pk}"] = rng.randint(1, 9)
        data |= {f"essential-{pk}": "on"} if rng.random() < 0.3 else {}
        data |= {f"rated-{pk}": "on"} if rng.random() < 0.8 else {}
    return "kit_weights", None, data


def settings(rng, kit):
    return (
        "kit_settings",
        None,
        {
            "title": rng.choice(["Kit A", "Kit B"]),
            "level": rng.choice(["", "senior"]),
            "scale": kit.scale_id,
            "same_panel": rng.choice(["", "on"]),
            "analysed_on": rng.choice(["", "2026-01-31"]),
        },
    )


def one_row(rng, kit):
    return rng.choice(list(KitQuestion.objects.filter(round__kit=kit)))


def one_round(rng, kit):
    return rng.choice(list(kit.rounds.all())).pk


def of_row(name, **values):
    return lambda rng, kit: (
        name,
        one_row(rng, kit).pk,
        {key: rng.choice(value) for key, value in values.items()},
    )


def bank(kit):
    return list(Question.objects.order_by("pk").values_list("pk", flat=True))


ACTS = [
    of_row("kit_question_move", step=["up", "down"]),
    lambda rng, kit: (
        "kit_question_move",
        one_row(rng, kit).pk,
        {"round": one_round(rng, kit), "place": rng.randint(0, 3)},
    ),
    of_row("kit_question_remove"),
    of_row("kit_question_exclude"),
    of_row("kit_question_lock", locked=["0", "1"]),
    edit_question,
    lambda rng, kit: (
        "kit_question_swap",
        one_row(rng, kit).pk,
        {"question": rng.choice(bank(kit))},
    ),
    lambda rng, kit: (
        "kit_question_add",
        one_round(rng, kit),
        {"question": rng.choice(bank(kit)), "then": "close"},
    ),
    lambda rng, kit: (
        "kit_question_allow",
        rng.choice(list(kit.excluded_questions.all())).pk,
        {},
    ),
    lambda rng, kit: ("kit_round_add", None, round_data(rng, "Another")),
    edit_round,
    lambda rng, kit: ("kit_round_remove", one_round(rng, kit), {}),
    lambda rng, kit: ("kit_round_move", one_round(rng, kit), {"step": rng.choice(["up", "down"])}),
    lambda rng, kit: ("kit_assemble", None, {"keep": rng.choice(["all", "locked"])}),
    weigh,
    settings,
]


def again(kit):
    return Kit.objects.get(pk=kit.pk)


def send(client, kit, name, pk, data):
    url = address(kit, name, *([] if pk is None else [pk]))
    return client.post(url, {"seen": again(kit).token} | data)


def is_in_order(kit):
    """The rows are what the builder relies on: places and numbers to drop are counted anew."""
    for round_ in kit.rounds.all():
        rows = list(round_.kit_questions.order_by("position", "pk"))
        drops = sorted(row.drop_order for row in rows if row.drop_order)
        assert drops == list(range(1, len(drops) + 1))
        assert all(row.asker is None or row.asker <= round_.panel_size for row in rows)


@pytest.mark.parametrize("seed", [0])  # any other number walks another way
def test_undo_and_redo_lead_through_every_state_that_was(as_, hana, root, kit, seed):
    rng = random.Random(seed)
    clients = [as_(hana), as_(root)]
    for competency in [row.competency for row in kit.kit_competencies.all()][:3]:
        factories.QuestionFactory(competency=competency, type="situational")
    factories.QuestionFactory(competency=None, type="background")
    states, here = [state_of(kit)], 0
    for _step in range(STEPS):
        client = rng.choice(clients)
        what = rng.random()
        if what < 0.25:
            answer = send(client, kit, "kit_undo", None, {})
            assert answer.status_code == (302 if here else 422)
            here = max(0, here - 1)
        elif what < 0.4:
            answer = send(client, kit, "kit_redo", None, {})
            assert answer.status_code == (302 if here < len(states) - 1 else 422)
            here = min(len(states) - 1, here + 1)
        else:
            try:
                name, pk, data = rng.choice(ACTS)(rng, again(kit))
            except IndexError:  # nothing there to do it to
                continue
            answer = send(client, kit, name, pk, data)
            assert answer.status_code in (302, 422), (name, data)
            state = state_of(again(kit))
            if state != states[here]:
                assert answer.status_code == 302
                states[here + 1 :] = [state]
                here += 1
        assert state_of(again(kit)) == states[here]
        is_in_order(kit)
        assert (again(kit).last_change is None) == (here == 0)
    while here:
        send(clients[0], kit, "kit_undo", None, {})
        here -= 1
        assert state_of(again(kit)) == states[here]
