from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.memory.fuzz import fuzz_band
from engine.memory.model import interval
from engine.memory.policy import PROBLEM, RECALLED, Policy
from engine.memory.schedule import allowed, answer, is_leech, must_study, outcomes, turns_leech
from engine.memory.state import NEW_CARD, CardState, Memory, Phase, Rating

AGAIN, HARD, GOOD, EASY = Rating
NOW, TODAY = datetime(2027, 1, 20, 12, tzinfo=UTC), date(2027, 1, 20)
CARD = "g2k9q4m7"
ONE_MINUTE, TEN_MINUTES = timedelta(minutes=1), timedelta(minutes=10)
REVIEWED = CardState(
    phase=Phase.REVIEW,
    memory=Memory(10.0, 5.0),
    due_day=TODAY,
    last_day=TODAY - timedelta(days=10),
    interval=10,
    reps=4,
)

policies = st.builds(
    Policy,
    retention=st.floats(0.70, 0.99),
    learning_steps=st.sampled_from([(ONE_MINUTE, TEN_MINUTES), (TEN_MINUTES,), ()]),
    relearning_steps=st.sampled_from([(TEN_MINUTES,), (ONE_MINUTE, TEN_MINUTES), ()]),
    maximum_interval=st.sampled_from([1, 2, 30, 36500]),
    fuzz=st.booleans(),
)
cards = st.text("ghjk0123456789", min_size=8, max_size=8)
histories = st.lists(st.tuples(st.sampled_from(Rating), st.integers(-3, 400)), max_size=15)


def ask(state: CardState, policy: Policy = RECALLED) -> dict[Rating, CardState]:
    return outcomes(state, NOW, TODAY, policy, CARD)


def replay(history: list[tuple[Rating, int]], policy: Policy, card: str) -> tuple[CardState, date]:
    """The state after a history of ratings, each so many days after the one before."""
    state, today = NEW_CARD, TODAY
    for rating, gap in history:
        today += timedelta(days=gap)
        state = answer(state, rating, NOW, today, policy, card)
    return state, today


# Steps


def test_a_new_card_goes_through_its_steps_and_graduates() -> None:
    after = ask(NEW_CARD)
    assert after[AGAIN].due_at == NOW + ONE_MINUTE
    assert after[HARD].due_at == NOW + timedelta(minutes=5.5)
    assert after[GOOD].due_at == NOW + TEN_MINUTES
    assert {after[rating].phase for rating in (AGAIN, HARD, GOOD)} == {Phase.LEARNING}
    assert after[EASY].phase is Phase.REVIEW
    graduated = ask(after[GOOD])[GOOD]
    assert graduated.phase is Phase.REVIEW
    assert graduated.due_at is None
    assert graduated.interval >= 1
    assert graduated.due_day == TODAY + timedelta(days=graduated.interval)


def test_hard_stays_on_the_second_step() -> None:
    second = ask(NEW_CARD)[GOOD]
    assert (ask(second)[HARD].step, ask(second)[HARD].due_at) == (1, NOW + TEN_MINUTES)


@pytest.mark.parametrize(
    ("step", "hard"),
    [(TEN_MINUTES, timedelta(minutes=15)), (timedelta(days=4), timedelta(days=5))],
)
def test_hard_on_an_only_step_is_half_as_long_again_but_a_day_at_most(
    step: timedelta, hard: timedelta
) -> None:
    after = ask(NEW_CARD, Policy(learning_steps=(step,)))[HARD]
    waits = after.due_at - NOW if after.due_at else after.due_day - TODAY  # type: ignore[operator]
    assert waits == hard


def test_again_on_any_step_goes_back_to_the_first() -> None:
    after = ask(ask(NEW_CARD)[GOOD])[AGAIN]
    assert (after.step, after.due_at, after.phase) == (0, NOW + ONE_MINUTE, Phase.LEARNING)


def test_a_forgotten_card_is_relearned_and_comes_back_with_a_day_interval() -> None:
    lapsed = ask(REVIEWED)[AGAIN]
    assert (lapsed.phase, lapsed.due_at) == (Phase.RELEARNING, NOW + TEN_MINUTES)
    assert (lapsed.lapses, lapsed.interval, lapsed.due_day) == (1, 0, None)
    back = ask(lapsed)[GOOD]
    assert back.phase is Phase.REVIEW
    assert 1 <= back.interval < REVIEWED.interval


def test_lapses_count_only_from_the_review_phase() -> None:
    state = NEW_CARD
    for _ in range(3):
        state = ask(state)[AGAIN]
    assert (state.lapses, state.failures) == (0, 3)
    lapsed = ask(REVIEWED)[AGAIN]
    assert ask(lapsed)[AGAIN].lapses == 1


def test_a_card_whose_deck_lost_its_steps_graduates() -> None:
    learning = ask(NEW_CARD)[GOOD]
    assert ask(learning, Policy(learning_steps=()))[AGAIN].phase is Phase.REVIEW
    assert ask(learning, Policy(learning_steps=(TEN_MINUTES,)))[GOOD].phase is Phase.REVIEW
    assert ask(learning, Policy(learning_steps=(TEN_MINUTES,)))[HARD].due_at is not None


def test_a_step_that_reaches_the_next_study_day_is_due_on_a_day() -> None:
    ends = NOW + timedelta(minutes=8)
    after = outcomes(NEW_CARD, NOW, TODAY, RECALLED, CARD, day_ends=ends)
    assert after[AGAIN].due_at == NOW + ONE_MINUTE
    assert (after[GOOD].due_at, after[GOOD].due_day) == (None, TODAY + timedelta(days=1))
    assert (after[GOOD].phase, after[GOOD].step, after[GOOD].interval) == (Phase.LEARNING, 1, 0)


def test_a_step_of_days_is_due_on_a_day_even_if_the_end_of_today_is_unknown() -> None:
    after = ask(NEW_CARD, Policy(learning_steps=(timedelta(days=2), timedelta(days=3))))
    assert after[AGAIN].due_day == TODAY + timedelta(days=2)
    assert after[AGAIN].due_at is None


# Problems


def test_a_problem_has_no_steps_on_the_same_day_even_after_again() -> None:
    for state in (NEW_CARD, REVIEWED):
        for after in ask(state, PROBLEM).values():
            assert after.phase is Phase.REVIEW
            assert after.due_at is None
            assert after.due_day is not None
            assert after.due_day > TODAY


def test_a_problem_may_be_attempted_once_a_study_day() -> None:
    after = ask(NEW_CARD, PROBLEM)[GOOD]
    assert allowed(NEW_CARD, TODAY, PROBLEM)
    assert not allowed(after, TODAY, PROBLEM)
    assert allowed(after, TODAY + timedelta(days=1), PROBLEM)
    assert allowed(ask(NEW_CARD)[GOOD], TODAY, RECALLED)


def test_attempts_are_counted_where_the_policy_allows_more_than_one() -> None:
    twice = replace(PROBLEM, attempts_a_day=2)
    after = ask(NEW_CARD, twice)[GOOD]
    assert allowed(after, TODAY, twice)
    assert not allowed(after, TODAY, twice, attempts=2)


def test_after_three_failures_in_a_row_the_reference_is_studied_and_three_days_pass() -> None:
    state, today = NEW_CARD, TODAY
    for _ in range(3):
        assert not must_study(state, PROBLEM)
        state = answer(state, AGAIN, NOW, today, PROBLEM, CARD)
        today += timedelta(days=1)
    last = today - timedelta(days=1)
    assert must_study(state, PROBLEM)
    assert state.due_day is not None
    assert state.due_day - last >= timedelta(days=3)
    assert state.interval == (state.due_day - last).days
    assert not allowed(state, last + timedelta(days=2), PROBLEM)
    assert allowed(state, last + timedelta(days=3), PROBLEM)
    assert not must_study(answer(state, HARD, NOW, state.due_day, PROBLEM, CARD), PROBLEM)


def test_a_card_with_steps_waits_too_where_its_policy_asks_for_study() -> None:
    policy = replace(RECALLED, failures_until_study=1, study_wait=3)
    after = ask(NEW_CARD, policy)[AGAIN]
    assert (after.due_at, after.due_day) == (None, TODAY + timedelta(days=3))


# Leeches


def test_a_card_is_a_leech_at_eight_lapses_and_said_so_every_four_after() -> None:
    said = []
    for lapses in range(1, 21):
        before, after = CardState(lapses=lapses - 1), CardState(lapses=lapses)
        assert is_leech(after, RECALLED) == (lapses >= 8)
        if turns_leech(before, after, RECALLED):
            said.append(lapses)
    assert said == [8, 12, 16, 20]


def test_a_leech_that_is_recalled_is_not_reported_again() -> None:
    leech = CardState(lapses=8)
    assert not turns_leech(leech, replace(leech, reps=1), RECALLED)


def test_leeches_can_be_switched_off() -> None:
    off = replace(RECALLED, leech_lapses=0)
    assert not is_leech(CardState(lapses=99), off)
    assert not turns_leech(CardState(lapses=98), CardState(lapses=99), off)


# Intervals


@given(histories, policies, cards, st.integers(-3, 400))
def test_hard_is_shorter_than_good_and_good_than_easy(
    history: list[tuple[Rating, int]], policy: Policy, card: str, gap: int
) -> None:
    state, today = replay(history, policy, card)
    after = outcomes(state, NOW, today + timedelta(days=gap), policy, card)
    days = [after[rating].interval for rating in (HARD, GOOD, EASY) if after[rating].interval]
    for shorter, longer in pairwise(days):
        assert shorter < longer or shorter == longer == policy.maximum_interval


@given(histories, policies, cards)
def test_a_card_is_always_due_and_counts_add_up(
    history: list[tuple[Rating, int]], policy: Policy, card: str
) -> None:
    assume(history)
    state, today = replay(history, policy, card)
    assert (state.due_at is None) != (state.due_day is None)
    assert (state.reps, state.last_day) == (len(history), today)
    assert state.lapses <= sum(rating is AGAIN for rating, _ in history)
    if state.phase is Phase.REVIEW:
        assert 1 <= state.interval <= policy.maximum_interval
        assert state.due_day == today + timedelta(days=state.interval)
    else:
        assert state.interval == 0


@given(histories, policies, cards)
def test_the_preview_is_what_the_grade_gives(
    history: list[tuple[Rating, int]], policy: Policy, card: str
) -> None:
    state, today = replay(history, policy, card)
    preview = outcomes(state, NOW, today, policy, card)
    for rating in Rating:
        assert answer(state, rating, NOW, today, policy, card) == preview[rating]


@given(st.floats(0.5, 2000), st.floats(1, 10), st.integers(1, 1000), cards)
def test_fuzz_moves_good_within_its_band_and_not_back_below_the_old_interval(
    stability: float, difficulty: float, elapsed: int, card: str
) -> None:
    last = TODAY - timedelta(days=elapsed)
    memory = Memory(stability, difficulty)
    state = replace(REVIEWED, memory=memory, last_day=last, interval=elapsed)
    after = outcomes(state, NOW, TODAY, RECALLED, card)
    exact = interval(after[GOOD].memory or memory, RECALLED.retention)
    shortest, longest = fuzz_band(exact)
    bounded = max(after[HARD].interval + 1, elapsed + 1 if exact >= elapsed + 0.5 else 1)
    assert min(shortest, bounded) <= after[GOOD].interval <= max(longest, bounded)
    assert after[GOOD].interval >= bounded


def test_cards_learned_together_drift_apart_and_without_fuzz_they_do_not() -> None:
    def spread_of(policy: Policy) -> int:
        names = [f"g{i}" for i in range(30)]
        return len({answer(REVIEWED, GOOD, NOW, TODAY, policy, c).interval for c in names})

    assert spread_of(RECALLED) > 3
    assert spread_of(replace(RECALLED, fuzz=False)) == 1


# Clocks


@given(histories, st.integers(1, 20000), st.sampled_from(Rating))
def test_a_clock_set_back_loses_nothing(
    history: list[tuple[Rating, int]], back: int, rating: Rating
) -> None:
    assume(history)
    state, today = replay(history, RECALLED, CARD)
    earlier = today - timedelta(days=back)
    after = answer(state, rating, NOW, earlier, RECALLED, CARD)
    assert after == replace(
        answer(replace(state, last_day=earlier), rating, NOW, earlier, RECALLED, CARD),
        last_day=earlier,
    )
    assert after.reps == state.reps + 1
    assert after.memory is not None
