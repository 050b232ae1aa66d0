"""What a card's four keys would do, against a real headless Anki with FSRS on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.memory.fuzz import fuzz_band
from engine.memory.model import interval
from engine.memory.policy import PROBLEM, Policy
from engine.memory.schedule import outcomes
from engine.memory.state import NEW_CARD, CardState, Memory, Phase, Rating
from tests.oracles.anki_scheduler import AnkiScheduler

NOW, TODAY = datetime(2027, 1, 20, 12, tzinfo=UTC), date(2027, 1, 20)
AGAIN, HARD, GOOD, EASY = Rating
PLAIN = Policy(fuzz=False)
REVIEWED = CardState(Phase.REVIEW, 0, Memory(20, 5), None, TODAY, TODAY, 5, 3)


@pytest.fixture(scope="module")
def anki() -> Iterator[AnkiScheduler]:
    with AnkiScheduler() as scheduler:
        yield scheduler


def minutes(*lengths: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=length) for length in lengths)


retentions = st.integers(70, 97).map(lambda percent: percent / 100)
policies = st.builds(
    Policy,
    retention=retentions,
    learning_steps=st.sampled_from([minutes(1, 10), minutes(10), minutes(1, 10, 60)]),
    relearning_steps=st.sampled_from([minutes(10), minutes(1, 10)]),
    maximum_interval=st.sampled_from([36500, 100]),
    fuzz=st.just(False),
)
histories = st.lists(
    st.tuples(st.sampled_from([AGAIN, HARD, GOOD, GOOD, GOOD, EASY]), st.integers(-3, 30)),
    max_size=10,
)


def stored(state: CardState) -> CardState:
    """The state with its memory rounded as Anki stores it."""
    if state.memory is None:
        return state
    memory = Memory(round(state.memory.stability, 4), round(state.memory.difficulty, 3))
    return replace(state, memory=memory)


def replay(history: list[tuple[Rating, int]], policy: Policy) -> tuple[CardState, int]:
    """A card with this history, days early (below zero) or late, and how long ago it was seen."""
    state, today, last = NEW_CARD, TODAY, TODAY
    for rating, late in history:
        last = today
        state = stored(outcomes(state, NOW, today, policy, "card")[rating])
        if state.due_day:
            today = max(today, state.due_day + timedelta(days=late))
    return state, (today - last).days


def on_an_edge(after: dict[Rating, CardState], policy: Policy) -> bool:
    """Whether Anki's 32-bit floats may round one of these intervals the other way."""
    exact = [interval(a.memory, policy.retention) for a in after.values() if a.memory]
    return any(abs(days - floor(days) - 0.5) < 1e-3 + 3e-6 * days for days in exact)


@given(histories, policies)
@settings(deadline=None)
def test_every_key_does_what_it_does_in_anki(
    anki: AnkiScheduler, history: list[tuple[Rating, int]], policy: Policy
) -> None:
    state, elapsed = replay(history, policy)
    today = TODAY if state.last_day is None else state.last_day + timedelta(days=elapsed)
    ours = outcomes(state, NOW, today, policy, "card")
    theirs = anki.outcomes(state, elapsed, policy)
    for rating in Rating:
        mine, other = ours[rating], theirs[rating]
        assert mine.memory is not None
        assert (mine.phase, mine.lapses) == (
            other.phase,
            other.lapses if other.phase is not Phase.LEARNING else mine.lapses,
        )
        assert mine.memory.difficulty == pytest.approx(other.difficulty, rel=1e-4)
        assert mine.memory.stability == pytest.approx(other.stability, rel=1e-4)
        if mine.due_at is not None:
            assert (mine.due_at - NOW).total_seconds() == other.seconds
            steps = policy.learning_steps if mine.phase is Phase.LEARNING else None
            assert len(steps or policy.relearning_steps) - mine.step == other.remaining
        elif not on_an_edge(ours, policy):
            assert mine.interval == other.days


@pytest.mark.parametrize("state", [NEW_CARD, REVIEWED], ids=["new", "review"])
@pytest.mark.parametrize(
    "steps",
    [
        minutes(1, 10),
        minutes(0.5),
        minutes(1440),
        minutes(1440, 4320),
        minutes(900),
        minutes(10, 1440),
        minutes(600, 3000),
        minutes(4000),
        minutes(10, 3),
    ],
    ids=str,
)
def test_steps_that_cross_into_another_study_day_become_the_same_days(
    anki: AnkiScheduler, state: CardState, steps: tuple[timedelta, ...]
) -> None:
    policy = replace(PLAIN, learning_steps=steps, relearning_steps=steps)
    for rating in Rating:
        days, left = anki.due_after(state, rating, policy)
        ends = NOW + timedelta(seconds=left)
        ours = outcomes(state, NOW, TODAY, policy, "card", day_ends=ends)[rating]
        due = outcomes(state, NOW, TODAY, policy, "card")[rating].due_at
        near = due is not None and abs(due - ends) < timedelta(hours=2)
        if ours.phase is not Phase.REVIEW and not near:  # Anki sees the end of its day less sharply
            assert days == ((ours.due_day - TODAY).days if ours.due_day else None)


@given(st.floats(1, 400), st.floats(1, 10), st.integers(1, 400), st.integers(0, 1000))
@settings(deadline=None)
def test_where_anki_fuzzes_it_stays_in_our_band(
    fuzzing_anki: AnkiScheduler, stability: float, difficulty: float, elapsed: int, reps: int
) -> None:
    last = TODAY - timedelta(days=elapsed)
    state = stored(
        CardState(Phase.REVIEW, 0, Memory(stability, difficulty), None, TODAY, last, 1, reps)
    )
    theirs = fuzzing_anki.outcomes(state, elapsed, PLAIN)
    minimum = 1  # Anki raises an interval to its minimum before it takes the band, we after
    for rating in (HARD, GOOD, EASY):
        exact = interval(theirs[rating].stability, PLAIN.retention)
        shortest, longest = fuzz_band(max(exact, minimum))
        assert max(shortest, minimum) <= theirs[rating].days <= max(longest, minimum + 1)
        minimum = theirs[rating].days + 1


@pytest.fixture(scope="module")
def fuzzing_anki() -> Iterator[AnkiScheduler]:
    with AnkiScheduler(fuzz=True) as scheduler:
        yield scheduler


# Where we decided otherwise


NO_STEPS = replace(PLAIN, learning_steps=(), relearning_steps=(), retention=0.96)


def test_we_differ_without_steps_no_card_comes_back_on_the_same_day(anki: AnkiScheduler) -> None:
    """Anki makes a step of hours of an interval under half a day; a problem must wait a night."""
    assert anki.outcomes(NEW_CARD, 0, NO_STEPS)[AGAIN].phase is Phase.LEARNING
    ours = outcomes(NEW_CARD, NOW, TODAY, NO_STEPS, "card")
    assert (ours[AGAIN].phase, ours[AGAIN].interval) == (Phase.REVIEW, 1)


def test_we_differ_hard_is_shorter_than_good_also_where_there_are_no_learning_steps(
    anki: AnkiScheduler,
) -> None:
    """Anki bounds Good by Hard only in review, so two keys can mean the same day there."""
    ours = outcomes(NEW_CARD, NOW, TODAY, NO_STEPS, "card")
    assert anki.outcomes(NEW_CARD, 0, NO_STEPS)[GOOD].days == ours[HARD].interval == 1
    assert ours[HARD].interval < ours[GOOD].interval < ours[EASY].interval


def test_a_problem_without_steps_gets_the_intervals_anki_gives(anki: AnkiScheduler) -> None:
    policy = replace(PROBLEM, fuzz=False)
    reviewed = replace(REVIEWED, last_day=TODAY - timedelta(days=5))
    for state, elapsed in ((NEW_CARD, 0), (reviewed, 5)):
        theirs = anki.outcomes(state, elapsed, policy)
        ours = outcomes(state, NOW, TODAY, policy, "card")
        assert {r: ours[r].interval for r in Rating} == {r: theirs[r].days for r in Rating}
