"""What every page needs beside its own content."""

from django.conf import settings

SECTIONS = {"roles": "roles", "interviews": "kits", "scorecards": "openings"}
PAGES = {
    "scorecards:home": "home",
    "scorecards:draft_round_trial": "kits",
    "scorecards:round_trial": "kits",
    "interviews:comparison": "roles",
    "interviews:competency_detail": "questions",
    "interviews:question_list": "questions",
    "interviews:question_detail": "questions",
    "interviews:question_propose": "questions",
}


def navigation(request):
    """The demo mark, and the part of the site that shows now: home, roles, questions, kits,
    openings or none. Which entries of the navigation show is decided by `perms` in the template."""
    match = request.resolver_match
    section = ""
    if match:
        section = PAGES.get(match.view_name) or SECTIONS.get(match.namespace, "")
    return {"demo": settings.DEMO, "section": section}
