"""Pages that belong to no app."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@login_not_required  # credits and licences are for everybody
@require_safe
def about(request):
    """What Evenhand is, and whose data it stands on."""
    return render(request, "about.html")


@login_not_required  # asked by machines that keep the site up
@require_safe
def healthz(request):
    """200 when the site and its database answer, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


@login_not_required  # browsers ask for it before anybody signs in
@require_safe
def favicon(request):
    """The mark, for pages that do not name an icon of their own."""
    return redirect(static("icon.svg"))


def nothing_here(request, row):
    """An address of Django's that this site does not have."""
    raise Http404
