"""manage.py dump_library PATH"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from interviews.library import dump, load, reader


class Command(BaseCommand):
    help = "Write the whole library into a folder, as the YAML files that load_library reads."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH", help="a folder; it is made if need be")

    def handle(self, *, path, **options):
        folder = Path(path)
        try:
            files = dump.dump(folder)
        except OSError as error:
            raise CommandError(
                f"{folder} cannot be written: {error.strerror}. Name a folder that you may write."
            ) from error
        except LookupError as error:
            raise CommandError(
                f"{error} Nothing was written. Check DATA_DIR and DATABASE_URL: is this the "
                "installation you mean?"
            ) from error
        for file in files:
            self.stdout.write(str(file))
        for problem in load.check(reader.sources_at(files)).problems:
            self.stderr.write(self.style.WARNING(f"Before loading this again, mend: {problem}"))
