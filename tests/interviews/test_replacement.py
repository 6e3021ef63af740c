"""One term in place of another, in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.replacement import Replacement


@pytest.mark.parametrize(
    ("term", "by", "text", "after"),
    [
        ("customer", "client", "A customer, two customers.", "A client, two customers."),
        ("customer", "client", "Customer CUSTOMER customer", "Client CLIENT client"),
        ("Customer", "client", "Customer and customer", "client and client"),
        ("sales rep", "account executive", "Sales rep?", "Account executive?"),
        ("CRM", "customer database", "the crm and the CRM", "the customer database and the "
         "customer database"),
        ("C++", "Rust", "C++ or c++, not C", "Rust or Rust, not C"),
        ("a.c", "x", "abc a.c", "abc x"),
        ("straße", "road", "Straße", "Road"),
        ("client", r"\1 \g<0>", "a client", r"a \1 \g<0>"),
        ("old ", "", "an old car", "an car"),
        ("I", "we", "I think I can", "we think we can"),
    ],
)  # fmt: skip
def test_whole_words_in_any_case(term, by, text, after):
    assert Replacement(term, by).in_text(text) == after


def test_parts_of_words_where_that_is_wanted():
    replacement = Replacement("customer", "client", whole_words=False)

    assert replacement.in_text("Two customers.") == "Two clients."


def test_only_the_same_case_where_that_is_wanted():
    replacement = Replacement("lead", "prospect", match_case=True)

    assert replacement.in_text("Lead the lead.") == "Lead the prospect."


@given(st.text(min_size=1), st.text(), st.booleans(), st.booleans())
def test_a_text_without_the_term_stays_as_it_is(term, text, match_case, whole_words):
    replacement = Replacement(term, "something else", match_case, whole_words)

    if term.casefold() not in text.casefold() and term.lower() not in text.lower():
        assert replacement.in_text(text) == text


@given(st.lists(st.text()), st.text(min_size=1))
def test_every_occurrence_goes(texts, term):
    replacement = Replacement(term, "", match_case=True, whole_words=False)

    assert replacement.in_texts(texts) == [text.replace(term, "") for text in texts]
