"""The queue of a session: what is due now, cut to the day's limits, in the order it is studied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine.index.rows import IndexedCard
from engine.index.store import Index
from engine.memory.forecast import Waiting, spread
from engine.memory.model import retrievability
from engine.memory.state import Memory
from engine.queue.gather import Day, Scope, due, gather, reviews_left
from engine.queue.order import by_due_day, interleave, intersperse, one_a_note
from engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards in steps with their times, and all others in the order they come.

    ``backlog`` tells, when the reviews due are more than the day's minutes, how many go to which later day.
    """

    learning: tuple[IndexedCard, ...]
    due: tuple[IndexedCard, ...]
    new: tuple[IndexedCard, ...]
    backlog: tuple[tuple[date, int], ...] = ()

    @property
    def main(self) -> tuple[IndexedCard, ...]:
        """Reviews and new cards, interspersed."""
        return intersperse(self.due, self.new)


def build(
    index: Index,
    day: Day,
    scope: Scope,
    settings: Settings,
    new_limits: Mapping[str, int | None],
    pace: Mapping[str, float],
) -> Queue:
    """The queue for ``day``.

    ``pace`` gives the seconds that one answer of a kind takes. When the reviews due need more than
    ``Settings.minutes``, those remembered best come first and the rest is put off to named days.
    """
    found = gather(index, day, scope, settings, new_limits)
    budget = settings.minutes * 60.0
    needed = sum(count * pace[kind] for kind, count in found.due_by_kind.items())
    limit = reviews_left(index, day, settings)
    backlog: tuple[tuple[date, int], ...] = ()
    if needed > budget:
        reviews = due(index, day, scope, settings, "retrievability", limit)
        reviews = _within(reviews, pace, budget)
        backlog = _put_off(index, day, scope, settings, pace, {each.card for each in reviews})
    else:
        reviews = due(index, day, scope, settings, settings.order, limit)
        if settings.order == "due":
            reviews = by_due_day(reviews, day.today.isoformat())
    new = found.new
    if settings.bury_siblings:
        reviews = one_a_note(reviews)
        taken = {each.note for each in (*found.learning, *reviews)}
        new = tuple(each for each in one_a_note(new) if each.note not in taken)
    if settings.order == "due" and not backlog:
        reviews = interleave(reviews)
    return Queue(found.learning, reviews, new, backlog)


def _within(
    cards: tuple[IndexedCard, ...], pace: Mapping[str, float], budget: float
) -> tuple[IndexedCard, ...]:
    """As many cards from the front as fit ``budget`` seconds, one at least."""
    spent = 0.0
    for place, each in enumerate(cards):
        spent += pace[each.kind]
        if spent > budget and place > 0:
            return cards[:place]
    return cards


def _put_off(
    index: Index,
    day: Day,
    scope: Scope,
    settings: Settings,
    pace: Mapping[str, float],
    taken: set[str],
) -> tuple[tuple[date, int], ...]:
    """How many of the reviews that do not fit today are put off to which day."""
    extra, values = scope.condition()
    rows = index.rows(
        "SELECT card, kind, stability, difficulty, last_day FROM cards WHERE suspended = 0 "
        f"AND phase = 'review' AND due_day <= ?{extra}",
        (day.ordinal, *values),
    )
    waiting = [
        Waiting(card, retrievability(Memory(s, d), max(0, day.ordinal - last)), pace[kind])
        for card, kind, s, d, last in rows
        if card not in taken
    ]
    days = spread(waiting, settings.minutes, day.today + timedelta(days=1))
    return tuple((each, len(cards)) for each, cards in days)
