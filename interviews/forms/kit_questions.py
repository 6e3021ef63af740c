"""The form of a question in a round: time, score, seat, place, and whether it may be dropped."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.kits import moving
from interviews.kits.rules import short
from interviews.models import KitQuestion, Round

MINUTES = gettext_lazy("Give the time for the answer, from 1 to 120 minutes, or leave it empty.")


class KitQuestionForm(forms.ModelForm):
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=120,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), MINUTES),
    )
    asker = forms.TypedChoiceField(
        label=gettext_lazy("Asked by"), coerce=int, empty_value=None, required=False
    )
    drop_order = forms.TypedChoiceField(
        label=gettext_lazy("When time runs short"), coerce=int, empty_value=None, required=False
    )
    round = forms.ModelChoiceField(
        Round.objects.none(), label=gettext_lazy("Round"), empty_label=None
    )
    place = forms.IntegerField(
        label=gettext_lazy("Place in the round"),
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("1 is asked first; a number too high puts it last."),
    )

    class Meta:
        model = KitQuestion
        fields = ("minutes", "scored", "asker", "drop_order", "round", "place")
        labels = {"scored": gettext_lazy("Scored: every panelist rates the answer")}

    def __init__(self, kit, *args, **kwargs):
        super().__init__(*args, auto_id="sheet-%s", **kwargs)
        rounds = kit.rounds.order_by("position", "pk")
        self.prompt, self.place = self.instance.question.prompt, moving.place_of(self.instance)
        self.can_be_scored = self.instance.question.can_be_scored
        self.fields["round"].queryset = rounds
        self.fields["round"].label_from_instance = lambda round_: round_.name
        self.initial["place"] = self.place
        self.fields["minutes"].help_text = _("Empty: %(minutes)s, as in the question bank.") % {
            "minutes": self.instance.question.minutes
        }
        self.fields["asker"].choices = [("", _("Agreed in the room")), *_seats(rounds)]
        self.fields["drop_order"].choices = [
            ("", _("It is always asked")),
            *_drops(self.instance),
        ]
        if not self.can_be_scored:
            del self.fields["scored"]

    def clean(self):
        super().clean()
        round_, asker = self.cleaned_data.get("round"), self.cleaned_data.get("asker")
        if round_ and asker and asker > round_.panel_size:
            words = _("“%(round)s” has no seat %(seat)d: choose another, or seat more panelists.")
            self.add_error("asker", words % {"round": round_.name, "seat": asker})

    def write_to(self, draft):
        """Change the question in a locked draft; says what was changed."""
        data, row = self.cleaned_data, moving.asked_in(draft, self.instance.pk)
        moves = (data["round"].pk, data["place"]) != (row.round_id, moving.place_of(row))
        row.minutes, row.asker = data["minutes"], data["asker"]
        row.scored = data.get("scored", False)
        row.save(update_fields=["minutes", "asker", "scored"])
        moving.put_in_drop_order(row, data["drop_order"])
        if moves:
            moving.move(row, data["round"], data["place"] - 1)
        changed = ", ".join(str(self[name].label) for name in self.changed_data)
        names = {"question": short(self.prompt), "changed": changed}
        if not changed:
            return _("Nothing was changed about “%(question)s”.") % names
        return _("Edited “%(question)s”: %(changed)s.") % names


def _seats(rounds):
    most = max((round_.panel_size for round_ in rounds), default=1)
    return [(seat, _("Seat %(number)d") % {"number": seat}) for seat in range(1, most + 1)]


def _drops(row):
    others = row.round.kit_questions.exclude(pk=row.pk).exclude(drop_order=None).count()
    words = _("Left out as number %(number)d")
    return [(number, words % {"number": number}) for number in range(1, others + 2)]


def stored(pk):
    """What is stored of a question, by the name of the field."""
    row = KitQuestion.objects.select_related("round").get(pk=pk)
    names = ("minutes", "scored", "asker", "drop_order", "round")
    return {name: getattr(row, name) for name in names} | {"place": moving.place_of(row)}
