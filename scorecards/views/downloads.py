"""A PDF as an answer: the file, or a page that says why there is none."""

from django.http import HttpResponse
from django.shortcuts import render

from roles.filenames import attachment


def pdf_download(request, make, *name):
    """What `make(paper)` prints, as a download that no cache keeps."""
    from scorecards.pdf.render import NoRoomError, PdfToolsMissingError, UnknownPaperError
    from scorecards.pdf.sheets import UnknownRoundError

    paper = request.GET.get("paper", "a4")
    try:
        content = make(paper)
    except (UnknownPaperError, UnknownRoundError, NoRoomError) as error:
        return render(request, "pdf/not_printed.html", {"reason": error}, status=400)
    except PdfToolsMissingError as error:
        return render(request, "pdf/not_printed.html", {"reason": error}, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = attachment(*name, paper)
    response.headers["Cache-Control"] = "no-store"
    return response
