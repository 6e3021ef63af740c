"""Slugs for what comes from elsewhere, so that it never takes the place of what is here."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet


def free_slugs(rows: QuerySet, wanted: Sequence[str], longest: int) -> dict[str, str]:
    """For each wanted slug one that none of `rows` has: itself, or itself with a number, at most
    `longest` characters."""
    free: dict[str, str] = {}
    number = 1
    while left := [slug for slug in wanted if slug not in free]:
        ending = "" if number == 1 else f"-{number}"
        offered = {slug: slug[: longest - len(ending)] + ending for slug in left}
        taken = set(rows.filter(slug__in=offered.values()).values_list("slug", flat=True))
        taken |= set(free.values())
        for slug, offer in offered.items():
            if offer not in taken:
                free[slug] = offer
                taken.add(offer)
        number += 1
    return free
