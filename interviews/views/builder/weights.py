"""What the kit rates, and how much each weighs."""

from django.views.decorators.http import require_http_methods

from interviews.forms.weights import WeightsForm
from interviews.views.builder.acting import own_kit, sheet
from interviews.views.builder.saving import save

WEIGHTS = "interviews/kit_weights.html"


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request, slug):
    """Competencies with their weights, essentials and order."""
    kit = own_kit(request, slug)
    context = {"kit": kit}
    if request.method == "POST":
        form = WeightsForm(kit, request.POST, user=request.user)
        return save(request, kit, form, WEIGHTS, context, now=lambda: form.stored)
    form = WeightsForm(kit, user=request.user)
    return sheet(request, WEIGHTS, {**context, "form": form, "seen": kit.token})
