"""The form of a candidate: who it is, the CV, and what the panel does for them."""

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.candidate_files.links import WEB_LINK
from interviews.candidate_files.papers import KINDS, RefusedPapersError, check_papers, check_size
from interviews.models import Candidate


class CandidateForm(forms.ModelForm):
    """A candidate of `opening`, new or to be changed. What is saved is what was changed since the
    page was made, and nothing else."""

    papers_link = forms.CharField(
        max_length=500,
        required=False,
        label=gettext_lazy("Link to the CV"),
        validators=[WEB_LINK],
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    cv = forms.FileField(
        required=False,
        label=gettext_lazy("CV as a file"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
        error_messages={"empty": gettext_lazy("The file is empty. Choose another one.")},
    )
    remove_cv = forms.BooleanField(required=False)
    another_person = forms.BooleanField(required=False)

    class Meta:
        model = Candidate
        fields = ("name", "email", "papers_link", "papers_shown", "adjustments")
        labels = {
            "adjustments": gettext_lazy("Adjustments, as the panel carries them out"),
            "papers_shown": gettext_lazy("Show the CV to the panel"),
        }
        help_texts = {
            "adjustments": gettext_lazy(
                "One per line, such as “Show each question in writing”. Never the reason: it stays "
                "between the candidate and you."
            ),
            "papers_shown": gettext_lazy("Held back, it does not colour what the panel hears."),
        }
        widgets = {"adjustments": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, opening, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.opening = opening
        for name in self.Meta.fields:
            self.fields[name].show_hidden_initial = bool(self.instance.pk)
        for name in ("name", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def seen(self):
        """Hidden fields that say what each field held when the page was made."""
        return [self[name].as_hidden(only_initial=True) for name in self.Meta.fields] * bool(
            self.instance.pk
        )

    @property
    def has_lost_a_file(self):
        """Whether a chosen file has to be chosen again: browsers forget it with the answer."""
        return bool(self.is_bound and self.errors and self.files.get("cv"))

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_cv(self):
        file = self.cleaned_data["cv"]
        if file:
            try:
                check_size(file.size, settings.PAPERS_MAX_BYTES)
                self.papers_name = check_papers(file.name, file.read())
            except RefusedPapersError as error:
                raise forms.ValidationError(str(error)) from error
            file.seek(0)
        return file

    @cached_property
    def alike(self):
        """Candidates of the opening who may be the same person."""
        name, email = (self.cleaned_data.get(field, "") for field in ("name", "email"))
        others = self.opening.candidates.exclude(pk=self.instance.pk)
        return list(others.like(name=name, email=email)[:3]) if name else []

    def clean(self):
        cleaned = super().clean()
        changed = {"name", "email"} & set(self.changed_data)
        if changed and not self.errors and not cleaned["another_person"] and self.alike:
            self.add_error("another_person", _("Say whether this is another person."))
        return cleaned

    def save(self):
        """Write the candidate, a new one under the next number, then the file."""
        candidate, file = self.instance, self.cleaned_data["cv"]
        with transaction.atomic():
            if candidate.pk is None:
                self.opening.add_candidates([candidate])
            else:
                own = set(self.Meta.fields) & set(self.changed_data)
                candidate.save(update_fields=sorted(own))
            if file:
                candidate.keep_papers(file, self.papers_name)
            elif self.cleaned_data["remove_cv"] and candidate.papers:
                candidate.drop_papers()
        return candidate
