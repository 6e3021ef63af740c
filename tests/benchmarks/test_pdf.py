"""How long sheets take: `pytest tests/benchmarks`. Nothing fails for being slow."""

import pytest

from interviews.document import Anchor
from scorecards.pdf import render
from scorecards.pdf.sheets import blank_scorecard, interviewer_guide, panel_packet
from tests.scorecards.paper import (
    EDITION,
    competency,
    copy_like,
    document,
    question,
    round_,
    unscored,
)

KEYS = [f"competency-{number}" for number in range(6)]
PROMPT = "Tell me about a sale that you lost late. What did you know, what did you try, and when? "
ANCHOR = "Describes a routine with two channels, quotes numbers for a recent period, and says what "


def _question(name, key):
    return question(
        name,
        key,
        prompt=PROMPT * 2,
        follow_ups=(PROMPT[:60], PROMPT[:50], PROMPT[:70]),
        positive_indicators=("Names what was done", "Gives a figure", "Says what came of it"),
        red_flags=("Speaks of others only", "No outcome", "Blames the buyer"),
    )


def _round(key, minutes, count):
    questions = [_question(f"{key}-{number}", KEYS[number % 6]) for number in range(count)]
    return round_(key, [unscored(f"{key}-start"), *questions], minutes=minutes, panel_size=4)


KIT = document(
    _round("screen", 30, 2),
    _round("manager", 45, 3),
    _round("role-play", 45, 3),
    _round("panel", 60, 5),
    competencies=tuple(
        competency(
            key,
            anchors=tuple(Anchor(value=n, text=ANCHOR * (1 + n % 2)) for n in range(1, 6)),
        )
        for key in KEYS
    ),
)
COPIES = [
    copy_like(
        candidate=f"Candidate {number % 3}",
        panelist=f"Panelist {number % 5}",
        part="chair" if number % 4 == 0 else "member",
        round_key=KIT.rounds[number % 4].key,
        starts=f"Tue {10 + number} January 2027, 09:30 UTC",
        code=f"K7QF-{number:04}",
        adjustments=("Extra time: a third longer.",) if number % 3 == 0 else (),
    )
    for number in range(28)
]


@pytest.fixture(autouse=True, scope="module")
def loaded():
    """The import of WeasyPrint is not what is measured."""
    import weasyprint  # noqa: F401


@pytest.fixture
def unmeasured():
    """As in a process that prints this kit for the first time."""
    return render._MEASURED.clear


def test_one_blank_scorecard(benchmark, unmeasured):
    args = (KIT, EDITION, "a4", "manager")
    benchmark.pedantic(blank_scorecard, args, setup=unmeasured, rounds=8)


def test_one_blank_scorecard_again(benchmark):
    benchmark.pedantic(blank_scorecard, (KIT, EDITION, "a4", "manager"), rounds=8, warmup_rounds=1)


def test_one_guide(benchmark):
    benchmark.pedantic(interviewer_guide, (KIT, EDITION, "a4", "manager"), rounds=5)


def test_a_packet_of_28_copies(benchmark, unmeasured):
    items = [(KIT, EDITION, copy) for copy in COPIES]
    args = (items, "a4", "Packet")
    pdf = benchmark.pedantic(panel_packet, args, setup=unmeasured, rounds=2)
    benchmark.extra_info["pages"] = pdf.pages
