"""Cards: what is reviewed of a note."""

from engine.deck.note import CLOZE, Card, CardId, DeckFile, Note


def cards(note: Note, position: int = 0) -> tuple[Card, ...]:
    """Give the cards of a note, numbered from ``position`` on.

    A reversed note has two, a cloze note one for each number, a faulty note none, any other one.
    """
    return tuple(
        Card(CardId(f"{note.id}.{suffix}" if suffix else note.id), note, position + index)
        for index, suffix in enumerate(_suffixes(note))
    )


def file_cards(deck_file: DeckFile) -> tuple[Card, ...]:
    """Give all cards of a file in file order."""
    made: list[Card] = []
    for note in deck_file.notes:
        made += cards(note, len(made))
    return tuple(made)


def _suffixes(note: Note) -> list[str]:
    if note.faulty:
        return []
    if note.kind == CLOZE:
        return [f"c{number}" for number in sorted({cut.number for cut in note.deletions})]
    return ["", "r"] if note.reversed else [""]
