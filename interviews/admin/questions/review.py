"""Part of the question bank in the admin."""

from django.http import Http404


def copy(model_admin, request, pk):
    raise Http404


def step(model_admin, request, pk, verb):
    raise Http404
