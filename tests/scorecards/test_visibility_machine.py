"""The rule on who sees which scorecard, held against a second statement of it, step by step.

`EVENHAND_MACHINE_MINUTES=30 ./start test -n 0 tests/scorecards/test_visibility_machine.py` goes on
for half an hour, with other steps each time.
"""

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import factories
from tests.scorecards.visibility_machine import Machine, cast

pytestmark = pytest.mark.django_db

MINUTES = float(os.environ.get("EVENHAND_MACHINE_MINUTES", "0"))
USUAL = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def machine():
    """The machine with rows to begin from."""
    users = cast()
    kit = factories.make_kit(owner=users["hana"])
    opening = factories.OpeningFactory(
        reference="JOB-1", revision=kit.publish(by=users["hana"]), hiring_manager=users["hana"]
    )
    candidate = factories.CandidateFactory(opening=opening, number=1)
    return type("Machine", (Machine,), {"users": users, "candidate": candidate})


def test_the_rule_holds_whatever_happens(machine):
    """The same steps each time, so that a change that did not break it does not fail."""
    short = settings(
        max_examples=10,
        stateful_step_count=12,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        **USUAL,
    )
    run_state_machine_as_test(machine, settings=short)

    until = time.monotonic() + MINUTES * 60
    while time.monotonic() < until:
        long = settings(max_examples=10, stateful_step_count=40, **USUAL)
        run_state_machine_as_test(machine, settings=long)
