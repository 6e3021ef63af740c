"""The wordings of a question, and in which published revisions each was asked."""

from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interviews.asked import asked_in, askings_of, wordings_of
from interviews.history import QUESTION
from roles.history.names import people_in, who
from roles.history.versions import versions_of

PER_PAGE = 20


def versions(model_admin, request, pk):
    """Each wording, newest first, in full, with the revisions that ask it word for word."""
    return _versions(request, model_admin, pk)


@require_safe
def _versions(request, model_admin, pk):
    question = model_admin.get_object(request, str(pk))
    if not model_admin.has_view_or_change_permission(request, question):
        raise PermissionDenied
    if question is None:
        raise Http404
    kept = versions_of(QUESTION, pk)
    slugs = {question.slug, *(v.state.row["slug"] for v in kept if v.state.row is not None)}
    askings, hidden = askings_of(question, slugs, request.user)
    rows, others = asked_in(wordings_of(kept), askings)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get(PAGE_VAR))
    people = people_in(row.version for row in page)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Wordings, and where each was asked"),
        "opts": model_admin.opts,
        "original": question,
        "rows": [(row, who(row.version, people)) for row in page],
        "page": page,
        "page_var": PAGE_VAR,
        "others": [] if page.has_next() else others,
        "hidden": hidden,
    }
    return TemplateResponse(request, "admin/interviews/question/versions.html", context)
