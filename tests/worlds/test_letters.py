"""What leaves the site in the days after the interviews, letters, tasks and logs, holds nothing of
any card and is the same in both worlds."""

import datetime

from django.core import mail
from django.core.management import call_command
from django.test import TestCase

from interviews.models import Interview
from scorecards.letters.invitations import tell_panel
from scorecards.models import Mail, Reminder
from tests.worlds import changes
from tests.worlds.answers import heard_logs, heard_tasks, letter_in_words, same_dice, undone
from tests.worlds.world import DAY, NOW

HOURS = [NOW, NOW + datetime.timedelta(hours=1), *(NOW + day * DAY for day in range(1, 6))]


def told(clock):
    """All that leaves the site while everybody is invited and the week goes by."""
    mail.outbox.clear()
    with undone(), same_dice(), heard_logs() as logs, heard_tasks() as tasks:
        with TestCase.captureOnCommitCallbacks(execute=True):
            for interview in Interview.objects.standing().with_panel():
                tell_panel(interview)
            for hour in HOURS:
                clock.move_to(hour, tick=False)
                call_command("send_reminders", verbosity=0)
        letters = [letter_in_words(message) for message in mail.outbox]
        rows = [*Mail.objects.values_list(), *Reminder.objects.values_list()]
    clock.move_to(NOW, tick=False)
    return letters, tasks, logs, rows


def test_letters_tell_nothing_of_any_card(world, clock):
    before = told(clock)

    assert len(before[0]) > 10
    assert any(row[2] == "chair_told" for row in before[3])
    assert "-of-" not in repr(before)
    for change in (changes.everything, *changes.EACH):
        with undone():
            change([card.pk for card in world.cards.values()])
            assert told(clock) == before, change.__name__
