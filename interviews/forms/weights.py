"""The form of what a kit rates: which competencies, how much each weighs, which are essential."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.forms.rows import RowsField
from interviews.kits.rated import competencies_of, fitting_anchors
from interviews.models import Kit, KitCompetency, KitQuestion
from roles.models import Competency

EQUAL, ROLE, OWN = "equal", "role", "own"
OF_A_ROW = ("rated", "weight", "essential", "place")


class WeightsForm(forms.Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How they weigh"),
        widget=forms.RadioSelect,
        choices=[
            (EQUAL, gettext_lazy("All the same")),
            (ROLE, gettext_lazy("As in the role")),
            (OWN, gettext_lazy("Our own weights")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the weights"),
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "Needed where the weights differ: why the heaviest decides most in this job."
        ),
    )
    more = RowsField(
        Competency.objects.none(),
        label=gettext_lazy("More from the library"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, kit, data=None, *, user):
        self.kit = kit
        self.rated = {row.competency.pk: row for row in competencies_of(kit)}
        super().__init__(self._with_unlisted(data), auto_id="sheet-%s", initial=self.stored)
        for name, field in self._fields_of_rows():
            self.fields[name] = field
        self.fields["reason"].widget.attrs["rows"] = 3
        self.fields["more"].queryset = self._others(user)

    @cached_property
    def stored(self):
        """What the kit says now, by the name of the field."""
        values = {"way": self._way, "reason": self.kit.weights_reason}
        for place, (pk, row) in enumerate(self.rated.items(), start=1):
            values |= {
                f"rated-{pk}": row.is_rated,
                f"weight-{pk}": row.weight,
                f"essential-{pk}": row.essential,
                f"place-{pk}": place,
            }
        return values

    @property
    def _way(self):
        rated = [row for row in self.rated.values() if row.is_rated]
        if len({row.weight for row in rated}) < 2:
            return EQUAL
        as_role = all(row.weight == row.role_weight for row in rated)
        return ROLE if as_role and self.kit.weights_reason == self.role_reason else OWN

    @property
    def role_reason(self):
        return self.kit.role.weights_reason

    def _with_unlisted(self, data):
        """The data, where competencies that came since stay as they are."""
        if data is None:
            return None
        data = data.copy()
        for pk in self.rated:
            if str(pk) not in data.getlist("row"):
                for name in (f"{part}-{pk}" for part in OF_A_ROW):
                    value = self.stored[name]
                    data[name] = "" if value is False else str(value)
        return data

    def _fields_of_rows(self):
        for pk, row in self.rated.items():
            names = {"name": row.competency.name}
            yield (
                f"rated-{pk}",
                forms.BooleanField(label=_("“%(name)s” is rated") % names, required=False),
            )
            yield (
                f"weight-{pk}",
                _number(
                    _("Weight of “%(name)s”") % names,
                    1000,
                    _("Give a weight from 1 to 1,000 parts."),
                ),
            )
            yield (
                f"essential-{pk}",
                forms.BooleanField(label=_("“%(name)s” is essential") % names, required=False),
            )
            yield (
                f"place-{pk}",
                _number(_("Place of “%(name)s”") % names, 999, _("Give a place from 1 on.")),
            )

    def _others(self, user):
        """Competencies of the library that neither the kit nor its role has, with anchors on the
        kit's scale."""
        others = Competency.objects.visible_to(user).exclude(pk__in=self.rated)
        return others.filter(pk__in=fitting_anchors(self.kit).values("competency")).order_by("name")

    @property
    def rows(self):
        """Each competency, a `Rated`, with its fields by part and its share in per cent, as it
        stands in the form."""
        shares = self._shares()
        return [
            (row, {part: self[f"{part}-{pk}"] for part in OF_A_ROW}, shares[pk])
            for pk, row in self.rated.items()
        ]

    def _shares(self):
        weights = {}
        for pk in self.rated:
            try:
                weight = int(self[f"weight-{pk}"].value())
            except (TypeError, ValueError):
                weight = 0
            weights[pk] = max(0, weight) if self[f"rated-{pk}"].value() else 0
        total = sum(weights.values())
        return {pk: 100 * weight / total if total else 0 for pk, weight in weights.items()}

    def clean_reason(self):
        return Kit._meta.get_field("weights_reason").clean(self.cleaned_data["reason"], self.kit)

    def clean(self):
        super().clean()
        self.kept = [pk for pk in self.rated if self.cleaned_data.get(f"rated-{pk}")]
        self.new = list(self.cleaned_data.get("more", ()))
        if not (self.kept or self.new):
            self.add_error(
                None, _("Keep at least one competency: a kit that rates none says nothing.")
            )
        if self.errors:
            return
        way = self.cleaned_data["way"]
        weigh = {EQUAL: self._equal, ROLE: self._of_the_role, OWN: self._own}[way]
        self.weights = weigh()
        if way != OWN and not self.errors:
            self._refuse_unused_weights()

    def _equal(self):
        self.reason = ""
        return dict.fromkeys([*self.kept, *(each.pk for each in self.new)], 1)

    def _of_the_role(self):
        self.reason = self.role_reason
        weights = {pk: self.rated[pk].role_weight for pk in self.kept}
        missing = [self.rated[pk].competency for pk, weight in weights.items() if not weight]
        if missing := [*missing, *self.new]:
            words = _(
                "The role gives no weight to %(names)s: take it out, or choose your own weights."
            )
            names = ", ".join(f"“{competency.name}”" for competency in missing)
            self.add_error("way", words % {"names": names})
        elif len(set(weights.values())) > 1 and not self.reason.strip():
            words = _("The role gives no reason for its weights. Choose your own, and say why.")
            self.add_error("way", words)
        return weights

    def _own(self):
        self.reason = self.cleaned_data["reason"].strip()
        weights = {pk: self.cleaned_data[f"weight-{pk}"] for pk in self.kept}
        for pk, weight in weights.items():
            if weight is None:
                self.add_error(f"weight-{pk}", _("Give a weight from 1 to 1,000 parts."))
        lightest = min((weight for weight in weights.values() if weight), default=1)
        weights |= {competency.pk: lightest for competency in self.new}
        if len(set(weights.values())) > 1 and not self.reason:
            words = _(
                "Say why they differ: whoever is turned down may ask, and the panel should know. "
                "One sentence will do."
            )
            self.add_error("reason", words)
        return weights

    def _refuse_unused_weights(self):
        typed = {pk: self.cleaned_data[f"weight-{pk}"] for pk in self.kept}
        changed = [pk for pk in typed if typed[pk] not in (None, self.stored[f"weight-{pk}"])]
        if changed and len(set(typed.values())) > 1 and typed != self.weights:
            words = _("You typed weights that this choice leaves unused: choose “Our own weights”.")
            self.add_error("way", words)

    def as_seen(self, state):
        """What a state of the draft said, by the name of the field; not the way, which has no
        field of its own there."""
        seen = {"reason": state["kit"]["weights_reason"]}
        rows = {row["competency_id"]: row for row in state["competencies"]}
        for pk in self.rated:
            seen[f"rated-{pk}"] = pk in rows
            if pk in rows:
                seen[f"weight-{pk}"] = rows[pk]["weight"]
                seen[f"essential-{pk}"] = rows[pk]["essential"]
        return seen

    def write_to(self, draft):
        """Write the competencies into the locked `draft`; returns in words what was done."""
        before = {row.competency_id: row for row in draft.kit_competencies.all()}
        gone = [pk for pk in before if pk not in self.kept]
        words = [*self._take_out(draft, gone), *self._keep(draft, before)]
        if draft.weights_reason != self.reason:
            draft.weights_reason = self.reason
            draft.save(update_fields=["weights_reason"])
            words = words or [_("Changed the reason for the weights.")]
        return " ".join(words) or _("There was nothing to change.")

    def _take_out(self, draft, gone):
        asked = KitQuestion.objects.filter(round__kit=draft, question__competency__in=gone)
        count = asked.count()
        asked.delete()
        draft.kit_competencies.filter(competency__in=gone).delete()
        names = {"names": self._named(gone), "count": count}
        if not gone:
            return []
        if not count:
            return [_("Took out %(names)s.") % names]
        words = ngettext(
            "Took out %(names)s with %(count)s question.",
            "Took out %(names)s with %(count)s questions.",
            count,
        )
        return [words % names]

    def _named(self, pks):
        return ", ".join(f"“{self.rated[pk].competency.name}”" for pk in pks)

    def _keep(self, draft, before):
        rows = [before.get(pk) or KitCompetency(kit=draft, competency_id=pk) for pk in self._order]
        old = {row.competency_id: (row.weight, row.essential) for row in rows if row.pk}
        for position, row in enumerate(rows):
            row.position, row.weight = position, self.weights[row.competency_id]
            row.essential = self.cleaned_data.get(f"essential-{row.competency_id}", False)
        KitCompetency.objects.bulk_update(
            [row for row in rows if row.pk], ["position", "weight", "essential"]
        )
        added = [row for row in rows if not row.pk]
        KitCompetency.objects.bulk_create(added)
        return self._changes_in_words(rows, old, added, order=list(before))

    @property
    def _order(self):
        """The pks of the competencies to rate, in the order that was asked for."""
        places = {pk: self.cleaned_data[f"place-{pk}"] for pk in self.kept}
        listed = sorted(self.kept, key=lambda pk: places[pk] or len(self.rated) + 1)
        return [*listed, *(competency.pk for competency in self.new)]

    def _changes_in_words(self, rows, old, added, *, order):
        names = {competency.pk: competency.name for competency in self.new}
        names |= {pk: row.competency.name for pk, row in self.rated.items()}
        words = []
        if added:
            new = ", ".join(f"“{names[row.competency_id]}”" for row in added)
            words.append(_("Rates %(names)s now.") % {"names": new})
        now = {row.competency_id: (row.weight, row.essential) for row in rows}
        if any(now[pk][0] != weight for pk, (weight, _essential) in old.items()):
            way = dict(self.fields["way"].choices)[self.cleaned_data["way"]]
            words.append(_("Weights: %(way)s.") % {"way": str(way).lower()})
        if any(now[pk][1] != essential for pk, (_weight, essential) in old.items()):
            essential = [f"“{names[pk]}”" for pk, (_weight, is_so) in now.items() if is_so]
            listed = ", ".join(essential) or _("none")
            words.append(_("Essential: %(names)s.") % {"names": listed})
        stayed = [row.competency_id for row in rows if row.competency_id in old]
        if not words and stayed != [pk for pk in order if pk in stayed]:
            words.append(_("Put the competencies into another order."))
        return words


def _number(label, most, words):
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), words)
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, required=False, error_messages=errors
    )
