"""What the pages of an import ask for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from interviews.exchange import reading
from interviews.exchange.differences import MISSING
from interviews.models import RatingScale
from roles.models import Competency, JobFamily, Role


class KitFileForm(forms.Form):
    """A kit file: handed in, or with the next step once more as text. Read anew each time."""

    file = forms.FileField(
        label=_("Kit file"),
        required=False,
        help_text=_("The JSON file of a published kit, 2 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    kit = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self):
        super().clean()
        if not self.errors:
            self._read()

    def _read(self):
        file, text = self.cleaned_data["file"], self.cleaned_data["kit"]
        try:
            if file:
                if problem := reading.too_large(file.size):
                    raise ValidationError(problem)
                self.cleaned_data["read"] = reading.read(file.read())
            elif text:
                self.cleaned_data["read"] = reading.read(text.encode(errors="replace"))
            else:
                raise ValidationError(_("Choose the file first."))
        except ValidationError as error:
            self.add_error("file", error)


class HereForm(forms.Form):
    """The role and the scale here that the kit is for."""

    role = forms.ChoiceField(label=_("Role here"), required=False)
    scale = forms.ChoiceField(label=_("Rating scale here"), required=False)

    def __init__(self, plan, user):
        super().__init__(initial={"role": plan.role.here, "scale": plan.scale.here})
        roles = Role.objects.visible_to(user).from_junior_to_executive().select_related("family")
        scales = RatingScale.objects.order_by("name").values_list("slug", "name")
        self.fields["role"].choices = [*self._none(plan.role), *self._by_family(roles)]
        self.fields["scale"].choices = [*self._none(plan.scale), *scales]

    @staticmethod
    def _none(part):
        return [("", _("Choose one"))] if part.status == MISSING else []

    @staticmethod
    def _by_family(roles):
        families = {}
        for role in roles:
            name = f"{role.title} ({role.get_level_display()})"
            families.setdefault(role.family.name, []).append((role.slug, name))
        return families.items()


class LibraryFileForm(forms.Form):
    """What a kit file does not say of the library's parts that are missing here."""

    def __init__(self, plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for part in self._missing:
            self.fields[f"category-{part.key}"] = forms.ChoiceField(
                label=part.name,
                choices=[("", _("Choose its kind")), *Competency.Category.choices],
                help_text=plan.file.document.competency(part.key).definition,
                error_messages={"required": _("Say which kind of competency this is.")},
            )
        families = list(JobFamily.objects.order_by("name").values_list("slug", "name"))
        if plan.role.status == MISSING and families:
            self.fields["family"] = forms.ChoiceField(
                label=_("Job family of “%(role)s”") % {"role": plan.role.name},
                choices=[("", _("Choose one")), *families],
                error_messages={"required": _("Say which job family the role belongs to.")},
            )

    @property
    def _missing(self):
        return [part for part in self.plan.competencies if part.status == MISSING]

    @property
    def categories(self):
        """The kind of each missing competency, by key."""
        return {part.key: self.cleaned_data[f"category-{part.key}"] for part in self._missing}
