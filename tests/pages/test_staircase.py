"""Imports go down the staircase, scorecards → interviews → roles, and never up."""

import ast
import re

import pytest
from django.conf import settings

STAIRS = ["roles", "interviews", "scorecards"]
BELOW = {app: set(STAIRS[: STAIRS.index(app) + 1]) for app in STAIRS}
DOTTED_MODEL = re.compile(r"(\w+)\.[A-Z]\w*")


def files_of(app):
    return sorted((settings.BASE_DIR / app).rglob("*.py"))


def steps_up(source, app):
    """Apps above `app` that its source names, in an import at any depth, as the dotted name of a
    model, or as the dotted path of a module of theirs."""
    above = set(STAIRS) - BELOW[app]
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if model := DOTTED_MODEL.fullmatch(node.value):
                found.add(model[1])
            elif re.fullmatch(r"\w+(\.\w+)+", node.value):
                found.add(node.value.split(".")[0])
    return found & above


@pytest.mark.parametrize("app", STAIRS)
def test_no_file_reaches_up(app):
    up = {
        str(path.relative_to(settings.BASE_DIR)): reached
        for path in files_of(app)
        if (reached := steps_up(path.read_text(encoding="utf-8"), app))
    }

    assert files_of(app)
    assert up == {}


@pytest.mark.parametrize("app", STAIRS)
def test_only_the_site_map_of_config_knows_the_apps(app):
    """config is imported by all, so it imports none of them: it names them in settings and urls."""
    reached = {
        path.name
        for path in files_of("config")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and (getattr(node, "module", None) or node.names[0].name).split(".")[0] == app
    }

    assert reached == set()


@pytest.mark.parametrize(
    "source",
    [
        "import interviews",
        "import scorecards.pdf",
        "from interviews.models import Kit",
        "def later():\n    from scorecards import board",
        'models.ForeignKey("interviews.Kit", models.PROTECT)',
        'import_module("interviews.library.load")',
        "if TYPE_CHECKING:\n    from interviews import models",
    ],
)
def test_it_sees_a_step_up(source):
    assert steps_up(source, "roles")


@pytest.mark.parametrize(
    "source",
    [
        "import roles.models",
        "from roles.fields import LinesField",
        "from . import views",
        'reverse("interviews:kit_detail")',
        "Role.objects.filter(kits__revisions__interviews__isnull=False)",
        '"""What interviews and scorecards make of a role."""',
    ],
)
def test_it_lets_steps_down_and_words_pass(source):
    assert steps_up(source, "roles") == set()
