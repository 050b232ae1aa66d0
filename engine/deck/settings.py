"""Reads a note's settings: the comment line ``<!-- card: {id: g2k9q4m7, tags: [l1]} -->``."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from engine.deck import values
from engine.deck.content import is_id
from engine.deck.mapping import Entry, Fault, read_flow
from engine.deck.note import NoteId
from engine.deck.report import Report
from engine.deck.values import Place

_COMMENT = re.compile(r" {0,3}<!--\s*card\b", re.IGNORECASE)
_SETTINGS = re.compile(r"( {0,3}<!--[ \t]*card:[ \t]*)(.*?)[ \t]*-->")
_USUAL = re.compile(r"<!-- card: \{(?:id: ([0-9a-z]{8})(?:, |(?=\})))?(.*\}) -->")


class NoteSettings(NamedTuple):
    """What a comment line says; empty where it is silent.

    ``has_room`` says that an id may be written into it: it can be read, and names none, right or
    wrong.
    """

    id: NoteId | None = None
    reversed: bool = False
    tags: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    source: str = ""
    week: int | None = None
    block: str | None = None
    has_room: bool = True


SILENT: Final = NoteSettings()
_UNREADABLE: Final = NoteSettings(has_room=False)


def is_comment(line: str) -> bool:
    """Say whether a line begins a comment that is, or was meant to be, a note's settings."""
    return "<!--" in line and _COMMENT.match(line) is not None


def mapping_span(line: str) -> tuple[int, int] | None:
    """Give where the mapping stands in a comment line, or None if the line has another form."""
    match = _SETTINGS.match(line)
    return match.span(2) if match else None


def read_comment(line: str, number: int, report: Report) -> NoteSettings:
    """Read one comment line; ``number`` is its line in the file, counted from 1."""
    usual = _USUAL.fullmatch(line)
    if usual and (usual[1] is None or is_id(usual[1])):
        recurring = _recurring(f"{{{usual[2]}")
        if recurring and usual[1]:
            return recurring._replace(id=NoteId(usual[1]), has_room=False)
        if recurring:
            return recurring
    match = _SETTINGS.match(line)
    if match is None:
        message = "write the settings on one line, as in `<!-- card: {id: g2k9q4m7} -->`"
        report.error("settings", number, 1, message)
        return _UNREADABLE
    rest = line[match.end() :].lstrip()
    if rest:
        message = (
            "text after `-->` is lost, for Markdown takes it as part of the comment: move it down"
        )
        report.error("settings", number, len(line) - len(rest) + 1, message)
    place = Place(number, match.start(2) + 1, report)
    if not match[2].startswith("{"):
        message = "write the settings in braces, as in `{id: g2k9q4m7, reversed: true}`"
        report.error("settings", number, place.column, message)
        return _UNREADABLE
    entries = read_flow(match[2])
    if isinstance(entries, Fault):
        message = f"the settings cannot be read: {entries.message}"
        report.error("settings", number, place.column + entries.column, message)
        return _UNREADABLE
    return _settings(entries, place)


@lru_cache(maxsize=256)
def _recurring(mapping: str) -> NoteSettings | None:
    """Read what stands beside an id, often the same from note to note; None if it has faults."""
    entries = read_flow(mapping)
    if isinstance(entries, Fault):
        return None
    report = Report("")
    settings = _settings(entries, Place(1, 1, report))
    return settings if settings.has_room and not report.findings else None


def _settings(entries: tuple[Entry, ...], place: Place) -> NoteSettings:
    said: dict[str, Any] = {}
    for entry in entries:
        read = _READERS.get(entry.key)
        if read is None:
            place.unknown(entry, tuple(_READERS))
        else:
            said[entry.key] = read(entry, place)
    return NoteSettings(**said, has_room="id" not in said)


def _source(entry: Entry, place: Place) -> str:
    return values.text(entry, place) or ""


_READERS: Final[dict[str, Callable[[Entry, Place], Any]]] = {
    "id": values.note_id,
    "reversed": values.truth,
    "tags": values.tags,
    "after": values.note_ids,
    "source": _source,
    "week": values.week,
    "block": values.block,
}
