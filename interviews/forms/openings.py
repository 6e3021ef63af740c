"""The form of an opening: its reference and title, who runs it, and how it is held."""

import re
from dataclasses import dataclass

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.forms.rows import RowsField
from interviews.models import KitRevision, Opening
from roles.search import search_words

PLAIN_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
SETTINGS = ("planned_follow_ups_only", "hide_names", "totals_only")
PROMISES = ("hide_names", "totals_only")  # not taken back once somebody wrote a scorecard
ALL_SHOWN = 30  # people; more are searched
FOUND_SHOWN = 20
MONTHS = gettext_lazy("Keep records from 1 to 120 months.")


def people_who(right):
    """Active people with a right, superusers too, by name."""
    return User.objects.with_perm(right).order_by("first_name", "last_name", "username")


def name_of(user):
    return user.get_full_name() or user.get_username()


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return name_of(user)


@dataclass(frozen=True)
class Offer:
    """A person who may be a member: one who `manages` as a fellow hiring manager, who `schedules`,
    or who looks on."""

    pk: int
    name: str
    username: str
    manages: bool
    schedules: bool
    is_chosen: bool


class OpeningForm(forms.ModelForm):
    """`by` is who fills it in; `has_cards` says whether scorecards of the opening exist."""

    hiring_manager = PersonField(
        queryset=User.objects.none(),
        empty_label=None,
        label=gettext_lazy("Hiring manager"),
        help_text=gettext_lazy("Who hands over stays on as a further member."),
    )
    members = RowsField(queryset=User.objects.none(), required=False)
    retention_months = forms.IntegerField(
        min_value=1,
        max_value=120,
        label=gettext_lazy("Keep records, in months"),
        help_text=gettext_lazy("How long scorecards and papers are kept after the opening closes."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), MONTHS),
    )

    class Meta:
        model = Opening
        fields = (
            "reference",
            "title",
            "hiring_manager",
            "members",
            "retention_months",
            *SETTINGS,
        )
        labels = {
            "planned_follow_ups_only": gettext_lazy("Planned follow-ups only"),
            "hide_names": gettext_lazy("Hide candidates’ names from panels"),
            "totals_only": gettext_lazy("The hiring manager sees totals only"),
        }
        help_texts = {
            "title": gettext_lazy("As the panel reads it."),
            "planned_follow_ups_only": gettext_lazy(
                "Interviewers ask the follow-ups of the kit, and note no others. Where the kit "
                "asks for it, it holds whatever you choose here."
            ),
            "hide_names": gettext_lazy(
                "Panels meet “Candidate 3” on screen, in e-mail and on paper. You, and those who "
                "schedule, still see the names."
            ),
            "totals_only": gettext_lazy(
                "Whoever runs the opening sees totals and their coverage, never what a single "
                "interviewer wrote."
            ),
        }

    def __init__(self, *args, by, has_cards=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.has_cards = by, has_cards
        self.before = {name: getattr(self.instance, name) for name in PROMISES}
        self.old_manager = self.instance.hiring_manager_id
        managers = people_who("interviews.change_opening")
        if self.old_manager:
            managers = managers | User.objects.filter(pk=self.old_manager)
        self.fields["hiring_manager"].queryset = managers.distinct()
        manager = self.old_manager or by.pk
        self.fields["members"].queryset = self._helpers.exclude(pk=manager).distinct()
        for name in ("reference", "title"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        for name in self.fields:
            # What is saved is what was changed since the page was made, and nothing else.
            self.fields[name].show_hidden_initial = name != "members" and bool(self.instance.pk)

    @cached_property
    def _helpers(self):
        helpers = people_who("interviews.view_opening")
        if self.instance.pk:
            helpers = helpers | User.objects.filter(openings_joined=self.instance)
        return helpers

    @property
    def settings(self):
        return [self[name] for name in SETTINGS]

    @property
    def promised(self):
        """Names of the settings that stay on, since somebody wrote a scorecard under them."""
        return [name for name in PROMISES if self.has_cards and self.before[name]]

    @property
    def seen(self):
        """Hidden fields that say what each field held when the page was made."""
        return [
            self[name].as_hidden(only_initial=True)
            for name in self.fields
            if self.fields[name].show_hidden_initial
        ]

    @property
    def members_seen(self):
        """Keys of the members when the page was made, with commas."""
        if self.is_bound:
            return self.data.get("members-seen", "")
        return ",".join(sorted(self.chosen)) if self.instance.pk else ""

    @property
    def find(self):
        """What is searched for among the people."""
        return self.data.get("find", "").strip() if self.is_bound else ""

    @cached_property
    def chosen(self):
        """Keys of the members as they are ticked."""
        values = self["members"].value() or []
        return {str(getattr(value, "pk", value)) for value in values}

    @cached_property
    def is_searched(self):
        return self.fields["members"].queryset.count() > ALL_SHOWN

    @cached_property
    def offers(self):
        """An `Offer` for each person who shows: all where they are few, else those ticked and those
        found."""
        people = self.fields["members"].queryset
        if self.is_searched:
            chosen = Q(pk__in=[pk for pk in self.chosen if pk.isdecimal() and len(pk) < 18])
            people = people.filter(chosen | Q(pk__in=self.found))
        managing = set(people_who("interviews.change_opening").values_list("pk", flat=True))
        scheduling = set(people_who("interviews.add_interview").values_list("pk", flat=True))
        offers = [
            Offer(
                pk=user.pk,
                name=name_of(user),
                username=user.username,
                manages=user.pk in managing,
                schedules=user.pk in scheduling,
                is_chosen=str(user.pk) in self.chosen,
            )
            for user in people
        ]
        return sorted(offers, key=lambda offer: not offer.is_chosen)

    @cached_property
    def found(self):
        """Keys of the people who match the search."""
        if not self.find:
            return []
        people = self.fields["members"].queryset
        for word in search_words(self.find):
            people = people.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(username__icontains=word)
                | Q(email__icontains=word)
            )
        return list(people.values_list("pk", flat=True)[:FOUND_SHOWN])

    @property
    def is_searching(self):
        """Whether the button that looks for people was pressed: nothing is checked or saved."""
        return self.is_bound and "search" in self.data

    def is_valid(self):
        return not self.is_searching and super().is_valid()

    def full_clean(self):
        super().full_clean()
        if self.is_searching:
            self._errors.clear()

    def clean_reference(self):
        reference = self.cleaned_data["reference"]
        if not PLAIN_REFERENCE.fullmatch(reference):
            raise forms.ValidationError(
                _(
                    "Write the reference with letters, digits, dots, hyphens and underscores, "
                    "such as AE-2027."
                )
            )
        others = Opening.objects.exclude(pk=self.instance.pk)
        if others.filter(reference__iexact=reference).exists():
            raise forms.ValidationError(_("Another opening has that reference; choose a new one."))
        return reference

    def clean(self):
        cleaned = super().clean()
        for name in self.promised:
            if not cleaned.get(name):
                self.add_error(
                    name,
                    _(
                        "This stays on: scorecards of this opening exist, and their authors were "
                        "promised it."
                    ),
                )
        return cleaned

    @transaction.atomic
    def save(self):
        """Write what was changed since the page was made, and nothing else."""
        opening, is_new = self.instance, self.instance.pk is None
        if is_new:
            opening.save()
        else:
            changed = [name for name in self.changed_data if name != "members"]
            opening.save(update_fields=changed)
        ticked = {str(user.pk) for user in self.cleaned_data["members"]}
        seen = set(self.members_seen.split(",")) - {""}
        opening.members.remove(*[pk for pk in seen - ticked if pk.isdecimal() and len(pk) < 18])
        opening.members.add(*(ticked - seen), *self._who_stays_on(is_new))
        opening.members.remove(opening.hiring_manager_id)
        return opening

    def _who_stays_on(self, is_new):
        """Whoever makes an opening for another, and the one who hands it over."""
        if is_new:
            return [] if self.by.is_superuser else [self.by.pk]
        handed_over = self.old_manager != self.instance.hiring_manager_id
        return [self.old_manager] if handed_over else []


class NewOpeningForm(OpeningForm):
    """A new opening from one of the revisions of a kit."""

    revision = forms.ModelChoiceField(
        queryset=KitRevision.objects.none(),
        empty_label=None,
        label=gettext_lazy("Kit revision"),
        help_text=gettext_lazy("For its interviews; it can move to a later revision."),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the published revisions.")},
    )

    class Meta(OpeningForm.Meta):
        fields = ("revision", *OpeningForm.Meta.fields)

    def __init__(self, kit, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["revision"].queryset = kit.revisions.newest_first().without_content()
        self.fields["revision"].label_from_instance = lambda revision: (
            _("Revision %(number)s") % {"number": revision.number}
        )
