"""Who asks what, and what comes of it."""

import os

from tests.worlds.addresses import ABOUT_CARDS, CARD, SHEETS, requests_of
from tests.worlds.world import GROUPS

# Everybody asks all that has to do with openings and scorecards. What lies elsewhere is asked
# by who may come there, by a stranger and by nobody; with the variable, by everybody, and it takes
# some minutes.
IS_WHOLE = bool(os.environ.get("EVENHAND_WHOLE_WORLDS"))
ELSEWHERE = {
    "ana": ("interviews:", "roles:"),
    "hana": ("interviews:", "roles:"),
    "libby": ("admin:",),
    "root": ("admin:auth_",),
    "zoe": ("",),
    "nobody": ("",),
}
VIEWERS = (*GROUPS, "gus", "nobody")
# Like somebody among the others but towards cards: these ask only where those show.
ALIKE = {"dan", "fay", "noa", "vic", "nia", "olga", "max", "sue"}
# Who does what the pages offer; the others' pages offer the same acts.
ACTING = {"ana", "ben", "nia", "gus", "hana"}
WHERE_CARDS_SHOW = {
    f"scorecards:{name}"
    for name in (*ABOUT_CARDS, *CARD, "home", "opening_detail", "interview_detail")
}

# What is done in the course of it, so that it is not refusals alone that look alike.
SCHEDULED = {
    "schedule",
    "interview_move",
    "interview_cancel",
    "interview_no_show",
    "panelist_add",
    "panelist_replace",
    "panelist_remove",
    "panelist_invite_again",
    "guest_link",
    "guest_link_revoke",
    "preferences",
}
MANAGED = {
    "opening_create",
    "opening_edit",
    "opening_archive",
    "opening_unarchive",
    "candidate_add",
    "candidate_edit",
    "candidate_withdraw",
    "candidate_reject",
    "candidate_take_back",
    "candidate_merge",
    "candidate_go_ahead",
    "recusal_decide",
    "scorecards_open",
}
WRITTEN = {
    "card_save",
    "card_save_all",
    "card_submit",
    "card_decline",
    "card_declare_conflict",
    "preferences",
}
DONE = {
    "ana": {*WRITTEN, "card_amend", "card_reopen", "candidate_go_ahead", "scorecards_open"},
    "ben": WRITTEN,
    "nia": {"card_declare", "card_decline"},
    "gus": {"card_amend", "card_reopen", "guest_send_code", "guest_enter_code"},
    "hana": SCHEDULED | MANAGED,
}


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


def acts(viewer):
    """Whether this viewer does what the pages offer."""
    return viewer in ACTING or IS_WHOLE
