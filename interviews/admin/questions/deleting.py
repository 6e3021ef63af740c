"""Deleting questions: what is in use stays, with the places that use it and the offer to retire."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.admin.questions.bulk import (
    MOST_LISTED,
    back_to_list,
    chosen_pks,
    list_filters,
)
from interviews.admin.questions.uses import Uses
from interviews.models import KitQuestion, PublishedQuestion


def unused(questions):
    """Those that no draft of a kit and no published revision asks."""
    here = OuterRef("pk")
    return questions.exclude(
        Exists(KitQuestion.objects.filter(question=here))
        | Exists(PublishedQuestion.objects.filter(question=here))
    )


def explained(found, questions, request):
    """What `get_deleted_objects` found, with the uses in plain words."""
    to_delete, counts, missing_rights, _protected = found
    uses = Uses([question.pk for question in questions], request.user)
    if uses.keep_from_deleting:
        return to_delete, counts, set(), uses.lines()
    return to_delete, counts, missing_rights, []


@admin.action(description=gettext_lazy("Delete…"), permissions=["delete"])
def delete_selected(model_admin, request, queryset):
    """Says which of the chosen questions can be deleted, and which are in use."""
    pks = list(queryset.order_by().values_list("pk", flat=True))
    return _page(model_admin, request, pks)


def delete_unused(model_admin, request):
    """Delete those of the page before that nothing uses by now."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not model_admin.has_delete_permission(request):
        raise PermissionDenied
    visible = model_admin.get_queryset(request).filter(pk__in=chosen_pks(request))
    with transaction.atomic():
        list(visible.select_for_update().values_list("pk"))  # nobody puts them into a kit meanwhile
        going = unused(visible)
        count = len(going)
        if count:
            model_admin.log_deletions(request, going)
            going.delete()
    if count:
        words = ngettext("%d question was deleted.", "%d questions were deleted.", count)
        messages.success(request, words % count)
    if kept := visible.count():
        words = ngettext(
            "%d question is in use and was kept.", "%d questions are in use and were kept.", kept
        )
        messages.warning(request, words % kept)
    return redirect(back_to_list(request))


def _page(model_admin, request, pks):
    questions = model_admin.get_queryset(request).filter(pk__in=pks).order_by("slug")
    going = list(unused(questions))
    kept = list(questions.exclude(pk__in=[question.pk for question in going]).with_usage())
    return TemplateResponse(
        request,
        "admin/interviews/question/delete_several.html",
        model_admin.admin_site.each_context(request)
        | {
            "title": _("Delete several questions"),
            "opts": model_admin.opts,
            "going": going,
            "kept": kept,
            "uses": Uses([question.pk for question in kept], request.user),
            "chosen": ",".join(str(pk) for pk in pks),
            "kept_chosen": ",".join(str(question.pk) for question in kept),
            "back": list_filters(request),
            "back_address": back_to_list(request),
            "most": MOST_LISTED,
        },
    )
