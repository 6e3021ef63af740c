"""A hiring manager's proposal of a question, for the bank alone or for a kit as well: a short form,
and what to look at before it goes."""

import hashlib
import re

from django import forms
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from interviews.advice import ADVISED, remarks_on
from interviews.forms.rows import RowsField
from interviews.models import Question
from interviews.search import nearest
from roles.models import Competency, Role

CLOSE = 60  # a score of `nearest` from which on a question may be one that the bank has
LONGEST_SLUG = 60


class ProposalForm(forms.ModelForm):
    why = forms.CharField(
        label=_("Why the bank needs it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("For the library admin who reviews it: what no other question brings out."),
    )

    class Meta:
        model = Question
        fields = (
            "prompt",
            "type",
            "competency",
            "minutes",
            "follow_ups",
            "positive_indicators",
            "red_flags",
            "roles",
            "levels",
        )
        field_classes = {"roles": RowsField}
        labels = {"prompt": _("The question"), "minutes": _("Minutes for the answer")}
        help_texts = {"roles": "", "competency": _("Background and motivation may go without.")}

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["competency"].queryset = Competency.objects.order_by("name")
        self.fields["competency"].empty_label = _("Choose one")
        self.fields["type"].choices = Question.Type.choices
        self.fields["roles"].queryset = Role.objects.visible_to(user).order_by("title")
        self.fields["roles"].widget = forms.CheckboxSelectMultiple(
            choices=self.fields["roles"].choices
        )
        self.fields["minutes"].widget.attrs.update(min=1, max=120)
        for name in ("prompt", "why"):
            self.fields[name].widget.attrs["rows"] = 3
        for name in ("follow_ups", "positive_indicators", "red_flags"):
            self.fields[name].widget.attrs["rows"] = 4

    def clean(self):
        super().clean()
        is_scored = self.cleaned_data.get("type") not in (None, *Question.UNSCORED_TYPES)
        if is_scored and self.cleaned_data.get("competency", "") is None:
            self.add_error("competency", _("Choose the competency that this question asks about."))

    def _post_clean(self):
        super()._post_clean()
        # Said beside the field already, and in words that fit it.
        if "competency" in self.errors:
            self.errors.pop("__all__", None)

    @property
    def proposer(self):
        """Whose proposal it becomes."""
        return self.user

    @property
    def digest(self):
        """Stands for the texts as they were looked at."""
        texts = [self.cleaned_data.get(name, "") for name in ADVISED]
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]

    def similar(self):
        """Questions that this person may see and that come close, `[(Question, score)]`."""
        among = Question.objects.visible_to(self.user)
        found = nearest(self.cleaned_data["prompt"], among=among)
        return [(question, score) for question, score in found if score >= CLOSE]

    def doubts(self):
        """What to look at before it goes: `similar` questions, and as `remarks`, by the name of the
        field, advice where any is more than a hint. Empty where there is neither."""
        similar, remarks = self.similar(), remarks_on(self.instance)
        serious = any(
            remark.advice.severity != "hint" for found in remarks.values() for remark in found
        )
        if not (similar or serious):
            return {}
        named = [
            (Question._meta.get_field(name).verbose_name, found) for name, found in remarks.items()
        ]
        return {"has_doubts": True, "similar": similar, "remarks": named}

    @transaction.atomic
    def propose(self):
        """The question as a draft, with the name of its proposer and this person's reason."""
        question = self.save(commit=False)
        question.slug = free_slug(question.prompt)
        question.proposed_by = self.proposer
        question.save()
        self.save_m2m()
        question.steps.create(
            state=Question.State.DRAFT, by=self.user, comment=self.cleaned_data["why"].strip()
        )
        return question


class OneOffForm(ProposalForm):
    """A question written for one kit. It is offered to the bank as a proposal of the kit's owner,
    who may ask it at once; whoever writes it stands in its history."""

    class Meta(ProposalForm.Meta):
        fields = (*ProposalForm.Meta.fields, "materials")
        help_texts = {
            **ProposalForm.Meta.help_texts,
            "materials": _("What the candidate gets to read, or the brief of a role-play."),
        }

    def __init__(self, user, place, *args, about="", **kwargs):
        """`place` is a `choosing.Place`, `about` the slug of a competency to begin with."""
        kit = place.kit
        initial = {
            "competency": next((row.pk for row in place.rated if row.slug == about), None),
            "roles": [kit.role_id],
            "levels": [kit.fitting_level],
            "why": _("Written for the kit “%(kit)s”.") % {"kit": kit.title},
        }
        super().__init__(user, *args, initial=initial, **kwargs)
        self.kit = kit
        self.fields["materials"].widget.attrs["rows"] = 3
        self.fields["why"].label = _("Note for the library admin who reviews it")
        self.fields["why"].help_text = ""
        self.fields["competency"].choices = self._competencies(place)

    @property
    def proposer(self):
        return self.kit.owner

    @property
    def is_of_another(self):
        """Does somebody else own the kit that it is written for?"""
        return self.kit.owner_id != self.user.pk

    def _competencies(self, place):
        """Those that the kit rates on top, the least asked first."""
        rated = [(row.pk, row.in_words) for row in place.needed_first]
        known = {pk for pk, _words in rated}
        others = [(row.pk, row.name) for row in self.fields["competency"].queryset]
        return [
            ("", _("Choose one")),
            (_("In this kit"), rated),
            (_("Others"), [(pk, name) for pk, name in others if pk not in known]),
        ]


def free_slug(prompt):
    """A slug of the first words of a prompt that no question has."""
    slug = slugify(prompt)[: LONGEST_SLUG + 1]
    if len(slug) > LONGEST_SLUG:
        slug = slug.rpartition("-")[0] or slug[:LONGEST_SLUG]
    slug = slug or "question"
    taken = set(
        Question.objects.filter(slug__regex=rf"^{re.escape(slug)}(-[0-9]+)?$").values_list(
            "slug", flat=True
        )
    )
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
