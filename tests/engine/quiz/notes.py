"""Notes for the tests of kinds, built without a file."""

from engine.deck.note import Deletion, Fence, Note, NoteId, Option


def note(
    kind: str,
    body: str | None = None,
    *,
    prompt: str = "What is asked here?",
    answer: str = "",
    options: tuple[tuple[str, bool], ...] = (),
    deletions: tuple[Deletion, ...] = (),
) -> Note:
    """A note of a kind; ``body`` is that of its fence, whose first line is line 5 of the file."""
    return Note(
        id=NoteId("g2k9q4m7"),
        stamped=True,
        file="deck.md",
        line=2,
        end_line=20,
        deck="Deck",
        kind=kind,
        prompt=prompt,
        answer=answer,
        content_hash="0" * 32,
        fence=None if body is None else Fence(kind, body, 5),
        options=tuple(Option(text, right) for text, right in options),
        deletions=deletions,
    )
