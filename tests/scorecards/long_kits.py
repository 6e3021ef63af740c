"""Kits with rounds of any length: what no panel would sit through, pages have to bear."""

from interviews.models import KitRevision
from tests import factories


def long_revision(questions, *, rounds=1, owner=None):
    """A revision whose rounds ask that many questions each, of five competencies."""
    owner = owner or factories.UserFactory(username="hana")
    first = factories.make_kit(rounds=1, questions=5, owner=owner).publish(by=owner)
    document = first.document
    asked = document["rounds"][0]["questions"]
    document["rounds"] = [
        document["rounds"][0]
        | {
            "key": f"round-{place}",
            "name": f"Round {place}",
            "questions": [
                asked[number % 5] | {"key": f"question-{place}-{number}"}
                for number in range(questions)
            ],
        }
        for place in range(1, rounds + 1)
    ]
    return KitRevision.objects.create(
        kit=first.kit, number=2, document=document, digest=first.digest, published_by=owner
    )
