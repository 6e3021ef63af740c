"""What people do with one import: check it again, mend its rows, write them, take away those that
were refused."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interviews.admin.imports.downloads import download
from interviews.admin.imports.form import may_import
from interviews.admin.imports.preview import SHOWN, mended, told_why
from interviews.models import ImportFile
from interviews.models.imports import OutdatedError
from interviews.spreadsheets.kinds import QUESTIONS


def _file(request, pk):
    """An import that this person may do something with."""
    file = get_object_or_404(ImportFile, pk=pk)
    if not may_import(request.user, file.sheet_kind):
        raise PermissionDenied
    return file


def _open_file(request, pk):
    """An import that waits for a person: it is neither written nor being worked on. Gives it, or
    None after saying why not."""
    file = _file(request, pk)
    if file.is_written:
        messages.info(request, _("This file has been written already."))
    elif file.job and not file.needs_help:
        messages.info(request, _("This file is being worked on. Wait until it is done."))
    else:
        return file
    return None


@require_POST
def check(request, model_admin, pk):
    """Check all rows anew, or take up a job that was lost."""
    if file := _open_file(request, pk):
        file.ask_for(file.job or file.Job.CHECK, by=request.user, to_review=file.to_review)
    return redirect("admin:interviews_importfile_change", pk)


@require_POST
def mend(request, model_admin, pk):
    """Change the faulty cells of one page of the preview, and check them again."""
    if file := _open_file(request, pk):
        try:
            file.mend(*mended(request.POST, file), by=request.user)
            messages.info(request, _checked_again(file.counts()))
        except OutdatedError:
            messages.warning(
                request, _("Somebody had these rows written meanwhile, so nothing was mended.")
            )
    return redirect(_back_to(request, pk))


@require_POST
def write(request, model_admin, pk):
    """Write all good rows, if they do what was looked at."""
    if file := _open_file(request, pk):
        to_review = "to_review" in request.POST and file.kind == QUESTIONS.slug
        seen = request.POST.get("seen", "")
        try:
            file.ask_for(file.Job.WRITE, by=request.user, to_review=to_review, seen=seen)
            model_admin.log_change(request, file, _("Asked to write the rows."))
        except OutdatedError:
            messages.warning(
                request, _("Somebody changed these rows since you looked. Look again, then write.")
            )
    return redirect("admin:interviews_importfile_change", pk)


@require_safe
def refused(request, model_admin, pk):
    """The refused rows in the format of the file, with a column that says why."""
    from interviews.spreadsheets import writing

    file = _file(request, pk)
    kind = file.sheet_kind
    rows = [told_why(kind, row) for row in file.rows.refused()]
    keys = {key for row in rows for key in row}
    columns = [column for column in kind.columns if column.key in keys]
    name = [file.name.rpartition(".")[0] or file.name, _("refused")]
    return download(
        request,
        file.format,
        name,
        lambda: writing.write(file.format, columns, rows, str(kind.name)),
    )


@require_safe
def progress(request, model_admin, pk):
    """How far a job is, for the page that shows it."""
    file = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, file):
        raise PermissionDenied
    return JsonResponse(
        {
            "is_done": not file.job,
            "rows_done": file.rows_done,
            "needs_help": file.needs_help,
        }
    )


def _checked_again(counts):
    if not counts["refused"]:
        return _("Checked again. No row is refused any more.")
    return ngettext(
        "Checked again. %(count)s row is still refused.",
        "Checked again. %(count)s rows are still refused.",
        counts["refused"],
    ) % {"count": counts["refused"]}


def _back_to(request, pk):
    address = reverse("admin:interviews_importfile_change", args=[pk])
    show, page = request.POST.get("show", ""), request.POST.get("p", "")
    if show not in SHOWN:
        return address
    return f"{address}?show={show}" + (f"&p={page}" if page.isdecimal() else "")
