"""Part of the question bank in the admin."""

from django.http import Http404


def preview(model_admin, request):
    raise Http404
