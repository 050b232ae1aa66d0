"""The days ahead: a backlog dealt out over them, and how much is due on each."""

from collections.abc import Collection, Iterable
from datetime import date

from engine.memory.state import CardState
from engine.memory.study_day import ONE_DAY

_MINUTE = 60.0


def spread(
    cards: int,
    seconds: float,
    minutes_a_day: float,
    first_day: date,
    rest_days: Collection[int] = (),
) -> list[tuple[date, int]]:
    """The study days that a backlog takes, each with how many of its cards, at ``minutes_a_day`` from ``first_day`` on.

    ``cards`` take ``seconds`` in all, each its equal share; a day takes at least one. Which cards those are is settled
    on the day, highest retrievability first: they are still saved by a review. ``rest_days`` are weekdays (Monday is
    0) left free; if all seven are, none is.
    """
    if cards <= 0:
        return []
    share = seconds / cards
    a_day = max(1, int(min(cards, minutes_a_day * _MINUTE / share))) if share > 0 else cards
    days = _study_days(first_day, -(-cards // a_day), rest_days)
    return [(day, min(a_day, cards - a_day * place)) for place, day in enumerate(days)]


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
