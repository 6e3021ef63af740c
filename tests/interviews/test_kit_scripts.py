"""The usual scripts of a round: whom they speak for, and that they are fit to be read aloud."""

from interviews.kits.scripts import USUAL_ROUNDS, fitting, scripts_for
from interviews.wording import advice_on


def test_usual_scripts_get_no_advice_on_their_wording():
    for usual in USUAL_ROUNDS:
        for position in (0, 1, 3):
            scripts = scripts_for(usual.minutes, usual.panel_size, position, 4, plays=usual.plays)
            assert advice_on(scripts.opening, part="note") == ()
            assert advice_on(scripts.closing, part="note") == ()


def test_scripts_speak_for_one_person_or_for_several():
    assert " we " not in scripts_for(60, 1, 0, 1).opening
    assert " I " not in scripts_for(60, 3, 0, 1).opening
    assert scripts_for(30, 1, 0, 2).opening != scripts_for(30, 1, 1, 2).opening
    assert len(scripts_for(30, 1, 0, 2).opening) < len(scripts_for(31, 1, 0, 2).opening)
    assert "last conversation" in scripts_for(30, 1, 1, 2).closing
    assert "last conversation" not in scripts_for(30, 1, 0, 2).closing


def test_a_usual_script_is_fitted_and_another_is_left_alone():
    alone, together = scripts_for(30, 1, 0, 2), scripts_for(60, 3, 1, 2)

    assert fitting(alone.opening, 60, 3, 1, 2) == together.opening
    assert fitting(alone.closing, 60, 3, 1, 2) == together.closing
    assert fitting(f"{alone.opening} Ready?", 60, 3, 1, 2) == f"{alone.opening} Ready?"
    assert fitting("", 60, 3, 1, 2) == ""
    playing = scripts_for(45, 1, 1, 3, plays=True)
    assert fitting(playing.opening, 45, 2, 1, 3) == scripts_for(45, 2, 1, 3, plays=True).opening
