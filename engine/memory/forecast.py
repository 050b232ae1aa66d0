"""The days ahead: a backlog dealt out over them, and how much is due on each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from engine.memory.state import CardState
from engine.memory.study_day import ONE_DAY

_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A card of a backlog: its retrievability now (0 to 1) and the seconds its answer takes."""

    card: str
    retrievability: float
    seconds: float


def spread(
    backlog: Sequence[Waiting],
    minutes_a_day: float,
    first_day: date,
    rest_days: Collection[int] = (),
) -> list[tuple[date, tuple[str, ...]]]:
    """The study days that a backlog takes at ``minutes_a_day``, each with its cards.

    Highest retrievability first: those cards are still saved by a review, the others are forgotten
    already. A card goes to the first day from ``first_day`` on with room for it; one that takes
    more than a day's minutes has a day of its own. Ties keep their order. ``rest_days`` are
    weekdays (Monday is 0) left free; if all seven are, none is.
    """
    room = minutes_a_day * _MINUTE
    days: list[list[str]] = []
    left: list[float] = []
    first_open = 0
    for waiting in sorted(backlog, key=lambda waiting: -waiting.retrievability):
        place = next(
            (i for i in range(first_open, len(days)) if waiting.seconds <= left[i]), len(days)
        )
        if place == len(days):
            days.append([])
            left.append(room)
        days[place].append(waiting.card)
        left[place] -= waiting.seconds
        while first_open < len(days) and left[first_open] <= 0:
            first_open += 1
    names = _study_days(first_day, len(days), rest_days)
    return [(day, tuple(cards)) for day, cards in zip(names, days, strict=True)]


def due_load(states: Iterable[CardState], first_day: date, days: int) -> list[int]:
    """How many cards are due on each of ``days`` study days from ``first_day`` on.

    What is overdue or in steps counts on the first day; new cards do not count, nor do the reviews
    that answers will add.
    """
    load = [0] * days
    for state in states:
        if state.due_at is not None:
            ahead = 0
        elif state.due_day is not None:
            ahead = max(0, (state.due_day - first_day).days)
        else:
            continue
        if ahead < days:
            load[ahead] += 1
    return load


def _study_days(first: date, count: int, rest_days: Collection[int]) -> list[date]:
    rests = frozenset(rest_days)
    if rests >= frozenset(range(7)):
        rests = frozenset()
    days: list[date] = []
    day = first
    while len(days) < count:
        if day.weekday() not in rests:
            days.append(day)
        day += ONE_DAY
    return days
