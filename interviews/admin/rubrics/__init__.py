"""Competencies with their anchors, and rating scales with their points."""

from interviews.admin.rubrics.competencies import CompetencyAdmin
from interviews.admin.rubrics.scales import RatingScaleAdmin

__all__ = ["CompetencyAdmin", "RatingScaleAdmin"]
