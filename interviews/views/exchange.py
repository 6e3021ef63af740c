"""Kits out of files of another installation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interviews.models import Question

TEMPLATE = "interviews/kit_import.html"
IMPORTERS = ["interviews.add_kit", "interviews.propose_question"]


@require_http_methods(["GET", "HEAD", "POST"])
def import_kit(request):
    """A kit file: handed in, looked at beside this library, and written once agreed to. Each step
    brings the file again, and reads it anew."""
    from interviews.exchange.comparing import plan_of
    from interviews.exchange.forms import KitFileForm

    _refuse_strangers(request.user)
    form = KitFileForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    if not form.is_valid():
        return _ask(request, form)
    file = form.cleaned_data["read"]
    if "import" in request.POST:
        return _import(request, file)
    plan = plan_of(file, request.user, **_chosen(request))
    if "library" in request.POST:
        return _library_file(request, plan)
    return _look(request, plan)


def _refuse_strangers(user):
    """Managers import; library admins look, and fetch what their library lacks."""
    if not (user.has_perms(IMPORTERS) or user.has_perm("interviews.add_libraryupload")):
        raise Http404


def _chosen(request):
    # PostgreSQL refuses to look for what has a NUL in it.
    return {name: request.POST.get(name, "").replace("\0", "") for name in ("role", "scale")}


def _own_texts(request):
    """Keys of the questions that shall come with the text of the file."""
    texts = (name.removeprefix("text-") for name in request.POST if name.startswith("text-"))
    return {key for key in texts if request.POST[f"text-{key}"] == "file"}


def _context(request):
    return {
        "may_import": request.user.has_perms(IMPORTERS),
        "may_load": request.user.is_staff and request.user.has_perm("interviews.add_libraryupload"),
    }


def _ask(request, form):
    status = 422 if form.is_bound else 200
    return render(request, TEMPLATE, {"form": form, **_context(request)}, status=status)


def _look(request, plan, *, status=200, **more):
    """The dry run: what importing would do. What it tries out is taken back at once."""
    from interviews.exchange.forms import HereForm, LibraryFileForm
    from interviews.exchange.library_file import sections_of
    from interviews.exchange.writing import rehearse

    context = {"plan": plan, "own": _own_texts(request), **_context(request)}
    context |= {"here_form": HereForm(plan, request.user), "library_form": LibraryFileForm(plan)}
    context["offers_library_file"] = bool((plan.missing or plan.lacking) and sections_of(plan))
    if plan.is_complete and context["may_import"] and "errors" not in more:
        try:
            context["rehearsal"] = rehearse(plan, by=request.user, own=context["own"])
        except ValidationError as error:
            context["errors"], status = error.messages, 422
    return render(request, TEMPLATE, context | more, status=status)


def _import(request, file):
    from interviews.exchange.comparing import plan_of
    from interviews.exchange.writing import OutdatedPlanError, import_kit

    if not request.user.has_perms(IMPORTERS):
        raise Http404
    seen, own = request.POST.get("seen", ""), _own_texts(request)
    try:
        kit = import_kit(file, by=request.user, seen=seen, own=own, **_chosen(request))
    except OutdatedPlanError as error:
        return _look(request, error.plan, status=409, is_outdated=True)
    except IntegrityError:  # somebody took a slug between the look and the write
        plan = plan_of(file, request.user, **_chosen(request))
        return _look(request, plan, status=409, is_outdated=True)
    except ValidationError as error:
        plan = plan_of(file, request.user, **_chosen(request))
        return _look(request, plan, status=422, errors=error.messages)
    _say(request, kit)
    return redirect("interviews:kit_build", kit.slug)


def _say(request, kit):
    names = {"title": kit.title}
    messages.success(request, _("Imported “%(title)s” as a draft of yours.") % names)
    asked = Question.objects.filter(kit_questions__round__kit=kit).distinct()
    if waiting := [question for question in asked if not question.is_approved]:
        words = ngettext(
            "%(number)s of its questions waits for review. The kit shows which it is.",
            "%(number)s of its questions wait for review. The kit shows which they are.",
            len(waiting),
        )
        messages.info(request, words % {"number": len(waiting)})


def _library_file(request, plan):
    """What the library here lacks, as a file for its admin."""
    from interviews.exchange.forms import LibraryFileForm
    from interviews.exchange.library_file import text_of

    form = LibraryFileForm(plan, request.POST)
    if not form.is_valid():
        return _look(request, plan, status=422, library_form=form)
    text = text_of(plan, form.categories, form.cleaned_data.get("family", ""))
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="library-for-{plan.slug}.yaml"'
    response.headers["Cache-Control"] = "no-store"
    return response
