"""An event as a row of the table and back."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row

from engine.history.event import Event, EventId

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(at: datetime) -> int:
    """A moment as whole microseconds of UTC since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def from_row(row: Row[Any]) -> Event:
    """The event that a row of ``events`` holds."""
    return Event(
        id=EventId(row.id),
        counter=row.counter,
        device=row.device,
        learner=row.learner,
        at=EPOCH + timedelta(microseconds=row.at),
        offset=row.offset,
        day=date.fromisoformat(row.day),
        what=row.what,
        subject=row.subject,
        version=row.version,
        payload=json.loads(row.payload),
    )


def to_row(event: Event) -> dict[str, Any]:
    """The row of ``events`` that holds an event; ``seq`` is the database's to give."""
    return {
        "id": event.id,
        "counter": event.counter,
        "device": event.device,
        "learner": event.learner,
        "at": microseconds(event.at),
        "offset": event.offset,
        "day": event.day.isoformat(),
        "what": event.what,
        "subject": event.subject,
        "version": event.version,
        "payload": json.dumps(event.payload, ensure_ascii=False, separators=(",", ":")),
    }
