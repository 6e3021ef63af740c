"""Cards as rows, for tests of what comes after writing and submitting them."""

from django.utils import timezone

from interviews.models import Declaration, Interview, Question, Statement
from roles.models import Competency
from scorecards.models import Rating, Scorecard, Summary

STATES = set(Rating.State.values)


def begin_card(seat):
    """A card with the empty rows of its round, as the first words make it."""
    interview = Interview.objects.select_related("revision").get(pk=seat.interview_id)
    interview.keep_revision()
    asked = interview.round.questions
    competencies = {
        row.slug: row
        for row in Competency.objects.filter(slug__in={one.competency for one in asked})
    }
    bank = {
        row.slug: row
        for row in Question.objects.filter(slug__in={one.source for one in asked if one.source})
    }
    highest = max(interview.revision.as_document().scale.values)
    card = Scorecard.objects.create(panelist=seat)
    Rating.objects.bulk_create(
        Rating(
            scorecard=card,
            question_key=one.key,
            question=bank.get(one.source),
            competency=competencies.get(one.competency),
            is_scored=one.scored,
            highest=highest,
        )
        for one in asked
    )
    Summary.objects.create(scorecard=card)
    return card


def fill_card(card, numbers=3, *, recommendation="yes", words="Said what was done."):
    """Rate: `numbers` is one number or state for all scored questions, or one for each by its key
    or in the order of asking. `words` is the evidence, the strengths and the concerns."""
    scored = list(card.ratings.filter(is_scored=True))
    if isinstance(numbers, int | str):
        numbers = [numbers] * len(scored)
    if not isinstance(numbers, dict):
        numbers = {row.question_key: one for row, one in zip(scored, numbers, strict=False)}
    for row in scored:
        answer = numbers.get(row.question_key)
        row.state = answer if answer in STATES else ""
        row.number = None if answer is None or row.state else answer
        row.evidence = "" if row.number is None else words
        row.answer_version = row.evidence_version = 1
    Rating.objects.bulk_update(
        scored, ["number", "state", "evidence", "answer_version", "evidence_version"]
    )
    Summary.objects.filter(scorecard=card).update(
        strengths=words, concerns=words, recommendation=recommendation
    )
    return card


def submit_card(
    seat, numbers=3, *, recommendation="yes", words="Said what was done.", number=None, at=None
):
    """A submitted card of this seat; `number` is another word for one number for all."""
    card = Scorecard.objects.filter(panelist=seat).first() or begin_card(seat)
    fill_card(
        card, numbers if number is None else number, recommendation=recommendation, words=words
    )
    card.submitted_at = at or timezone.now()
    card.save(update_fields=["submitted_at"])
    return card


def declare(seat):
    """Confidentiality accepted and no conflict declared: candidate data may show to this seat."""
    return Declaration.objects.create(
        panelist=seat,
        confidentiality=Statement.objects.current("confidentiality"),
        conflict=Statement.objects.current("conflict"),
        has_conflict=False,
        answered_at=timezone.now(),
    )
