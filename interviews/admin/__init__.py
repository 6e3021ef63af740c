from interviews.admin import (
    imports,
    kits,
    library,
    openings,
    questions,
    rubrics,
    statements,
    wording,
)

__all__ = [
    "imports",
    "kits",
    "library",
    "openings",
    "questions",
    "rubrics",
    "statements",
    "wording",
]
