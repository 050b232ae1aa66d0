"""Schedules against what nobody here wrote: published sequences, fsrs-rs, real reviews."""

import csv
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fsrs_rs_python import FSRS, MemoryState
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.model import DEFAULT_PARAMETERS, after_review, after_reviews, interval
from engine.memory.policy import RECALLED, Policy
from engine.memory.schedule import answer
from engine.memory.state import NEW_CARD, CardState, Memory, Phase, Rating
from engine.memory.study_day import day_end, study_day

REVIEWS = Path(__file__).parents[1] / "data" / "review_logs_josh.csv"
RUST = FSRS(list(DEFAULT_PARAMETERS))
NAMES = ("again", "hard", "good", "easy")

memories = st.builds(Memory, st.floats(0.01, 20000), st.floats(1, 10))
gaps = st.integers(0, 3650)


def same(stability: float, other: float) -> bool:
    """Within 1e-4; of a memory of minutes fsrs-rs's 32-bit floats hold fewer digits."""
    return abs(stability / other - 1) < 1e-4 or abs(stability - other) < 1e-5


def test_six_answers_give_the_published_memory() -> None:
    memory = None
    for rating, gap in zip((1, 3, 3, 3, 3, 3), (0, 0, 1, 3, 8, 21), strict=True):
        memory = after_review(memory, Rating(rating), gap)
    assert memory is not None
    assert memory.stability == pytest.approx(53.62691, abs=1e-5)
    assert memory.difficulty == pytest.approx(6.3574867, abs=1e-6)


def test_thirteen_answers_on_their_due_days_give_the_published_intervals() -> None:
    state, now, today = NEW_CARD, datetime(2027, 1, 1, 12, tzinfo=UTC), date(2027, 1, 1)
    intervals = []
    for rating in (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3):
        state = answer(state, Rating(rating), now, today, Policy(fuzz=False), "g2k9q4m7")
        intervals.append(state.interval)
        today = state.due_day or today
        now = state.due_at or datetime.combine(today, time(12), tzinfo=UTC)
    assert intervals == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


@given(memories, gaps)
def test_one_answer_moves_a_memory_as_fsrs_rs_does(memory: Memory, gap: int) -> None:
    ours = after_reviews(memory, Rating, gap)
    theirs = RUST.next_states(MemoryState(memory.stability, memory.difficulty), 0.9, gap)
    for rating, name in zip(Rating, NAMES, strict=True):
        other = getattr(theirs, name).memory
        assert same(ours[rating].stability, other.stability)
        assert ours[rating].difficulty == pytest.approx(other.difficulty, rel=1e-4)


@given(st.lists(st.tuples(st.sampled_from(Rating), gaps), min_size=1, max_size=20))
def test_a_whole_history_agrees_with_fsrs_rs(history: list[tuple[Rating, int]]) -> None:
    ours, theirs = None, None
    for rating, gap in history:
        ours = after_review(ours, rating, gap)
        theirs = getattr(RUST.next_states(theirs, 0.9, gap), NAMES[rating - 1]).memory
        assert same(ours.stability, theirs.stability)


@given(
    memories,
    gaps,
    st.lists(st.floats(0.9, 1.1), min_size=21, max_size=21),
    st.sampled_from(Rating),
)
def test_other_parameters_agree_with_fsrs_rs(
    memory: Memory, gap: int, factors: list[float], rating: Rating
) -> None:
    parameters = tuple(p * f for p, f in zip(DEFAULT_PARAMETERS, factors, strict=True))
    parameters = (*parameters[:7], max(parameters[7], 0.001), *parameters[8:])
    theirs = FSRS(list(parameters)).next_states(
        MemoryState(memory.stability, memory.difficulty), 0.9, gap
    )
    ours = after_review(memory, rating, gap, parameters)
    assert same(ours.stability, getattr(theirs, NAMES[rating - 1]).memory.stability)


@given(st.floats(0.01, 20000), st.floats(0.70, 0.99))
def test_unrounded_intervals_agree_with_fsrs_rs(stability: float, retention: float) -> None:
    assert interval(stability, retention) == pytest.approx(
        RUST.next_interval(stability, retention, 3), rel=1e-4
    )


def real_reviews() -> dict[str, list[tuple[Rating, datetime]]]:
    """The reviews of each card, in the order they were given."""
    with REVIEWS.open(newline="", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["review_time"])
    cards = defaultdict(list)
    for row in rows:
        at = datetime.fromisoformat(row["review_time"])
        cards[row["card_id"]].append((Rating(int(row["review_rating"])), at))
    return cards


def test_twelve_thousand_real_reviews_replay_and_agree_with_fsrs_rs() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    cards = real_reviews()
    assert sum(map(len, cards.values())) == 12580
    for card, reviews in cards.items():
        state, theirs = NEW_CARD, None
        for rating, at in reviews:
            today = study_day(at, zone)
            gap = max(0, (today - state.last_day).days) if state.last_day else 0
            ends = day_end(today, zone)
            state = answer(state, rating, at, today, RECALLED, card, day_ends=ends)
            theirs = getattr(RUST.next_states(theirs, 0.9, gap), NAMES[rating - 1]).memory
            assert state.memory is not None
            assert same(state.memory.stability, theirs.stability)
            assert_consistent(state, at, today)
        assert state.reps == len(reviews)


def assert_consistent(state: CardState, at: datetime, today: date) -> None:
    assert (state.due_at is None) != (state.due_day is None)
    assert state.due_at is None or at < state.due_at < at + timedelta(days=1)
    assert state.due_day is None or state.due_day > today
    assert (state.interval > 0) == (state.phase is Phase.REVIEW)
