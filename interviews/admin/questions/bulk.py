"""Steps of many questions at once: first a page that says what would become of each, then one
transaction, and a report."""

from itertools import groupby

from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.admin.questions.review import StepForm
from interviews.admin.questions.uses import Uses
from interviews.steps import VERBS, OutdatedError, digest_of, prospects, take

MOST_LISTED = 200
SALT = "evenhand.topics-of-questions"
HOUR = 3600  # seconds for which a page's look at the wording holds
TITLES = {
    "send-to-review": gettext_lazy("Send several questions to review"),
    "approve": gettext_lazy("Approve several questions"),
    "send-back": gettext_lazy("Send several questions back"),
    "take-up-again": gettext_lazy("Take several questions up again"),
    "retire": gettext_lazy("Retire several questions"),
}


def action(verb, name, description):
    """The admin action that opens the page of this step for what was chosen in the list."""

    @admin.action(description=description, permissions=[verb.right.split(".")[1].split("_")[0]])
    def act(model_admin, request, queryset):
        pks = list(queryset.order_by().values_list("pk", flat=True))
        return steps_page(model_admin, request, verb, pks, StepForm(verb=verb))

    act.__name__ = name
    return act


ACTIONS = [
    action(VERBS["send-to-review"], "send_to_review", gettext_lazy("Send to review…")),
    action(VERBS["approve"], "approve", gettext_lazy("Approve…")),
    action(VERBS["send-back"], "send_back", gettext_lazy("Send back…")),
    action(VERBS["retire"], "retire", gettext_lazy("Retire…")),
    action(VERBS["take-up-again"], "take_up_again", gettext_lazy("Take up again…")),
]


def chosen_pks(request):
    """The questions that a page of ours was about. They travel in one field, since a form with one
    for each of five thousand would be refused."""
    words = request.POST.get("chosen", "").split(",")
    return [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 19]


def steps(model_admin, request, verb):
    """Take the step with the questions of the page before."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    verb = VERBS.get(verb)
    if verb is None:
        raise Http404
    if not request.user.has_perm(verb.right):
        raise PermissionDenied
    pks = chosen_pks(request)
    if "look" in request.POST:  # from a page that offers the step, such as the refusal to delete
        return steps_page(model_admin, request, verb, pks, StepForm(verb=verb))
    form = StepForm(request.POST, verb=verb)
    if not form.is_valid():
        return steps_page(model_admin, request, verb, pks, form)
    visible = model_admin.get_queryset(request).filter(pk__in=pks)
    pks = list(visible.values_list("pk", flat=True))
    seen = form.cleaned_data["seen"] if verb.is_approval else None
    topics = _known_topics(request)
    try:
        outcome = take(verb, pks, by=request.user, seen=seen, topics=topics, **form.facts)
    except OutdatedError:
        messages.warning(
            request,
            _(
                "Somebody has changed one of these questions since you looked, so nothing was "
                "approved. This is how it stands now."
            ),
        )
        return steps_page(model_admin, request, verb, pks, form)
    _report(request, verb, outcome)
    return redirect(back_to_list(request))


def steps_page(model_admin, request, verb, pks, form):
    """What the step would do to each question."""
    from interviews.wording import SILENCE

    questions = list(model_admin.get_queryset(request).filter(pk__in=pks).order_by("slug"))
    found = prospects(verb, questions, by=request.user)
    refused = sorted(
        (prospect for prospect in found if prospect.obstacle), key=lambda p: p.obstacle
    )
    ready = [prospect.question for prospect in found if prospect.is_ready]
    return TemplateResponse(
        request,
        "admin/interviews/question/steps.html",
        model_admin.admin_site.each_context(request)
        | {
            "title": TITLES[verb.slug],
            "opts": model_admin.opts,
            "verb": verb,
            "form": form,
            "seen": digest_of(questions),
            "topics": _signed_topics(found) if verb.is_approval else "",
            "chosen": ",".join(str(question.pk) for question in questions),
            "back": list_filters(request),
            "back_address": back_to_list(request),
            "ready": ready,
            "own_work": [p for p in found if p.needs_reason and p.is_own_work],
            "heavy": [p for p in found if p.needs_reason and p.topics],
            "refused": [
                (obstacle, [prospect.question for prospect in group])
                for obstacle, group in groupby(refused, key=lambda p: p.obstacle)
            ],
            "may_act": any(not prospect.obstacle for prospect in found),
            "uses": Uses([q.pk for q in ready], request.user) if verb.slug == "retire" else None,
            "most": MOST_LISTED,
            "silence": SILENCE,
        },
    )


def _signed_topics(found):
    """What the advice found in the wordings, to travel with the form. They are looked for once:
    the form is refused where a wording has changed since (`seen`). Nobody has looked at the wording
    of a question that could not take the step."""
    topics = {prospect.question.pk: prospect.topics for prospect in found if not prospect.obstacle}
    facts = {"seen": digest_of(p.question for p in found), "topics": topics}
    return signing.dumps(facts, salt=SALT, compress=True)


def _known_topics(request):
    """The topics that the page before had found; None where they have to be looked for."""
    try:
        facts = signing.loads(request.POST.get("topics", ""), salt=SALT, max_age=HOUR)
    except signing.BadSignature:
        return None
    if facts["seen"] != request.POST.get("seen"):
        return None
    return {int(pk): topics for pk, topics in facts["topics"].items()}


def list_filters(request):
    """The query string of the list that the person came from."""
    return request.POST.get("back", request.META.get("QUERY_STRING", ""))


def back_to_list(request):
    address = reverse("admin:interviews_question_changelist")
    filters = list_filters(request)
    return f"{address}?{filters}" if filters else address


def _report(request, verb, outcome):
    if outcome.done:
        messages.success(request, _done(verb, len(outcome.done)))
    left = sorted(outcome.left, key=lambda pair: pair[1])
    for reason, group in groupby(left, key=lambda pair: pair[1]):
        slugs = [question.slug for question, _reason in group]
        words = ngettext(
            "%(count)s question stays as it is (%(slugs)s). %(reason)s",
            "%(count)s questions stay as they are (%(slugs)s). %(reason)s",
            len(slugs),
        )
        named = ", ".join(slugs[:10]) + (" …" if len(slugs) > 10 else "")
        facts = {"count": len(slugs), "slugs": named, "reason": reason}
        messages.warning(request, words % facts)


def _done(verb, count):
    words = {
        "send-to-review": ngettext(
            "%d question waits for review now.", "%d questions wait for review now.", count
        ),
        "approve": ngettext(
            "%d question is approved and can enter kits.",
            "%d questions are approved and can enter kits.",
            count,
        ),
        "send-back": ngettext(
            "%d question is a draft again, with your comment.",
            "%d questions are drafts again, with your comment.",
            count,
        ),
        "retire": ngettext("%d question is retired.", "%d questions are retired.", count),
        "take-up-again": ngettext(
            "%d question is a draft again.", "%d questions are drafts again.", count
        ),
    }
    return words[verb.slug] % count
