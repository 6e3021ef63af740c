"""What belongs together in the histories of the bank: questions, competencies with their anchors,
rating scales with their points."""

from django.utils.translation import gettext as _

from interviews.models import Anchor, Question, RatingScale, ScalePoint
from roles.history.subjects import Part, Subject
from roles.models import Competency, Level


def _save_question(row, *, by, reason):
    return row.save_edited(by=by, comment=reason)


def _consequence_for_question(pk, now, then):
    if now.row is None:
        return _("It comes back as a draft and needs approval before it enters a kit.")
    differs = any(now.row[name] != then.row[name] for name in Question.WORDING)
    if differs and Question.objects.approved().filter(pk=pk).exists():
        return _("Approval was given to the present wording, so the question goes back to review.")
    return ""


def _anchor_title(values, names):
    """Such as “Anchor 3, senior”; with its scale where there are several."""
    point = names.row(ScalePoint, values["point_id"])
    words = _("Anchor %(number)s") % {"number": point.value if point else "?"}
    if values["level"]:
        words = f"{words}, {str(Level(values['level']).label).lower()}"
    if point and len(names.all_of(RatingScale)) > 1:
        words = f"{words} ({names.of(RatingScale, point.scale_id)})"
    return words


def _point_title(values, names):
    return _("Point %(number)s") % {"number": values["value"]}


QUESTION = Subject(Question, save=_save_question, consequence=_consequence_for_question)
COMPETENCY = Subject(
    Competency, (Part(Anchor, "competency", ("point_id", "level"), _anchor_title),)
)
SCALE = Subject(RatingScale, (Part(ScalePoint, "scale", ("value",), _point_title),))
