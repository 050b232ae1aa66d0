"""One thing that happened. The log of these is the truth; everything else is a cache that replay rebuilds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NewType

EventId = NewType("EventId", str)


class What(StrEnum):
    """The kinds of event. A stored kind that is not listed here is kept and passed over, never dropped."""

    REVIEW = "review"
    UNDO = "undo"
    FLAG = "flag"
    SUSPEND = "suspend"
    BURY = "bury"
    REMARK = "remark"
    RESET = "reset"
    BIND = "bind"
    REBIND = "rebind"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Event:
    """An immutable fact about one subject (a card, a note, a session).

    Order is (``counter``, ``device``, ``id``), never wall time: ``counter`` is a Lamport clock. ``at`` is UTC;
    ``offset`` is the learner's offset from it in seconds when it happened; ``day`` is the study day.
    """

    id: EventId
    counter: int
    device: str
    learner: str
    at: datetime
    offset: int
    day: date
    what: str
    subject: str
    version: int
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before the log gives it its id and its place: what happened, to whom, with which facts."""

    what: str
    subject: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True, slots=True)
class When:
    """The moment an event is recorded at: UTC, the learner's offset from it in seconds, the study day."""

    at: datetime
    offset: int
    day: date
