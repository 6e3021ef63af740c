"""What is posted to an address beside what a page offers: by hand, or by a script."""

JSON = {"Accept": "application/json"}


def posted(world, name, what):
    """(data, headers) of each POST to an address about this row."""
    make = DATA.get(name)
    return [({}, None)] if make is None else make(world, what)


def plain(**data):
    return lambda world, what: [(data, None)]


def _autosave(world, seat):
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


def _without_scripts(world, seat):
    """A few fields, as they stand in the world and changed meanwhile."""
    versions = {"version-strengths": "1", "version-concerns": "0"}
    return [({"strengths": "Plain words.", "concerns": "Few.", **versions}, None)]


def _amendment(world, seat):
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
    "scorecards:card_save_all": _without_scripts,
    "scorecards:guest_enter_code": lambda world, seat: [({"code": world.codes["gus"]}, None)],
    "scorecards:interview_move": plain(date="2027-02-01", time="9:00", zone="UTC", place="Room 9"),
    "scorecards:scorecards_open": plain(reason="A complaint was made."),
}
