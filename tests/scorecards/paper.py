"""A kit document and copies for tests of printed sheets, and how to read the PDFs."""

import io
import re
import subprocess
from dataclasses import dataclass, replace
from xml.etree import ElementTree

import page as pdfcheck
import pypdf

from interviews import document as kit
from scorecards.pdf.copies import Copy, Edition

EDITION = Edition(number=3, digest="9f86d081" + "0" * 56)
COPY = Copy(
    opening_reference="JOB-7",
    opening_title="Account Executive, North",
    candidate="Nadia Okafor",
    panelist="Ana Example",
    part="chair",
    seat=1,
    round_key="first",
    starts="Tue 12 January 2027, 09:30 UTC",
    place="Room 4",
    code="K7QF-2MXD",
)
WORDS = ("Not shown", "Partly shown", "Solid", "Strong", "Outstanding")


def competency(key, **changes):
    values = {
        "key": key,
        "name": f"Competency {key}",
        "definition": f"Definition of {key}: does the thing that the job needs, and can show it.",
        "weight": 1,
        "anchors": tuple(
            kit.Anchor(value=value, text=f"What earns a {value} in {key}, seen at work last year.")
            for value in range(1, 6)
        ),
        "level_3": f"Level three of {key} here.",
        "level_5": f"Level five of {key} here.",
    }
    return kit.Competency(**values | changes)


def question(key, competency_key="alpha", **changes):
    values = {
        "key": key,
        "competency": competency_key,
        "type": "behavioural",
        "prompt": f"Prompt of {key}: tell me about an occasion. What did you do, and why?",
        "follow_ups": (f"First follow-up of {key}?", f"Second follow-up of {key}?"),
        "positive_indicators": (f"Good sign of {key}", "Gives a figure"),
        "red_flags": (f"Bad sign of {key}", "Cannot recall the outcome"),
        "minutes": 6,
        "asker": 1,
    }
    return kit.Question(**values | changes)


def unscored(key, **changes):
    values = {"competency": None, "type": "background", "scored": False, "minutes": 4}
    return question(key, **{"competency_key": None} | values | changes)


def round_(key, questions, **changes):
    values = {
        "key": key,
        "name": f"Round {key}",
        "purpose": f"Purpose of {key}.",
        "minutes": 45,
        "panel_size": 2,
        "opening_minutes": 3,
        "closing_minutes": 5,
        "opening_script": f"Welcome to {key}. We ask everybody the same questions.",
        "closing_script": f"Thank you for {key}. What would you like to ask us?",
        "questions": tuple(questions),
    }
    return kit.Round(**values | changes)


def document(*rounds, **changes):
    """A kit of these rounds; without any, one of two rounds with scored and unscored questions."""
    values = {
        "key": "kit",
        "title": "Kit for tests",
        "role": kit.Role(key="role", title="Account Executive", level_name="Mid level"),
        "scale": kit.Scale(
            key="five-point",
            name="Five-point scale",
            instruction="Rate each answer as soon as it ends.",
            points=tuple(
                kit.ScalePoint(value=value, label=label, definition=f"Meaning of {label}.")
                for value, label in enumerate(WORDS, start=1)
            ),
        ),
        "recommendations": tuple(
            kit.Recommendation(key=key, label=label)
            for key, label in (
                ("strong_no", "Strong no"),
                ("no", "No"),
                ("yes", "Yes"),
                ("strong_yes", "Strong yes"),
                ("no_decision", "No decision, because"),
            )
        ),
        "competencies": (competency("alpha", weight=3, essential=True), competency("beta")),
        "weights_reason": "Alpha matters most.",
        "rounds": rounds
        or (
            round_(
                "first",
                [unscored("one"), question("two"), question("three", "beta", asker=2)],
            ),
            round_(
                "second",
                [question("four", "beta", type="role_play", materials="Brief: play the buyer.")],
            ),
        ),
    }
    return kit.KitDocument(**values | changes)


@dataclass(frozen=True)
class Word:
    """A word where pdftotext found it, in points from the top left corner of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


class Printed:
    """A PDF, read by two programs that are not ours."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.reader = pypdf.PdfReader(io.BytesIO(pdf))
        self.pages = [bare(page.extract_text()) for page in self.reader.pages]

    @property
    def text(self):
        return "".join(self.pages)

    def has(self, text):
        return bare(text) in self.text

    def pages_with(self, text):
        return [number for number, page in enumerate(self.pages) if bare(text) in page]

    def words(self):
        shown = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=self.pdf, capture_output=True, check=True
        ).stdout.decode()
        # Control characters come through in bbox output and are no XML.
        root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", shown))
        name = "{http://www.w3.org/1999/xhtml}"
        return [
            Word(number, word.text or "", *(float(word.get(side)) for side in SIDES))
            for number, page in enumerate(root.iter(f"{name}page"))
            for word in page.iter(f"{name}word")
        ]

    @property
    def bookmarks(self):
        """(level, title) of each."""

        def walk(items, level):
            for item in items:
                if isinstance(item, list):
                    yield from walk(item, level + 1)
                else:
                    yield level, item.title

        return list(walk(self.reader.outline, 1))

    @property
    def font_programs(self):
        """Names of the fonts, each with whether its program is in the file."""
        return {
            font["/DescendantFonts"][0].get_object()["/BaseFont"]: any(
                key.startswith("/FontFile")
                for key in font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            )
            for page in self.reader.pages
            for font in map(
                pypdf.generic.IndirectObject.get_object, page["/Resources"]["/Font"].values()
            )
            if "/DescendantFonts" in font
        }


SIDES = ("xMin", "yMin", "xMax", "yMax")


def bare(text):
    """The text without white space, and without the marks that programs put at line ends."""
    return re.sub(r"[\s\u00ad\u200b\u200e\u200f]", "", text)


def assert_accessible(pdf):
    """PDF/UA-1, by a checker that is not WeasyPrint's."""
    report = pdfcheck.validate_pdf_bytes(pdf, profile=pdfcheck.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(each.rule_id, each.message) for each in report.failures]


def assert_inside(printed, edge=8 / 25.4 * 72):
    """Every word keeps `edge` points away from the edges of its page."""
    sizes = [page.mediabox for page in printed.reader.pages]
    for word in printed.words():
        size = sizes[word.page]
        assert word.left >= edge - 1, word
        assert word.top >= edge - 3, word
        assert word.right <= size.width - edge + 1, word
        assert word.bottom <= size.height - edge + 3, word


def assert_no_overlap(printed):
    """No two words of a page lie on each other. The middle half of a word's box is compared:
    the rest is the room that a font keeps for accents, and touches the lines beside it."""
    by_page = {}
    for word in printed.words():
        quarter = (word.bottom - word.top) / 4
        core = (word.top + quarter, word.bottom - quarter, word)
        by_page.setdefault(word.page, []).append(core)
    for cores in by_page.values():
        cores.sort(key=lambda core: core[:2])
        for index, (_top, bottom, one) in enumerate(cores):
            for top, _bottom, other in cores[index + 1 :]:
                if top >= bottom:
                    break
                across = min(one.right, other.right) - max(one.left, other.left)
                assert across <= 1, (one, other)


def texts_of(document, round_key):
    """All texts of a round that have to stand on its scorecard and in its guide."""
    round_ = document.round(round_key)
    yield from (round_.name, round_.purpose, round_.opening_script, round_.closing_script)
    yield from (document.role.title, document.scale.name, document.scale.instruction)
    for point in document.scale.points:
        yield from (point.label, point.definition)
    for each in round_.questions:
        yield from (each.prompt, each.materials, *each.follow_ups)
        if each.scored:
            found = document.competency(each.competency)
            yield from (found.name, found.definition, *each.positive_indicators, *each.red_flags)
            yield from (anchor.text for anchor in found.anchors)


def copy_like(**changes):
    return replace(COPY, **changes)
