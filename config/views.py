"""Pages that belong to no app."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required  # credits and licences are for everybody
@require_safe
def about(request):
    """What Evenhand is, and whose data it stands on."""
    return render(request, "about.html")


@login_not_required  # asked by machines that keep the site up
@require_safe
def healthz(request):
    """200 when the site and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
