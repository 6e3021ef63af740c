"""What templates ask of a `KitDocument` beyond its attributes."""

from django import template

from interviews.models import Question

register = template.Library()


@register.filter
def competency_of(document, question):
    """The competency that a question of this document rates or touches; None where none."""
    return document.competency(question.competency) if question.competency else None


@register.filter
def type_label(question):
    """The type of a question of a document, in words."""
    return Question.Type(question.type).label
