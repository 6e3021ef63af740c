"""The admins' own rules on wording: written and tried out, beside what the advice looks for."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews import rule_trial
from interviews.models import WordingRule

LONGEST_SAMPLE = 5000  # characters


class WordingRuleForm(forms.ModelForm):
    topic = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Topic"),
        help_text=gettext_lazy("An exception without a topic holds for all topics."),
    )

    class Meta:
        model = WordingRule
        fields = ["kind", "text", "topic", "severity", "reason", "instead"]
        help_texts = {"severity": gettext_lazy("An exception needs none: leave it as it is.")}
        widgets = {
            "kind": forms.Select,
            "text": forms.TextInput(attrs={"class": "vTextField"}),
            "reason": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "instead": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "topic" in self.fields:
            self.fields["topic"].choices = [
                ("", _("None of these: a rule of the house")),
                *topic_choices(),
            ]

    def clean_text(self):
        words = self.cleaned_data["text"]
        if rule_trial.letters(words) < rule_trial.FEWEST_LETTERS:
            raise forms.ValidationError(
                _("Write at least three letters: a shorter phrase would be found everywhere.")
            )
        return words

    def clean(self):
        cleaned = super().clean()
        words = cleaned.get("text")
        if words and cleaned.get("kind") == WordingRule.Kind.PATTERN:
            reach = rule_trial.reach(words)
            if reach.is_too_wide:
                self.add_error(
                    "text",
                    _(
                        "These words stand in %(count)s of %(total)s questions of the bank, so "
                        "the advice would say nothing any more. Write a longer phrase."
                    )
                    % {"count": reach.count, "total": reach.total},
                )
        return cleaned


def topic_choices():
    from interviews.wording import topics

    return [(topic.slug, topic.name) for topic in topics()]


@admin.register(WordingRule)
class WordingRuleAdmin(admin.ModelAdmin):
    form = WordingRuleForm
    list_display = ["text", "kind", "topic_name", "severity_now", "reason"]
    list_filter = ["kind", "severity"]
    search_fields = ["text", "reason"]
    actions = None

    def get_urls(self):
        own = [
            path(
                "topics/",
                self.admin_site.admin_view(self.topics_view),
                name="interviews_wordingrule_topics",
            ),
            path(
                "try/",
                self.admin_site.admin_view(self.try_view),
                name="interviews_wordingrule_try",
            ),
        ]
        return own + super().get_urls()

    @admin.display(description=gettext_lazy("topic"), ordering="topic")
    def topic_name(self, rule):
        return dict(topic_choices()).get(rule.topic, rule.topic) or "–"

    @admin.display(description=gettext_lazy("severity"), ordering="severity")
    def severity_now(self, rule):
        return "–" if rule.kind == WordingRule.Kind.EXCEPTION else rule.get_severity_display()

    def changelist_view(self, request, extra_context=None):
        context = {"title": _("Rules on wording")}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        rule = self.get_object(request, object_id)
        context = {"reach": rule_trial.reach(rule.text) if rule else None}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        messages.info(request, _in_words(rule_trial.reach(obj.text)))

    def topics_view(self, request):
        """Everything that the advice looks for, with the reasons and where they apply."""
        from interviews.wording import SILENCE, topics

        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What the advice on wording looks for"),
            "topics": topics(),
            "silence": SILENCE,
        }
        return render(request, "admin/interviews/wordingrule/topics.html", context)

    def try_view(self, request):
        """What the advice says about a text with and without the rule as it is typed. Nothing is
        written. `fragment` asks for the result alone, to be put into the form."""
        from interviews.wording import SILENCE

        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        words, sample = request.POST.get("text", ""), request.POST.get("sample", "")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("The rule on trial"),
            "sample": sample[:LONGEST_SAMPLE],
            "is_cut": len(sample) > LONGEST_SAMPLE,
            "words": words,
            "reach": None,
            "silence": SILENCE,
        }
        if rule_trial.letters(words) >= rule_trial.FEWEST_LETTERS:
            context |= self._tried(request.POST, words[:200], sample[:LONGEST_SAMPLE])
        name = "_trial" if "fragment" in request.POST else "try"
        return render(request, f"admin/interviews/wordingrule/{name}.html", context)

    def _tried(self, data, words, sample):
        from interviews.wording import OwnRule

        rule = OwnRule(
            kind=data.get("kind", ""),
            topic=data.get("topic", ""),
            severity=data.get("severity", ""),
            text=words,
            reason=data.get("reason", "") or _("(the reason, which is still to be written)"),
            instead=data.get("instead", ""),
        )
        saved = data.get("rule", "")
        without = int(saved) if saved.isdecimal() else None
        reach = rule_trial.reach(words)
        return {
            "trial": rule_trial.trial(sample, rule, without=without),
            "reach": reach,
            "reach_words": _in_words(reach),
        }


def _in_words(reach):
    words = ngettext(
        "The words of this rule stand in %(count)s of %(total)s questions of the bank.",
        "The words of this rule stand in %(count)s of %(total)s questions of the bank.",
        reach.count,
    )
    return words % {"count": reach.count, "total": reach.total}
