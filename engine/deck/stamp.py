"""Writes ids into a deck file, and changes no other byte of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from engine.deck.front_matter import read_front_matter
from engine.deck.note import Note, NoteId
from engine.deck.report import Report
from engine.deck.segment import Role, Segment, cut
from engine.deck.settings import mapping_span, read_comment
from engine.deck.source import read

_LINE_END = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


def stamp(data: bytes, notes: Sequence[Note]) -> bytes:
    """Give a deck file with the id of each unstamped note written into its comment line.

    ``notes`` are those that ``parse`` read from the same bytes, perhaps with other ids: a note is
    known by its line. A note whose settings cannot be read, or hold an id of the wrong shape, is
    left alone: ``parse`` reports it.
    """
    ids = {note.line - 1: note.id for note in notes if not note.stamped}
    report = Report("")
    source = read(data, report) if ids else None
    if source is None:
        return data
    front = read_front_matter(source, "", report)
    page = cut(source, front.lines, front.settings.level)
    starts = _line_starts(data)
    edits = []
    for segment in page.segments:
        if segment.role is not Role.PROSE and segment.prompt in ids:
            edit = _edit(segment, ids[segment.prompt], page.lines, data, starts)
            if edit:
                edits.append(edit)
    return _inserted(data, edits)


def _line_starts(data: bytes) -> list[int]:
    first = len(_BOM) if data.startswith(_BOM) else 0
    return [first, *(end.end() for end in _LINE_END.finditer(data)), len(data)]


def _edit(
    segment: Segment, note_id: NoteId, lines: Sequence[str], data: bytes, starts: Sequence[int]
) -> tuple[int, bytes] | None:
    """Give where to insert what: into the comment line, or a line of its own."""
    if segment.comment is not None:
        return _into_mapping(lines[segment.comment], segment.comment, note_id, starts)
    comment = f"<!-- card: {{id: {note_id}}} -->".encode()
    if segment.role is Role.QUESTION_NOTE:
        return starts[segment.prompt], comment + _line_end(data, starts, segment.prompt)
    below = starts[segment.prompt + 1]
    end = _line_end(data, starts, segment.prompt)
    is_last = data[:below][-1:] not in (b"\r", b"\n")
    return below, end + comment if is_last else comment + end


def _into_mapping(
    line: str, number: int, note_id: NoteId, starts: Sequence[int]
) -> tuple[int, bytes] | None:
    span = mapping_span(line)
    if span is None or not read_comment(line, 1, Report("")).has_room:
        return None
    inside = line[span[0] + 1 : span[1] - 1]
    text = f"id: {note_id}"
    if inside.strip():
        text += "," if inside[0].isspace() else ", "
    return starts[number] + len(line[: span[0] + 1].encode()), text.encode()


def _line_end(data: bytes, starts: Sequence[int], number: int) -> bytes:
    """Give the line end that a line has, or else the first one of the file."""
    line = data[starts[number] : starts[number + 1]]
    found = _LINE_END.search(line) or _LINE_END.search(data)
    return found[0] if found else b"\n"


def _inserted(data: bytes, edits: Sequence[tuple[int, bytes]]) -> bytes:
    pieces = [data[: edits[0][0]]] if edits else [data]
    for (at, text), (following, _) in pairwise([*edits, (len(data), b"")]):
        pieces += [text, data[at:following]]
    return b"".join(pieces)
