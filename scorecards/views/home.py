"""Where everybody lands: what to do next."""

from django.shortcuts import render


def home(request):
    return render(request, "scorecards/home.html")
