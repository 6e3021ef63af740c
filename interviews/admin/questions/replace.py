"""Find and replace a term across the bank: every change is shown before, chosen, and written in one
transaction."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.models import Anchor, Question
from interviews.replacement import Replacement
from roles.differences import word_changes
from roles.fields import validate_printable
from roles.models import Competency

MOST_SHOWN = 200  # changes on one page; the others are offered together
LONGEST_REASON = 100  # characters that the history has for why something changed
PLACES = {
    "prompt": (Question, "prompt", gettext_lazy("Prompts")),
    "follow_ups": (Question, "follow_ups", gettext_lazy("Follow-ups")),
    "positive_indicators": (Question, "positive_indicators", gettext_lazy("Positive indicators")),
    "red_flags": (Question, "red_flags", gettext_lazy("Red flags")),
    "materials": (Question, "materials", gettext_lazy("Materials")),
    "definition": (Competency, "definition", gettext_lazy("Definitions of competencies")),
    "anchor": (Anchor, "text", gettext_lazy("Anchors")),
}
RIGHTS = {
    Question: "interviews.change_question",
    Competency: "roles.change_competency",
    Anchor: "interviews.change_anchor",
}


class ReplaceForm(forms.Form):
    term = forms.CharField(
        label=gettext_lazy("Find"), max_length=200, strip=False, validators=[validate_printable]
    )
    by = forms.CharField(
        label=gettext_lazy("Replace it with"),
        max_length=200,
        strip=False,
        required=False,
        validators=[validate_printable],
        help_text=gettext_lazy("Empty takes the term out."),
    )
    match_case = forms.BooleanField(label=gettext_lazy("Match case"), required=False)
    whole_words = forms.BooleanField(label=gettext_lazy("Whole words only"), required=False)
    places = forms.MultipleChoiceField(
        label=gettext_lazy("Where"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one place to look in.")},
    )

    def __init__(self, data=None, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["places"].choices = [
            (place, words)
            for place, (model, _field, words) in PLACES.items()
            if user.has_perm(RIGHTS[model])
        ]

    def clean_term(self):
        term = self.cleaned_data["term"]
        if not term.strip():
            raise ValidationError(_("Type the term to look for."))
        return term

    def clean(self):
        facts = super().clean()
        if facts.get("match_case") and facts.get("term") == facts.get("by"):
            raise ValidationError(_("The term and what replaces it are the same."))
        return facts

    def replacement(self):
        names = ("term", "by", "match_case", "whole_words")
        return Replacement(**{name: self.cleaned_data[name] for name in names})


@dataclass(frozen=True)
class Change:
    """One field of one row before and after. `problem` says why it cannot be written."""

    row: Any
    field: str
    before: str
    after: str
    problem: str = ""

    @property
    def key(self):
        return f"{self.row._meta.model_name}-{self.row.pk}-{self.field}"

    @property
    def pieces(self):
        return word_changes(self.before, self.after)

    @property
    def label(self):
        return capfirst(self.row._meta.get_field(self.field).verbose_name)

    @property
    def address(self):
        row = self.row.competency if isinstance(self.row, Anchor) else self.row
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        return reverse(name, args=[row.pk])

    @property
    def title(self):
        return self.row.slug if isinstance(self.row, Question) else str(self.row)

    @property
    def undoes_approval(self):
        return isinstance(self.row, Question) and self.row.is_approved


class Preview:
    """Every change that a replacement makes in these places, in the order of the places. With
    `lock`, inside a transaction, the rows stay as they are read until it ends."""

    def __init__(self, replacement, places, lock=False):
        self.replacement, self.places, self.lock = replacement, places, lock
        self._rows = {}

    @cached_property
    def changes(self):
        return [change for place in self.places for change in self._in(*PLACES[place][:2])]

    def _in(self, model, name):
        if model not in self._rows:
            rows = _rows(model)
            self._rows[model] = list(rows.select_for_update(of=("self",)) if self.lock else rows)
        rows = self._rows[model]
        texts = self.replacement.in_texts([getattr(row, name) for row in rows])
        for row, text in zip(rows, texts, strict=True):
            before = getattr(row, name)
            if text == before:
                continue
            field = model._meta.get_field(name)
            after, problem = field.to_python(text), ""
            try:
                field.clean(after, row)
            except ValidationError as error:
                problem = " ".join(error.messages)
                if not after:
                    problem = _("Nothing would be left of it. Change this one by hand.")
            if after != before:
                yield Change(row, name, before, after, problem)

    @cached_property
    def writable(self):
        return [change for change in self.changes if not change.problem]

    @property
    def shown(self):
        return self.changes[:MOST_SHOWN]

    @property
    def hidden_count(self):
        return len(self.changes) - len(self.shown)

    @property
    def approvals_undone(self):
        return len({change.row.pk for change in self.writable if change.undoes_approval})

    @property
    def fingerprint(self):
        """Of every change, also those that are not shown, and of what they would undo."""
        facts = [(c.key, c.before, c.after, c.undoes_approval) for c in self.changes]
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    def chosen(self, keys, with_the_rest):
        """The changes that are ticked, and if asked for those that were not shown."""
        first = {change.key for change in self.shown}
        return [
            change
            for change in self.writable
            if change.key in keys or (with_the_rest and change.key not in first)
        ]


def _rows(model):
    if model is Question:
        return Question.objects.order_by("slug")
    if model is Competency:
        return Competency.objects.order_by("name")
    return Anchor.objects.select_related("competency", "point").order_by(
        "competency__name", "level", "point__value"
    )


def replace(model_admin, request):
    """The form; with a term the preview of every change; on POST the chosen changes are written."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else request.GET
    form = ReplaceForm(data if "term" in data else None, user=request.user, initial=_start())
    preview, writes = None, request.method == "POST"
    if form.is_valid():
        preview = Preview(form.replacement(), form.cleaned_data["places"], lock=writes)
        if writes and _written(request, preview):
            return redirect(
                f"{request.path}?{_query(form)}" if preview.hidden_count else request.path
            )
    return TemplateResponse(
        request,
        "admin/interviews/question/replace.html",
        model_admin.admin_site.each_context(request)
        | {
            "title": _("Find and replace"),
            "opts": model_admin.opts,
            "form": form,
            "preview": preview,
            "ticked": set(request.POST.getlist("change")) if writes else None,
        },
    )


def _start():
    return {
        "whole_words": True,
        "places": [place for place, (model, *_rest) in PLACES.items() if model is Question],
    }


def _query(form):
    query = QueryDict(mutable=True)
    for name in ("term", "by"):
        query[name] = form.cleaned_data[name]
    for name in ("match_case", "whole_words"):
        if form.cleaned_data[name]:
            query[name] = "on"
    query.setlist("places", form.cleaned_data["places"])
    return query.urlencode()


@transaction.atomic
def _written(request, preview):
    """Write the chosen changes. False, with a word to the person, where that is refused."""
    if preview.fingerprint != request.POST.get("seen"):
        messages.warning(
            request,
            _(
                "The library has changed since you looked, so nothing was written. This is what "
                "would be replaced now."
            ),
        )
        return False
    chosen = preview.chosen(set(request.POST.getlist("change")), "rest" in request.POST)
    if not chosen:
        messages.warning(request, _("Nothing was ticked, so nothing was written."))
        return False
    for change in chosen:
        setattr(change.row, change.field, change.after)
    words = reason(preview.replacement)
    rows = dict.fromkeys(change.row for change in chosen)
    undone = sum(_save(row, words, request.user) for row in rows)
    _report(request, preview.replacement, len(chosen), undone)
    return True


def reason(replacement):
    """What the history says of such a change."""
    names = ("term", "by")
    short = {name: Truncator(getattr(replacement, name)).chars(36) for name in names}
    return Truncator(_("Replaced “%(term)s” by “%(by)s”") % short).chars(LONGEST_REASON)


def _save(row, words, user):
    """Save a row with its new texts. Whether a question went back to review."""
    if isinstance(row, Question):
        return row.save_edited(by=user, comment=words)
    row._change_reason = words
    row.save()
    return False


def _report(request, replacement, count, undone):
    words = ngettext(
        "“%(term)s” was replaced in %(count)s place.",
        "“%(term)s” was replaced in %(count)s places.",
        count,
    )
    messages.success(request, words % {"term": replacement.term, "count": count})
    if undone:
        words = ngettext(
            "%(count)s approved question went back to review.",
            "%(count)s approved questions went back to review.",
            undone,
        )
        messages.warning(request, words % {"count": undone})
