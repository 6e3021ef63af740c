"""Where a question stands: its state, how it came there, and the steps that lead on."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from interviews.admin.questions.uses import Uses, name_of
from interviews.models import Question
from interviews.models.questions import writers_since_approval
from interviews.steps import VERBS, Verb, digest_of

State = Question.State
# The obvious next step from each state; the others stand beside it.
MAIN = {
    State.DRAFT: "send-to-review",
    State.IN_REVIEW: "approve",
    State.RETIRED: "take-up-again",
}


@dataclass(frozen=True)
class Offer:
    """A step that leads on from here. `obstacle` says why this person cannot take it."""

    verb: Verb
    obstacle: str = ""


@dataclass
class Standing:
    """What the page of a question says to `user` about its state. Nothing is read before it is
    asked for."""

    question: Question
    user: Any

    @cached_property
    def steps(self):
        return list(self.question.steps.select_related("by"))

    @cached_property
    def writers(self):
        """Who wrote the wording that is to be approved; nobody for one that is."""
        if self.question.is_approved:
            return []
        pks = writers_since_approval([self.question])[self.question.pk]
        people = get_user_model().objects.filter(pk__in=pks)
        return sorted(people, key=name_of)

    @property
    def writers_named(self):
        return ", ".join(name_of(person) for person in self.writers)

    @cached_property
    def is_own_work(self):
        return self.user in self.writers

    @cached_property
    def heavy(self):
        """The advice on its wording that says stop, `[(field name, text, Advice)]`."""
        return [found for found in self.question.advice() if found[2].severity == "stop"]

    @property
    def needs_reasons(self):
        """Whether approving it takes more than a comment."""
        return bool(self.is_own_work or self.heavy)

    @cached_property
    def uses(self):
        return Uses([self.question.pk], self.user)

    @property
    def digest(self):
        return digest_of([self.question])

    @cached_property
    def offers(self):
        """The steps that start here and that this person's rights cover."""
        return [
            Offer(verb, self._obstacle(verb))
            for verb in VERBS.values()
            if self.question.state in verb.starts and self.user.has_perm(verb.right)
        ]

    def _obstacle(self, verb):
        if verb.is_approval and self.is_own_work and not self.user.is_superuser:
            return _("You wrote this wording, so somebody else has to approve it.")
        return ""

    @cached_property
    def main(self):
        """The next step, where this person can take it."""
        slug = MAIN.get(self.question.state)
        return next((o for o in self.offers if o.verb.slug == slug and not o.obstacle), None)

    @property
    def others(self):
        return [o for o in self.offers if o != self.main and not o.obstacle]

    @property
    def obstacles(self):
        return [offer.obstacle for offer in self.offers if offer.obstacle]
