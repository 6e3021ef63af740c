from interviews.models.kits import Kit, KitCompetency, KitQuestion, Round
from interviews.models.library import LibraryUpload
from interviews.models.openings import Candidate, Opening
from interviews.models.panels import Interview, Panelist
from interviews.models.questions import Question
from interviews.models.revisions import KitRevision
from interviews.models.rubrics import Anchor, RatingScale, Recommendation, ScalePoint

__all__ = [
    "Anchor",
    "Candidate",
    "Interview",
    "Kit",
    "KitCompetency",
    "KitQuestion",
    "KitRevision",
    "LibraryUpload",
    "Opening",
    "Panelist",
    "Question",
    "RatingScale",
    "Recommendation",
    "Round",
    "ScalePoint",
]
