from interviews.models.changes import KitChange, StaleDraftError
from interviews.models.declarations import Declaration, Statement
from interviews.models.guests import GuestPass
from interviews.models.imports import ImportFile, ImportRow
from interviews.models.interviews import Interview
from interviews.models.kits import Kit, KitCompetency
from interviews.models.library import LibraryUpload
from interviews.models.openings import Candidate, Opening
from interviews.models.panels import Panelist
from interviews.models.questions import Question, QuestionStep
from interviews.models.revisions import KitRevision, PublishedQuestion
from interviews.models.rounds import KitQuestion, Round
from interviews.models.rubrics import Anchor, RatingScale, Recommendation, ScalePoint
from interviews.models.wording import WordingRule

__all__ = [
    "Anchor",
    "Candidate",
    "Declaration",
    "GuestPass",
    "ImportFile",
    "ImportRow",
    "Interview",
    "Kit",
    "KitChange",
    "KitCompetency",
    "KitQuestion",
    "KitRevision",
    "LibraryUpload",
    "Opening",
    "Panelist",
    "PublishedQuestion",
    "Question",
    "QuestionStep",
    "RatingScale",
    "Recommendation",
    "Round",
    "ScalePoint",
    "StaleDraftError",
    "Statement",
    "WordingRule",
]
