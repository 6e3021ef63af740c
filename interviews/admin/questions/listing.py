"""The question list: its columns, and what it says about each question beside its own fields.

What costs a subquery for each row, such as usage, is read for the rows of the page alone."""

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews.admin.found import found_elsewhere, marked
from interviews.admin.questions.attention import NEEDS
from interviews.bank import Hit
from interviews.models import Question

CHANGED_AT = Subquery(
    Question.history.filter(id=OuterRef("pk")).order_by("-history_date").values("history_date")[:1]
)
STATES_IN_ORDER = Case(
    *[When(state=state, then=Value(rank)) for rank, state in enumerate(Question.State.values)]
)


class QuestionList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        facts = {row.pk: row for row in with_facts(self.result_list)}
        for question in self.result_list:
            question.facts = facts[question.pk]
            question.hit = Hit(question, self.query)


def sortable(questions, request):
    """`questions` with what their columns are sorted by, where a column was clicked."""
    if ORDER_VAR in request.GET:
        return questions.sortable_by_usage().alias(changed_at=CHANGED_AT)
    return questions


def with_facts(rows):
    """These questions once more, with usage, the day of the last change, and each need."""
    needs = {
        need.annotation: ExpressionWrapper(need.condition(), output_field=BooleanField())
        for need in NEEDS
    }
    questions = Question.objects.filter(pk__in=[row.pk for row in rows]).order_by()
    return questions.only("pk").with_usage().annotate(changed_at=CHANGED_AT, **needs)


@admin.display(description=gettext_lazy("question"), ordering="prompt")
def prompt(question):
    from interviews.search import highlighted

    hit = question.hit
    return format_html(
        '<span class="bank-prompt">{}</span>{}<span class="bank-slug">{}</span>',
        marked(hit.prompt),
        found_elsewhere(*hit.elsewhere) if hit.elsewhere else "",
        marked(highlighted(question.slug, hit.words)),
    )


def _cell(label, value):
    """A value with the head of its column, which stands in the cell on a narrow screen."""
    return format_html('<span class="bank-label">{}</span> {}', label, value)


@admin.display(description=gettext_lazy("competency"), ordering="competency__name")
def competency(question):
    return (
        _cell(_("Competency"), marked(question.hit.competency)) if question.competency_id else "–"
    )


@admin.display(description=gettext_lazy("type"), ordering="type")
def kind(question):
    return _cell(_("Type"), question.get_type_display())


@admin.display(description=gettext_lazy("minutes"), ordering="minutes")
def minutes(question):
    return _cell(_("Minutes"), question.minutes)


@admin.display(description=gettext_lazy("state and needs"), ordering=STATES_IN_ORDER)
def state(question):
    found = [need.words for need in NEEDS if getattr(question.facts, need.annotation)]
    lines = format_html_join("", "<li>{}</li>", ((words,) for words in found))
    return format_html(
        '<span class="bank-state bank-state-{}">{}</span>{}',
        question.state,
        question.get_state_display(),
        format_html('<ul class="bank-needs">{}</ul>', lines) if found else "",
    )


@admin.display(description=gettext_lazy("changed"), ordering="changed_at")
def changed(question):
    return _cell(_("Changed"), _day(question.facts.changed_at, "–"))


@admin.display(description=gettext_lazy("used in"), ordering=F("published_kits") + F("draft_kits"))
def used_in(question):
    facts = question.facts
    words = [
        (facts.draft_kits, ngettext("%d draft", "%d drafts", facts.draft_kits)),
        (facts.published_kits, ngettext("%d published", "%d published", facts.published_kits)),
        (facts.openings, ngettext("%d opening", "%d openings", facts.openings)),
    ]
    said = format_html_join(
        ", ",
        '<span class="bank-count">{}</span>',
        ((words % number,) for number, words in words if number),
    )
    return _cell(_("Used in"), said or _("nothing"))


@admin.display(description=gettext_lazy("last asked"), ordering="last_asked")
def last_asked(question):
    return _cell(_("Last asked"), _day(question.facts.last_asked, _("never")))


def _day(moment, otherwise):
    return date_format(localtime(moment), "j M Y") if moment else otherwise


COLUMNS = [prompt, competency, kind, minutes, state, used_in, last_asked, changed]
