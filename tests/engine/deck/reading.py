"""Reading short deck files in tests, and looking at what was found."""

from textwrap import dedent

from engine.deck.note import DeckFile, Note
from engine.deck.parse import parse

KINDS = frozenset(
    ["typed", "numeric", "ordering", "complexity", "derivation", "code", "design", "story"]
)


def read(text: str | bytes, file: str = "deck.md") -> DeckFile:
    """Parse a text as a test writes it, indented like the test."""
    data = dedent(text).removeprefix("\n") if isinstance(text, str) else text
    return parse(data, file, KINDS)


def only_note(text: str) -> Note:
    """Give the one note of a text in which nothing is wrong."""
    deck = read(text)
    assert deck.findings == ()
    (note,) = deck.notes
    return note


def faults(text: str | bytes) -> list[str]:
    """Give what `redrill check` would print of a text, without the name of the file."""
    return [str(finding).removeprefix("deck.md:") for finding in read(text).findings]
