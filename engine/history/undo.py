"""Taking back: which events can be undone, and the event that undoes one."""

from engine.errors import UsageError
from engine.history.event import Draft, Event, What
from engine.history.replay import undone
from engine.history.store import History

KINDS = (
    What.REVIEW,
    What.FLAG,
    What.SUSPEND,
    What.BURY,
    What.REMARK,
    What.RESET,
    What.REBIND,
)
"""What a learner does, or what was done for them and said: everything else happens by itself."""
_RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}


def candidates(history: History, limit: int) -> tuple[Event, ...]:
    """The newest events that still count and can be undone, newest first."""
    gone = undone(tuple(history.events(what=(What.UNDO,))))
    newest = history.newest([str(each) for each in KINDS], limit + len(gone))
    return tuple(each for each in newest if each.id not in gone)[:limit]


def target(history: History, event_id: str | None) -> Event | None:
    """The event to undo: the one named, else the newest.

    Raises UsageError for an id that is unknown, cannot be undone, or was undone before.
    """
    if event_id is None:
        return next(iter(candidates(history, 1)), None)
    found = history.find(event_id)
    if found is None or found.what not in KINDS:
        raise UsageError(
            f"there is nothing to undo with the id {event_id!r}; see `redrill undo --list`"
        )
    if found.id in undone(tuple(history.events(what=(What.UNDO,)))):
        raise UsageError(f"{event_id} was undone before; see `redrill undo --list`")
    return found


def draft(event: Event) -> Draft:
    """The event that takes another one back. It belongs to the same subject, so that one replay sees both."""
    return Draft(What.UNDO, event.subject, {"target": event.id})


def in_words(event: Event) -> str:
    """What an event did, for a list."""
    on = bool(event.payload.get("on"))
    words = {
        What.REVIEW: f"graded {_RATINGS.get(int(event.payload.get('rating', 0)), '?')}",
        What.FLAG: "flagged" if on else "unflagged",
        What.SUSPEND: "suspended" if on else "unsuspended",
        What.BURY: "buried",
        What.REMARK: "noted",
        What.RESET: "reset",
        What.REBIND: f"recognised {event.payload.get('note', ['a note'])[0]} ({event.payload.get('why')})",
    }
    return words.get(What(event.what), event.what) if event.what in set(What) else event.what
