"""Every address of the site map, filled with what stands in the world. One that stands on no list
here raises, so that nobody adds an address without its being asked in both worlds."""

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver, reverse

from interviews.models import Question, RatingScale
from roles.models import Competency, JobFamily, Role
from scorecards.guest_links import token_of
from tests.worlds.answers import Request
from tests.worlds.posting import posted

ALONE = {
    "scorecards:home",
    "scorecards:opening_list",
    "scorecards:opening_create",
    "scorecards:guest_leave",
    "scorecards:preferences",
    "interviews:comparison",
    "interviews:question_list",
    "interviews:question_propose",
    "interviews:proposal_advice",
    "interviews:kit_list",
    "interviews:kit_new",
    "interviews:kit_import",
    "roles:list",
    "roles:choice",
    "about",
    "healthz",
    "favicon",
    "login",
    "logout",
    "password_change",
    "password_change_done",
}
OPENING = {
    "opening_detail",
    "opening_edit",
    "opening_archive",
    "opening_unarchive",
    "opening_revision",
    "packet",
    "schedule",
    "candidate_add",
    "candidate_import",
}
ABOUT_CARDS = {"candidate_detail", "candidate_go_ahead", "scorecards_open", "who_sees_what"}
CANDIDATE = {
    "candidate_detail",
    "candidate_edit",
    "candidate_withdraw",
    "candidate_reject",
    "candidate_take_back",
    "candidate_merge",
    "candidate_papers",
    *ABOUT_CARDS,
}
INTERVIEW = {
    "interview_detail",
    "interview_move",
    "interview_cancel",
    "interview_no_show",
    "panelist_add",
}
SEAT = {
    "panelist_replace",
    "panelist_remove",
    "panelist_invite_again",
    "recusal_decide",
    "guest_link",
    "guest_link_revoke",
}
CARD = {
    "card",
    "card_declare",
    "card_declare_conflict",
    "card_save",
    "card_state",
    "card_save_all",
    "card_submit",
    "card_reopen",
    "card_amend",
    "card_decline",
    "card_papers",
    "own_scorecard",
    "own_guide",
}
GUEST = {"guest_enter", "guest_send_code", "guest_enter_code"}
LIBRARY = {
    "interviews": {
        "question_detail",
        "question_add_to_kit",
        "competency_detail",
        "kit_detail",
        "kit_build",
        "kit_undo",
        "kit_redo",
        "kit_assemble",
        "kit_weights",
        "kit_settings",
        "kit_discard",
        "kit_question_move",
        "kit_question_remove",
        "kit_question_lock",
        "kit_question_exclude",
        "kit_question_edit",
        "kit_question_swap",
        "kit_question_allow",
        "kit_round_add",
        "kit_round_edit",
        "kit_round_remove",
        "kit_round_move",
        "kit_question_add",
        "kit_question_write",
        "kit_publish",
        "kit_compare",
        "revision_detail",
        "revision_json",
    },
    "roles": {
        "detail",
        "job_description",
        "job_description_markdown",
        "job_description_text",
        "family",
        "choice_of",
    },
    "scorecards": {
        "draft_guide",
        "draft_scorecard",
        "guide",
        "scorecard",
        "draft_round_trial",
        "round_trial",
        "question_sheet",
        "comparison",
        "job_description",
    },
}
# What the admin shows, never scorecards and what belongs to them.
ADMIN = {
    "auth_group",
    "auth_user",
    "django_tasks_database_dbtaskresult",
    "interviews_candidate",
    "interviews_importfile",
    "interviews_kit",
    "interviews_kitrevision",
    "interviews_libraryupload",
    "interviews_opening",
    "interviews_question",
    "interviews_ratingscale",
    "interviews_round",
    "interviews_statement",
    "interviews_wordingrule",
    "roles_choiceanswer",
    "roles_choicequestion",
    "roles_competency",
    "roles_jobfamily",
    "roles_role",
}
ADMIN_ALONE = {
    "app_list",
    "autocomplete",
    "index",
    "jsi18n",
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "view_on_site",
}
SHEETS = {  # dear to make
    "scorecards:packet",
    "scorecards:own_scorecard",
    "scorecards:own_guide",
    "scorecards:draft_guide",
    "scorecards:draft_scorecard",
    "scorecards:guide",
    "scorecards:scorecard",
    "scorecards:question_sheet",
    "scorecards:comparison",
    "scorecards:job_description",
}
MOST_SEATS = 3  # of one's own: one to come, one typed into or in, one more
NAMELESS = {"favicon.ico": "favicon", "admin/r/<path:row>": "nothing_here"}

# Beside the bare address: filters, orders and searches, in which a leak would hide best.
QUERIES = {
    "scorecards:home": [{"q": "evidence-of-ben"}],
    "scorecards:opening_list": [{"q": "JOB"}],
    "scorecards:opening_create": [{"kit": "kit"}],
    "scorecards:candidate_merge": [{"other": "5"}],
    "scorecards:opening_detail": [
        {"q": "2"},
        {"q": "evidence-of-ben"},
        {"show": "outstanding"},
        {"show": "to-schedule"},
        {"show": "waiting"},
        {"sort": "total"},
    ],
    "scorecards:schedule": [{"round": "round-2", "candidates": "3,4"}],
    "scorecards:opening_revision": [{"revision": "1"}],
    "scorecards:candidate_detail": [{"sort": "total"}],
    "scorecards:card": [{"all": "1"}, {"question": "1"}],
    "interviews:question_list": [{"q": "evidence-of-ben"}],
}


@dataclass(frozen=True)
class Address:
    """A line of the site map: its name with that of its app, and its route."""

    name: str
    route: str

    @property
    def app(self):
        return self.name.rpartition(":")[0]

    @property
    def short(self):
        return self.name.rpartition(":")[2]


def addresses(resolver=None, before="", apps=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*apps, pattern.namespace) if pattern.namespace else apps
            yield from addresses(pattern, route, inner)
        else:
            yield Address(":".join([*apps, pattern.name or NAMELESS.get(route, "")]), route)


def requests_of(world, viewer):
    """What this viewer asks: every address by GET and by POST, about all candidates where it has to
    do with cards, and about one's own seats and some of others."""
    found = []
    for address in addresses():
        for number, (url, what) in enumerate(filled(world, viewer, address)):
            queries = [None, *(QUERIES.get(address.name, []) if number < 2 else [])]
            if address.name == "scorecards:who_sees_what" and world.is_superuser(viewer):
                queries += [{"person": key} for key in world.asked_about]
            found += [Request(address.name, url, "get", query) for query in queries]
            found += [
                Request(address.name, url, "post", data, headers)
                for data, headers in posted(world, address.name, what)
            ]
    return found


def filled(world, viewer, address):
    """(URL, the row it is about) for what stands in the world."""
    name, short = address.name, address.short
    if address.app == "admin":
        yield from _of_admin(world, address)
    elif name == "nothing_here":
        yield "/admin/r/1/1/", None
    elif name in ALONE:
        yield "/favicon.ico" if name == "favicon" else reverse(name), None
    elif address.app == "scorecards" and short in OPENING:
        for opening in world.openings.values():
            yield reverse(name, args=[opening.reference]), opening
    elif address.app == "scorecards" and short in CANDIDATE:
        about = world.candidates if short in ABOUT_CARDS else ("A2", "A6")
        for candidate in (world.candidates[where] for where in about):
            yield reverse(name, args=[candidate.opening.reference, candidate.number]), candidate
    elif address.app == "scorecards" and short in INTERVIEW:
        for where in ("A2", "A4-2", "A5"):
            yield reverse(name, args=[world.interviews[where].pk]), world.interviews[where]
    elif address.app == "scorecards" and short in SEAT | CARD:
        for seat in seats_for(world, viewer, short):
            yield reverse(name, args=[seat.pk]), seat
    elif address.app == "scorecards" and short in GUEST:
        seat = world.seats["A2", "gus"]
        yield reverse(name, args=[token_of(seat.passes.get())]), seat
        yield reverse(name, args=["a-forged-one"]), seat
    elif short in LIBRARY.get(address.app, ()):
        yield reverse(name, kwargs=_library_row(world, address)), None
    else:
        raise LookupError(f"{name} ({address.route}) stands on no list of tests/worlds")


def seats_for(world, viewer, short):
    """Seats that are managed; or one's own, one whose card is outstanding, and one whose is in."""
    if short in SEAT:
        keys = [("A1", "vic"), ("A2", "ben"), ("A2", "gus")]
        return [world.seats[key] for key in keys]
    others = [world.seats["A2", "ben"], world.seats["A3", "ana"]]
    own = world.seats_of(viewer)[:MOST_SEATS]
    return list({seat.pk: seat for seat in (*own, *others)}.values())


def _library_row(world, address):
    """Keys and numbers that the route asks for."""
    first = world.kit.rounds.first()
    slugs = {
        "kits": world.kit.slug,
        "questions": first.kit_questions.first().question.slug,
        "competencies": Competency.objects.first().slug,
        "roles": world.kit.role.slug,
        "families": JobFamily.objects.first().slug,
        "which-role": JobFamily.objects.first().slug,
    }
    values = {
        "slug": slugs.get(address.route.partition("/")[0]),
        "number": 1,
        "key": "round-1",
        "sheet": "scorecard",
        "pk": first.pk if "rounds/" in address.route else first.kit_questions.first().pk,
    }
    return {key: value for key, value in values.items() if f":{key}>" in address.route}


def _of_admin(world, address):
    rows = {
        "auth_user": world.people["ben"],
        "interviews_candidate": world.candidates["A2"],
        "interviews_kit": world.kit,
        "interviews_kitrevision": world.kit.revisions.get(),
        "interviews_opening": world.candidates["A2"].opening,
        "interviews_question": Question.objects.first(),
        "interviews_ratingscale": RatingScale.objects.first(),
        "interviews_round": world.kit.rounds.first(),
        "roles_competency": Competency.objects.first(),
        "roles_jobfamily": JobFamily.objects.first(),
        "roles_role": Role.objects.first(),
    }
    model = next((one for one in ADMIN if address.short.startswith(f"{one}_")), None)
    if not model and address.short and address.short not in ADMIN_ALONE:
        raise LookupError(f"{address.name} stands on no list of tests/worlds")
    row = rows.get(model) or next(
        (rows[one] for one in ADMIN & rows.keys() if f"/{one.partition('_')[2]}/" in address.route),
        None,
    )
    pk = row.pk if row else 1
    url = "/" + address.route
    for part in ("<path:object_id>", "<int:pk>", "<id>"):
        url = url.replace(part, str(pk))
    url = url.replace("<int:number>", "1").replace("<slug:verb>", "approve")
    url = url.replace("<path:content_type_id>/", "1/")
    url = url.replace(
        "^(?P<app_label>interviews|roles|django_tasks_database|auth)/$", "interviews/"
    )
    url = url.replace("(?P<url>.*)$", "scorecards/scorecard/")
    yield url, row
