from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.memory.forecast import Waiting, due_load, spread
from engine.memory.state import NEW_CARD, CardState

MONDAY = date(2027, 1, 18)
backlogs = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 3600)), max_size=60).map(
    lambda cards: [Waiting(f"card{i}", *card) for i, card in enumerate(cards)]
)


def test_the_best_remembered_cards_come_first() -> None:
    backlog = [Waiting("low", 0.3, 60), Waiting("high", 0.9, 60), Waiting("middle", 0.6, 60)]
    assert spread(backlog, 2, MONDAY) == [
        (MONDAY, ("high", "middle")),
        (MONDAY + timedelta(days=1), ("low",)),
    ]


def test_a_small_card_fills_the_room_that_a_large_one_left() -> None:
    backlog = [Waiting("a", 0.9, 60), Waiting("long", 0.8, 120), Waiting("b", 0.7, 60)]
    assert [cards for _, cards in spread(backlog, 2, MONDAY)] == [("a", "b"), ("long",)]


def test_a_card_longer_than_a_day_has_a_day_of_its_own() -> None:
    backlog = [Waiting("essay", 0.9, 3600), Waiting("word", 0.8, 10)]
    assert [cards for _, cards in spread(backlog, 30, MONDAY)] == [("essay",), ("word",)]


def test_rest_days_stay_free() -> None:
    backlog = [Waiting(str(i), 0.9, 60) for i in range(3)]
    days = [day for day, _ in spread(backlog, 1, MONDAY, rest_days=(1, 6))]
    assert days == [MONDAY, MONDAY + timedelta(days=2), MONDAY + timedelta(days=3)]
    assert [day for day, _ in spread(backlog[:1], 1, MONDAY, rest_days=range(7))] == [MONDAY]


def test_an_empty_backlog_takes_no_day() -> None:
    assert spread([], 30, MONDAY) == []


@given(backlogs, st.floats(1, 120))
def test_every_card_is_named_once_and_no_day_goes_over(
    backlog: list[Waiting], minutes: float
) -> None:
    days = spread(backlog, minutes, MONDAY)
    seconds = {waiting.card: waiting.seconds for waiting in backlog}
    assert sorted(card for _, cards in days for card in cards) == sorted(seconds)
    assert all(later - earlier == timedelta(days=1) for (earlier, _), (later, _) in pairwise(days))
    for _, cards in days:
        assert len(cards) == 1 or sum(seconds[card] for card in cards) <= minutes * 60 + 1e-6


@given(backlogs)
def test_within_a_day_retrievability_only_falls(backlog: list[Waiting]) -> None:
    known = {waiting.card: waiting.retrievability for waiting in backlog}
    for _, cards in spread(backlog, 30, MONDAY):
        assert all(known[a] >= known[b] for a, b in pairwise(cards))


def test_what_is_overdue_or_in_steps_counts_on_the_first_day() -> None:
    states = [
        NEW_CARD,
        CardState(due_at=datetime(2027, 1, 18, 12, tzinfo=UTC)),
        CardState(due_day=MONDAY - timedelta(days=9)),
        CardState(due_day=MONDAY + timedelta(days=2)),
        CardState(due_day=MONDAY + timedelta(days=3)),
    ]
    assert due_load(states, MONDAY, 3) == [2, 0, 1]
