"""Write the panel packet of an opening as one PDF."""

from django.core.management.base import BaseCommand, CommandError

from interviews.models import Opening
from scorecards.packets import packet_to_print
from scorecards.pdf.files import add_arguments, write


class Command(BaseCommand):
    help = "Writes every scorecard of an opening, with names, times and copy codes, to one PDF."

    def add_arguments(self, parser):
        parser.add_argument("reference", help="reference of the opening, such as DEMO-AE")
        add_arguments(parser)

    def handle(self, *, reference, paper, out, **options):
        from scorecards.pdf.sheets import panel_packet

        opening = self._opening(reference)
        items = packet_to_print(opening)
        if not items:
            raise CommandError(
                f"No interview of “{opening.reference}” has a panel yet, so there is nothing to "
                "print."
            )
        report = write(out, lambda: panel_packet(items, paper, f"{opening}, panel packet"))
        self.stdout.write(f"{len(items)} scorecards of {opening}: {report}")

    def _opening(self, reference):
        opening = Opening.objects.filter(reference__iexact=reference).first()
        if opening is None:
            known = ", ".join(Opening.objects.values_list("reference", flat=True)[:20])
            raise CommandError(
                f"There is no opening “{reference}”. "
                + (f"Known are: {known}." if known else "There is none at all yet.")
            )
        return opening
