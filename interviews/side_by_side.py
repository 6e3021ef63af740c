"""Everything that a comparison of roles says, for one reader: page and sheet alike."""

from collections import Counter

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.comparison import anchor_tables, serving_questions
from interviews.models import Anchor, Kit, Question
from roles.comparison import MOST, Line, compare, row_of
from roles.models import Role

MOST_QUESTIONS = 12  # of one competency; a comparison is no question bank


def asked_for(query: QueryDict, known: set[str]) -> tuple[list[str], list[str]]:
    """The roles that an address asks for, each once, and what to say about the others."""
    asked = list(dict.fromkeys(query.getlist("role")))
    slugs = [slug for slug in asked if slug in known]
    unknown = len([slug for slug in asked if slug and slug not in known])
    notes = []
    if unknown:
        notes.append(
            ngettext(
                "One of the roles in the address is not in the library; it was left out.",
                "%(count)d of the roles in the address are not in the library; they were left out.",
                unknown,
            )
            % {"count": unknown}
        )
    if len(slugs) > MOST:
        notes.append(
            _("%(count)d roles are ticked; four at most stand side by side. Untick some.")
            % {"count": len(slugs)}
        )
    elif len(slugs) == 1:
        notes.append(_("One role is ticked. Tick at least one more to compare it with."))
    return slugs, notes


def side_by_side(user, slugs, *, only_differences=False):
    """What page and sheet say of the roles with these slugs, all of them visible to `user`.

    A constant number of queries, whatever the number of roles.
    """
    found = {
        role.slug: role
        for role in Role.objects.visible_to(user).with_profile().filter(slug__in=slugs)
    }
    roles = [found[slug] for slug in slugs]
    asked = Counter(row.competency_id for role in roles for row in role.role_competencies.all())
    shared = [pk for pk, count in asked.items() if count > 1]
    anchors = Anchor.objects.visible_to(user).filter(competency__in=shared)
    bank = Question.objects.visible_to(user).asking_about(shared)
    comparison = compare(roles)
    groups, competencies = comparison.groups, comparison.competencies
    tables = anchor_tables(roles, anchors.select_related("point__scale"))
    if only_differences:
        groups, competencies = comparison.differing_groups, comparison.differing_competencies
        tables = [table for table in tables if not table.is_alike]
    return {
        "roles": roles,
        "titles": comparison.titles,
        "overlaps": comparison.overlaps,
        "only_differences": only_differences,
        "groups": groups,
        "competencies": competencies,
        "anchors": tables,
        "questions": serving_questions(roles, bank, MOST_QUESTIONS),
        "kits": _kits_row(user, roles),
    }


def _kits_row(user, roles):
    kits = Kit.objects.visible_to(user).filter(role__in=roles).with_summary(user)
    entries = [
        [Line(kit.shown_title, slug=kit.slug) for kit in kits if kit.role_id == role.pk]
        for role in roles
    ]
    return row_of(_("Interview kits"), [role.title for role in roles], entries)
