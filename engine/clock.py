"""The one clock. Every module takes the time as an argument; front ends read it here."""

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from engine.errors import UsageError

VARIABLE = "REDRILL_NOW"


class Clock:
    """Time that starts at a given moment and then runs on.

    ``zone`` is the learner's zone: that of ``start`` if it has one, else the machine's. Calling the clock gives the
    present as an aware time in UTC.
    """

    def __init__(self, start: datetime | None = None) -> None:
        """Start at ``start`` (naive: local time), or at the machine's own time when it is None."""
        self.zone: tzinfo | None = start.tzinfo if start is not None else None
        self._start = start.astimezone(UTC) if start is not None else None
        self._origin = time.monotonic()

    def __call__(self) -> datetime:
        """The present, aware, in UTC."""
        if self._start is None:
            return datetime.now(UTC)
        return self._start + timedelta(seconds=time.monotonic() - self._origin)

    def local(self) -> datetime:
        """The present in the learner's zone."""
        return self().astimezone(self.zone)


def from_environment(environment: Mapping[str, str] = os.environ) -> Clock:
    """The clock that ``REDRILL_NOW`` asks for; the machine's own when it is unset. Raises UsageError on a bad time."""
    text = environment.get(VARIABLE, "").strip()
    if not text:
        return Clock()
    try:
        return Clock(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        message = f"{VARIABLE}={text!r} is no ISO time; write it like 2027-01-20T08:30:00+01:00"
        raise UsageError(message) from None
