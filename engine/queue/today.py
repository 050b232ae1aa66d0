"""What today holds, as counts: the first screen, and ``redrill today``."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from engine.index.rows import IndexedCard
from engine.queue.build import Queue

REST_DAYS_A_WEEK = 2
"""Days of a week without a review that count as rest, not as missed."""
DAYS_SHOWN = 14


@dataclass(frozen=True, slots=True)
class TodayLine:
    """One deck today. ``kinds`` counts reviews and new cards by kind; ``minutes`` is what they are expected to take."""

    deck: str
    due: int
    learning: int
    new: int
    kinds: Mapping[str, int]
    minutes: float


@dataclass(frozen=True, slots=True)
class DayMark:
    """One study day of the past: studied, or at rest, or missed (``kept`` false)."""

    day: date
    reviews: int
    kept: bool
    rest: bool


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the first screen tells. ``next_due`` is set when nothing is due now."""

    day: date
    lines: tuple[TodayLine, ...]
    done: int = 0
    failed_cards: tuple[str, ...] = ()
    backlog: tuple[tuple[date, int], ...] = ()
    week: tuple[DayMark, ...] = ()
    next_due: datetime | date | None = None
    cards: int = 0
    errors: int = 0
    rebound: tuple[str, ...] = ()
    first: bool = False
    """Nothing has ever been reviewed here."""

    @property
    def due(self) -> int:
        """Reviews due, over all decks."""
        return sum(each.due for each in self.lines)

    @property
    def learning(self) -> int:
        """Cards in steps, over all decks."""
        return sum(each.learning for each in self.lines)

    @property
    def new(self) -> int:
        """New cards, over all decks."""
        return sum(each.new for each in self.lines)

    @property
    def minutes(self) -> float:
        """Minutes expected, over all decks."""
        return sum(each.minutes for each in self.lines)

    @property
    def failed(self) -> int:
        """Cards failed today."""
        return len(self.failed_cards)

    @property
    def kept(self) -> int:
        """Days kept among those shown, rest days included."""
        return sum(each.kept for each in self.week)

    @property
    def days(self) -> int:
        """Days shown."""
        return len(self.week)


def lines(queue: Queue, pace: Mapping[str, float]) -> tuple[TodayLine, ...]:
    """The queue counted by deck, in the order of deck names."""
    decks = sorted({each.deck for part in (queue.learning, queue.due, queue.new) for each in part})
    return tuple(_line(deck, queue, pace) for deck in decks)


def _line(deck: str, queue: Queue, pace: Mapping[str, float]) -> TodayLine:
    learning, reviews, new = (
        [each for each in part if each.deck == deck]
        for part in (queue.learning, queue.due, queue.new)
    )
    everything: list[IndexedCard] = [*learning, *reviews, *new]
    return TodayLine(
        deck=deck,
        due=len(reviews),
        learning=len(learning),
        new=len(new),
        kinds=MappingProxyType(dict(Counter(each.kind for each in everything))),
        minutes=sum(pace[each.kind] for each in everything) / 60,
    )


def marks(reviews: Mapping[date, int], today: date, first: date | None) -> tuple[DayMark, ...]:
    """The last fortnight, oldest first, from the first study day on.

    A day without a review is rest if its week (Monday to Sunday) has no more than two of them; today is never missed
    before it is over.
    """
    start = max(first or today, today - timedelta(days=DAYS_SHOWN - 1))
    shown = [start + timedelta(days=offset) for offset in range((today - start).days + 1)]
    return tuple(_mark(day, reviews, today, start) for day in shown)


def _mark(day: date, reviews: Mapping[date, int], today: date, start: date) -> DayMark:
    count = reviews.get(day, 0)
    if count or day == today:
        return DayMark(day, count, kept=True, rest=not count)
    monday = day - timedelta(days=day.weekday())
    off = [
        each
        for each in (monday + timedelta(days=offset) for offset in range(7))
        if start <= each < today and each <= day and not reviews.get(each, 0)
    ]
    rest = len(off) <= REST_DAYS_A_WEEK
    return DayMark(day, 0, kept=rest, rest=rest)


def pace(
    kinds: Sequence[str], measured: Mapping[str, tuple[float, int]], expected: Mapping[str, float]
) -> Mapping[str, float]:
    """Seconds one answer takes, by kind: the learner's own mean, leaning on the expected one while there are few.

    ``measured`` gives total seconds and number of reviews by kind. The expected value weighs as much as ten reviews.
    """
    weight = 10
    return {
        kind: (measured.get(kind, (0.0, 0))[0] + weight * expected[kind])
        / (measured.get(kind, (0.0, 0))[1] + weight)
        for kind in kinds
    }
