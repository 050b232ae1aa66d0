"""What a session asks and what it gives back: values that front ends show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.collection import Collection
from engine.deck.cards import cards
from engine.deck.note import Card, CardId, Note
from engine.index.rows import IndexedCard
from engine.listing import CardRow
from engine.memory.interval_label import interval_label
from engine.memory.schedule import is_leech, outcomes
from engine.memory.state import CardState, Phase, Rating
from engine.queue.gather import Day
from engine.queue.order import lot
from engine.quiz.attempt import Attempt
from engine.quiz.registry import kind as kind_of
from engine.quiz.sides import answer, prompt


@dataclass(frozen=True, slots=True)
class Question:
    """One card as it is asked. Both sides are Markdown; ``previews`` tells when each rating brings it back."""

    card: Card
    row: CardRow
    attempt: Attempt
    prompt: str
    answer: str
    remark: str
    previews: Mapping[Rating, str]
    first: bool
    leech: bool
    revealed: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade that is on disk. ``elsewhere``: another process graded the card meanwhile, and this came on top."""

    card: CardId
    rating: Rating
    after: CardState
    elsewhere: bool = False
    leech: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words, and the card that is current again."""

    text: str
    card: CardId


@dataclass(frozen=True, slots=True)
class Progress:
    """Cards graded, cards still to come (those in steps included), seconds spent answering."""

    done: int
    left: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """A session, looked back on. ``tomorrow`` is how many reviews are due by the next study day."""

    done: int
    again: int
    hard: int
    good: int
    easy: int
    seconds: float
    failed: tuple[CardRow, ...]
    tomorrow: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, when it was shown (UTC), and the state each rating would have led to at ``day``."""

    question: Question
    shown: datetime
    day: Day
    outcomes: Mapping[Rating, CardState]
    card: IndexedCard


def ask(collection: Collection, card: IndexedCard, note: Note) -> Asked | None:
    """The card as it is asked now; None when its note has no such card any more, or cannot be studied."""
    found = next((each for each in cards(note) if each.id == card.card), None)
    kind = kind_of(card.kind)
    spec = None if found is None else kind.parse(note).spec
    if found is None or spec is None:
        return None
    day = collection.day()
    policy = collection.policy(card.kind, card.file)
    state = card.record.state
    after = outcomes(state, day.now, day.today, policy, card.card, day_ends=day.ends)
    seed = int.from_bytes(lot(card.card, str(state.reps)))
    question = Question(
        card=found,
        row=collection.row(card, note),
        attempt=kind.start(spec, seed),
        prompt=prompt(found),
        answer=answer(found),
        remark=card.record.remark,
        previews={
            rating: interval_label(each, day.now, day.today) for rating, each in after.items()
        },
        first=state.phase is Phase.NEW,
        leech=is_leech(state, policy),
    )
    return Asked(question, day.now, day, after, card)
