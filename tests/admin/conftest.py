import pytest
import time_machine

from tests import factories
from tests.admin.histories import START, save


@pytest.fixture
def question(libby):
    """A question of which two versions are kept."""
    with time_machine.travel(START, tick=False):
        row = factories.QuestionFactory.build(
            competency=factories.CompetencyFactory(name="Discovery"),
            prompt="Tell me about a deal that you lost.",
        )
    save(row, by=libby)
    return save(row, by=libby, minutes=5, reason="Plainer", prompt="Tell me about a lost deal.")
