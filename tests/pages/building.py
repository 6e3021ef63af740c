"""Acts in the builder, as its page sends them."""

from django.urls import reverse

from interviews.models import Kit, KitQuestion


def page_of(kit):
    return reverse("interviews:kit_build", args=[kit.slug])


def address(kit, name, *args):
    return reverse(f"interviews:{name}", args=[kit.slug, *args])


def token(kit):
    """That of the draft as it is now."""
    return Kit.objects.get(pk=kit.pk).token


def do(client, kit, name, *args, **data):
    """Post an act; it is about the draft as it is now unless `seen` says otherwise."""
    return client.post(address(kit, name, *args), {"seen": token(kit)} | data)


def asked(kit):
    """The pks of the rows of each round, in their order."""
    return [
        list(round_.kit_questions.order_by("position", "pk").values_list("pk", flat=True))
        for round_ in kit.rounds.order_by("position", "pk")
    ]


def row(kit, round_, place):
    """A question of a kit by the places of its round and its own, both from 0."""
    return KitQuestion.objects.get(pk=asked(kit)[round_][place])
