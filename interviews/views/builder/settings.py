"""Title and structure settings of a kit, and discarding it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews.forms.kits import KitForm, fits_of_scales
from interviews.models import Kit, KitQuestion, StaleDraftError
from interviews.views.builder.acting import own_kit, sheet
from interviews.views.builder.saving import save

SETTINGS = "interviews/kit_settings.html"


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request, slug):
    """Title, level, scale, how strictly it is held, and the job analysis behind it."""
    kit = own_kit(request, slug)
    context = _context(kit)
    if request.method == "POST":
        form = KitForm(request.POST, instance=own_kit(request, slug))
        return save(request, kit, form, SETTINGS, context, now=lambda: own_kit(request, slug))
    return sheet(request, SETTINGS, {**context, "form": KitForm(instance=kit), "seen": kit.token})


def _context(kit):
    return {
        "kit": kit,
        "scale_fits": fits_of_scales(kit),
        "rounds": kit.rounds.count(),
        "questions": KitQuestion.objects.filter(round__kit=kit).count(),
    }


@require_POST
def discard(request, slug):
    """Delete a draft that was never published. A published kit stays: its revisions are in use."""
    kit = own_kit(request, slug)
    try:
        _discard(kit, request.POST.get("seen", ""))
    except ValidationError as error:
        stale = error if isinstance(error, StaleDraftError) else None
        context = {**_context(kit), "form": KitForm(instance=kit), "seen": kit.token}
        context |= {"stale": stale, "refused": () if stale else error.messages}
        return sheet(request, SETTINGS, context, status=409)
    messages.success(request, _("Discarded the draft “%(kit)s”.") % {"kit": kit.title})
    return redirect("interviews:kit_list")


@transaction.atomic
def _discard(kit, seen):
    draft = Kit.objects.select_for_update(of=("self",)).get(pk=kit.pk)
    draft.refuse_stale(seen, draft.token)
    if draft.is_published:
        raise ValidationError(
            _("This kit was published, so it stays: interviews were held by its revisions.")
        )
    draft.delete()
