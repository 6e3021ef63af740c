"""Reading kit files of other installations: what was exported comes back, all else is refused."""

import hashlib
import json
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.document import KitDocument
from interviews.exchange.library_file import per_cent
from interviews.exchange.reading import MOST_BYTES, MOST_MINUTES, UnreadableKitError, read
from interviews.models import KitRevision
from tests.interviews.documents import kit_documents

BARE = {"key": "q", "type": "technical", "scored": False, "prompt": "Why?", "minutes": 5}
quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def exported(document):
    """The file of a published revision with this document."""
    revision = KitRevision(
        number=3,
        document=document.as_data(),
        digest=document.digest,
        published_at=timezone.now(),
    )
    return revision.as_json()


def bounded(document):
    """The document with questions as the bank takes them."""
    data = document.as_data()
    for round_ in data["rounds"]:
        for question in round_["questions"]:
            question["minutes"] = min(question["minutes"], MOST_MINUTES)
            if question["competency"] is None:
                question["type"] = "background"
    return KitDocument.from_data(data)


def resealed(data):
    """A file with this content, whatever it is, and the digest that it asks for."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    return json.dumps({"digest": digest, "document": data}).encode()


@pytest.fixture
def data():
    """A small kit as data, to break in one place at a time."""
    return {
        "format": 1,
        "key": "kit",
        "title": "Kit",
        "role": {"key": "role", "title": "Role"},
        "scale": {
            "key": "scale",
            "name": "Scale",
            "points": [{"value": value, "label": str(value)} for value in (1, 2)],
        },
        "competencies": [{"key": "c", "name": "Listening", "weight": 1}],
        "rounds": [
            {
                "key": "r",
                "name": "Panel",
                "minutes": 30,
                "panel_size": 1,
                "opening_minutes": 2,
                "closing_minutes": 3,
                "questions": [
                    {
                        "key": "q",
                        "competency": "c",
                        "type": "technical",
                        "prompt": "How would you?",
                        "minutes": 5,
                    }
                ],
            }
        ],
    }


def refusal(content):
    with pytest.raises(UnreadableKitError) as refused:
        read(content)
    return " ".join(refused.value.messages)


@quickly
@given(kit_documents())
def test_what_was_exported_is_read_back(document):
    document = bounded(document)
    file = read(exported(document).encode())

    assert file.document == document
    assert file.digest == document.digest
    assert file.number == 3
    assert read(file.text.encode()) == file


@quickly
@given(kit_documents(), st.data())
def test_a_changed_character_of_the_document_is_refused(document, data):
    text = exported(document)
    start, end = text.index('"document"') + 12, text.rindex('"number"')
    place = data.draw(st.integers(start, end - 1))
    other = data.draw(st.sampled_from('abc019 -"{}[]:,\\né'))
    tampered = text[:place] + other + text[place + 1 :]
    try:
        same = json.loads(tampered)["document"] == document.as_data()
    except (ValueError, KeyError):
        same = False
    if same:  # only space between the parts was touched
        return

    assert refusal(tampered.encode())


def test_a_changed_word_is_told_as_such(data):
    text = resealed(data).replace(b"How would you?", b"How could you?")

    assert "was changed after it was exported" in refusal(text)


def test_the_number_and_the_date_are_only_claims(data):
    file = json.loads(resealed(data))
    for number, at in ((True, "soon"), (-1, 5), ("3", "2026-13-45T00:00"), (None, "2026-01-01")):
        read_back = read(json.dumps(file | {"number": number, "published_at": at}).encode())
        assert (read_back.number, read_back.published_at) == (None, None)


def test_a_byte_order_mark_does_no_harm(data):
    assert read(b"\xef\xbb\xbf" + resealed(data)).document.title == "Kit"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"%PDF-1.7 \xff\xff", "not text in UTF-8"),
        ("{}".encode("utf-16"), "saved in UTF-16"),
        (b"roles:\n  - slug: seller\n", "not JSON: something is wrong in line 1"),
        (b'{"document": {"a": 1},\n', "wrong in line 2"),
        (b"[1, 2]", "no kit file"),
        (b'"kit"', "no kit file"),
        (b'{"document": []}', "no kit file"),
        (b'{"document": {"format": 1}}', "has no digest"),
        (b'{"document": {"format": 1}, "digest": 5}', "has no digest"),
        (b'{"document": {"format": 2}, "digest": "x"}', "A newer Evenhand wrote this file"),
        (b'{"document": {"a": 1, "a": 2}}', "“a” stands twice"),
        (b'{"document": {"\\ud800": 1, "\\ud800": 2}}', "“?” stands twice"),
        (b'{"document": {"a": NaN}}', "the number NaN"),
        (b'{"document": {"a": -Infinity}}', "the number -Infinity"),
        (b'{"document": {"a": 1.0}}', "the number 1.0"),
        (b'{"document": {"a": -0}}', "the number -0"),
        (b'{"document": {"a": 1' + b"0" * 5000 + b"}}", "whole numbers only"),
        (b'{"document": {"a": "\\ud800"}, "digest": "x"}', "cannot be printed: U+D800"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"document": {"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}}", "nested too deeply"),
        (b" " * (MOST_BYTES + 1), "at most 2 MB"),
    ],
)
def test_what_is_no_kit_file_is_told_what_it_is(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("surprise",), 1, "Surprise: is not known here."),
        (("title",), "  ", "Title: is empty."),
        (("title",), "a\x00b", "cannot be printed: U+0000"),
        (("title",), 5, "Title: has to be text."),
        (("rounds",), {}, "Rounds: has to be a list."),
        (("rounds", 0, "minutes"), "30", "Round 1 “Panel”, minutes: has to be a whole number."),
        (("rounds", 0, "minutes"), 4, "minutes: has to be 5 or more."),
        (("rounds", 0, "panel_size"), 13, "panel size: has to be 12 or less."),
        (("rounds", 0, "questions", 0, "type"), "riddle", "type: has to be one of: 'behav"),
        (
            ("rounds", 0, "questions", 0, "prompt"),
            "",
            "Round 1 “Panel”, question 1 “q”, prompt: is empty.",
        ),
        (("rounds", 0, "questions", 0, "minutes"), 121, "takes 121 minutes; 120 are the most."),
        (("rounds", 0, "questions", 0), BARE, "“q” needs a competency, or another type."),
        (("competencies", 0, "weight"), True, "Competency 1 “Listening”, weight: has to be"),
        (("competencies",), 5, "Competencies: has to be a list."),
        (("competencies",), [], "“q” belongs to “c”, which is not among the competencies."),
        (("analysis",), {"on": "2026-02-30"}, "“2026-02-30” is no date."),
        (("key",), "../kit", "Key: is not written as it should be."),
        (("title",), "x" * 20_001, "has 20001 characters; 20000 are the most here."),
        (("scale", "points"), [], "Scale, points: has too few entries."),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(data, path, value, words):
    *steps, last = path
    part = data
    for step in steps:
        part = part[step]
    part[last] = value

    assert words in refusal(resealed(data))


def test_a_kit_of_hundreds_of_questions_is_refused(data):
    first = data["rounds"][0]["questions"][0]
    data["rounds"][0]["questions"] = [first | {"key": f"q{n}"} for n in range(301)]

    assert "The kit has 301 questions; 300 are the most here." in refusal(resealed(data))


def test_of_many_errors_some_are_told(data):
    first = data["rounds"][0]["questions"][0]
    data["rounds"][0]["questions"] = [first | {"key": f"q{n}", "minutes": 0} for n in range(40)]

    words = refusal(resealed(data))

    assert words.count("has to be 1 or more") == 10
    assert "And 30 more like these." in words


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=100))
def test_weights_become_per_cent_that_sum_to_a_hundred(parts):
    shares = per_cent(parts)

    assert sum(shares) == 100
    assert min(shares) >= 1
    by_part = pairwise(sorted(zip(parts, shares, strict=True)))
    assert all(share <= other + 1 for (_less, share), (_more, other) in by_part)


def test_equal_weights_stay_as_equal_as_they_can():
    assert per_cent([1] * 6) == [17, 17, 17, 17, 16, 16]
    assert per_cent([40, 30, 30]) == [40, 30, 30]
    assert per_cent([]) == []


def test_old_files_without_later_fields_keep_their_digest(data):
    file = read(resealed(KitDocument.from_data(data).as_data()))

    assert "reviewed" not in file.text
    assert json.loads(file.text)["digest"] == file.digest
