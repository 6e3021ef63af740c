"""The form of a round: its slot, panel, scripts, and what assembling may choose for it."""

from dataclasses import dataclass

from django import forms
from django.db.models import Max, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.advice import HEAVIEST, remark
from interviews.kits.scripts import USUAL_ROUNDS, fitting, scripts_for
from interviews.models import Round
from interviews.models.wording import WordingRule

LONGEST_KEY = 60
SCRIPTS = ("opening_script", "closing_script")
SLOT = ("minutes", "opening_minutes", "closing_minutes")


def _number(words, least, most, **kwargs):
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
    return forms.IntegerField(min_value=least, max_value=most, error_messages=errors, **kwargs)


@dataclass(frozen=True)
class Slot:
    """The minutes of a slot and what fills them."""

    minutes: int
    opening: int
    asked: int
    closing: int

    @property
    def left(self):
        """Less than 0 where the round is too long."""
        return self.minutes - self.opening - self.asked - self.closing

    @property
    def over(self):
        return max(0, -self.left)


def _usual_frame(minutes):
    """The usual minutes of opening and closing."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.document import usual_closing, usual_opening

    return usual_opening(minutes), usual_closing(minutes)


class RoundForm(forms.ModelForm):
    minutes = _number(
        gettext_lazy("Give the slot from 5 to 480 minutes."),
        5,
        480,
        label=gettext_lazy("Minutes of the slot"),
    )
    panel_size = _number(
        gettext_lazy("A panel has from 1 to 12 people."),
        1,
        12,
        label=gettext_lazy("Panelists"),
    )
    opening_minutes = _number(
        gettext_lazy("Give the opening from 0 to 480 minutes, or leave it empty."),
        0,
        480,
        label=gettext_lazy("For the opening"),
        help_text=gettext_lazy("Empty: 3, or 2 in a slot under 31."),
        required=False,
    )
    closing_minutes = _number(
        gettext_lazy("Give the closing from 0 to 480 minutes, or leave it empty."),
        0,
        480,
        label=gettext_lazy("For the closing"),
        help_text=gettext_lazy("Empty: 5, or 3 in a slot under 31."),
        required=False,
    )

    class Meta:
        model = Round
        fields = (
            "name",
            "purpose",
            "minutes",
            "panel_size",
            "opening_minutes",
            "closing_minutes",
            "opening_script",
            "closing_script",
            "types",
            "solo_role_play",
        )
        labels = {"types": gettext_lazy("Types of question that assembling may choose")}
        help_texts = {
            "purpose": gettext_lazy("One line for the panel: what this round is to find out."),
            "types": gettext_lazy("Tick none to allow all of them."),
            "solo_role_play": gettext_lazy(
                "It takes two otherwise: one panelist plays, the other rates."
            ),
        }

    def __init__(self, kit, *args, **kwargs):
        kwargs.setdefault("auto_id", "sheet-%s")
        super().__init__(*args, **kwargs)
        self.kit = kit
        # Cleaning writes what was typed into the instance.
        self.before = {name: getattr(self.instance, name) for name in ("name", "panel_size", *SLOT)}
        self.others = list(kit.rounds.exclude(pk=self.instance.pk))
        for name in SCRIPTS:
            self.fields[name].widget.attrs.update(rows=3)
        for name in ("name", "purpose"):
            self.fields[name].widget.attrs.update(autocomplete="off")

    @property
    def place(self):
        """The position of the round, from 0, and the number of rounds with it."""
        count = len(self.others) + 1
        if not self.instance.pk:
            return count - 1, count
        before = [other for other in self.others if self._is_before(other)]
        return len(before), count

    def _is_before(self, other):
        return (other.position, other.pk) < (self.instance.position, self.instance.pk)

    @cached_property
    def asked_minutes(self):
        """The minutes of its questions."""
        if not self.instance.pk:
            return 0
        minutes = Coalesce("minutes", "question__minutes")
        return self.instance.kit_questions.aggregate(sum=Coalesce(Sum(minutes), 0))["sum"]

    @property
    def slot(self):
        """The `Slot` as it stands in the form."""
        minutes = self._typed("minutes", 0)
        opening, closing = _usual_frame(minutes)
        opening = self._typed("opening_minutes", opening)
        closing = self._typed("closing_minutes", closing)
        return Slot(minutes, opening, self.asked_minutes, closing)

    @property
    def usual(self):
        """The usual scripts for the round as it stands in the form."""
        return scripts_for(self._typed("minutes", 60), self._typed("panel_size", 2), *self.place)

    @property
    def script_boxes(self):
        """Each script as (its field, the usual text where it says something else, the advice on
        its wording)."""
        own = WordingRule.objects.as_rules()
        usual = {"opening_script": self.usual.opening, "closing_script": self.usual.closing}
        return [
            (self[name], usual[name] if usual[name] != text else "", remarks_on_script(text, own))
            for name in SCRIPTS
            for text in [str(self[name].value() or "")]
        ]

    def _typed(self, name, otherwise):
        try:
            return int(self[name].value())
        except (TypeError, ValueError):
            return otherwise

    def clean_name(self):
        name = self.cleaned_data["name"]
        taken = {other.name.casefold() for other in self.others}
        if name.casefold() in taken and name != self.before["name"]:
            raise forms.ValidationError(
                _("This kit has a round “%(name)s” already: give this one another name."),
                params={"name": name},
            )
        return name

    def clean(self):
        super().clean()
        if all(name in self.cleaned_data for name in SLOT):
            self._refuse_full_slot()
        if not self.errors and self._changes("minutes", "panel_size"):
            self._fit_usual_scripts()

    def _refuse_full_slot(self):
        minutes, opening, closing = (self.cleaned_data[name] for name in SLOT)
        usual_opening, usual_closing = _usual_frame(minutes)
        frame = usual_opening if opening is None else opening
        frame += usual_closing if closing is None else closing
        if frame >= minutes:
            words = _(
                "Opening and closing take %(frame)s of %(minutes)s minutes, which leaves no time "
                "for a question: lengthen the slot or shorten them."
            )
            self.add_error("minutes", words % {"frame": frame, "minutes": minutes})

    def _changes(self, *names):
        return any(self.cleaned_data[name] != self.before[name] for name in names)

    def _fit_usual_scripts(self):
        minutes, size = self.cleaned_data["minutes"], self.cleaned_data["panel_size"]
        for name in SCRIPTS:
            self.cleaned_data[name] = fitting(self.cleaned_data[name], minutes, size, *self.place)

    def as_seen(self, state):
        """What this round said in a state of the draft, by the name of the field."""
        rows = [row for row in state["rounds"] if row["id"] == self.instance.pk]
        return {name: row[name] for row in rows for name in self.fields}

    def write_to(self, draft):
        """Write the round into the locked `draft`; returns in words what was done."""
        if not self.instance.pk:
            return self._add_to(draft)
        if not self.changed_data:
            return _("There was nothing to change.")
        changed = [name for name in self.changed_data if name not in SCRIPTS]
        self.instance.save(update_fields=[*changed, *SCRIPTS])
        words = self._changes_in_words()
        unseated = self.instance.kit_questions.filter(asker__gt=self.instance.panel_size)
        if count := unseated.update(asker=None):
            words = f"{words} {_unseated_in_words(count)}"
        return words

    def _add_to(self, draft):
        last = draft.rounds.aggregate(last=Coalesce(Max("position"), -1))["last"]
        self.instance.kit, self.instance.position = draft, last + 1
        self.instance.key = free_key(self.instance.name, draft)
        self.instance.save()
        return _("Added the round “%(round)s”.") % {"round": self.instance.name}

    def _changes_in_words(self):
        old, new = self.before["name"], self.instance.name
        labels = [str(self[name].label).lower() for name in self.changed_data if name != "name"]
        names = {"old": old, "round": new, "what": ", ".join(labels)}
        if old == new:
            return _("Changed “%(round)s”: %(what)s.") % names
        if not labels:
            return _("Renamed “%(old)s” to “%(round)s”.") % names
        return _("Renamed “%(old)s” to “%(round)s” and changed: %(what)s.") % names


def remarks_on_script(text, own):
    """The advice on the wording of a script, as `Remark`s, the heaviest first. `own` are the
    admins' rules."""
    # The sentence encoder takes a second to load; management commands never come here.
    from interviews.wording import advice_on

    remarks = [remark(text, advice) for advice in advice_on(text, part="note", own=own)]
    return sorted(remarks, key=lambda each: HEAVIEST.index(each.advice.severity))


def _unseated_in_words(count):
    words = ngettext(
        "%(count)s question was for a seat that is gone: who asks it is open now.",
        "%(count)s questions were for a seat that is gone: who asks them is open now.",
        count,
    )
    return words % {"count": count}


def free_key(name, kit):
    """A key made of a round's name that no round of the kit has."""
    stem = slugify(name)[: LONGEST_KEY - 4].strip("-") or "round"
    taken = set(kit.rounds.values_list("key", flat=True))
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def start_of(kit, like=""):
    """What the form of a new round starts with, by the name of the field: one of `USUAL_ROUNDS`
    by its key, else a round without a name."""
    usual = next((usual for usual in USUAL_ROUNDS if usual.key == like), None)
    minutes, size = (usual.minutes, usual.panel_size) if usual else (60, 2)
    count = kit.rounds.count()
    plays = bool(usual and usual.plays)
    scripts = scripts_for(minutes, size, count, count + 1, plays=plays)
    start = {
        "minutes": minutes,
        "panel_size": size,
        "opening_script": scripts.opening,
        "closing_script": scripts.closing,
    }
    return start | ({"name": str(usual.name), "purpose": str(usual.purpose)} if usual else {})
