"""Two worlds that differ only in what a viewer may not know look the same to that viewer: every
address by GET and by POST, letters, tasks, logs, rows and SQL, byte by byte.

Nobody has looked yet, so nobody may know anything of a card but their own.
"""

import os
import re

import pytest

from tests.worlds import changes
from tests.worlds.addresses import ABOUT_CARDS, CARD, SHEETS, requests_of
from tests.worlds.answers import ask, rows_of, undone
from tests.worlds.offered import offered
from tests.worlds.world import GROUPS

# Everybody asks all that has to do with openings and scorecards. What lies elsewhere is asked
# by who may come there, by a stranger and by nobody; with the variable, by everybody, and it takes
# some minutes.
IS_WHOLE = bool(os.environ.get("EVENHAND_WHOLE_WORLDS"))
ELSEWHERE = {
    "ana": ("interviews:", "roles:"),
    "hana": ("interviews:", "roles:"),
    "libby": ("admin:",),
    "root": ("admin:auth_", "admin:interviews_candidate", "admin:interviews_opening"),
    "zoe": ("",),
    "nobody": ("",),
}
VIEWERS = (*GROUPS, "gus", "nobody")
# Like somebody among the others but towards cards: these ask only where those show.
ALIKE = {"dan", "fay", "noa", "vic", "nia", "olga", "max", "sue"}
# Who does what the pages offer; the others' pages offer the same acts.
ACTING = {"ana", "ben", "nia", "gus", "hana", "cora"}
WHERE_CARDS_SHOW = {
    f"scorecards:{name}"
    for name in (*ABOUT_CARDS, *CARD, "home", "opening_detail", "interview_detail")
}
# The library tells what keeps a competency from being deleted. Scorecards do, and are not named.
MAY_READ = {"admin:roles_competency_delete", "admin:roles_competency_changelist"}
OTHERS_WORDS = re.compile(rb"(?:evidence|private-words)-of-(\w+)-at-")


def asked_by(world, viewer):
    """All but the sheets that would be printed, which are dear: those have tests of their own."""
    places = ("",) if IS_WHOLE else ("scorecards:", *ELSEWHERE.get(viewer, ()))
    return [
        request
        for request in requests_of(world, viewer)
        if request.name.startswith(places)
        and (request.name not in SHEETS or viewer in ("zoe", "nobody"))
        and (viewer not in ALIKE or IS_WHOLE or request.name in WHERE_CARDS_SHOW)
    ]


def answers_to(client, requests, hidden=(), acting=True):
    """Answers by request: to these, and to all that the pages offer which come of it."""
    answers, seen = {}, set()
    waiting = list(requests)
    for request in waiting:
        answers[request] = answer = ask(client, request, watched=hidden)
        seen.add(str(request))
        if acting and request.name.startswith("scorecards:") and answer.status in (200, 422):
            fresh = {str(one): one for one in offered(request, answer)}
            waiting += [one for text, one in fresh.items() if text not in seen]
            seen.update(fresh)
    return answers


def told_apart(client, answers, change, hidden):
    """The requests whose answers tell the world from the one in which `change` was made. What
    differs is asked again in both: something may have been remembered between them."""
    with undone():
        change(hidden)
        suspects = [one for one, before in answers.items() if before.differences(ask(client, one))]
    found = []
    for request in suspects:
        before = ask(client, request)
        with undone():
            change(hidden)
            if differing := before.differences(ask(client, request)):
                found.append(f"{request}: {differing}")
    return found


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_can_tell_the_worlds_apart(world, viewer):
    client, hidden = world.client_of(viewer), world.cards_of_others(viewer)
    contents = changes.contents(hidden)
    acting = viewer in ACTING or IS_WHOLE
    answers = answers_to(client, asked_by(world, viewer), hidden, acting)
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
