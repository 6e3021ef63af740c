"""A PDF as an answer: the file, or a page that says why there is none."""

import unicodedata
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render


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


def attachment(*parts):
    """A file name of these parts: in ASCII for old programs, then in full."""
    name = "-".join("-".join(str(part).split()) for part in parts if part)
    name = "".join(sign for sign in name if sign not in '/\\"%' and sign.isprintable()) + ".pdf"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
