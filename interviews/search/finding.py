"""Asking the index of the database that a QuerySet reads from."""

from django.db import connections
from django.db.models import FloatField, Value
from django.db.models.expressions import RawSQL

from interviews.search import postgresql, sqlite
from interviews.search.index import COMPETENCIES, QUESTIONS
from interviews.search.words import terms_of


def matching(questions, text):
    """`questions` (a QuerySet) that match `text`, the best first; all of them for an empty one.
    Words must all be there, in any form; “quoted ones” side by side; the last may be unfinished.
    It can be filtered further, counted and paged."""
    return _matching(questions, QUESTIONS, text)


def matching_competencies(competencies, text):
    """The same for competencies, by name, definition and anchors."""
    return _matching(competencies, COMPETENCIES, text)


def _matching(rows, index, text):
    if not text.strip():
        return rows
    terms = terms_of(text)
    if not terms:
        return rows.none().annotate(search_rank=Value(0.0, output_field=FloatField()))
    return found(rows, index, _engine(rows).expression(terms))


def having_any(questions, words):
    """`questions` whose prompt has one of the words (folded, no stems), the likeliest first."""
    return found(questions, QUESTIONS, _engine(questions).any_in_prompt(words))


def found(rows, index, expression):
    """`rows` that `index` finds by an expression of its engine, annotated with `search_rank`."""
    is_found, key, rank = _engine(rows).found_in(index)
    asked_again = [expression] * rank.count("%s")
    return (
        rows.extra(tables=[index], where=[is_found], params=[expression])
        .filter(pk=RawSQL(key, ()))
        .annotate(search_rank=RawSQL(rank, asked_again, output_field=FloatField()))
        .order_by("-search_rank", "pk")
    )


def _engine(rows):
    return {"sqlite": sqlite, "postgresql": postgresql}[connections[rows.db].vendor]
