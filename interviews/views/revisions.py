"""Two revisions of a kit, or a revision and the draft, compared in words."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.models import Kit, KitRevision

DRAFT = "draft"


@dataclass(frozen=True)
class Version:
    """What can be compared: a revision, or the draft where there is no `revision`."""

    name: str
    revision: KitRevision | None = None

    @property
    def label(self):
        if not self.revision:
            return _("the draft")
        return _("revision %(number)d") % {"number": self.revision.number}


@require_safe
def compare(request, slug):
    """What leads `from` one version `to` another: each the number of a revision, or “draft”."""
    kit = get_object_or_404(Kit.objects.visible_to(request.user), slug=slug)
    versions = _versions(kit, request.user)
    if not versions:
        raise Http404
    before, after, notes = _asked_for(request.GET, versions)
    context = {
        "kit": kit,
        "versions": list(versions.values()),
        "before": before,
        "after": after,
        "notes": notes,
        "title": kit.title if DRAFT in versions else versions[after.name].revision.title,
    }
    if before != after:
        context |= _compared(kit, before, after)
    return render(request, "interviews/kit_compare.html", context)


def _versions(kit, user):
    """What of a kit this person may read, by name, newest first."""
    draft = {DRAFT: Version(DRAFT)} if kit.shows_draft_to(user) else {}
    revisions = kit.revisions.visible_to(user).newest_first().without_content()
    return draft | {str(row.number): Version(str(row.number), row) for row in revisions}


def _asked_for(query, versions):
    """The two versions that an address asks for, and what to say about those that are not there.
    Where it says nothing, the newest is compared with the one before it."""
    order = list(versions.values())
    names = {end: query.get(end, "").strip() for end in ("from", "to")}
    after = versions.get(names["to"], order[0])
    beside = order[order.index(after) + 1 :] or order
    before = versions.get(names["from"], beside[0])
    words = _("“%(name)s” is no revision that you may read: %(label)s stands in its place.")
    notes = [
        words % {"name": names[end], "label": version.label}
        for end, version in (("from", before), ("to", after))
        if names[end] and names[end] not in versions
    ]
    return before, after, notes


def _compared(kit, before, after):
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.revision_changes import changes_between, summary

    try:
        changes = changes_between(_document(kit, before), _document(kit, after))
    except ValidationError as error:
        return {"problems": error.messages}
    return {"changes": changes, "phrases": summary(changes)}


def _document(kit, version):
    if version.revision:
        return version.revision.as_document()
    return Kit.objects.with_content().get(pk=kit.pk).as_document()
