from scorecards.models.amendments import Amendment
from scorecards.models.cards import Scorecard
from scorecards.models.go_aheads import GoAhead
from scorecards.models.looks import Look
from scorecards.models.mail import Mail
from scorecards.models.preferences import Preference
from scorecards.models.ratings import Rating, Summary
from scorecards.models.reminders import Reminder

__all__ = [
    "Amendment",
    "GoAhead",
    "Look",
    "Mail",
    "Preference",
    "Rating",
    "Reminder",
    "Scorecard",
    "Summary",
]
