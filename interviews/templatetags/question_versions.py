"""What the page of one question tells of its versions."""

from django import template
from django.db.models import Count

from interviews.history import QUESTION
from interviews.models import PublishedQuestion
from roles.history.names import people_in, who
from roles.history.versions import versions_of

register = template.Library()


@register.simple_tag
def versions_in_brief(question):
    """How many versions there are, the newest and who made it; how many published revisions and
    kits ask the question."""
    versions = versions_of(QUESTION, question.pk)
    newest = versions[-1] if versions else None
    asked = PublishedQuestion.objects.filter(question=question).aggregate(
        revisions=Count("revision", distinct=True), kits=Count("revision__kit", distinct=True)
    )
    return {
        "count": len(versions),
        "newest": newest,
        "who": who(newest, people_in([newest])) if newest else "",
        **asked,
    }
