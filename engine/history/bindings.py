"""Which note an id stands for: bind and rebind events, folded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from engine.deck.identity import Bound, answer_text
from engine.deck.note import Note, NoteId
from engine.history.event import Draft, Event, What
from engine.history.replay import undone

SUBJECT: Final = "deck:"
"""What the subject of an event about notes begins with, before the file; a card's subject is its bare id."""


@dataclass(slots=True)
class Bindings:
    """What the history knows of notes: the text each id stood for last, whose content a hash is, and refusals."""

    bound: dict[NoteId, Bound] = field(default_factory=dict)
    owner: dict[str, NoteId] = field(default_factory=dict)
    """Content hash to the id it was bound to."""
    refused: set[tuple[NoteId, NoteId]] = field(default_factory=set)
    """Pairs (id of a note's own content, id it was taken for) of which an undone rebind says "A is not B"."""


def fold(events: Iterable[Event]) -> Bindings:
    """The bindings after all bind, rebind and undo events, in order."""
    log = list(events)
    gone = undone(log)
    bindings = Bindings()
    for each in log:
        file = each.subject.removeprefix(SUBJECT)
        if each.what == What.BIND:
            for values in each.payload.get("notes", ()):
                _learn(bindings, _bound(file, values))
        elif each.what == What.REBIND and each.id not in gone:
            _learn(bindings, _bound(file, each.payload["note"]))
        elif each.what == What.REBIND:
            note = NoteId(str(each.payload["note"][0]))
            bindings.refused.add((NoteId(str(each.payload.get("derived", ""))), note))
    return bindings


def bind(file: str, notes: Iterable[Note]) -> Draft:
    """The event of notes of one file seen for the first time, or seen with new text under their own ids."""
    return Draft(What.BIND, SUBJECT + file, {"notes": [_values(each) for each in notes]})


def rebind(note: Note, derived: NoteId, why: str, score: float) -> Draft:
    """The event of a note recognised in new words; ``derived`` is the id its new content hashes to."""
    payload = {"note": _values(note), "derived": derived, "why": why, "score": round(score, 4)}
    return Draft(What.REBIND, SUBJECT + note.file, payload)


def _learn(bindings: Bindings, known: Bound) -> None:
    bindings.bound[known.id] = known
    bindings.owner[known.content_hash] = known.id


def _values(note: Note) -> tuple[str, str, int, str, str]:
    return (note.id, note.content_hash, note.line, note.prompt, answer_text(note))


def _bound(file: str, values: Sequence[Any]) -> Bound:
    note, content_hash, line, prompt, answer = values
    return Bound(NoteId(note), file, prompt, answer, content_hash, line)
