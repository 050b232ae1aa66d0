import subprocess
import sys
from collections import Counter

import fsrs.scheduler
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.memory.fuzz import FUZZ_BANDS, fuzz_band, fuzz_factor, fuzzed, whole_days

intervals = st.floats(0.001, 40000)
factors = st.floats(0, 1, exclude_max=True)


def test_the_bands_are_the_published_ones() -> None:
    published = [
        (band["start"], band["end"], band["factor"]) for band in fsrs.scheduler.FUZZ_RANGES
    ]
    assert list(FUZZ_BANDS) == published


@pytest.mark.parametrize(
    ("days", "band"),
    [(1, (1, 1)), (2.4, (2, 2)), (3, (2, 4)), (7, (5, 9)), (20, (17, 23)), (100, (93, 107))],
)
def test_the_band_widens_with_the_interval(days: float, band: tuple[int, int]) -> None:
    assert fuzz_band(days) == band


@given(intervals, factors, st.integers(1, 400))
def test_fuzz_stays_in_its_band_above_zero_and_below_the_maximum(
    days: float, factor: float, maximum: int
) -> None:
    given_days = fuzzed(days, factor, 1, maximum)
    assert 1 <= given_days <= maximum
    shortest, longest = fuzz_band(min(days, maximum))
    assert min(shortest, maximum) <= given_days <= max(longest, 1)


@given(intervals, st.integers(1, 400), st.integers(1, 400))
def test_without_fuzz_the_interval_is_rounded_within_its_bounds(
    days: float, minimum: int, maximum: int
) -> None:
    rounded = fuzzed(days, None, minimum, maximum)
    assert rounded == min(max(whole_days(days), minimum), maximum)


@given(st.floats(2.5, 1000), st.floats(2.5, 1000), factors)
def test_at_one_factor_a_longer_interval_stays_the_longer_one(
    a: float, b: float, factor: float
) -> None:
    shorter, longer = sorted((a, b))
    assert fuzzed(shorter, factor, 1, 36500) <= fuzzed(longer, factor, 1, 36500)


def test_every_day_of_a_band_is_about_equally_likely() -> None:
    counts = Counter(fuzzed(10, fuzz_factor("g2k9q4m7", reps), 1, 36500) for reps in range(5000))
    shortest, longest = fuzz_band(10)
    assert sorted(counts) == list(range(shortest, longest + 1))
    assert max(counts.values()) < 1.3 * min(counts.values())


@given(st.text(max_size=12), st.integers(0, 10000))
def test_the_factor_lies_between_zero_and_one(card: str, reps: int) -> None:
    assert 0 <= fuzz_factor(card, reps) < 1


def test_the_factor_is_the_same_in_every_process() -> None:
    code = "from engine.memory.fuzz import fuzz_factor; print(fuzz_factor('g2k9q4m7.c1', 3))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert printed == {str(fuzz_factor("g2k9q4m7.c1", 3))}


def test_siblings_and_repetitions_fall_on_different_days() -> None:
    assert len({fuzz_factor(card, reps) for card in ("a.c1", "a.c2", "b") for reps in (1, 2)}) == 6
