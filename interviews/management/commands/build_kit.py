"""manage.py build_kit ROLE_SLUG --round NAME:MINUTES:RATERS... [--publish] [--json]"""

import json
from dataclasses import replace

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from interviews import assembly
from interviews.best_kit.programme import silent_solver
from interviews.kits.assembling import problem_of
from interviews.kits.new_kits import EQUAL, OF_ROLE, for_role, usual_scale
from interviews.kits.presets import (
    free_key,
    give_scripts,
    mostly_role_play,
    numbered_rounds,
)
from interviews.kits.report import lines_of, report_of
from interviews.models import Kit, Question
from roles.models import Level, Role

NOBODY = "command-line"  # owns kits where nobody else is there to


class Command(BaseCommand):
    help = (
        "Choose the best questions for the rounds of a kit out of the approved ones, and print "
        "them. Nothing is written without --publish. Where nothing fits, it says why and exits "
        "with 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", metavar="ROLE_SLUG")
        parser.add_argument(
            "--round",
            dest="rounds",
            action="append",
            default=[],
            metavar="NAME:MINUTES:RATERS",
            help='a round, such as "Panel:60:3"; once for each, in their order',
        )
        parser.add_argument("--level", default="", help="that of the role by default")
        for name, what in (
            ("lock", "a question that it asks"),
            ("exclude", "one that it does not"),
        ):
            parser.add_argument(
                f"--{name}", action="append", default=[], metavar="SLUG", help=f"{what}; repeatable"
            )
        parser.add_argument(
            "--weights",
            choices=[OF_ROLE, EQUAL],
            default=OF_ROLE,
            help="what the competencies weigh: as in the role (the default), or all the same",
        )
        parser.add_argument("--publish", action="store_true", help="write the kit and publish it")
        parser.add_argument(
            "--owner",
            metavar="USERNAME",
            help="whose kit it is: by default that of the first superuser, without any that of an "
            f"account “{NOBODY}” that nobody can sign in with",
        )
        parser.add_argument("--slug", help="of the kit; by default that of the role, numbered")
        parser.add_argument(
            "--json", dest="as_json", action="store_true", help="print one object for programmes"
        )

    def handle(self, *, role, as_json, publish, **options):
        new, also = _asked_for(role, options)
        _check_slug(options["slug"])
        problem = problem_of(new.parts, also=also)
        with silent_solver():
            result = assembly.assemble(problem)
        report = report_of(problem, result)
        if publish and result.is_feasible:
            revision = _publish(new, problem, result, also, options)
            report["published"] = {
                "kit": revision.kit.slug,
                "revision": revision.number,
                "digest": revision.digest,
            }
        self.stdout.write(_as_json(report) if as_json else "\n".join(lines_of(report)))
        if not result.is_feasible:
            raise CommandError("no kit fits these rounds; nothing was written.")
        if not (publish or as_json):
            self.stdout.write("Nothing was written: add --publish to make and publish this kit.")


def _as_json(report):
    return json.dumps(report, indent=2, ensure_ascii=False)


def _asked_for(slug, options):
    """The kit as unsaved rows, and the locked questions. `CommandError` explains what is wrong with
    the options."""
    role = Role.objects.filter(slug=slug).first()
    if role is None:
        raise CommandError(f"there is no role “{slug}”. {_known(Role.objects.all())}")
    _check_level(options["level"])
    if not options["rounds"]:
        raise CommandError('give at least one round, such as --round "Panel:60:3".')
    scale = usual_scale()
    if scale is None:
        raise CommandError("the library has no rating scale: load one, such as fixtures/sales.")
    new = for_role(
        role,
        title=f"{role.title} interviews",
        rounds=numbered_rounds(map(_round, options["rounds"])),
        scale=scale,
        level=options["level"],
        weights=options["weights"],
    )
    _check_rounds(new.parts.rounds)
    if not new.parts.competencies:
        raise CommandError(f"the role “{slug}” has no competencies: a kit needs some to rate.")
    new.excluded = _questions(options["exclude"], "--exclude")
    also = _questions(options["lock"], "--lock")
    _check_locked(also, new)
    slugs = frozenset(question.slug for question in new.excluded)
    new.parts = replace(new.parts, excluded=slugs)
    return new, also


def _check_level(level):
    if level and level not in Level.values:
        raise CommandError(f"--level {level}: choose one of {', '.join(Level.values)}.")


def _known(rows):
    slugs = list(rows.order_by("slug").values_list("slug", flat=True))
    return f"The library has: {', '.join(slugs)}." if slugs else "The library has none: load some."


def _round(text):
    name, *numbers = text.rsplit(":", 2)
    if not name.strip() or len(numbers) < 2:
        raise CommandError(f"--round {text}: write it as name:minutes:raters, such as Panel:60:3.")
    minutes, raters = (number.strip() for number in numbers)
    if not (minutes.isdecimal() and raters.isdecimal()):
        raise CommandError(
            f"--round {text}: minutes and raters are whole numbers, such as Panel:60:3."
        )
    return name.strip(), int(minutes), int(raters)


def _check_rounds(rounds):
    for round_ in rounds:
        try:
            round_.full_clean(exclude=["kit"])
        except ValidationError as error:
            raise CommandError(f"--round {round_.name}: {' '.join(error.messages)}") from error


def _questions(slugs, option):
    found = Question.objects.select_related("competency").in_bulk(slugs, field_name="slug")
    if unknown := [slug for slug in slugs if slug not in found]:
        raise CommandError(f"{option} {unknown[0]}: the question bank has no such question.")
    return list(found.values())


def _check_locked(also, new):
    rated = {row.competency_id for row in new.parts.competencies}
    for question in also:
        if not question.is_approved:
            state = question.get_state_display().lower()
            raise CommandError(f"--lock {question.slug}: it is {state}; lock an approved question.")
        if question.competency_id is not None and question.competency_id not in rated:
            raise CommandError(
                f"--lock {question.slug}: it asks about {question.competency.slug}, which the "
                f"role “{new.parts.role.slug}” does not ask for."
            )
        if question in new.excluded:
            raise CommandError(f"--lock and --exclude both name {question.slug}: choose one.")


def _check_slug(slug):
    if not slug:
        return
    try:
        Kit._meta.get_field("slug").clean(slug, None)
    except ValidationError as error:
        raise CommandError(f"--slug {slug}: {' '.join(error.messages)}") from error
    if Kit.objects.filter(slug=slug).exists():
        raise CommandError(f"--slug {slug}: another kit has that slug; choose a new one.")


@transaction.atomic
def _publish(new, problem, result, also, options):
    give_scripts(new.parts.rounds, mostly_role_play(problem, result.placement))
    owner = _owner(options["owner"])
    stem = free_key(new.kit.role.slug, ())
    taken = set(Kit.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug = options["slug"] or free_key(stem, taken)
    kit = new.save(owner=owner, slug=slug, placement=result.placement)
    _lock(kit, also)
    try:
        return kit.publish(by=owner)
    except ValidationError as error:
        raise CommandError("not published: " + " ".join(error.messages)) from error


def _lock(kit, questions):
    for round_ in kit.rounds.all():
        round_.kit_questions.filter(question__in=questions).update(locked=True)


def _owner(username):
    if username:
        owner = User.objects.filter(username=username).first()
        if owner is None:
            raise CommandError(f"--owner {username}: nobody has that username.")
        return owner
    first = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    return first or User.objects.filter(username=NOBODY).first() or _nobody()


def _nobody():
    return User.objects.create_user(NOBODY, first_name="Command line", is_active=False)
