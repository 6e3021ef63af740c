"""A candidate's CV as an answer. Nothing else serves the folder it lies in."""

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from interviews.candidate_files.papers import kind_of
from roles.filenames import attachment

# Whatever stands in the file, a browser that shows it runs nothing of it.
POLICY = "default-src 'none'; sandbox"


def paper_response(candidate):
    """The file, as a download that no cache keeps, named as the panel knows the candidate; 404
    where there is none. Whether the viewer may have it was decided before."""
    if not candidate.papers:
        raise Http404
    ending, content_type = kind_of(candidate.papers_name)
    try:
        file = candidate.papers.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type)
    response.headers["Content-Disposition"] = attachment(
        candidate.opening.reference, candidate.name_for_panel, _("CV"), ending=ending
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = POLICY
    return response
