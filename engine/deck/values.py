"""Reads the values of settings, and says which are wrong and where."""

import re
from typing import Final, NamedTuple

from engine.deck.content import is_id
from engine.deck.mapping import Entry
from engine.deck.note import NoteId
from engine.deck.report import Report

BLOCKS: Final = ("morning", "afternoon", "evening")
WEEKS: Final = range(1, 9)

_ID_SHAPE = "an id is 8 of 0-9 a-z without i l o u, the first a letter from g on"
_NUMBER = re.compile(r"[0-9]{1,9}")


class Place(NamedTuple):
    """Where a mapping begins in the file, so that its findings point at the right character."""

    line: int
    column: int
    report: Report

    def error(self, entry: Entry, message: str) -> None:
        """Report an entry's value as an error."""
        column = self.column + entry.value_column
        self.report.error("settings", self.line + entry.line, column, message)

    def warning(self, entry: Entry, message: str) -> None:
        """Report an entry's value as a warning."""
        column = self.column + entry.value_column
        self.report.warning("settings", self.line + entry.line, column, message)

    def unknown(self, entry: Entry, known: tuple[str, ...]) -> None:
        """Report a key that means nothing here."""
        word = entry.key.partition(":")[0]
        message = f"`{entry.key}` means nothing here; known are {', '.join(known)}"
        if word != entry.key and word in known:
            message = f"`{entry.key}` is read as one word: put a space after the colon"
        self.report.warning("settings", self.line + entry.line, self.column + entry.column, message)


def text(entry: Entry, place: Place) -> str | None:
    """Give the text of an entry, or None where it holds something else."""
    if not isinstance(entry.value, str):
        place.error(entry, f"`{entry.key}` must be text; put it in quotes")
        return None
    return entry.value


def whole(entry: Entry, place: Place, allowed: range) -> int | None:
    """Give the whole number of an entry, or None where it is none of those allowed."""
    value = text(entry, place)
    if value is None:
        return None
    if not _NUMBER.fullmatch(value) or int(value) not in allowed:
        message = f"`{entry.key}` must be a whole number from {allowed[0]} to {allowed[-1]}"
        place.error(entry, message)
        return None
    return int(value)


def week(entry: Entry, place: Place) -> int | None:
    """Give the week of the plan, or None where it is none."""
    return whole(entry, place, WEEKS)


def block(entry: Entry, place: Place) -> str | None:
    """Give the block of the day, or None where it is none."""
    value = text(entry, place)
    if value is None or value in BLOCKS:
        return value
    place.error(entry, f"`{entry.key}` must be {', '.join(BLOCKS[:-1])} or {BLOCKS[-1]}")
    return None


def truth(entry: Entry, place: Place) -> bool:
    """Say whether an entry is true."""
    value = text(entry, place)
    if value is not None and value.lower() not in ("true", "false"):
        place.error(entry, f"`{entry.key}` must be true or false")
    return value is not None and value.lower() == "true"


def tags(entry: Entry, place: Place) -> tuple[str, ...]:
    """Give the tags of an entry, each once; one word alone is one tag."""
    given = []
    for tag in _texts(entry, place):
        if tag.split() != [tag]:
            place.error(entry, f"a tag is one word without spaces, `{tag}` is not: use a hyphen")
        else:
            given.append(tag)
    return tuple(dict.fromkeys(given))


def note_id(entry: Entry, place: Place) -> NoteId | None:
    """Give the id of an entry, or None where it has another shape."""
    value = text(entry, place)
    if value is None:
        return None
    if not is_id(value):
        place.error(entry, f"`{value}` is no id: {_ID_SHAPE}. Delete it and run `redrill stamp`")
        return None
    return NoteId(value)


def note_ids(entry: Entry, place: Place) -> tuple[str, ...]:
    """Give the ids of an entry, each once."""
    ids = []
    for value in _texts(entry, place):
        if is_id(value):
            ids.append(value)
        else:
            message = f"`{entry.key}` names notes by id, `{value}` is none: {_ID_SHAPE}"
            place.error(entry, message)
    return tuple(dict.fromkeys(ids))


def _texts(entry: Entry, place: Place) -> tuple[str, ...]:
    if entry.value is None:
        place.error(entry, f"`{entry.key}` must be a list, as in `[a, b]`")
        return ()
    return (entry.value,) if isinstance(entry.value, str) else entry.value
