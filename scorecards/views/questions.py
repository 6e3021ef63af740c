"""The sheets of one question, saved or not, for looking at it on paper."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interviews.one_question import form_of, may_preview
from scorecards.views.downloads import pdf_download


@require_POST
def sheet(request, sheet):
    """The scorecard or the guide of an interview that asks only the question whose texts were sent,
    marked DRAFT. It is a POST since the texts may be long and unsaved; nothing is written."""
    from scorecards.pdf.sheets import blank_scorecard, interviewer_guide

    sheets = {
        "scorecard": (blank_scorecard, _("scorecard")),
        "guide": (interviewer_guide, _("interviewer guide")),
    }
    if sheet not in sheets or not may_preview(request.user):
        raise Http404
    make, name = sheets[sheet]
    form = form_of(request.POST)
    if not form.is_valid():
        return _not_printed(request, form.problems())
    try:
        document = form.document()
    except ValidationError as error:
        return _not_printed(request, error.messages)
    return pdf_download(
        request, lambda paper: make(document, None, paper), _("question"), _("draft"), name
    )


def _not_printed(request, problems):
    reason = " ".join(str(problem) for problem in problems)
    return render(request, "pdf/not_printed.html", {"reason": reason}, status=400)
