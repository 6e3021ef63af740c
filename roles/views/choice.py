"""“Which role do we need?”: a few questions, and the roles that the answers lead to."""

from django.http import Http404
from django.shortcuts import get_list_or_404, redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles import choice
from roles.models import ChoiceQuestion
from roles.models.choice import profiles_of


@require_safe
def choose_family(request):
    """The job families that have questions. Where one has, its questions are the page."""
    if not request.user.has_perm("roles.view_role"):
        raise Http404
    questions = ChoiceQuestion.objects.visible_to(request.user).select_related("family")
    families = {question.family.slug for question in questions}
    if len(families) == 1:
        return redirect("roles:choice_of", families.pop())
    return render(request, "roles/choice_list.html", {"questions": questions})


@require_safe
def choose_role(request, slug):
    """The questions of a family, and below them what the answers in the address lead to."""
    asked = ChoiceQuestion.objects.visible_to(request.user).of_family(slug).with_rules()
    asked = get_list_or_404(asked)
    family = asked[0].family
    questions = [question.as_rule() for question in asked]
    given = request.GET.dict()
    replies = choice.replies_to(questions, given)
    context = {
        "family": family,
        "replies": replies,
        "open": sum(reply.answer is None for reply in replies),
        "is_submitted": bool(given),
        "misread": choice.not_understood(questions, given),
    }
    if context["open"] < len(replies):
        profiles = profiles_of(family.roles.visible_to(request.user))
        advice = choice.advise(profiles, replies)
        context |= {"advice": advice, "close": _in_words(advice.close)}
    return render(request, "roles/choice_detail.html", context)


def _in_words(standings):
    """The titles and the points of some roles, each as one text."""
    return {
        "titles": get_text_list([standing.profile.title for standing in standings], _("and")),
        "points": get_text_list([str(standing.points) for standing in standings], _("and")),
    }
