"""What a person typed into a search box, made safe to look for."""

LONGEST = 100  # characters
MOST_WORDS = 8


def search_words(text: str) -> list[str]:
    """The first words of `text`, at most eight; nothing that a database would choke on."""
    return text[:LONGEST].replace("\0", " ").split()[:MOST_WORDS]
