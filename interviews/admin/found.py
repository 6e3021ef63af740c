"""How a list of the admin shows the words that a search found."""

from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst


def marked(pieces):
    """A text in pieces, `[(piece, is_hit), ...]`, with the hits marked."""
    return format_html_join("", "{}", ((_piece(text, is_hit),) for text, is_hit in pieces))


def _piece(text, is_hit):
    return format_html("<mark>{}</mark>", text) if is_hit else text


def found_elsewhere(heading, pieces):
    """A line below what a row is called, where the words stand in none of its columns."""
    return format_html(
        '<span class="found-elsewhere">{}: {}</span>', capfirst(heading), marked(pieces)
    )
