"""manage.py load_library PATH... [--dry-run]"""

from django.core.management.base import BaseCommand, CommandError

from interviews.library import load, reader


class Command(BaseCommand):
    help = (
        "Read library files (YAML) into the library: families, scales, competencies, roles, "
        "questions and the rules of “Which role do we need?”, matched by slug. Everything is "
        "checked before anything is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder of files")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and write nothing"
        )

    def handle(self, *, paths, dry_run, verbosity, **options):
        sources = reader.sources_at(paths)
        report = load.check(sources) if dry_run else load.load(sources)
        for problem in report.problems:
            self.stderr.write(str(problem))
        if report.problems:
            count = len(report.problems)
            raise CommandError(
                f"{count} error{'s' if count > 1 else ''} found; nothing was written."
            )
        for change in report.changes:
            if change.status != load.UNCHANGED:
                self._tell(change, verbosity)
        if dry_run:
            self.stdout.write("Dry run, nothing was written. It would be:")
        self.stdout.write(self.style.SUCCESS(report.summary))

    def _tell(self, change, verbosity):
        if verbosity == 0:
            return
        self.stdout.write(f"{change.status:<8} {change.section}/{change.slug}")
        for field in change.fields:
            self.stdout.write(
                f"         {field.name}: {short(field.before)} → {short(field.after)}"
            )


def short(value) -> str:
    """A value on one line of at most 70 characters."""
    text = " ".join(str(value).split()) if value not in ("", [], {}, None) else "(empty)"
    return text if len(text) <= 70 else f"{text[:67]}…"
