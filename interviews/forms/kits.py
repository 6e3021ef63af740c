"""The form of a kit's settings: title, level, rating scale, how strictly it is held, and where its
demands come from."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.models import Anchor, Kit, RatingScale
from roles.models import Level

STRICT = ("planned_follow_ups_only", "papers_held_back", "same_panel", "calibrated_panel")
ANALYSIS = ("analysis_source", "analysis_expert", "analysed_on")


class KitForm(forms.ModelForm):
    class Meta:
        model = Kit
        fields = ("title", "level", "scale", *STRICT, *ANALYSIS)
        labels = {
            "papers_held_back": gettext_lazy("CV and test results held back"),
            "same_panel": gettext_lazy("Same panel for every candidate"),
            "calibrated_panel": gettext_lazy("Only panelists who have practised"),
            "analysis_source": gettext_lazy("Source"),
            "analysis_expert": gettext_lazy("Expert"),
            "analysed_on": gettext_lazy("Date"),
        }
        help_texts = {
            "title": gettext_lazy("Candidates never see it. Its address stays as it is."),
            "level": gettext_lazy("Decides which questions and anchors fit."),
            "planned_follow_ups_only": gettext_lazy(
                "Every candidate gets the same help: the follow-ups listed, and no others."
            ),
            "papers_held_back": gettext_lazy(
                "The panel sees them once its scorecards are in, so that it rates what it heard."
            ),
            "same_panel": gettext_lazy(
                "The same people hold a round with everybody, so that one strict rater weighs on "
                "all alike."
            ),
            "calibrated_panel": gettext_lazy(
                "Everyone on it practised rating in the last twelve months, so that a 4 means the "
                "same to all."
            ),
            "analysed_on": gettext_lazy("Less than 24 months ago; jobs change."),
        }
        widgets = {"analysed_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("auto_id", "sheet-%s")
        super().__init__(*args, **kwargs)
        as_role = _("As the role: %(level)s") % {"level": self.instance.role.get_level_display()}
        self.fields["level"].choices = [("", as_role), *Level.choices]
        self.fields["scale"].queryset = RatingScale.objects.order_by("name")
        self.fields["scale"].empty_label = None
        self.fields["analysed_on"].widget.attrs["max"] = timezone.localdate().isoformat()
        for name in ("title", *ANALYSIS):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def strict(self):
        """The boxes that say how strictly the kit is held."""
        return [self[name] for name in STRICT]

    def clean_analysed_on(self):
        date = self.cleaned_data["analysed_on"]
        if date and date > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come: give the day it was done."))
        return date

    def as_seen(self, state):
        """What the settings said in a state of the draft, by the name of the field."""
        row = state["kit"] | {"scale": state["kit"]["scale_id"]}
        return {name: row[name] for name in self.fields}

    def write_to(self, draft):
        """Write the settings into the locked `draft`; returns in words what was done."""
        if not self.changed_data:
            return _("There was nothing to change.")
        for name in self.changed_data:
            setattr(draft, name, self.cleaned_data[name])
        draft.save(update_fields=self.changed_data)
        labels = [str(self[name].label).lower() for name in self.changed_data]
        return _("Changed the settings: %(what)s.") % {"what": ", ".join(labels)}


@dataclass(frozen=True)
class ScaleFit:
    """How many of the competencies of a kit have an anchor for each point of a scale."""

    name: str
    anchored: int
    rated: int


def fits_of_scales(kit):
    """A `ScaleFit` for each rating scale, in order of their names."""
    competencies = list(kit.kit_competencies.values_list("competency", flat=True))
    anchors = Anchor.objects.filter(
        competency__in=competencies, level__in=["", kit.fitting_level]
    ).values_list("point__scale", "competency", "point")
    points = {}
    for scale, competency, point in anchors:
        points.setdefault((scale, competency), set()).add(point)
    fits = []
    for scale in RatingScale.objects.prefetch_related("points").order_by("name"):
        number = len(scale.points.all())
        anchored = sum(len(points.get((scale.pk, pk), ())) == number for pk in competencies)
        fits.append(ScaleFit(scale.name, anchored, len(competencies)))
    return fits
