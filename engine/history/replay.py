"""From events to what is true now: pure folds, the same for one card read afresh and for a whole rebuilt index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from engine.history.event import Event, EventId, What
from engine.memory.state import NEW_CARD, CardState, Memory, Phase


@dataclass(frozen=True, slots=True)
class Record:
    """What history says of one card: its memory, its marks, and the event it was last changed by."""

    state: CardState = NEW_CARD
    suspended: bool = False
    flagged: bool = False
    buried: date | None = None
    """The card stays away until this study day."""
    remark: str = ""
    first_day: date | None = None
    """Study day of the first review."""
    failed_day: date | None = None
    """Study day of the last Again."""
    seconds: float = 0.0
    """Time spent on all its reviews."""
    last: EventId | None = None


BLANK = Record()


def undone(events: Iterable[Event]) -> frozenset[str]:
    """Ids of the events that an undo has taken back.

    An undo can itself be undone, so the newest ones are judged first.
    """
    gone: set[str] = set()
    undos = [each for each in events if each.what == What.UNDO]
    for each in reversed(undos):
        if each.id not in gone:
            gone.add(str(each.payload.get("target", "")))
    return frozenset(gone)


def fold(events: Sequence[Event]) -> Record:
    """The record of one card from all its events, in order."""
    gone = undone(events)
    record = BLANK
    for each in events:
        if each.id not in gone and each.what != What.UNDO:
            record = advance(record, each)
    return replace(record, last=events[-1].id) if events else record


def advance(record: Record, event: Event) -> Record:
    """The record after one more event that is no undo. Events of unknown kinds change nothing."""
    match event.what:
        case What.REVIEW:
            changed = _reviewed(record, event)
        case What.FLAG:
            changed = replace(record, flagged=bool(event.payload.get("on")))
        case What.SUSPEND:
            changed = replace(record, suspended=bool(event.payload.get("on")))
        case What.BURY:
            changed = replace(record, buried=_day(event.payload.get("until")))
        case What.REMARK:
            changed = replace(record, remark=str(event.payload.get("text", "")))
        case What.RESET:
            changed = replace(record, state=NEW_CARD, first_day=None, failed_day=None, buried=None)
        case _:
            changed = record
    return replace(changed, last=event.id)


def _reviewed(record: Record, event: Event) -> Record:
    after = state_from(event.payload.get("state", {}))
    lapsed = bool(event.payload.get("lapse"))
    state = replace(
        after,
        last_day=event.day,
        reps=record.state.reps + 1,
        lapses=record.state.lapses + lapsed,
    )
    return replace(
        record,
        state=state,
        buried=None,
        first_day=record.first_day or event.day,
        failed_day=event.day if int(event.payload.get("rating", 0)) == 1 else record.failed_day,
        seconds=record.seconds + float(event.payload.get("seconds", 0.0)),
    )


def state_payload(state: CardState) -> dict[str, Any]:
    """What a review stores of the state it led to. Counts are not stored: replay counts."""
    due = state.due_at if state.due_at is not None else state.due_day
    return {
        "phase": str(state.phase),
        "step": state.step,
        "stability": None if state.memory is None else state.memory.stability,
        "difficulty": None if state.memory is None else state.memory.difficulty,
        "due": None if due is None else due.isoformat(),
        "interval": state.interval,
        "failures": state.failures,
    }


def state_from(payload: Mapping[str, Any]) -> CardState:
    """The state that ``state_payload`` stored, without its counts."""
    due = str(payload.get("due") or "")
    stability, difficulty = payload.get("stability"), payload.get("difficulty")
    known = stability is not None and difficulty is not None
    return CardState(
        phase=Phase(payload.get("phase", Phase.NEW)),
        step=int(payload.get("step", 0)),
        memory=Memory(float(stability), float(difficulty)) if known else None,  # type: ignore[arg-type]
        due_at=datetime.fromisoformat(due) if "T" in due else None,
        due_day=_day(due) if due and "T" not in due else None,
        interval=int(payload.get("interval", 0)),
        failures=int(payload.get("failures", 0)),
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
