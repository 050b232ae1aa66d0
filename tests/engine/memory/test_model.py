import subprocess
import sys

import fsrs.scheduler
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UsageError
from engine.memory.model import (
    DEFAULT_PARAMETERS,
    LONGEST_STABILITY,
    after_review,
    after_reviews,
    interval,
    retrievability,
    validate_parameters,
)
from engine.memory.state import Memory, Rating

ratings = st.sampled_from(Rating)
memories = st.builds(Memory, st.floats(0.01, 3650), st.floats(1, 10))
gaps = st.integers(0, 3650)


def test_the_default_parameters_are_those_of_py_fsrs() -> None:
    assert fsrs.scheduler.DEFAULT_PARAMETERS == DEFAULT_PARAMETERS
    assert len(DEFAULT_PARAMETERS) == 21


def test_at_a_retention_of_nine_tenths_the_interval_is_the_stability() -> None:
    assert interval(12.5, 0.9) == pytest.approx(12.5)
    assert interval(Memory(12.5, 5), 0.9) == pytest.approx(12.5)


def test_nothing_is_forgotten_on_the_day_of_the_review() -> None:
    assert retrievability(Memory(3, 5), 0) == 1
    assert retrievability(Memory(3, 5), -4) == 1


@given(memories, st.floats(0.70, 0.99))
def test_after_the_interval_exactly_the_wanted_retention_is_left(
    memory: Memory, retention: float
) -> None:
    assert retrievability(memory, interval(memory, retention)) == pytest.approx(retention)


@given(memories, gaps, st.integers(1, 365))
def test_memory_only_fades(memory: Memory, gap: int, more: int) -> None:
    assert 0 < retrievability(memory, gap + more) < retrievability(memory, gap) <= 1


@given(memories, gaps)
def test_a_better_rating_never_leaves_a_weaker_memory(memory: Memory, gap: int) -> None:
    after = after_reviews(memory, Rating, gap)
    stabilities = [after[rating].stability for rating in Rating]
    difficulties = [after[rating].difficulty for rating in Rating]
    assert stabilities == sorted(stabilities)
    assert difficulties == sorted(difficulties, reverse=True)


@given(st.lists(st.tuples(ratings, gaps), min_size=1, max_size=40))
def test_a_memory_stays_within_its_bounds(history: list[tuple[Rating, int]]) -> None:
    memory = None
    for rating, gap in history:
        memory = after_review(memory, rating, gap)
        assert 0 < memory.stability <= LONGEST_STABILITY
        assert 1 <= memory.difficulty <= 10


@given(memories, ratings)
def test_days_below_zero_count_as_zero(memory: Memory, rating: Rating) -> None:
    assert after_review(memory, rating, -20000) == after_review(memory, rating, 0)


@given(memories, ratings, st.integers(10**6, 10**12))
def test_a_clock_in_the_far_future_is_survived(memory: Memory, rating: Rating, gap: int) -> None:
    assert after_review(memory, rating, gap).stability > 0


def test_a_second_answer_on_the_same_day_moves_less_than_one_when_due() -> None:
    memory = Memory(10, 5)
    same_day = after_review(memory, Rating.GOOD, 0).stability
    assert 10 <= same_day < after_review(memory, Rating.GOOD, 10).stability


def test_parameters_come_back_as_a_tuple() -> None:
    assert validate_parameters(list(DEFAULT_PARAMETERS)) == DEFAULT_PARAMETERS


@pytest.mark.parametrize(
    "parameters",
    [(), DEFAULT_PARAMETERS[:19], (*DEFAULT_PARAMETERS[:20], 5.0), (float("nan"),) * 21],
    ids=["none", "those of FSRS-5", "one out of bounds", "no numbers"],
)
def test_wrong_parameters_are_refused(parameters: tuple[float, ...]) -> None:
    with pytest.raises(UsageError, match="no FSRS-6 parameters"):
        validate_parameters(parameters)


def test_other_parameters_are_used() -> None:
    stronger = (1.0, *DEFAULT_PARAMETERS[1:])
    assert after_review(None, Rating.AGAIN, 0, stronger).stability == 1.0
    assert after_review(None, Rating.AGAIN, 0).stability == DEFAULT_PARAMETERS[0]


def test_fsrs_is_not_imported_before_the_first_answer() -> None:
    code = (
        "import sys, engine.memory.schedule, engine.memory.forecast as f;"
        "from engine.memory.model import retrievability; from engine.memory.state import Memory;"
        "retrievability(Memory(3, 5), 4); sys.exit('fsrs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
