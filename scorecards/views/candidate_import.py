"""Candidates out of a spreadsheet: handed in, looked at beside those of the opening, and taken."""

from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interviews.candidate_files import reading
from interviews.candidate_files.comparing import NEW, compared
from interviews.models import Candidate, Opening
from interviews.spreadsheets.tables import RefusedError
from interviews.spreadsheets.writing import CONTENT_TYPES
from roles.filenames import attachment

TEMPLATE = "scorecards/candidate_import.html"
SALT = "scorecards.candidate_import"
KEPT_FOR = 24 * 60 * 60  # seconds between the look and the act


@require_http_methods(["GET", "HEAD", "POST"])
def import_candidates(request, reference):
    """A file, then a look at its rows, then those that are ticked. The rows travel with the page,
    signed, so that nothing is written before somebody agrees."""
    openings = Opening.objects.managed_by(request.user).open()
    opening = get_object_or_404(openings, reference__iexact=reference)
    if wanted := request.GET.get("template"):
        return _template(wanted)
    if request.method != "POST":
        return _ask(request, opening)
    if "rows" in request.POST:
        return _take(request, opening)
    file = request.FILES.get("file")
    if not file:
        return _ask(request, opening, _("Choose the file first."))
    try:
        sheet = reading.read(file.name, file.read(reading.MOST_BYTES + 1))
    except RefusedError as error:
        return _ask(request, opening, str(error))
    return _look(request, opening, sheet)


def _template(format_):
    if format_ not in reading.FORMATS:
        raise Http404
    response = HttpResponse(reading.template(format_), content_type=CONTENT_TYPES[format_])
    response.headers["Content-Disposition"] = attachment(_("candidates"), ending=format_)
    return response


def _ask(request, opening, error=""):
    context = {"opening": opening, "error": error, "columns": reading.COLUMNS}
    context |= {"most": reading.MOST_ROWS}
    return render(request, TEMPLATE, context, status=422 if error else 200)


def _look(request, opening, sheet, *, ticked=None, trouble="", status=200):
    """What taking the rows would do. New ones are ticked, until the person has chosen."""
    entries = compared(sheet.rows, opening.candidates.all())
    if ticked is None:
        ticked = {entry.row.number for entry in entries if entry.standing == NEW}
    context = {
        "opening": opening,
        "entries": entries,
        "notes": sheet.notes,
        "ticked": ticked,
        "trouble": trouble,
        "takable": sum(entry.can_be_taken for entry in entries),
        "faulty": sum(not entry.can_be_taken for entry in entries),
        "rows": _packed(opening, sheet, entries),
    }
    return render(request, TEMPLATE, context, status=status)


def _packed(opening, sheet, entries):
    """The rows and what was said of each, signed for this opening."""
    rows = [asdict(row) for row in sheet.rows]
    said = [entry.standing for entry in entries]
    data = {"opening": opening.pk, "rows": rows, "notes": sheet.notes, "said": said}
    return signing.dumps(data, salt=SALT, compress=True)


def _unpacked(opening, text):
    data = signing.loads(text, salt=SALT, max_age=KEPT_FOR)
    if data["opening"] != opening.pk:
        raise signing.BadSignature
    rows = tuple(reading.Row(**{**row, "problems": tuple(row["problems"])}) for row in data["rows"])
    return reading.Sheet(rows, tuple(data["notes"])), data["said"]


@transaction.atomic
def _take(request, opening):
    """Add the ticked rows. Where one of them is no longer what the person saw, look again."""
    Opening.objects.select_for_update().get(pk=opening.pk)
    try:
        sheet, said = _unpacked(opening, request.POST["rows"])
    except signing.BadSignature:
        return _ask(request, opening, _("This look is too old or damaged. Hand in the file again."))
    ticked = {int(number) for number in request.POST.getlist("take") if _is_number(number)}
    entries = compared(sheet.rows, opening.candidates.all())
    chosen = [entry for entry in entries if entry.can_be_taken and entry.row.number in ticked]
    seen = {row.number: standing for row, standing in zip(sheet.rows, said, strict=True)}
    if any(entry.standing != seen[entry.row.number] for entry in chosen):
        trouble = _(
            "Candidates of this opening changed since you looked, so nothing was added. This is "
            "how the rows stand now."
        )
        return _look(request, opening, sheet, trouble=trouble, status=409)
    if not chosen:
        trouble = _("No row is ticked. Tick those that you want to add.")
        return _look(request, opening, sheet, ticked=ticked, trouble=trouble, status=422)
    opening.add_candidates([_candidate(entry.row) for entry in chosen])
    _say(request, len(chosen), len(entries) - len(chosen))
    return redirect("scorecards:opening_detail", opening.reference)


def _is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 10


def _candidate(row):
    return Candidate(
        name=row.name, email=row.email, adjustments=row.adjustments, papers_link=row.link
    )


def _say(request, added, left):
    words = ngettext("Added %(number)s candidate.", "Added %(number)s candidates.", added)
    messages.success(request, words % {"number": added})
    if left:
        words = ngettext(
            "%(number)s row of the file was left out.",
            "%(number)s rows of the file were left out.",
            left,
        )
        messages.info(request, words % {"number": left})
