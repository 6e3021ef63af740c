"""The job description of a role: a page, and the same as Markdown and as plain text.

Sections and pay stand in the address, so that a page can be passed on and files say the same.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.filenames import attachment
from roles.job_description import published_figures
from roles.job_description_form import JobDescriptionForm
from roles.markdown import markdown
from roles.models import Role
from roles.plain_text import plain_text


@require_safe
def detail(request, slug):
    """The description as it will read, and the choice of what stands in it."""
    role = _role(request.user, slug)
    form = JobDescriptionForm(request.GET, role)
    context = {
        "role": role,
        "form": form,
        "description": form.description(),
        "figures": published_figures(role),
        "paper": request.GET.get("paper", "a4"),
    }
    return render(request, "roles/job_description.html", context)


@require_safe
def as_markdown(request, slug):
    return _file(request, slug, markdown, "text/markdown", "md")


@require_safe
def as_text(request, slug):
    return _file(request, slug, plain_text, "text/plain", "txt")


def _role(user, slug):
    return get_object_or_404(Role.objects.visible_to(user).with_profile(), slug=slug)


def _file(request, slug, write, content_type, ending):
    """The file; or the page, which says what is wrong with the choice."""
    role = _role(request.user, slug)
    form = JobDescriptionForm(request.GET, role)
    if not form.is_valid():
        return redirect(reverse("roles:job_description", args=[slug], query=request.GET))
    content = write(form.description())
    response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response.headers["Content-Disposition"] = attachment(
        role.title, _("job description"), ending=ending
    )
    return response
