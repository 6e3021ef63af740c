"""A question as the panel will see it: on the site's own page, unsaved text included."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from interviews.admin.imports.preview import is_pk
from interviews.models import Question
from interviews.one_question import data_of, form_of, may_preview


def preview(model_admin, request):
    """POST shows what was typed, GET with `question=PK` what is saved. Neither writes."""
    if not may_preview(request.user):
        raise PermissionDenied
    form = form_of(request.POST if request.method == "POST" else _saved(request))
    document, problems, lacks_anchors = None, [], False
    if form.is_valid():
        try:
            document, lacks_anchors = form.document(), form.lacks_anchors()
        except ValidationError as error:
            problems = error.messages
    else:
        problems = form.problems()
    context = {
        "form": form,
        "document": document,
        "problems": problems,
        "lacks_anchors": lacks_anchors,
        "title": _("Preview of a question"),
    }
    return render(request, "admin/interviews/question/preview.html", context)


def _saved(request):
    questions = Question.objects.visible_to(request.user)
    pk = request.GET.get("question", "")
    if not is_pk(pk):
        raise Http404
    return data_of(get_object_or_404(questions, pk=pk), request.GET)
