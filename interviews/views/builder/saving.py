"""The shape that all forms of the builder share: saved into the draft, or shown again with what
was typed."""

from collections.abc import Mapping

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404

from interviews.models import StaleDraftError
from interviews.models.changes import TOKEN
from interviews.views.builder.acting import both_versions, done, own_kit, sheet


def save(request, kit, form, template, context, *, now):
    """Write a bound `form` into the draft by `form.write_to(draft)`, which returns what was done in
    words.

    What does not fit is said in the form (422). Where the draft is not what the person looked at,
    the form comes again (409) with what they typed, beside what `now()` gives: the row as it is
    stored, or its values by the name of the field. What they left as they saw it says what is
    stored now, if the form has `as_seen(state)`: what a state said, by the name of the field.
    """
    again = {**context, "form": form, "seen": request.POST.get("seen", "")}
    if not form.is_valid():
        return sheet(request, template, again, status=422)
    try:
        with kit.being_changed(by=request.user, seen=again["seen"]) as change:
            change.words = form.write_to(change.draft)
    except ObjectDoesNotExist:
        raise Http404 from None  # it went while this form waited for its turn
    except StaleDraftError as error:
        kit, stored = own_kit(request, kit.slug), now()
        _follow(form, stored, _seen(kit, again["seen"]))
        again |= {"stale": error, "both": both_versions(form, stored), "seen": kit.token}
        return sheet(request, template, again, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return sheet(request, template, again, status=422)
    return done(request, kit, change.words)


def _seen(kit, token):
    """The state of the draft that a token stands for; None where it is not remembered."""
    changes = kit.changes.order_by("-number")
    if not TOKEN.fullmatch(token):
        return None  # it came with the request, and may be anything
    if change := changes.filter(before_token=token).first():
        return change.before
    change = changes.filter(after_token=token).first()
    return change.after if change else None


def _follow(form, stored, state):
    """Let the fields that somebody else changed, and this person did not, say what is stored."""
    seen = form.as_seen(state) if state and hasattr(form, "as_seen") else {}
    data = form.data.copy()
    for name, value in seen.items():
        field = form.fields[name]
        if field.has_changed(value, form[name].data):
            continue
        there = stored[name] if isinstance(stored, Mapping) else getattr(stored, name)
        form.cleaned_data[name] = there
        shown = field.prepare_value(there)
        if shown in (None, False):
            data.pop(name, None)
        else:
            data.setlist(name, shown if isinstance(shown, list) else [shown])
    form.data = data
