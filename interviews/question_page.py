"""What the page of one question gathers: the anchors of its competency, and its uses."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.fields.json import KT

from interviews.bank import language_name
from interviews.models import Kit, KitRevision, RatingScale
from interviews.models.rubrics import anchors_at

KITS_SHOWN = 30
ROWS_READ = 300


@dataclass(frozen=True)
class Uses:
    """The kits that ask a question, as far as a person may read them: drafts, and for each kit the
    newest published revision that asks it, with its `kit_title` then and the `round_key`."""

    drafts: list[Kit]
    published: list[KitRevision]

    @property
    def are_none(self):
        return not (self.drafts or self.published)


def other_language(question):
    """The name of its language; nothing for English."""
    return "" if question.language == "en" else language_name(question.language)


def anchors_of(question):
    """The general anchors of its competency on each rating scale, `[(RatingScale, {1: "..."})]`."""
    if not (question.competency and question.can_be_scored):
        return []
    anchors = list(question.competency.anchors.select_related("point"))
    scales = RatingScale.objects.filter(points__anchors__competency=question.competency_id)
    on_scales = [(scale, anchors_at(anchors, scale, "")) for scale in scales.distinct()]
    return [(scale, texts) for scale, texts in on_scales if texts]


def uses_of(question, user):
    """The drafts and published kits that ask it, `Uses`."""
    drafts = Kit.objects.filter(rounds__kit_questions__question=question).distinct()
    if not user.has_perm("interviews.read_all_kits"):
        drafts = drafts.editable_by(user)
    return Uses(list(drafts[:KITS_SHOWN]), _revisions_asking(question, user))


def _revisions_asking(question, user):
    revisions = (
        KitRevision.objects.visible_to(user)
        .filter(published_questions__question=question)
        .annotate(kit_title=KT("document__title"), round_key=F("published_questions__round_key"))
        .select_related("kit")
        .defer("document")
        .order_by("kit", "-number", "round_key")
    )
    newest = {}
    for revision in revisions[:ROWS_READ]:
        newest.setdefault(revision.kit_id, revision)
    return sorted(list(newest.values())[:KITS_SHOWN], key=lambda revision: revision.kit_title)
