"""What is posted to an address beside what a page offers: by hand, or by a script."""

JSON = {"Accept": "application/json"}


def posted(name, what):
    """(data, headers) of each POST to an address about this row."""
    make = DATA.get(name)
    return [({}, None)] if make is None else make(what)


def plain(**data):
    return lambda what: [(data, None)]


def _autosave(seat):
    key = seat.interview.round.questions[0].key
    return [
        ({"field": field, "value": value, "version": version}, JSON)
        for field, value, version in (
            (f"evidence-{key}", "Said so.", "1"),
            (f"evidence-{key}", "Said so.", "0"),
            (f"rating-{key}", "2", "1"),
            ("nonsense", "x", "0"),
        )
    ]


def _amendment(seat):
    key = seat.interview.round.questions[0].key
    return [
        ({"field": "strengths", "value": "Other words.", "reason": "I misheard."}, None),
        ({"field": f"rating-{key}", "value": "5", "reason": "I misheard."}, None),
    ]


DATA = {
    "scorecards:candidate_go_ahead": plain(round="round-1"),
    "scorecards:card_amend": _amendment,
    "scorecards:card_decline": plain(reason="I cannot come.", replacement="noa"),
    "scorecards:card_save": _autosave,
    "scorecards:scorecards_open": plain(reason="A complaint was made."),
}
