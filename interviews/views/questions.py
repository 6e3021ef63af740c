"""The question bank for those who build kits."""

from django.http import Http404


def question_list(request):
    raise Http404


def propose(request):
    raise Http404


def detail(request, slug):
    raise Http404


def add_to_kit(request, slug):
    raise Http404
