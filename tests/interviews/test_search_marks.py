"""Marking what a search found: the words that it found, as the text has them."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from interviews.search import highlighted
from interviews.search.stemming import stem_of, stems_of_a_beginning
from interviews.search.words import terms_of, words_in


def marked(text, query):
    return "".join(f"[{piece}]" if is_hit else piece for piece, is_hit in highlighted(text, query))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("negotiating", "Negotiations: you negotiate.", "[Negotiations]: you [negotiate]."),
        ("negotia", "A negotiator; negligent.", "A [negotiator]; negligent."),
        ("cafe", "The Café, the café\u0301s.", "The [Café], the [café\u0301s]."),
        ('"follow up" plan', "Plans to follow-up, up.", "[Plans] to [follow]-[up], up."),
        ("the customer", "The customer’s view", "The [customer]’s view"),
        ('"the customer"', "The customer, the end", "[The] [customer], the end"),
        ("dis buyer", "A discount for the buyers", "A discount for the [buyers]"),
        ("", "Nothing", "Nothing"),
        ("***", "Nothing", "Nothing"),
        ("x", "", ""),
    ],
)
def test_what_is_found_is_marked(query, text, expected):
    assert marked(text, query) == expected


@given(text=st.text(max_size=80), query=st.text(max_size=30))
def test_the_pieces_are_the_text(text, query):
    pieces = highlighted(text, query)

    assert "".join(piece for piece, _is_hit in pieces) == text
    assert all(piece for piece, _is_hit in pieces)


@given(text=st.text(max_size=80))
def test_words_stand_where_they_are_said_to(text):
    for start, end, word in words_in(text):
        assert start < end <= len(text)
        assert word


def test_common_words_are_left_out_unless_there_is_nothing_else():
    assert [term.words for term in terms_of("what would a buyer do with it")] == [("buyer",)]
    assert [term.words for term in terms_of("what would")] == [("what",), ("would",)]


def test_a_beginning_stands_for_words_that_lose_it_with_their_ending():
    assert stems_of_a_beginning("negotia") == {"negoti"}
    assert "present" in stems_of_a_beginning("presentati")
    assert stems_of_a_beginning("care") == frozenset()


TEXT = """
caresses ponies ties caress cats feed agreed plastered bled motoring sing conflated troubled sized
hopping tanned falling hissing fizzed failing filing happy sky relational conditional rational
valency hesitancy digitizer conformably radically differently vilely analogously vietnamization
predication operator feudalism decisiveness hopefulness callousness formality sensitivity
sensibility triplicate formative formalize electricity electrical hopeful goodness revival allowance
inference airliner gyroscopic adjustable defensible irritant replacement adjustment dependent
adoption communism activate angularity homologous effective bowdlerize probate rate cease control
roll a is negotiation negotiated negotiating customer customers business possibly generously
"""
WORDS = TEXT.split()


# PostgreSQL keeps to the paper of 1980 in -bli and -logi, and stems words of two letters.
ONLY_THERE = {"possibly", "conformably", "is"}


@pytest.mark.django_db
def test_stems_are_those_of_the_database():
    stems = _stems_on_postgresql() if connection.vendor == "postgresql" else _stems_on_sqlite()

    differing = {word for word in WORDS if stem_of(word) != stems[word]}
    assert differing <= (ONLY_THERE if connection.vendor == "postgresql" else set())


def _stems_on_postgresql():
    with connection.cursor() as cursor:
        stems = "SELECT word, (ts_lexize('interviews_stem', word))[1] FROM unnest(%s::text[]) word"
        cursor.execute(stems, [WORDS])
        return dict(cursor.fetchall())


def _stems_on_sqlite():
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.tried USING fts5(word, tokenize='porter')")
        cursor.execute("CREATE VIRTUAL TABLE temp.stems USING fts5vocab(temp, tried, 'instance')")
        rows = list(enumerate(WORDS))
        cursor.executemany("INSERT INTO temp.tried (rowid, word) VALUES (%s, %s)", rows)
        cursor.execute("SELECT doc, term FROM temp.stems")
        stems = {WORDS[number]: term for number, term in cursor.fetchall()}
        cursor.execute("DROP TABLE temp.stems")
        cursor.execute("DROP TABLE temp.tried")
    return stems
