"""manage.py learn_wording"""

from django.core.management.base import BaseCommand

from interviews.wording import meaning
from interviews.wording.risky import evidence_of


class Command(BaseCommand):
    help = (
        "Learn from fixtures/wording/examples.yaml what risky texts mean, and write "
        "fixtures/wording/examples.npz. Run it after each change of the files in that folder."
    )

    def handle(self, **options):
        known = meaning.examples()
        meaning.save(meaning.learn(known, [evidence_of(text) for text in known.texts]))
        count = sum(known.risky)
        self.stdout.write(
            self.style.SUCCESS(
                f"Learnt from {count} risky and {len(known.texts) - count} harmless texts."
            )
        )
