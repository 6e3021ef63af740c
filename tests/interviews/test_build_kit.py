"""manage.py build_kit ROLE --round NAME:MINUTES:RATERS"""

import ctypes
import datetime
import io
import json
import re

import pytest
import scipy.optimize
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from scipy.optimize import milp

from interviews import assembly
from interviews.kits.assembling import parts_of, problem_of
from interviews.library import load, reader
from interviews.models import Kit, KitQuestion, Question
from interviews.structure_checks import design_checks
from roles.models import Role
from tests import factories

pytestmark = pytest.mark.django_db

FOUR = ("Screen:30:1", "Hiring manager:45:1", "Role-play:45:2", "Panel:60:3")
MUST_BE_MET = {2, 3, 4, 5, 7, 8, 9, 10, 11, 15}  # of the fifteen structure checks
SALES = settings.BASE_DIR / "fixtures" / "sales"
SALES_ROLES = re.findall(r"^  - slug: (\S+)", (SALES / "roles.yaml").read_text("utf-8"), re.M)


@pytest.fixture
def role(db):
    """A role with three competencies, each with questions of two types and one background."""
    role = factories.RoleFactory(slug="seller", title="Seller", weights_reason="Closing decides.")
    scale = factories.ScaleFactory()
    for name, weight in (("closing", 50), ("asking", 30), ("planning", 20)):
        row = factories.RoleCompetencyFactory(
            role=role,
            competency__slug=name,
            weight=weight,
            essential=weight == 50,
        )
        factories.give_anchors(row.competency, scale)
        for number, kind in enumerate(["behavioural", "situational", "technical"], start=1):
            factories.QuestionFactory(
                slug=f"{name}-{number}", competency=row.competency, type=kind, minutes=6
            )
    factories.QuestionFactory(slug="talk", competency=None, type="background", minutes=4)
    return role


def build(*arguments, rounds=("Screen:30:1", "Panel:60:2"), **options):
    out, err = io.StringIO(), io.StringIO()
    given = [word for round_ in rounds for word in ("--round", round_)]
    call_command("build_kit", *arguments, *given, stdout=out, stderr=err, **options)
    return out.getvalue()


def fails(*arguments, **options):
    """What the command says as it exits with 1; nothing was written."""
    with pytest.raises(CommandError) as caught:
        build(*arguments, **options)
    assert caught.value.returncode == 1
    assert not Kit.objects.exists()
    return str(caught.value)


def test_it_prints_rounds_coverage_and_proof_and_writes_nothing(role):
    said = build("seller")

    assert "Screen: 23 of 30 minutes, 1 rater" in said
    assert re.search(r"^ +6  closing-1 +behavioural, closing$", said, re.M)
    assert re.search(r"^closing +50 +3 +\d  essential$", said, re.M)
    assert re.search(r"^No better kit exists; searched for \d+\.\d\d s\.$", said, re.M)
    assert "Nothing was written" in said
    assert not Kit.objects.exists()


def test_json_is_one_object_and_nothing_else(role):
    report = json.loads(build("seller", "--json"))

    assert list(report) == [
        "status",
        "proven",
        "seconds",
        "objective",
        "rounds",
        "coverage",
        "reasons",
    ]
    assert (report["status"], report["proven"], report["reasons"]) == ("optimal", True, [])
    assert report["objective"][0] == 50 * 3 + 30 * 3 + 20 * 3
    assert isinstance(report["seconds"], float)
    screen = report["rounds"][0]
    frame = {key: screen[key] for key in ("name", "minutes", "raters", "opening", "closing")}
    assert frame == {"name": "Screen", "minutes": 30, "raters": 1, "opening": 2, "closing": 3}
    assert set(screen["questions"][0]) == {"slug", "competency", "type", "minutes"}
    closing = report["coverage"]["closing"]
    assert {key: closing[key] for key in ("weight", "essential")} == {
        "weight": 50,
        "essential": True,
    }
    asked = [q for round_ in report["rounds"] for q in round_["questions"]]
    assert closing["questions"] == sum(q["competency"] == "closing" for q in asked)
    assert closing["raters"] == 3


def test_what_the_solver_prints_is_not_in_the_output(role, capfd, monkeypatch):
    """HiGHS 1.12 prints a line of its own into some searches; here it does into each."""

    def chatty(*args, **kwargs):
        ctypes.CDLL(None).printf(b"HighsMipSolverData::tmpSolver.run();\n")
        return milp(*args, **kwargs)

    monkeypatch.setattr(scipy.optimize, "milp", chatty)
    call_command("build_kit", "seller", "--json", "--round", "Panel:60:2")
    ctypes.CDLL(None).fflush(None)

    assert json.loads(capfd.readouterr().out)["status"] == "optimal"


def test_publishing_makes_a_kit_with_scripts_weights_and_their_reason(role, root):
    said = build("seller", "--publish")

    kit = Kit.objects.get()
    revision = kit.latest_revision
    assert f"Published seller, revision 1, digest {revision.digest}." in said
    assert (kit.slug, kit.owner, kit.title) == ("seller", root, "Seller interviews")
    assert kit.weights_reason == "Closing decides."
    document = revision.as_document()
    assert [row.weight for row in document.competencies] == [50, 30, 20]
    assert all(round_.opening_script and round_.closing_script for round_ in document.rounds)
    assert document.settings.papers_held_back
    build("seller", "--publish")
    assert set(Kit.objects.values_list("slug", flat=True)) == {"seller", "seller-2"}


def test_published_json_names_the_revision(role, root):
    report = json.loads(build("seller", "--publish", "--json"))

    revision = Kit.objects.get().latest_revision
    assert report["published"] == {"kit": "seller", "revision": 1, "digest": revision.digest}


def test_weights_can_be_equal(role):
    report = json.loads(build("seller", "--json", "--weights", "equal"))

    assert {row["weight"] for row in report["coverage"].values()} == {1}


def test_owner_and_slug_can_be_given(role, root, hana):
    build("seller", "--publish", "--owner", "hana", "--slug", "north")

    kit = Kit.objects.get()
    assert (kit.slug, kit.owner, kit.latest_revision.published_by) == ("north", hana, hana)


def test_without_a_superuser_it_belongs_to_an_account_nobody_signs_in_with(role):
    build("seller", "--publish")
    build("seller", "--publish")

    owner = User.objects.get()
    assert {kit.owner for kit in Kit.objects.all()} == {owner}
    assert not owner.is_active
    assert not owner.has_usable_password()


def test_locked_questions_are_in_and_excluded_ones_out(role, root):
    elsewhere = factories.RoleFactory()
    locked = factories.QuestionFactory(
        slug="mine", competency=Question.objects.get(slug="asking-1").competency, minutes=9
    )
    locked.roles.set([elsewhere])  # of whatever role
    arguments = ("--lock", "mine", "--lock", "talk", "--exclude", "closing-1", "--publish")

    build("seller", *arguments)

    kit = Kit.objects.get()
    rows = KitQuestion.objects.filter(round__kit=kit)
    asked = dict(rows.values_list("question__slug", "locked"))
    assert {slug for slug, is_locked in asked.items() if is_locked} == {"mine", "talk"}
    assert "closing-1" not in asked
    assert kit.excluded_questions.get().slug == "closing-1"


def test_the_level_decides_what_fits(role):
    Question.objects.exclude(slug="asking-1").update(levels="mid\nsenior")
    Question.objects.filter(slug="asking-1").update(levels="senior")

    assert "asking-1" not in build("seller")
    assert "asking-1" in build("seller", "--level", "senior")


def test_a_name_may_have_colons(role):
    assert "Screen: by phone: 23 of 30 minutes" in build(
        "seller", rounds=("Screen: by phone:30:1", "Panel:60:2")
    )


@pytest.mark.parametrize("as_json", [False, True])
def test_impossible_slots_explain_themselves_and_exit_with_1(role, as_json):
    out = io.StringIO()
    arguments = ["build_kit", "seller", "--round", "Screen:15:1", "--publish"]
    with pytest.raises(CommandError, match="nothing was written") as caught:
        call_command(*arguments, *["--json"] * as_json, stdout=out)

    assert caught.value.returncode == 1
    assert not Kit.objects.exists()
    if as_json:
        report = json.loads(out.getvalue())
        assert (report["status"], report["objective"]) == ("infeasible", [])
        assert report["rounds"] == [
            {
                "name": "Screen",
                "minutes": 15,
                "raters": 1,
                "opening": 2,
                "closing": 3,
                "questions": [],
            }
        ]
        assert report["coverage"]["closing"]["questions"] == 0
        assert report["reasons"]
        assert "published" not in report
    else:
        assert out.getvalue().startswith("No kit fits these rounds:\n  ")


def test_as_many_minutes_as_a_short_slot_needs_are_enough(role):
    """Although a slot over 30 minutes has a longer opening and closing."""
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("build_kit", "seller", "--round", "Panel:25:2", stdout=out)

    needed = 25 + int(re.search(r"“Panel” needs (\d+) more minutes", out.getvalue())[1])
    assert needed > 30
    assert "No better kit exists" in build("seller", rounds=(f"Panel:{needed}:2",))
    fails("seller", rounds=(f"Panel:{needed - 1}:2",))


@pytest.mark.parametrize(
    ("arguments", "rounds", "words"),
    [
        (["nobody"], FOUR, "no role “nobody”. The library has: seller."),
        (["seller"], (), "at least one round"),
        (["seller"], ("Screen",), "write it as name:minutes:raters"),
        (["seller"], (":30:1",), "write it as name:minutes:raters"),
        (["seller"], ("Screen:half:1",), "whole numbers"),
        (["seller"], ("Screen:30:-1",), "whole numbers"),
        (["seller"], ("Screen:3:1",), "from 5 to 480 minutes"),
        (["seller"], ("Screen:30:13",), "from 1 to 12 people"),
        (["seller"], (f"{'x' * 81}:30:1",), "at most 80 characters"),
        (["seller", "--level", "chief"], FOUR, "--level chief: choose one of junior, mid"),
        (["seller", "--lock", "none"], FOUR, "--lock none: the question bank has no such"),
        (["seller", "--exclude", "none"], FOUR, "--exclude none: the question bank"),
        (["seller", "--lock", "draft"], FOUR, "it is draft; lock an approved"),
        (["seller", "--lock", "foreign"], FOUR, "the role “seller” does not ask for"),
        (["seller", "--lock", "talk", "--exclude", "talk"], FOUR, "choose one"),
        (["seller", "--publish", "--owner", "nobody"], FOUR, "nobody has that username"),
        (["empty"], FOUR, "has no competencies"),
    ],
)
def test_what_is_wrong_is_said(role, arguments, rounds, words):
    if arguments == ["empty"]:
        factories.RoleFactory(slug="empty")
    factories.QuestionFactory(slug="draft", state="draft")
    factories.QuestionFactory(slug="foreign")

    assert words in fails(*arguments, rounds=rounds)


def test_an_empty_bank_explains_itself(role):
    Question.objects.all().delete()

    assert "no kit fits these rounds" in fails("seller")


def test_a_slug_that_is_taken_is_refused(role, kit):
    with pytest.raises(CommandError, match="another kit has that slug"):
        build("seller", "--publish", "--slug", kit.slug)


@pytest.mark.parametrize("slug", ["north star", "north/star", "x" * 81])
def test_a_slug_that_no_kit_can_have_is_refused(role, slug):
    assert f"--slug {slug}: " in fails("seller", "--publish", "--slug", slug)


def test_a_role_with_a_long_slug_has_many_kits(role, root):
    Role.objects.update(slug="Seller-" + "of-things-" * 7)

    for _time in range(2):
        build(Role.objects.get().slug, "--publish")

    first, second = Kit.objects.order_by("pk")
    assert second.slug == f"{first.slug}-2"


def test_what_cannot_be_published_leaves_nothing_behind(role, root):
    Role.objects.get().competencies.first().anchors.all().delete()

    assert "has no anchors" in fails("seller", "--publish")


def test_a_role_without_reason_for_its_weights_can_be_published(role, root):
    Role.objects.update(weights_reason="")

    build("seller", "--publish")

    assert Kit.objects.get().weights_reason == "As in the role “Seller”."


@pytest.fixture
def sales(db):
    load.load(reader.sources_at([SALES]))


@pytest.mark.parametrize("slug", SALES_ROLES)
def test_every_sales_role_publishes_a_kit_that_keeps_every_rule(sales, slug):
    report = json.loads(build(slug, "--publish", "--json", rounds=FOUR))

    assert (report["status"], report["proven"]) == ("optimal", True)
    kit = Kit.objects.get()
    parts = parts_of(kit)
    problem = problem_of(parts)
    assert not assembly.broken_rules(problem, parts.placement)
    assert list(assembly.objective_of(problem, parts.placement)) == report["objective"]
    document = kit.latest_revision.as_document()
    checks = design_checks(document, datetime.date(2027, 1, 1)).rows
    weak = [(check.number, check.found) for check in checks if check.value != 1]
    assert not MUST_BE_MET & dict(weak).keys(), weak


def test_there_are_eleven_sales_roles():
    assert len(SALES_ROLES) == 11
