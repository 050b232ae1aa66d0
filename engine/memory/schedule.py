"""The state machine of a card, as in Anki with FSRS on.

New → learning steps → review → lapse → relearning steps → review. Pure: state, time, policy and
parameters in, the next state out. The four previews and the grade are one computation, so that the
interval shown under a key is the interval given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from engine.memory.fuzz import fuzz_factor, fuzzed, whole_days
from engine.memory.model import DEFAULT_PARAMETERS, Parameters, after_reviews, interval
from engine.memory.policy import Policy
from engine.memory.state import CardState, Memory, Phase, Rating
from engine.memory.study_day import ONE_DAY, elapsed_days

AGAIN, HARD, GOOD, EASY = RATINGS = tuple(Rating)
REVIEW = Phase.REVIEW


def answer(
    state: CardState,
    rating: Rating,
    now: datetime,
    today: date,
    policy: Policy,
    card: str,
    parameters: Parameters = DEFAULT_PARAMETERS,
    *,
    day_ends: datetime | None = None,
) -> CardState:
    """The state after one answer: what ``outcomes`` gives for ``rating``, at less cost."""
    question = _Question(state, policy, card, parameters, _Clock(now, today, day_ends))
    return question.outcomes(_NEEDED[rating])[rating]


def outcomes(
    state: CardState,
    now: datetime,
    today: date,
    policy: Policy,
    card: str,
    parameters: Parameters = DEFAULT_PARAMETERS,
    *,
    day_ends: datetime | None = None,
) -> dict[Rating, CardState]:
    """The state after each of the four ratings at ``now`` (UTC), study day ``today``.

    ``card`` is the id that seeds the fuzz. ``day_ends`` is the UTC end of the study day: a step
    that reaches it is due on a day, not at a time; without it, steps of a day or more are. Elapsed
    days below zero count as zero.
    """
    question = _Question(state, policy, card, parameters, _Clock(now, today, day_ends))
    return question.outcomes(RATINGS)


def allowed(state: CardState, today: date, policy: Policy, attempts: int | None = None) -> bool:
    """Whether a rated attempt is allowed today.

    ``attempts`` is how many there were this study day; when None, one if the last review was today.
    A study day that comes again by travel to the west is the same one. While a card waits after too
    many failures, none is allowed.
    """
    if must_study(state, policy) and state.due_day is not None and today < state.due_day:
        return False
    if policy.attempts_a_day is None:
        return True
    if attempts is None:
        attempts = int(
            state.last_day is not None and timedelta(0) <= state.last_day - today <= ONE_DAY
        )
    return attempts < policy.attempts_a_day


def must_study(state: CardState, policy: Policy) -> bool:
    """Whether so many answers in a row failed that the reference is to be studied first."""
    return 0 < policy.failures_until_study <= state.failures


def is_leech(state: CardState, policy: Policy) -> bool:
    """Whether the card has lapsed so often (``leech_lapses``) that it should be written anew."""
    return 0 < policy.leech_lapses <= state.lapses


def turns_leech(before: CardState, after: CardState, policy: Policy) -> bool:
    """Whether this answer is the one to say so: at ``leech_lapses``, then after each half more."""
    if after.lapses <= before.lapses or not is_leech(after, policy):
        return False
    return (after.lapses - policy.leech_lapses) % ceil(policy.leech_lapses / 2) == 0


_FIRST = (Phase.NEW, Phase.LEARNING)
_NEEDED = {
    AGAIN: (AGAIN,),
    HARD: (HARD,),
    GOOD: (HARD, GOOD),
    EASY: (HARD, GOOD, EASY),
}
"""A rating and those below it that bound its interval."""


@dataclass(frozen=True, slots=True)
class _Clock:
    """The present, the study day it falls in, and the end of that day where it is known."""

    now: datetime
    today: date
    day_ends: datetime | None

    def due_in(self, delay: timedelta) -> tuple[datetime | None, date | None]:
        """``due_at`` for a delay that ends today, else ``due_day``.

        The first 24 hours after the end of the day are tomorrow, and so on, as in Anki.
        """
        left = ONE_DAY if self.day_ends is None else self.day_ends - self.now
        if delay < left:
            return self.now + delay, None
        return None, self.today + ONE_DAY * (1 + (delay - left) // ONE_DAY)


@dataclass(frozen=True, slots=True)
class _Question:
    """A card before its answer: all that the four outcomes depend on."""

    state: CardState
    policy: Policy
    card: str
    parameters: Parameters
    clock: _Clock

    @property
    def steps(self) -> tuple[timedelta, ...]:
        """The steps that count from here: in the review phase those that follow a lapse."""
        policy, first = self.policy, self.state.phase in _FIRST
        return policy.learning_steps if first else policy.relearning_steps

    def outcomes(self, ratings: tuple[Rating, ...]) -> dict[Rating, CardState]:
        """The states after ``ratings``: in order, with all those that bound an interval."""
        elapsed = elapsed_days(self.state.last_day, self.clock.today)
        memories = after_reviews(self.state.memory, ratings, elapsed, self.parameters)
        days = self._intervals(memories)
        return {rating: self._outcome(rating, memories[rating], days[rating]) for rating in ratings}

    def _intervals(self, memories: Mapping[Rating, Memory]) -> dict[Rating, int]:
        """Whole days for each rating if it leads to the review phase.

        They are at least 1, and Hard < Good < Easy below the maximum. In the review phase an
        interval that FSRS lengthens is not fuzzed back to the old one.
        """
        state, policy = self.state, self.policy
        factor = fuzz_factor(self.card, state.reps) if policy.fuzz else None
        reviewed = state.phase is REVIEW
        days: dict[Rating, int] = {}
        shortest = 1
        for rating, memory in memories.items():
            exact = interval(memory, policy.retention, self.parameters)
            grows = reviewed and rating is not AGAIN and whole_days(exact) > state.interval
            minimum = max(shortest, state.interval + 1) if grows else shortest
            days[rating] = fuzzed(exact, factor, minimum, policy.maximum_interval)
            if rating is GOOD or (rating is HARD and (reviewed or not self.steps)):
                shortest = days[rating] + 1
        return days

    def _outcome(self, rating: Rating, memory: Memory, days: int) -> CardState:
        """One rating's state, given the memory it leaves and its interval in the review phase."""
        state, policy, today = self.state, self.policy, self.clock.today
        failed = rating is AGAIN
        failures = state.failures + 1 if failed else 0
        due_at: datetime | None = None
        due_day: date | None
        step = _next_step(state, rating, self.steps)
        if step is None:
            phase, index, due_day = REVIEW, 0, today + timedelta(days=days)
        else:
            phase = Phase.LEARNING if state.phase in _FIRST else Phase.RELEARNING
            index, delay = step
            due_at, due_day = self.clock.due_in(delay)
        if failed and 0 < policy.failures_until_study <= failures and policy.study_wait > 0:
            waited = today + timedelta(days=policy.study_wait)
            due_at, due_day = None, max(due_day or waited, waited)
        return CardState(
            phase=phase,
            step=index,
            memory=memory,
            due_at=due_at,
            due_day=due_day,
            last_day=today,
            interval=(due_day - today).days if phase is REVIEW and due_day else 0,
            reps=state.reps + 1,
            lapses=state.lapses + (failed and state.phase is REVIEW),
            failures=failures,
        )


def _next_step(
    state: CardState, rating: Rating, steps: tuple[timedelta, ...]
) -> tuple[int, timedelta] | None:
    """Index and delay of the step that follows; None where it is the review phase."""
    if not steps or rating is EASY:
        return None
    if rating is AGAIN:
        return 0, steps[0]
    if state.phase is REVIEW:
        return None
    step = min(state.step, len(steps) - 1)  # the policy may have had more steps before
    if rating is HARD:
        return step, _hard_delay(step, steps)
    return (step + 1, steps[step + 1]) if step + 1 < len(steps) else None


def _hard_delay(step: int, steps: tuple[timedelta, ...]) -> timedelta:
    """The step again; the first one midway to the second, or half as long again if it is alone.

    Half as long again is a day more at most.
    """
    if step > 0:
        return steps[step]
    if len(steps) > 1:
        return (steps[0] + steps[1]) / 2
    return min(steps[0] * 1.5, steps[0] + ONE_DAY)
