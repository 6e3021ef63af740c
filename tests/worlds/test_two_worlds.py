"""Two worlds that differ only in what a viewer may not know look the same to that viewer: every
address by GET and by POST, letters, tasks, logs, rows and SQL, byte by byte.

Nobody has looked yet, so nobody may know anything of a card but their own.
"""

import re

import pytest

from tests.worlds import changes
from tests.worlds.answers import rows_of, undone
from tests.worlds.comparing import answers_to, told_apart
from tests.worlds.viewers import DONE, VIEWERS, acts, asked_by

# The library tells what keeps a competency from being deleted. Scorecards do, and are not named.
MAY_READ = {"admin:roles_competency_delete", "admin:roles_competency_changelist"}
OTHERS_WORDS = re.compile(rb"(?:evidence|private-words)-of-(\w+)-at-")


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_can_tell_the_worlds_apart(world, viewer):
    client, hidden = world.client_of(viewer), world.cards_of_others(viewer)
    contents = changes.contents(hidden)
    answers = answers_to(client, asked_by(world, viewer), hidden, acts(viewer))
    assert DONE.get(viewer, set()) <= acts_of(answers)
    for request, answer in answers.items():
        assert answer.status < 500, request
        assert not answer.wrote or answer.watched == contents, f"{request} wrote in others' cards"
        assert not others_words(answer, viewer), request

    assert not told_apart(client, answers, changes.everything, hidden)

    near = {
        request: answer
        for request, answer in answers.items()
        if answer.reads and request.method == "get"
    }
    for change in changes.EACH:
        assert not told_apart(client, near, change, hidden), change.__name__
    assert not reads_of_others(answers, hidden)


def acts_of(answers):
    """The names of the addresses at which something was written."""
    return {one.name.partition(":")[2] for one, answer in answers.items() if answer.wrote}


def others_words(answer, viewer):
    """Words of others in what is answered; of anybody in what is sent, begun or logged."""
    told = repr((answer.letters, answer.tasks, answer.logs)).encode()
    return OTHERS_WORDS.findall(told) or set(OTHERS_WORDS.findall(answer.body)) - {viewer.encode()}


def reads_of_others(answers, hidden):
    """Statements that read a row of the guarded tables that is not the viewer's own: what they
    fetch differs once those rows are not there."""
    reads = {
        str(read): read
        for request, answer in answers.items()
        for read in answer.reads
        if request.name not in MAY_READ
    }
    present = {key: rows_of(*read) for key, read in reads.items()}
    with undone():
        changes.taken_away(hidden)
        absent = {key: rows_of(*read) for key, read in reads.items()}
    return [key for key in reads if present[key] != absent[key]]
