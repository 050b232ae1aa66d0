"""The search language of Browse, and the condition on the index that it stands for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from engine.errors import UsageError
from engine.index.rows import EPOCH

LONGEST = 400
"""Characters of a query that are looked at."""

_TERM = re.compile(
    r'(?P<no>-)?(?:(?P<key>deck|tag|kind|is|note):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S+))'
)


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL and the values it is bound to; ``in_notes`` if it looks at the notes' text or tags."""

    sql: str
    values: tuple[Any, ...] = ()
    in_notes: bool = False

    @property
    def tables(self) -> str:
        """What to select from: notes first where their text decides, cards alone where it does not matter.

        CROSS JOIN is SQLite's way to fix the order: the cards of the few notes found are looked up, not the notes of
        all cards.
        """
        return "notes CROSS JOIN cards ON cards.note = notes.note" if self.in_notes else "cards"

    @property
    def order(self) -> str:
        """The order of files and lines, as the first of ``tables`` has it indexed: a page is found without a sort."""
        return (
            "notes.file, notes.place, cards.place" if self.in_notes else "cards.file, cards.place"
        )


@dataclass(frozen=True, slots=True)
class Present:
    """The time a search is asked at: what is due depends on it."""

    now: datetime
    today: date
    leech_lapses: int

    @property
    def microseconds(self) -> int:
        """``now`` in microseconds since 1970."""
        return (self.now - EPOCH) // timedelta(microseconds=1)


def where(query: str, present: Present) -> Where:
    """The condition for a query: all of its terms at once.

    A word or a "quoted phrase" is looked for in all text; ``deck:``, ``tag:``, ``kind:`` and ``is:`` narrow; ``-``
    before a term means not. Raises UsageError on an ``is:`` that there is none of.
    """
    conditions: list[str] = []
    values: list[Any] = []
    in_notes = False
    for match in _TERM.finditer(query[:LONGEST]):
        text = (match["quoted"] if match["quoted"] is not None else match["plain"]).casefold()
        term = _CONDITIONS[match["key"] or "text"](text, present)
        conditions.append(f"NOT ({term.sql})" if match["no"] else f"({term.sql})")
        values.extend(term.values)
        in_notes = in_notes or term.in_notes
    return Where(" AND ".join(conditions) or "1", tuple(values), in_notes)


def _text(text: str, _: Present) -> Where:
    return Where("instr(notes.text, ?) > 0", (text,), in_notes=True)


def _deck(text: str, _: Present) -> Where:
    return Where("instr(lower(cards.deck), ?) > 0", (text,))


def _tag(text: str, present: Present) -> Where:
    if text == "leech":
        return _is(text, present)
    return Where("instr(notes.tags, ?) > 0", (f" {text}",), in_notes=True)


def _kind(text: str, _: Present) -> Where:
    return Where("substr(cards.kind, 1, ?) = ?", (len(text), text))


def _note(text: str, _: Present) -> Where:
    return Where("substr(cards.card, 1, ?) = ?", (len(text), text))


def _is(text: str, present: Present) -> Where:
    states: dict[str, Where] = {
        "new": Where("cards.phase = 'new'"),
        "due": Where(
            "cards.suspended = 0 AND (cards.due_day <= ? OR cards.due_at <= ?)",
            (present.today.toordinal(), present.microseconds),
        ),
        "learning": Where("cards.phase IN ('learning', 'relearning')"),
        "review": Where("cards.phase = 'review'"),
        "leech": Where("cards.lapses >= ?", (present.leech_lapses,)),
        "suspended": Where("cards.suspended = 1"),
        "flagged": Where("cards.flagged = 1"),
        "buried": Where("cards.buried > ?", (present.today.toordinal(),)),
        "remarked": Where("cards.remark <> ''"),
    }
    if text not in states:
        raise UsageError(
            f"is:{text} is not known; there are {', '.join(f'is:{each}' for each in states)}"
        )
    return states[text]


_CONDITIONS: dict[str, Callable[[str, Present], Where]] = {
    "text": _text,
    "deck": _deck,
    "tag": _tag,
    "kind": _kind,
    "is": _is,
    "note": _note,
}
