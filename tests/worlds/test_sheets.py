"""Paper tells nothing of other cards: the same bytes in both worlds. Sheets are dear to make, so
each is asked of one who may print it."""

import pytest
from django.urls import reverse

from tests.worlds import changes
from tests.worlds.answers import Request, ask
from tests.worlds.comparing import told_apart

SHEETS = [
    ("ana", "own_scorecard", ("A2", "ana")),
    ("ana", "own_guide", ("A2", "ana")),
    ("gus", "own_scorecard", ("A2", "gus")),
    ("hana", "packet", "B"),
]


@pytest.mark.parametrize(("viewer", "name", "of"), SHEETS)
def test_nobody_can_tell_the_worlds_apart_by_a_sheet(world, viewer, name, of):
    argument = world.openings[of].reference if name == "packet" else world.seats[of].pk
    request = Request(name, reverse(f"scorecards:{name}", args=[argument]))
    client = world.client_of(viewer)
    answer = ask(client, request)

    assert answer.body.startswith(b"%PDF")
    assert not told_apart(
        client, {request: answer}, changes.everything, world.cards_of_others(viewer)
    )
    assert not answer.reads
