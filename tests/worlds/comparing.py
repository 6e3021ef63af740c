"""All that a viewer is answered, and what of it tells two worlds apart."""

from tests.worlds.answers import ask, undone
from tests.worlds.offered import offered


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
