"""The form of one question: what it asks for, what it says while somebody writes, and saving."""

from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews import search
from interviews.admin.questions import stale
from interviews.admin.questions.fields import (
    PlainLinesField,
    PlainTextField,
    RolesField,
    WritingField,
)
from interviews.advice import ADVISED, remarks_on
from interviews.languages import language_choices
from interviews.models import Question
from interviews.proposals import CLOSE, free_slug
from interviews.views.advice import advice_while_typing
from roles.differences import word_changes
from roles.models import Competency, Level, Role

MOST_SIMILAR = 5

FIELDSETS = [
    (None, {"fields": ["prompt", ("type", "competency", "minutes")]}),
    (
        gettext_lazy("What the interviewer listens for"),
        {"fields": ["follow_ups", "positive_indicators", "red_flags"]},
    ),
    (gettext_lazy("Where it fits"), {"fields": ["levels", "roles"]}),
    (
        gettext_lazy("Materials, language, source, slug"),
        {"classes": ["fold"], "fields": ["materials", ("language", "source"), "slug"]},
    ),
]
FOLDED = ("materials", "language", "source", "slug")


def _box(rows):
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class QuestionForm(forms.ModelForm):
    """`conflict` is what another person saved meanwhile, `similar` the questions that are much the
    same, `advice` the remarks on the wording by field; each for the text as it is typed."""

    bound_field_class = WritingField

    competency = forms.ModelChoiceField(
        Competency.objects.order_by("name"),
        required=False,
        label=gettext_lazy("Competency"),
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Only background and motivation questions go without."),
    )
    minutes = forms.IntegerField(
        min_value=1,
        max_value=120,
        initial=6,
        label=gettext_lazy("Minutes"),
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"],
            gettext_lazy("Give the time for the answer, from 1 to 120 minutes."),
        ),
    )
    roles = RolesField(
        Role.objects.select_related("family").order_by("family__name", Level.in_order(), "title"),
        required=False,
        label=gettext_lazy("Roles it fits"),
        help_text=gettext_lazy("Tick none where it fits every role that asks for the competency."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    slug = forms.SlugField(max_length=120, required=False, label=gettext_lazy("Slug"))
    comment = forms.CharField(
        max_length=100,
        required=False,
        label=gettext_lazy("What changed, and why"),
        help_text=gettext_lazy("Kept with this version. For whoever reads its history."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    similar_seen = forms.BooleanField(
        required=False, label=gettext_lazy("This one asks something else: save it anyway")
    )

    class Meta:
        model = Question
        fields = stale.FIELDS
        field_classes = {
            "prompt": PlainTextField,
            "materials": PlainTextField,
            "follow_ups": PlainLinesField,
            "positive_indicators": PlainLinesField,
            "red_flags": PlainLinesField,
        }
        widgets = {
            "prompt": _box(3),
            "materials": _box(4),
            "follow_ups": _box(3),
            "positive_indicators": _box(3),
            "red_flags": _box(3),
            "source": forms.TextInput(attrs={"class": "vTextField"}),
        }
        help_texts = {
            "levels": gettext_lazy("Tick none where it fits every level."),
            "materials": gettext_lazy("What the panel hands out or reads out, such as a brief."),
            "source": gettext_lazy("Where it comes from."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflict = None
        self._similar = None
        if "language" in self.fields:
            self.fields["language"].choices = language_choices(self.instance.language)
        if self.instance.pk:
            self.initial["seen"] = stale.newest_version(self.instance)
            self._fix_slug()
            if self.is_bound:
                self._take_theirs()
        elif "slug" in self.fields:
            self.fields["slug"].help_text = _("Leave it empty: it is made from the prompt.")

    def _fix_slug(self):
        question = self.instance
        if "slug" not in self.fields:
            return
        if question.kit_questions.exists() or question.published_questions.exists():
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _("Fixed, since kits know the question by it.")

    def _take_theirs(self):
        """Put the saved values in place of the typed ones, in the fields that were given up."""
        names = [name for name in self.data.getlist("theirs") if name in self.fields]
        if not names or self.data.get("seen") != self.initial["seen"]:
            return
        self.data = self.data.copy()
        saved = stale.values_of(self.instance)
        for name in names:
            value = self.fields[name].prepare_value(saved[name])
            self.data.setlist(name, value if isinstance(value, list | tuple) else [value])

    @property
    def writing_fields(self):
        """Names of fields with changes that are worth a version."""
        return [name for name in self.changed_data if name in stale.FIELDS]

    def clean(self):
        cleaned = super().clean()
        self._check_competency(cleaned)
        if self.instance.pk:
            self._check_nobody_saved_meanwhile(cleaned)
        elif not self.errors:
            self._check_it_is_new(cleaned)
        return cleaned

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or self.instance.slug
        return slug or free_slug(self.data.get(self.add_prefix("prompt"), ""))

    def _check_competency(self, cleaned):
        needed = cleaned.get("type") not in (None, "", *Question.UNSCORED_TYPES)
        if needed and "competency" in cleaned and not cleaned["competency"]:
            self.add_error(
                "competency",
                _(
                    "Choose the competency that this question asks about; only background and "
                    "motivation questions go without."
                ),
            )

    def _check_nobody_saved_meanwhile(self, cleaned):
        seen = self.data.get("seen", "")
        # The row is locked from here on, so that nobody saves between this look and the save.
        question = Question.objects.select_for_update().get(pk=self.instance.pk)
        newest = stale.newest_version(question)
        if seen == newest:
            return
        typed = {name: cleaned[name] for name in stale.FIELDS if name in cleaned}
        if "competency" in typed:
            typed["competency"] = getattr(typed["competency"], "pk", None)
        if "roles" in typed:
            typed["roles"] = tuple(sorted(role.pk for role in typed["roles"]))
        self.conflict = stale.conflict_of(question, seen, typed)
        if self.conflict:
            self.data = self.data.copy()
            self.data["seen"] = newest
            raise ValidationError(
                _("Nothing was saved: somebody else saved this question while you were writing."),
                code="conflict",
            )

    def _check_it_is_new(self, cleaned):
        if cleaned.get("similar_seen") or not self.close_ones:
            return
        raise ValidationError(
            _("Nothing has been saved yet: the bank has a question much like this one."),
            code="similar",
        )

    @property
    def asks_once(self):
        """Whether the person has to say that a new question is not one that the bank has."""
        return bool(not self.instance.pk and self.is_bound and self.close_ones)

    @property
    def close_ones(self):
        """Those of the similar ones that could be the same question."""
        return [found for found in self.similar if found[1] >= CLOSE]

    @property
    def similar(self):
        """The most similar questions, `[(question, score, what differs)]`, the best first."""
        if self._similar is None:
            prompt = self._typed("prompt").strip()
            found = search.nearest(prompt, without=self.instance.pk, most=MOST_SIMILAR)
            self._similar = [
                (question, score, word_changes(question.prompt, prompt))
                for question, score in (found if prompt else ())
            ]
        return self._similar

    @property
    def silence(self):
        from interviews.wording import SILENCE

        return SILENCE

    @property
    def opens_fold(self):
        """Whether the rarely used fields show at once: something is in them, or wrong with them."""
        return bool(self._typed("materials")) or any(name in self.errors for name in FOLDED)

    @cached_property
    def advice(self):
        return remarks_on(Question(**{name: self._typed(name) for name in ADVISED}))

    def _typed(self, name):
        return (self[name].value() if name in self.fields else getattr(self.instance, name)) or ""


def save_written(request, question, form, *, change):
    """Save what the form says: a new question as a draft, a changed one as its next version."""
    if not change:
        question.save()
        question.steps.create(state=question.state, by=request.user)
        return
    if not form.writing_fields:
        return
    if question.save_edited(by=request.user, comment=form.cleaned_data["comment"]):
        messages.warning(
            request,
            _("The wording changed, so the question went back to review. Kits stay as they are."),
        )
    if "prompt" in form.changed_data and form.close_ones:
        links = format_html_join(
            " · ",
            '<a href="{}">{}</a>',
            (
                (reverse("admin:interviews_question_change", args=[found.pk]), found)
                for found, _score, _pieces in form.close_ones
            ),
        )
        messages.warning(
            request, format_html("{} {}", _("The bank has questions much like it now:"), links)
        )


def advice(model_admin, request):
    """The advice on texts that somebody is typing, as markup by the name of the field."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (model_admin.has_add_permission(request) or model_admin.has_change_permission(request)):
        raise PermissionDenied
    return advice_while_typing(request)
