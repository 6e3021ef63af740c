from interviews.models.kits import Kit, KitCompetency, KitQuestion, KitRevision, Round
from interviews.models.library import LibraryUpload
from interviews.models.openings import Candidate, Interview, Opening, Panelist, Recommendation
from interviews.models.questions import Question
from interviews.models.rubrics import Anchor, RatingScale, ScalePoint

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
