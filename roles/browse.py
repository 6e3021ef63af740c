"""What people look for in the list of roles, as the address says it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from roles.models import Competency, JobFamily, Level, Role
from roles.search import LONGEST


class RoleSearchForm(forms.Form):
    """Words, a family, a level and a competency; what it does not know it leaves out."""

    q = forms.CharField(
        label=_("Search titles, other titles included"),
        required=False,
        widget=forms.TextInput({"type": "search", "class": "form-control", "maxlength": LONGEST}),
    )
    family = forms.ChoiceField(label=_("Family"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    competency = forms.ChoiceField(label=_("Competency"), required=False)

    SELECTS = ("family", "level", "competency")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, auto_id="search-%s", label_suffix="", **kwargs)
        self.roles = Role.objects.visible_to(user)
        families = JobFamily.objects.filter(roles__in=self.roles).distinct().order_by("name")
        competencies = Competency.objects.filter(roles__in=self.roles).distinct().order_by("name")
        self._offer("family", _("All families"), families.values_list("slug", "name"))
        self._offer("level", _("All levels"), Level.choices)
        self._offer("competency", _("Any competency"), competencies.values_list("slug", "name"))

    def _offer(self, name, everything, choices):
        field = self.fields[name]
        field.widget.attrs["class"] = "form-select"
        field.choices = [("", everything), *choices]

    def wanted(self):
        """By field, what was asked for and can be looked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def left_out(self):
        """The labels of what was asked for and cannot be looked for."""
        self.is_valid()
        return [str(self.fields[name].label) for name in self.errors]

    @property
    def competency_name(self):
        return self._chosen("competency", self.wanted())

    def _chosen(self, name, wanted):
        return dict(self.fields[name].choices)[wanted[name]] if name in wanted else ""

    def in_words(self):
        """What was asked for, such as “director”, Sales, Senior."""
        wanted = self.wanted()
        words = [_("“%s”") % wanted["q"]] if "q" in wanted else []
        words += [self._chosen(name, wanted) for name in self.SELECTS]
        return ", ".join(str(word) for word in words if word)

    def found(self):
        """The roles that were asked for, from junior to executive within their families."""
        wanted = self.wanted()
        roles = self.roles.matching(wanted.get("q", "")).select_related("family")
        if "family" in wanted:
            roles = roles.in_family(wanted["family"])
        if "level" in wanted:
            roles = roles.at_level(wanted["level"])
        if "competency" in wanted:
            roles = roles.asking_for(wanted["competency"])
        return roles.from_junior_to_executive()
