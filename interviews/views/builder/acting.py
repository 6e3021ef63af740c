"""The shape that all acts of the builder share: one change of a draft, answered with the builder as
it is then."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget, trigger_client_event

from interviews.models import Kit, StaleDraftError
from roles.differences import word_changes
from roles.fields import split_lines

BARE = "sheet.html"  # what a page is wrapped in where a script asked for it
WHOLE = "base.html"


def own_kit(request, slug):
    """The kit, for those who may edit it; 404 for anybody else."""
    return get_object_or_404(Kit.objects.editable_by(request.user), slug=slug)


def act(request, slug, do):
    """Change a draft in one step: `do(draft)` changes it and returns, in words, what was done.

    Whoever looked at another draft than there is now gets it as it is (409), with what was done
    since and a way to do the same again. What `do` refuses with a `ValidationError` is said (422).
    Nothing is written in either case.
    """
    kit = own_kit(request, slug)
    try:
        with kit.being_changed(by=request.user, seen=request.POST.get("seen", "")) as change:
            change.words = do(change.draft)
    except ObjectDoesNotExist:
        raise Http404 from None  # it went while this act waited for its turn
    except StaleDraftError as error:
        return show(request, kit, status=409, stale=error)
    except ValidationError as error:
        return show(request, kit, status=422, errors=error.messages)
    return done(request, kit, change.words)


def done(request, kit, words):
    """The builder after a change, saying what was done."""
    if not request.htmx:
        messages.success(request, words)
        return redirect(_builder(kit))
    return trigger_client_event(show(request, kit, said=words), "sheet-done", after="swap")


def show(request, kit, *, status=200, said="", errors=(), stale=None):
    """The builder of a kit: the page, or its changing part where a script asked for that."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.kits.building import building_of

    again = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "building": building_of(kit, request.user),
        "kit": kit,
        "said": said,
        "errors": errors,
        "stale": stale,
        "again": [(name, value) for name, value in again if name not in _OWN],
        "again_url": request.path,
    }
    template = "interviews/_builder.html" if request.htmx else "interviews/kit_build.html"
    response = render(request, template, context, status=status)
    return retarget(reswap(response, "outerHTML"), "#builder") if request.htmx else response


_OWN = ("csrfmiddlewaretoken", "seen")


def sheet(request, template, context, *, status=200):
    """A page of the builder that asks for something. A script shows it in a dialog over the
    builder; its template extends `base`."""
    context = {**context, "base": BARE if request.htmx else WHOLE}
    response = render(request, template, context, status=status)
    if request.htmx and request.method == "POST":
        response = retarget(reswap(response, "innerHTML"), "#sheet-content")
    return response


LONG = 60  # characters from which on a difference is told word by word


class Versions(NamedTuple):
    """A value as it is now and as it was typed, both as people read them."""

    label: str
    now: str
    typed: str

    @property
    def pieces(self):
        """What changes from one to the other, word by word; nothing where both are short."""
        return word_changes(self.now, self.typed) if max(map(len, self[1:])) > LONG else ()


def both_versions(form, now):
    """The `Versions` of each field in which a valid `form` differs from what is stored. `now` is
    the row as it is stored, or its values by the name of the field."""
    if not isinstance(now, Mapping):
        now = {name: getattr(now, name) for name in form.cleaned_data if hasattr(now, name)}
    return [
        Versions(
            str(form[name].label),
            _as_read(form.fields[name], now[name]),
            _as_read(form.fields[name], typed),
        )
        for name, typed in form.cleaned_data.items()
        if name in now and now[name] != typed
    ]


def _as_read(field, value):
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value)
    if hasattr(field, "choices") and not isinstance(field, forms.ModelChoiceField):
        labels = {str(key): str(label) for key, label in flatten_choices(field.choices)}
        lines = split_lines("" if value is None else str(value)) or [""]
        value = ", ".join(labels.get(line, line) for line in lines)
    return "—" if value in (None, "", []) else str(value)


def _builder(kit):
    return reverse("interviews:kit_build", args=[kit.slug])
