"""The question bank: finding, writing and reviewing questions, and their history."""

from interviews.admin.questions.bank import QuestionAdmin

__all__ = ["QuestionAdmin"]
