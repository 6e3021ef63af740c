"""Steps of one question, and its copy."""

from itertools import count

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from interviews.admin.questions.standing import Standing
from interviews.models import Question, QuestionStep
from interviews.steps import VERBS, digest_of

LONGEST_REASON = 100  # characters that the history has for why something changed


class StepForm(forms.ModelForm):
    """A comment on a step, and the reasons that an approval may need. `seen` is the wording that
    the person had before them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = QuestionStep
        fields = ["comment", "own_work_reason", "wording_reason"]
        widgets = {name: forms.Textarea(attrs={"rows": 3, "cols": 60}) for name in fields}

    def __init__(self, *args, verb, **kwargs):
        super().__init__(*args, **kwargs)
        self.verb = verb
        self.fields["comment"].required = verb.needs_comment
        if verb.needs_comment:
            self.fields["comment"].error_messages["required"] = _(
                "Say what its author should change."
            )
        if not verb.is_approval:
            del self.fields["own_work_reason"], self.fields["wording_reason"], self.fields["seen"]

    @property
    def facts(self):
        """What is recorded with the step, by name."""
        names = self.fields.keys() - {"seen"}
        return {name: getattr(self.instance, name) for name in names}

    @transaction.atomic
    def take_with(self, question, *, by):
        """Take the step. Where the model refuses, the form has the reasons."""
        now = Question.objects.select_for_update().get(pk=question.pk)
        if self.verb.is_approval and self.cleaned_data["seen"] != digest_of([now]):
            self.add_error(
                None,
                ValidationError(
                    _(
                        "Somebody has changed the wording since you opened this page, so it was "
                        "not approved. This is how it reads now."
                    )
                ),
            )
            return False
        try:
            self.verb.take_with(now, by=by, **self.facts)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True


def step(model_admin, request, pk, verb):
    """One step of one question: on GET what it would do, on POST the act."""
    question = get_object_or_404(
        model_admin.get_queryset(request).select_related("competency"), pk=pk
    )
    verb = VERBS.get(verb)
    if verb is None:
        raise Http404
    if not request.user.has_perm(verb.right):
        raise PermissionDenied
    acts = request.method == "POST" and "look" not in request.POST
    form = StepForm(
        request.POST if acts else None,
        initial={"comment": request.POST.get("comment", "")},
        verb=verb,
    )
    if form.is_valid() and form.take_with(question, by=request.user):
        messages.success(request, _done(verb, question))
        return redirect("admin:interviews_question_change", pk)
    return _step_page(model_admin, request, question, verb, form)


def _step_page(model_admin, request, question, verb, form):
    from interviews.wording import SILENCE

    question.refresh_from_db()
    standing = Standing(question, request.user)
    return TemplateResponse(
        request,
        "admin/interviews/question/step.html",
        model_admin.admin_site.each_context(request)
        | {
            "title": verb.name,
            "opts": model_admin.opts,
            "original": question,
            "standing": standing,
            "verb": verb,
            "form": form,
            "seen": standing.digest,
            "starts_here": question.state in verb.starts,
            "silence": SILENCE,
        },
    )


def _done(verb, question):
    now = {
        "send-to-review": _("It waits for review now. Somebody else has to approve it."),
        "approve": _("Approved. It can enter kits now."),
        "send-back": _("Sent back: it is a draft again, with your comment."),
        "retire": _("Retired. Nothing that uses it has changed."),
        "take-up-again": _("Taken up again: it is a draft now."),
    }
    return now[verb.slug]


def copy(model_admin, request, pk):
    """Make a draft that starts as a copy of a question, and open it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    question = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    draft = copy_of(question, by=request.user)
    model_admin.log_addition(request, draft, _("Copy of %(slug)s") % {"slug": question.slug})
    messages.success(
        request,
        _("This is a copy, a draft of its own. Change what differs, and give it a slug that fits."),
    )
    return redirect("admin:interviews_question_change", draft.pk)


@transaction.atomic
def copy_of(question, *, by):
    """A draft with the texts, roles and levels of `question`; nothing of its steps or uses."""
    left_out = {"id", "slug", "state", "proposed_by"}
    fields = [f for f in Question._meta.concrete_fields if f.name not in left_out]
    draft = Question(**{field.attname: getattr(question, field.attname) for field in fields})
    draft.slug = _free_slug(question.slug)
    words = _("Copy of %(slug)s") % {"slug": question.slug}
    draft._change_reason = Truncator(words).chars(LONGEST_REASON)
    draft.save()
    draft.roles.set(question.roles.all())
    draft.steps.create(state=draft.state, by=by, comment=words)
    return draft


def _free_slug(slug):
    longest = Question._meta.get_field("slug").max_length
    for number in count(1):
        ending = "-copy" if number == 1 else f"-copy-{number}"
        free = f"{slug[: longest - len(ending)]}{ending}"
        if not Question.objects.filter(slug=free).exists():
            return free
