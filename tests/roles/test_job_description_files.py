"""A job description written down as Markdown and as plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.job_description import Entry, JobDescription, Part, Section
from roles.markdown import escape, markdown
from roles.plain_text import WIDTH, plain_text
from tests.roles.reading import leftover, read


def tidy(text):
    """As the fields' texts come out of `describe`: without empty lines and space at the ends."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


WRITTEN = st.text(alphabet="ab1 .)(-+=*_`~#<>&;|[]!:/\\\nwé中'\"", min_size=1)
TEXT = st.builds(tidy, WRITTEN).filter(bool)
LINE = TEXT.filter(lambda text: "\n" not in text)


def description(title, paragraph, line, name):
    parts = (
        Part("Label", paragraphs=(paragraph, "Then.")),
        Part(lines=(line, "and")),
        Part(entries=(Entry(name, (paragraph, line)), Entry(name, ()))),
    )
    return JobDescription(title, ("Sales", line), (Section("Heading", parts),))


@given(title=LINE, paragraph=TEXT, line=LINE, name=LINE)
def test_markdown_reads_as_what_was_written(title, paragraph, line, name):
    assert read(markdown(description(title, paragraph, line, name))) == [
        ("h1", title), ("text", f"Sales · {line}"), ("h2", "Heading"),
        ("h3", "Label"), ("text", paragraph), ("text", "Then."),
        ("item", line), ("item", "and"),
        ("name", name), ("text", paragraph), ("text", line), ("name", name),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("Plain words, as most are (and a dash - too): 50 % + 3.5!", None),
        ("R&D, Q&A and AT&T", None),
        ("# 1", r"\# 1"),
        ("1. one", r"1\. one"),
        ("2024) two", r"2024\) two"),
        ("- minus\n+ plus", "\\- minus\n\\+ plus"),
        ("above\n===", "above\n\\==="),
        ("above\n:--", "above\n\\:--"),
        ("> said", r"\> said"),
        ("*much* _more_", r"\*much\* \_more\_"),
        ("<b>bold</b> &amp; &#42;", r"\<b>bold\</b> \&amp; \&#42;".replace("&#", r"&\#")),
        ("[here](http://a.example)", r"\[here\](http\://a.example)"),
        ("www.a_b.example", r"www\.a\_b.example"),
        ("`code` ~~gone~~ a|b", r"\`code\` \~\~gone\~\~ a\|b"),
        ("ends in \\", r"ends in \\"),
    ],
)
def test_only_what_would_be_a_mark_is_escaped(written, escaped):
    assert escape(written) == (escaped or written)


@given(title=LINE, paragraph=TEXT, line=LINE, name=LINE)
def test_plain_text_keeps_its_shape(title, paragraph, line, name):
    text = plain_text(description(title, paragraph, line, name))

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert all(row == row.rstrip() for row in text.split("\n"))
    assert (
        leftover(text, [title, paragraph, line, name, "Label", "Heading", "Sales", "Then", "and"])
        == ""
    )


def test_plain_text_breaks_lines_between_words_only():
    address = "https://company.example/" + "a" * 90
    words = f"{'word ' * 40}{address} {'사원 ' * 60}".strip()
    text = plain_text(description("中文", words, words, words))

    assert text.startswith("中文\n====\n")
    rows = text.split("\n")
    assert sum(address in row.split() for row in rows) == text.count("https") > 4
    assert all(len(row) <= WIDTH for row in rows if address not in row)
    assert all(len(row) + row.count("사") * 2 <= WIDTH for row in rows if "사" in row)
    assert f"- {'word ' * 14}word\n  word word" in text
