"""Publishing a draft: what will be frozen, what is still weak, and what is in the way."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from interviews.models import Kit, WordingRule


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, slug):
    """What publishing would freeze; posted, it freezes the draft as the next revision."""
    kit = _own_kit(request, slug)
    if request.method != "POST":
        return _page(request, kit)
    try:
        revision = kit.publish(by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as error:
        return _page(request, _own_kit(request, slug), refused=error)
    done = render_to_string("interviews/_publish_done.html", {"kit": kit, "revision": revision})
    messages.success(request, done)
    return redirect(revision)


def _own_kit(request, slug):
    kits = Kit.objects.editable_by(request.user).with_content().select_related("owner")
    return get_object_or_404(kits, slug=slug)


def _page(request, kit, refused=None):
    """The draft as it is now. Where it was not published: why not, and what was done to it since
    the person looked."""
    # Pydantic takes a third of a second to import; management commands never come here.
    from interviews.kits.publication import publication_of

    token = request.POST.get("token", "")
    publication = publication_of(kit, timezone.localdate(), WordingRule.objects.as_rules())
    context = {
        "kit": kit,
        "publication": publication,
        "document": publication.document,
        "matrix": publication.matrix,
        "checks": publication.checks,
        "token": kit.token,
        "refused": [] if refused is None or publication.obstacles else refused.messages,
        "since": list(kit.changes.since(token).in_brief()) if token else [],
    }
    status = 200 if refused is None else 422 if publication.obstacles else 409
    return render(request, "interviews/kit_publish.html", context, status=status)
