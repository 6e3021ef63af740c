"""Part of the question bank in the admin."""

from django.http import Http404


def versions(model_admin, request, pk):
    raise Http404


def restore(model_admin, request, pk, version):
    raise Http404
