"""What the panels of the demo company noted already."""

from django.db import transaction
from django.utils import timezone

from config.start import demo_company
from interviews import demo
from interviews.models import Declaration, Panelist, Statement
from scorecards.card.entries import Entry
from scorecards.models import Scorecard


@transaction.atomic
def load_company() -> None:
    """Load the demo company with its submitted scorecards. `LookupError` names what an existing
    library lacks."""
    demo.load_company()
    opening = demo_company()["opening"]
    for number, candidate in enumerate(opening["candidates"], start=1):
        for interview in candidate["interviews"]:
            for username, card in interview.get("cards", {}).items():
                _submit(_seat(opening["reference"], number, interview["round"], username), card)


def _seat(reference, number, round_key, username):
    return Panelist.objects.with_interview().get(
        interview__candidate__opening__reference=reference,
        interview__candidate__number=number,
        interview__round_key=round_key,
        user__username=username,
    )


def _submit(seat, data):
    Declaration.objects.create(
        panelist=seat,
        confidentiality=Statement.objects.current(Statement.Kind.CONFIDENTIALITY),
        conflict=Statement.objects.current(Statement.Kind.CONFLICT),
        answered_at=timezone.now(),
        has_conflict=False,
    )
    values = {name: data[name] for name in ("strengths", "concerns", "recommendation")}
    for key, (number, evidence) in data["ratings"].items():
        values |= {f"rating-{key}": str(number), f"evidence-{key}": evidence}
    Scorecard.objects.submit(seat, [Entry(name, value, 0) for name, value in values.items()])
