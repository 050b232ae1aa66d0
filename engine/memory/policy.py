"""How a kind of card is scheduled: its steps, its retention and how often it may be attempted."""

from dataclasses import dataclass, replace
from datetime import timedelta

from engine.errors import UsageError

LOWEST_RETENTION, HIGHEST_RETENTION, STEEP_RETENTION = 0.70, 0.99, 0.95


@dataclass(frozen=True, slots=True)
class Policy:
    """Scheduling policy of a kind; settings and front matter may replace single values.

    ``retention`` is the wanted probability of recall on the due day. ``attempts_a_day`` bounds
    rated attempts in one study day (``None``: no bound). After ``failures_until_study`` failures in
    a row the reference is studied and the card waits ``study_wait`` study days (0: never).
    """

    retention: float = 0.90
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    maximum_interval: int = 36500
    attempts_a_day: int | None = None
    failures_until_study: int = 0
    study_wait: int = 0
    leech_lapses: int = 8
    fuzz: bool = True

    def with_retention(self, retention: float) -> "Policy":
        """This policy at another retention. Raises UsageError outside 0.70-0.99."""
        if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
            message = (
                f"retention {retention:g} is outside "
                f"{LOWEST_RETENTION:.2f}-{HIGHEST_RETENTION:.2f}: "
                "below, most cards are forgotten when they come; above, they come every day"
            )
            raise UsageError(message)
        return replace(self, retention=retention)


RECALLED = Policy()
PROBLEM = Policy(
    retention=0.80,
    learning_steps=(),
    relearning_steps=(),
    attempts_a_day=1,
    failures_until_study=3,
    study_wait=3,
)
