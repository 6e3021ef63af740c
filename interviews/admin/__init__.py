from interviews.admin import kits, library, openings, questions, rubrics

__all__ = ["kits", "library", "openings", "questions", "rubrics"]
