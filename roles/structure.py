"""Who reports to whom: the roles of a family as an outline, plain data to read and to draw from.

A role hangs on its first line to another role of the family; its further lines keep their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roles.models import Role


@dataclass(frozen=True)
class Line:
    """A reporting line: to a role of the library, which `slug` names, or to a title alone.
    `words` say when it holds, such as “in smaller companies”."""

    title: str
    slug: str = ""
    words: str = ""

    def __str__(self) -> str:
        return f"{self.title}, {self.words}" if self.words else self.title


@dataclass(frozen=True)
class Post:
    """A role as its family's structure sees it. `rank` is higher the more senior it is."""

    slug: str
    title: str
    level: str
    rank: int = 0
    lines: tuple[Line, ...] = ()

    @property
    def first(self) -> Line | None:
        """The line that counts: the first to a role of the library, else the first of all."""
        known = [line for line in self.lines if line.slug]
        return next(iter(known or self.lines), None)

    @property
    def others(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line is not self.first)


@dataclass(frozen=True)
class Entry:
    """One role in the outline. Nested lists are written by walking the entries in order: where
    `opens`, a list begins; without reports the item ends, and then a list and the item around it
    for each of `closes`."""

    post: Post
    depth: int
    superior: Post | None
    opens: bool
    has_reports: bool
    closes: range
    in_circle: bool  # its first line leads back to itself, so it stands at the top


def post_of(role: Role) -> Post:
    """A role with its lines. Needs the role `with_lines`, else it asks for each."""
    lines = []
    for link in role.reports_to:
        if link.target is None:
            lines.append(Line(link.text))
            continue
        title = link.target.title
        if link.target.family_id != role.family_id:
            title = f"{title} ({link.target.family.name})"
        lines.append(Line(title, link.target.slug, link.text))
    return Post(role.slug, role.title, role.get_level_display(), role.rank, tuple(lines))


def outline(posts: Iterable[Post]) -> list[Entry]:
    """Every post once, superiors before those who report to them, the most senior first.

    Lines may go in circles; the most senior post of a circle then stands at the top.
    """
    ordered = sorted(posts, key=lambda post: (-post.rank, post.title, post.slug))
    superiors, in_circle = _superiors(ordered)
    reports: dict[str, list[Post]] = {}
    for post in ordered:
        reports.setdefault(superiors.get(post.slug, ""), []).append(post)
    by_slug = {post.slug: post for post in ordered}
    entries = []
    # Whoever is still to come waits on a stack, so that no chain of reports is too long to walk.
    waiting = [(post, 0, False, 0) for post in reversed(reports.get("", []))]
    while waiting:
        post, depth, opens, closes = waiting.pop()
        below = reports.get(post.slug, [])
        entries.append(
            Entry(
                post=post,
                depth=depth,
                superior=by_slug.get(superiors.get(post.slug, "")),
                opens=opens,
                has_reports=bool(below),
                closes=range(0 if below else closes),
                in_circle=post.slug in in_circle,
            )
        )
        last = len(below) - 1
        waiting += [
            (report, depth + 1, number == 0, closes + 1 if number == last else 0)
            for number, report in reversed(list(enumerate(below)))
        ]
    return entries


def _superiors(posts: Sequence[Post]) -> tuple[dict[str, str], set[str]]:
    """By slug, whom each post hangs on; and the posts that were cut loose to open a circle."""
    by_slug = {post.slug: post for post in posts}
    superiors = {
        post.slug: post.first.slug
        for post in posts
        if post.first and post.first.slug in by_slug and post.first.slug != post.slug
    }
    cut, settled = set(), set()
    for post in posts:
        way = []
        slug = post.slug
        while slug and slug not in settled and slug not in way:
            way.append(slug)
            slug = superiors.get(slug, "")
        if slug in way:
            circle = way[way.index(slug) :]
            top = min(circle, key=lambda slug: posts.index(by_slug[slug]))
            del superiors[top]
            cut.add(top)
        settled.update(way)
    return superiors, cut
