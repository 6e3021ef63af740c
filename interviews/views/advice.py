"""Advice on the wording of a question while somebody types it."""

from django.http import Http404, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from interviews.advice import ADVISED, remarks_on
from interviews.models import Question

LONGEST = 40_000  # characters of all texts together that are looked at while typing


@require_POST
def proposal_advice(request):
    """For those who may propose questions; the admin has an address of its own."""
    if not request.user.has_perm("interviews.propose_question"):
        raise Http404
    return advice_while_typing(request)


def advice_while_typing(request):
    """What the advice says about the posted texts, as markup by the name of the field."""
    texts = {name: request.POST.get(name, "") for name in ADVISED}
    if sum(map(len, texts.values())) > LONGEST:
        words = _("The texts are too long for advice while typing. It comes with saving.")
        return JsonResponse({"words": words}, status=413)
    found = remarks_on(Question(**texts))
    fragments = {
        name: render_to_string(
            "admin/interviews/question/_advice.html", {"advice": found.get(name, [])}
        )
        for name in ADVISED
    }
    return JsonResponse({"fields": fragments, "words": _in_words(sum(map(len, found.values())))})


def _in_words(count):
    if not count:
        return _("No advice on the wording.")
    words = ngettext("%(count)s remark on the wording.", "%(count)s remarks on the wording.", count)
    return words % {"count": count}
