"""A job description as plain text, for a letter or a form on somebody else's site."""

import unicodedata

from roles.job_description import JobDescription, Part

WIDTH = 78  # columns, which every mail program shows without breaking lines again


def plain_text(description: JobDescription) -> str:
    """The file's text: headings underlined, lists with hyphens, blocks parted by one blank line.

    Lines are at most WIDTH columns wide, except where a single word is wider; none ends in a
    space, and the file ends in one line break.
    """
    blocks = [_underlined(description.title, "="), wrap(" · ".join(description.facts))]
    for section in description.sections:
        blocks.append(_underlined(section.heading, "-"))
        for part in section.parts:
            blocks += _blocks(part)
    return "\n\n".join(blocks) + "\n"


def wrap(text: str, first: str = "", others: str = "") -> str:
    """The text with its own lines broken where they are too wide, between words only.

    Each of its lines begins with `first`, and what is broken off it with `others`.
    """
    return "\n".join(_folded(line, first, others) for line in text.split("\n"))


def _folded(line: str, first: str, others: str) -> str:
    word, *words = line.split(" ")
    rows = [first + word]
    for word in words:
        if _columns(f"{rows[-1]} {word}") <= WIDTH:
            rows[-1] += f" {word}"
        else:
            rows.append(others + word)
    return "\n".join(row.rstrip() for row in rows)


def _blocks(part: Part) -> list[str]:
    blocks = list(map(wrap, part.paragraphs))
    if part.lines:
        blocks.append("\n".join(wrap(line, "- ", "  ") for line in part.lines))
    for entry in part.entries:
        first, *others = (wrap(each, "  ", "  ") for each in entry.paragraphs or ("",))
        blocks += [f"{wrap(entry.name)}\n{first}".rstrip(), *others]
    if part.label:
        blocks[0] = f"{wrap(part.label)}:\n{blocks[0]}"
    return blocks


def _underlined(text: str, stroke: str) -> str:
    text = wrap(text)
    return f"{text}\n{stroke * max(map(_columns, text.splitlines()))}"


def _columns(line: str) -> int:
    """How wide a line is where every letter has the same width; Chinese ones have two."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in line
    )
