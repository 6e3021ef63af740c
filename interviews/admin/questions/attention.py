"""What in the bank needs somebody's attention, each a condition on rows and a few words."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import Anchor, PublishedQuestion, Question, QuestionStep

State = Question.State


@dataclass(frozen=True)
class Need:
    """`words` name it beside a question and in the filter; `condition` makes the Q of the rows."""

    slug: str
    words: str
    condition: Callable[[], Q]

    @property
    def annotation(self):
        return f"needs_{self.slug}"


def days_ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def asked_since(moment):
    """The questions (their pks) that an interview between `moment` and now had in its round."""
    return PublishedQuestion.objects.filter(
        revision__interviews__round_key=F("round_key"),
        revision__interviews__starts_at__gte=moment,
        revision__interviews__starts_at__lte=timezone.now(),
    ).values("question")


def asked():
    """The questions (their pks) that were ever asked."""
    return PublishedQuestion.objects.filter(
        revision__interviews__round_key=F("round_key"),
        revision__interviews__starts_at__lte=timezone.now(),
    ).values("question")


def _steps(**facts):
    return QuestionStep.objects.filter(question=OuterRef("pk"), **facts)


def _versions(**facts):
    return Question.history.filter(id=OuterRef("pk"), **facts)


def _scored():
    return ~Q(type__in=Question.UNSCORED_TYPES)


def _alive():
    return ~Q(state=State.RETIRED)


def _waits():
    return Q(state=State.IN_REVIEW) & ~Exists(_steps(state=State.IN_REVIEW, at__gte=days_ago(14)))


def _lies_about():
    recent = days_ago(30)
    return (
        Q(state=State.DRAFT)
        & ~Exists(_versions(history_date__gte=recent))
        & ~Exists(_steps(at__gte=recent))
    )


def _has_no_anchors():
    with_anchors = Anchor.objects.filter(level="").values("competency")
    return _alive() & _scored() & ~Q(competency__in=with_anchors)


def _has_no_indicators():
    return _alive() & _scored() & (Q(positive_indicators="") | Q(red_flags=""))


def _fits_nothing():
    named = Question.roles.through.objects.filter(question=OuterRef("pk"))
    return _alive() & Q(levels="") & ~Exists(named)


def _is_not_asked():
    year = days_ago(365)
    known_for_a_year = Exists(_versions(history_date__lt=year))
    return Q(state=State.APPROVED) & known_for_a_year & ~Q(pk__in=asked_since(year))


def _is_a_new_proposal():
    return Q(pk__in=Question.objects.newly_proposed().values("pk"))


NEEDS = (
    Need("proposal", _("Proposed by a hiring manager"), _is_a_new_proposal),
    Need("review", _("In review for over 14 days"), _waits),
    Need("draft", _("Draft untouched for over 30 days"), _lies_about),
    Need("anchors", _("Its competency has no anchors"), _has_no_anchors),
    Need("follow_ups", _("No follow-ups"), lambda: _alive() & _scored() & Q(follow_ups="")),
    Need("indicators", _("Positive indicators or red flags missing"), _has_no_indicators),
    Need("fit", _("No role and no level named"), _fits_nothing),
    Need("asking", _("Not asked for over a year"), _is_not_asked),
)


def any_need():
    """The condition that at least one need holds."""
    condition = Q()
    for need in NEEDS:
        condition |= need.condition()
    return condition
