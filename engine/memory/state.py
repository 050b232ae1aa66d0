"""What is known of one card's memory: the value that scheduling takes and gives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """The learner's judgement of an answer, numbered as in FSRS and Anki. Hard is a pass."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(StrEnum):
    """Where a card stands; the names are Anki's card states."""

    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Memory:
    """FSRS memory state: ``stability`` in days, ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float


@dataclass(frozen=True, slots=True)
class CardState:
    """The scheduling state of a card after its last review.

    While the card is in steps (learning, relearning) ``due_at`` holds the UTC time of the next
    step; after that ``due_day`` holds the study day. A step that ends on a later study day has a
    ``due_day`` too, and no ``due_at``. A new card has neither.
    """

    phase: Phase = Phase.NEW
    step: int = 0
    memory: Memory | None = None
    due_at: datetime | None = None
    due_day: date | None = None
    last_day: date | None = None
    """Study day of the last review."""
    interval: int = 0
    """Study days between the last review and ``due_day``; 0 while in steps."""
    reps: int = 0
    lapses: int = 0
    failures: int = 0
    """Agains in a row, whatever the phase."""


NEW_CARD = CardState()
