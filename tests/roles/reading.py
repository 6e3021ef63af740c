"""Reading job descriptions back, by the letter of CommonMark as far as our files use it."""

import re
import string

BLOCK_STARTS = re.compile(
    r"\s|#{1,6}(\s|$)|[-+*](\s|$)|\d{1,9}[.)](\s|$)|>|=+\s*$|-+\s*$|([-*_]\s*){3,}$|```|~~~|<|\|"
    r"|:?-+:?\s*(\||$)"
)
BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\\n")


def inline(source):
    """The text of a line; a sign that is not escaped and would be read as a mark is an error."""
    assert not BLOCK_STARTS.match(source), source
    text, signs = "", iter(source)
    for sign in signs:
        if sign == "\\":
            sign = next(signs)
            assert sign in string.punctuation, source
        else:
            assert sign not in "*_`[]<|~#", source
        text += sign
    assert not re.search(r"(?<!\\)&(\w+|#\w+);", source), source
    return text


def read(source):
    """(kind, text) of each block, in order; kinds are h1 to h3, item, name and text."""
    assert source.endswith("\n")
    found = []
    for block in source[:-1].split("\n\n"):
        assert block.strip()
        if heading := re.fullmatch(r"(#{1,3}) (.+)", block):
            found.append((f"h{len(heading[1])}", inline(heading[2])))
        elif block.startswith("- "):
            found += [("item", inline(line.removeprefix("- "))) for line in block.split("\n")]
        else:
            *lines, last = block.split("\n")
            assert all(re.search(r"(?<!\\)(\\\\)*\\$", line) for line in lines), block
            lines = [line[:-1] for line in lines] + [last]
            if name := re.fullmatch(r"\*\*(.+)\*\*", lines[0]):
                found.append(("name", inline(name[1])))
                lines = lines[1:]
            if lines:
                found.append(("text", "\n".join(map(inline, lines))))
    return found


def leftover(text, known):
    """What remains of a text when what is known is taken out of it, longest first."""
    text = " ".join(text.split())
    for each in sorted({" ".join(each.split()) for each in known}, key=len, reverse=True):
        text = text.replace(each, " ") if each else text
    return re.sub(r"[\s.,:·=-]", "", text)
