"""The form of one question."""

from django import forms
from django.http import Http404

from interviews.models import Question


class QuestionForm(forms.ModelForm):
    class Meta:
        model = Question
        exclude = ()  # noqa: DJ006


def advice(model_admin, request):
    raise Http404
