"""How long until a card is seen again, in the few characters that fit under a rating key."""

from datetime import date, datetime, timedelta

from engine.memory.state import CardState

DAYS_A_MONTH, DAYS_A_YEAR = 365 / 12, 365
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_MINUTES_AN_HOUR = 60


def interval_label(after: CardState, now: datetime, today: date) -> str:
    """The wait that a state means at ``now``: ``10 min``, ``3 d``, ``2.4 mo``, ``1.1 y``.

    A month is a twelfth of 365 days. Where there is nothing to wait for, ``now`` or ``today``.
    """
    if after.due_at is not None:
        return _short(after.due_at - now)
    if after.due_day is not None:
        return _long((after.due_day - today).days)
    return "now"


def _short(wait: timedelta) -> str:
    if wait <= timedelta(0):
        return "now"
    if wait < _MINUTE:
        return "<1 min"
    if (minutes := round(wait / _MINUTE)) < _MINUTES_AN_HOUR:
        return f"{minutes} min"
    return f"{_tenths(wait / _HOUR)} h"


def _long(days: int) -> str:
    if days <= 0:
        return "today"
    if days < DAYS_A_MONTH:
        return f"{days} d"
    if days < DAYS_A_YEAR:
        return f"{_tenths(days / DAYS_A_MONTH)} mo"
    return f"{_tenths(days / DAYS_A_YEAR)} y"


def _tenths(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
