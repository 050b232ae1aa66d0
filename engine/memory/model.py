"""FSRS-6: what an answer does to a memory, what is left of it later, how long it may rest.

The update of a memory is py-fsrs's, imported at the first answer: nothing before that needs it.
Formulas: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm (FSRS-6).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from engine.errors import UsageError
from engine.memory.state import Memory, Rating

if TYPE_CHECKING:
    from fsrs import Scheduler

Parameters = tuple[float, ...]
"""The 21 weights of FSRS-6, w0 to w20."""

# Written out, so that a newer py-fsrs changes no schedule unasked; a test compares the two.
DEFAULT_PARAMETERS: Parameters = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194),
    *(0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629),
    *(1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)

LONGEST_STABILITY = 36500.0
"""Days; the upper bound that fsrs-rs and Anki put on stability."""
_LONGEST_ELAPSED = 1_000_000
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)


def after_review(
    memory: Memory | None,
    rating: Rating,
    elapsed_days: int,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Memory:
    """The memory after an answer ``elapsed_days`` study days since the last one.

    ``memory`` is None before the first answer ever. Zero days or less is another answer on the same
    study day, which FSRS-6 counts by its short-term formula.
    """
    return after_reviews(memory, (rating,), elapsed_days, parameters)[rating]


def after_reviews(
    memory: Memory | None,
    ratings: Iterable[Rating],
    elapsed_days: int,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> dict[Rating, Memory]:
    """``after_review`` for several ratings of one answer, as a preview needs them."""
    import fsrs  # 10 ms, and only grading needs it

    scheduler = _scheduler(parameters)
    at = _EPOCH + timedelta(days=min(max(elapsed_days, 0), _LONGEST_ELAPSED))
    before = fsrs.Card(card_id=0, due=_EPOCH)
    if memory is not None:
        before.state, before.step, before.last_review = fsrs.State.Review, None, _EPOCH
        before.stability, before.difficulty = memory.stability, memory.difficulty
    memories: dict[Rating, Memory] = {}
    for rating in ratings:
        after, _ = scheduler.review_card(before, fsrs.Rating(rating), at)
        stability, difficulty = cast("float", after.stability), cast("float", after.difficulty)
        memories[rating] = Memory(min(stability, LONGEST_STABILITY), difficulty)
    return memories


def retrievability(
    memory: Memory, elapsed_days: float, parameters: Parameters = DEFAULT_PARAMETERS
) -> float:
    """The probability of recall ``elapsed_days`` after the last review.

    R = (1 + f·t/S)^-w20, with f such that R is 0.9 when t is S.
    """
    decay = -parameters[20]
    return float((1 + _factor(decay) * max(elapsed_days, 0) / memory.stability) ** decay)


def interval(
    memory: Memory | float, retention: float, parameters: Parameters = DEFAULT_PARAMETERS
) -> float:
    """Days, unrounded, until ``retrievability`` falls to ``retention``: its inverse.

    ``memory`` may be a bare stability in days. At retention 0.90 the interval is the stability.
    """
    stability = memory.stability if isinstance(memory, Memory) else memory
    decay = -parameters[20]
    return float(stability / _factor(decay) * (retention ** (1 / decay) - 1))


def validate_parameters(parameters: Sequence[float]) -> Parameters:
    """The parameters as a tuple.

    Raises UsageError when they are not 21, or one of them is out of FSRS-6's bounds.
    """
    checked = tuple(float(parameter) for parameter in parameters)
    try:
        _scheduler(checked)
    except ValueError as error:
        message = f"these are no FSRS-6 parameters: {error}"
        raise UsageError(message) from None
    return checked


def _factor(decay: float) -> float:
    return float(0.9 ** (1 / decay) - 1)


@lru_cache(maxsize=16)
def _scheduler(parameters: Parameters) -> "Scheduler":
    import fsrs

    # Steps, retention and fuzz are ours: this one only moves S and D.
    return fsrs.Scheduler(
        parameters, learning_steps=(), relearning_steps=(), maximum_interval=1, enable_fuzzing=False
    )
