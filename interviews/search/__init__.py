"""Full-text search in the library, on SQLite and PostgreSQL, and questions that are alike.

`index` holds the tables and triggers, `finding` asks them, `words` and `stemming` read texts as
they do, so that `marking` can mark what was found and `likeness` can compare.
"""

from interviews.search.finding import matching, matching_competencies
from interviews.search.likeness import nearest, nearest_many
from interviews.search.marking import highlighted

__all__ = ["highlighted", "matching", "matching_competencies", "nearest", "nearest_many"]
