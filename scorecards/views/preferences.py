"""How one likes to work: reminders, and how the questions of a scorecard show."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from scorecards.models import Preference


class PreferenceForm(forms.ModelForm):
    shows_all_questions = forms.TypedChoiceField(
        label=gettext_lazy("Questions of a scorecard"),
        choices=[
            ("", gettext_lazy("One at a time")),
            ("all", gettext_lazy("All on one page")),
        ],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these two.")},
    )

    class Meta:
        model = Preference
        fields = ("wants_reminders", "shows_all_questions")
        labels = {"wants_reminders": gettext_lazy("Remind me again while a scorecard is late")}
        help_texts = {
            "wants_reminders": gettext_lazy(
                "One hour after the interview, and on the next three working mornings. The first "
                "reminder, at the end of the interview, always comes."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["shows_all_questions"] = "all" if self.instance.shows_all_questions else ""


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    stored = Preference.objects.filter(user=request.user).first()
    data = request.POST if request.method == "POST" else None
    form = PreferenceForm(data, instance=stored or Preference(user=request.user))
    if form.is_valid():
        # Two tabs may save the first time at once.
        Preference.objects.update_or_create(user=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("scorecards:preferences")
    return render(request, "scorecards/preferences.html", {"form": form})
