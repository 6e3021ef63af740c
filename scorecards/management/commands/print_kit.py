"""Write the sheets of a kit, without names, as one PDF."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from interviews.models import Kit
from scorecards.packets import edition_of
from scorecards.pdf.files import add_arguments, write


class Command(BaseCommand):
    help = (
        "Writes the blank scorecards of a kit, or with --guide its interviewer guide, to a PDF: "
        "the newest revision, or the draft, marked as such, of a kit that was never published."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the kit's name in addresses, such as account-executive")
        parser.add_argument("--round", dest="key", help="key of the round; all rounds if left out")
        parser.add_argument("--guide", action="store_true", help="the interviewer guide")
        add_arguments(parser)

    def handle(self, *, slug, key, guide, paper, out, **options):
        from scorecards.pdf import sheets

        document, edition = self._newest(slug)
        sheet = sheets.interviewer_guide if guide else sheets.blank_scorecard
        try:
            report = write(out, lambda: sheet(document, edition, paper, key))
        except sheets.UnknownRoundError as error:
            raise CommandError(str(error)) from error
        which = f"revision {edition.number}" if edition else "the draft, never published"
        self.stdout.write(f"{document.title}, {which}: {report}")

    def _newest(self, slug):
        """Document and edition of the newest revision; the draft, and no edition, without one."""
        kit = Kit.objects.with_content().filter(slug=slug).first()
        if kit is None:
            known = ", ".join(Kit.objects.values_list("slug", flat=True)[:20])
            raise CommandError(
                f"There is no kit “{slug}”. "
                + (f"Known are: {known}." if known else "There is none at all yet.")
            )
        if revision := kit.latest_revision:
            return revision.as_document(), edition_of(revision)
        try:
            return kit.as_document(), None
        except ValidationError as error:
            raise CommandError(
                "The draft cannot be printed yet: " + " ".join(error.messages)
            ) from error
