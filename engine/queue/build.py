"""The queue of a session: what is due now, cut to the day's limits, in the order it is studied."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine.index.rows import IndexedCard
from engine.index.store import Index
from engine.memory.forecast import spread
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
        rest = sum(found.due_by_kind.values()) - len(reviews)
        left = needed - sum(pace[each.kind] for each in reviews)
        tomorrow = day.today + timedelta(days=1)
        backlog = tuple(spread(rest, left, settings.minutes, tomorrow))
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
