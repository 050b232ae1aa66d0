"""Cards and their past as lists show them: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.errors import UsageError

if TYPE_CHECKING:
    from datetime import date, datetime

    from engine.deck.note import Card, CardId
    from engine.history.event import Event
    from engine.memory.state import CardState

LEECH = "leech"
"""The tag of a card forgotten so often that it should be written anew."""


class UnknownCard(UsageError):
    """There is no such card in the decks."""

    def __init__(self, card: str) -> None:
        super().__init__(f"there is no card {card!r}; `redrill list` shows them all")


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card as lists show it; ``line`` is where its note starts."""

    card: CardId
    note: str
    deck: str
    kind: str
    file: str
    line: int
    shown: Card = field(repr=False, compare=False)
    state: CardState
    suspended: bool
    flagged: bool
    leech: bool
    buried: bool
    tags: tuple[str, ...]
    remark: str

    @property
    def prompt(self) -> str:
        """The question side on one line of plain text."""
        from engine.quiz.sides import one_line

        return one_line(self.shown)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review of a card's past. ``interval`` is in study days, 0 for a step; ``undone`` reviews do not count."""

    at: datetime
    day: date
    rating: int
    seconds: float
    verdict: str | None
    given: str
    stability: float | None
    difficulty: float | None
    interval: int
    undone: bool


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something that can be taken back: the event's id, when it was, and what it did, in words."""

    id: str
    at: datetime
    text: str


def review_row(event: Event, gone: bool) -> ReviewRow:
    """A review event as a row; ``gone`` if it was undone."""
    payload = event.payload
    state = payload.get("state", {})
    return ReviewRow(
        at=event.at,
        day=event.day,
        rating=int(payload.get("rating", 0)),
        seconds=float(payload.get("seconds", 0.0)),
        verdict=payload.get("verdict"),
        given=str(payload.get("given", "")),
        stability=state.get("stability"),
        difficulty=state.get("difficulty"),
        interval=int(state.get("interval", 0)),
        undone=gone,
    )
