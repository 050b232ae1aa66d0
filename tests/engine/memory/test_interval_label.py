from datetime import UTC, date, datetime, timedelta

import pytest

from engine.memory.interval_label import interval_label
from engine.memory.state import NEW_CARD, CardState

NOW, TODAY = datetime(2027, 1, 20, 12, tzinfo=UTC), date(2027, 1, 20)


@pytest.mark.parametrize(
    ("wait", "label"),
    [
        (timedelta(seconds=30), "<1 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=5.5), "6 min"),
        (timedelta(minutes=10), "10 min"),
        (timedelta(minutes=59, seconds=50), "1 h"),
        (timedelta(minutes=90), "1.5 h"),
        (timedelta(hours=12), "12 h"),
        (timedelta(0), "now"),
        (timedelta(minutes=-5), "now"),
    ],
)
def test_a_step_is_labelled_in_minutes_or_hours(wait: timedelta, label: str) -> None:
    assert interval_label(CardState(due_at=NOW + wait), NOW, TODAY) == label


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (1, "1 d"),
        (30, "30 d"),
        (31, "1 mo"),
        (73, "2.4 mo"),
        (364, "12 mo"),
        (365, "1 y"),
        (400, "1.1 y"),
        (36500, "100 y"),
        (0, "today"),
        (-3, "today"),
    ],
)
def test_an_interval_is_labelled_in_days_months_or_years(days: int, label: str) -> None:
    state = CardState(due_day=TODAY + timedelta(days=days))
    assert interval_label(state, NOW, TODAY) == label


def test_a_new_card_is_due_now() -> None:
    assert interval_label(NEW_CARD, NOW, TODAY) == "now"
