"""Texts to start a round from: its opening and closing script, and rounds as many hold them.

They are in the language of whoever asks, name no minutes and no number of people, so that they stay
true when the slot or the panel changes, and promise nothing but an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONG_SLOT = 31  # a slot of as many minutes has time for a longer opening


@dataclass(frozen=True)
class Scripts:
    """What is read aloud before the first question and after the last."""

    opening: str
    closing: str


@dataclass(frozen=True)
class UsualRound:
    """A round as many kits have it. `minutes` of the slot, `panel_size` in seats."""

    key: str
    name: str
    purpose: str
    minutes: int
    panel_size: int
    plays: bool = False


USUAL_ROUNDS = (
    UsualRound(
        "screen",
        gettext_lazy("Screen"),
        gettext_lazy("A first conversation about what the role needs most."),
        minutes=30,
        panel_size=1,
    ),
    UsualRound(
        "hiring-manager",
        gettext_lazy("Hiring manager"),
        gettext_lazy("The candidate's own work, and how they would go about ours."),
        minutes=45,
        panel_size=1,
    ),
    UsualRound(
        "role-play",
        gettext_lazy("Role-play"),
        gettext_lazy("Scenes as they happen in the job: one panelist plays, the other rates."),
        minutes=45,
        panel_size=2,
        plays=True,
    ),
    UsualRound(
        "panel",
        gettext_lazy("Panel"),
        gettext_lazy("What is still open, seen by several people who rate alone."),
        minutes=60,
        panel_size=3,
    ),
)


def scripts_for(
    minutes: int, panel_size: int, position: int, count: int, *, plays: bool = False
) -> Scripts:
    """Scripts for a round of `minutes` with `panel_size` people that is the one at `position`, from
    0, of `count`. `plays`: some of it is role-play."""
    alone = panel_size == 1
    return Scripts(
        opening=_opening(minutes, alone, is_first=position == 0, plays=plays),
        closing=_closing(alone, is_last=position >= count - 1),
    )


def fitting(script: str, minutes: int, panel_size: int, position: int, count: int) -> str:
    """A script as it is; where it is a usual one word for word, the usual one that fits such a
    round, described as for `scripts_for`."""
    for plays in (False, True):
        fit = scripts_for(minutes, panel_size, position, count, plays=plays)
        others = [
            scripts_for(slot, seats, place, 2, plays=plays)
            for slot, seats, place in product((LONG_SLOT - 1, LONG_SLOT), (1, 2), (0, 1))
        ]
        if script in [usual.opening for usual in others]:
            return fit.opening
        if script in [usual.closing for usual in others]:
            return fit.closing
    return script


def _opening(minutes: int, alone: bool, *, is_first: bool, plays: bool) -> str:
    lines = [_("Welcome, and thank you for making the time.") if is_first else _("Welcome back.")]
    lines.append(_who(alone))
    if plays:
        lines.append(_scenes(alone))
    lines.append(_how(alone))
    if minutes >= LONG_SLOT:
        lines.append(_("Take the time to think before you answer."))
        lines.append(
            _("If something is not clear, tell me, and I will read it again.")
            if alone
            else _("If something is not clear, tell us, and we will read it again.")
        )
    lines.append(_("Please keep your own questions for the end: there is time for them."))
    return " ".join(lines)


def _who(alone: bool) -> str:
    if alone:
        return _("First, let me tell you who I am and what I do here.")
    return _("First, let us tell you who we are and what we do here.")


def _scenes(alone: bool) -> str:
    start = _(
        "Part of this conversation is practical: we play scenes as they happen in the job, and "
        "there is no trick in them."
    )
    parts = (
        _("I read each scene aloud, you may ask about it, and then I play the other side.")
        if alone
        else _(
            "We read each scene aloud, you may ask about it, and then one of us plays the other "
            "side."
        )
    )
    return f"{start} {parts}"


def _how(alone: bool) -> str:
    if alone:
        return _(
            "Everybody who applies for this role hears the same questions in the same order. I "
            "take notes while you speak, so I may look down now and then."
        )
    return _(
        "Everybody who applies for this role hears the same questions in the same order. We share "
        "them between us, and each of us takes notes, so we may look down now and then."
    )


def _closing(alone: bool, *, is_last: bool) -> str:
    lines = [
        _("That was my last question, thank you. What would you like to ask me?")
        if alone
        else _("That was our last question, thank you. What would you like to ask us?")
    ]
    lines.append(
        _("This was the last conversation. You will hear from us, whatever we decide.")
        if is_last
        else _("You will hear from us about the next step, whatever we decide.")
    )
    return "\n".join(lines)
