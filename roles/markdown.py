"""A job description as CommonMark. What people wrote comes out as they wrote it: none of their
signs is read as a mark."""

import re

from roles.job_description import JobDescription, Part

# Signs that mean something wherever they stand; "|" and "~" in the dialects with tables.
ANYWHERE = re.compile(r"[\\`*_\[\]<|~#]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
AT_THE_START = re.compile(r"(?m)^(?:(?=[-+=>:])|(\d{1,9})(?=[.)]))")


def markdown(description: JobDescription) -> str:
    """The file's text. Blocks are parted by one blank line; line breaks in a paragraph stay."""
    blocks = [f"# {escape(description.title)}", " · ".join(map(escape, description.facts))]
    for section in description.sections:
        blocks.append(f"## {escape(section.heading)}")
        for part in section.parts:
            blocks += _blocks(part)
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Text that reads as `text` does, on lines of its own, where CommonMark is understood.

    The lines of `text` neither begin nor end with white space, and none is empty.
    """
    text = ANYWHERE.sub(r"\\\g<0>", text)
    return AT_THE_START.sub(lambda found: f"{found[1] or ''}\\", text)


def _blocks(part: Part) -> list[str]:
    blocks = [f"### {escape(part.label)}"] if part.label else []
    blocks += map(_paragraph, part.paragraphs)
    if part.lines:
        blocks.append("\n".join(f"- {escape(line)}" for line in part.lines))
    for entry in part.entries:
        first, *others = map(_paragraph, entry.paragraphs or ("",))
        name = f"**{escape(entry.name)}**"
        blocks += [f"{name}\\\n{first}" if first else name, *others]
    return blocks


def _paragraph(text: str) -> str:
    """A backslash at the end of a line keeps the break."""
    return escape(text).replace("\n", "\\\n")
