"""The builder itself, undo and redo."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews.models import StaleDraftError
from interviews.views.builder.acting import done, own_kit, show


@require_safe
def build(request, slug):
    """A draft kit with everything that can be done to it."""
    return show(request, own_kit(request, slug))


@require_POST
def undo(request, slug):
    """Take the last change back."""
    kit = own_kit(request, slug)
    return _step(request, kit, kit.undo, _("Taken back: %(words)s"))


@require_POST
def redo(request, slug):
    """Make the change again that was taken back last."""
    kit = own_kit(request, slug)
    return _step(request, kit, kit.redo, _("Done again: %(words)s"))


def _step(request, kit, step, words):
    try:
        change = step(seen=request.POST.get("seen", ""))
    except StaleDraftError as error:
        return show(request, kit, status=409, stale=error)
    except ValidationError as error:
        return show(request, kit, status=422, errors=error.messages)
    return done(request, kit, words % {"words": change.words})
