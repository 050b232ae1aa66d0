from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.memory.forecast import due_load, spread
from engine.memory.state import NEW_CARD, CardState

MONDAY = date(2027, 1, 18)


def test_a_backlog_is_dealt_out_over_the_days_it_takes() -> None:
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
    assert spread(5, 300, 2, MONDAY) == [(MONDAY, 2), (tuesday, 2), (wednesday, 1)]


def test_a_card_longer_than_a_day_has_a_day_of_its_own() -> None:
    assert [cards for _, cards in spread(2, 7200, 30, MONDAY)] == [1, 1]


def test_rest_days_are_left_free_unless_all_are() -> None:
    days = [day for day, _ in spread(3, 180, 1, MONDAY, rest_days=(1, 6))]
    assert days == [MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)]
    assert [day for day, _ in spread(1, 60, 1, MONDAY, rest_days=range(7))] == [MONDAY]


def test_no_backlog_takes_no_day() -> None:
    assert spread(0, 0, 30, MONDAY) == []


@given(st.integers(1, 5000), st.floats(0, 3600), st.floats(1, 600))
def test_every_card_has_a_day_and_no_day_is_over_its_minutes(
    cards: int, each: float, minutes: float
) -> None:
    days = spread(cards, cards * each, minutes, MONDAY)
    assert sum(count for _, count in days) == cards
    assert all(one < two for one, two in pairwise(day for day, _ in days))
    assert all(count == 1 or count * each <= minutes * 60 * 1.000001 for _, count in days)


def test_what_is_overdue_or_in_steps_counts_on_the_first_day() -> None:
    states = [
        NEW_CARD,
        CardState(due_at=datetime(2027, 1, 18, 12, tzinfo=UTC)),
        CardState(due_day=MONDAY - timedelta(days=9)),
        CardState(due_day=MONDAY + timedelta(days=2)),
        CardState(due_day=MONDAY + timedelta(days=3)),
    ]
    assert due_load(states, MONDAY, 3) == [2, 0, 1]
