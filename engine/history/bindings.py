"""Which note an id stands for: bind and rebind events, folded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from engine.deck.identity import Bound, answer_text
from engine.deck.note import Note, NoteId
from engine.history.event import Event, What
from engine.history.replay import undone
from engine.history.store import Draft

SUBJECT: Final = "note:"
"""What the subject of an event about a note begins with; a card's subject is its bare id."""


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
        if each.what not in (What.BIND, What.REBIND):
            continue
        note = NoteId(each.subject.removeprefix(SUBJECT))
        if each.id not in gone:
            known = Bound(
                id=note,
                file=str(each.payload.get("file", "")),
                prompt=str(each.payload.get("prompt", "")),
                answer=str(each.payload.get("answer", "")),
                content_hash=str(each.payload.get("hash", "")),
                line=int(each.payload.get("line", 0)),
            )
            bindings.bound[note] = known
            bindings.owner[known.content_hash] = note
        elif each.what == What.REBIND:
            bindings.refused.add((NoteId(str(each.payload.get("derived", ""))), note))
    return bindings


def bind(note: Note) -> Draft:
    """The event of a note seen for the first time, or seen with new text under its own id."""
    return Draft(What.BIND, SUBJECT + note.id, _content(note))


def rebind(note: Note, derived: NoteId, why: str, score: float) -> Draft:
    """The event of a note recognised in new words; ``derived`` is the id its new content hashes to."""
    payload = {**_content(note), "derived": derived, "why": why, "score": round(score, 4)}
    return Draft(What.REBIND, SUBJECT + note.id, payload)


def _content(note: Note) -> dict[str, str | int]:
    return {
        "hash": note.content_hash,
        "file": note.file,
        "line": note.line,
        "prompt": note.prompt,
        "answer": answer_text(note),
    }
