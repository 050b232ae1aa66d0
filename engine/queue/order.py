"""The order of a queue: shuffled within a due day, neighbours from different decks, new cards among reviews."""

from collections import deque
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b

from engine.index.rows import IndexedCard

REACH = 12
"""How far ahead a card from another deck is looked for."""


def lot(card: str, seed: str) -> bytes:
    """A card's place in a draw: the same for the same seed on every machine."""
    return blake2b(f"{seed}:{card}".encode(), digest_size=8).digest()


def by_due_day(cards: Sequence[IndexedCard], seed: str) -> tuple[IndexedCard, ...]:
    """Longest due first; drawn by lot within one due day."""
    return tuple(
        sorted(
            cards, key=lambda each: (each.record.state.due_day or date.max, lot(each.card, seed))
        )
    )


def one_a_note(cards: Sequence[IndexedCard]) -> tuple[IndexedCard, ...]:
    """The first card of each note: its siblings wait for another day."""
    seen: set[str] = set()
    kept: list[IndexedCard] = []
    for each in cards:
        if each.note not in seen:
            seen.add(each.note)
            kept.append(each)
    return tuple(kept)


def interleave(cards: Sequence[IndexedCard]) -> tuple[IndexedCard, ...]:
    """Nearly the same order, but neighbours come from different decks where there is a choice.

    Cards that are easily confused stand in different decks; mixing them makes the learner tell them apart.
    """
    waiting = deque(cards)
    mixed: list[IndexedCard] = []
    while waiting:
        reach = range(min(REACH, len(waiting)))
        last = mixed[-1].deck if mixed else None
        at = next((place for place in reach if waiting[place].deck != last), 0)
        mixed.append(waiting[at])
        del waiting[at]
    return tuple(mixed)


def intersperse(
    reviews: Sequence[IndexedCard], new: Sequence[IndexedCard]
) -> tuple[IndexedCard, ...]:
    """New cards spread evenly among the reviews, both in their own order."""
    total = len(reviews) + len(new)
    mixed: list[IndexedCard] = []
    given = 0
    for place in range(total):
        if given * total < (place + 1) * len(new) - len(new) / 2 and given < len(new):
            mixed.append(new[given])
            given += 1
        elif place - given < len(reviews):
            mixed.append(reviews[place - given])
        else:
            mixed.append(new[given])
            given += 1
    return tuple(mixed)
