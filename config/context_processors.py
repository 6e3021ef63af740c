"""What every page needs beside its own content."""

from django.conf import settings


def navigation(request):
    """The demo mark. Which entries of the navigation show is decided by `perms` in the template."""
    return {"demo": settings.DEMO}
