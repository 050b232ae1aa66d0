"""Reads one deck file: every note in it, and every fault, never an exception."""

from dataclasses import replace

from engine.deck.content import derived_id
from engine.deck.front_matter import default_deck, read_front_matter
from engine.deck.note import DeckFile, DeckSettings, Note, NoteId
from engine.deck.reader import Reader
from engine.deck.report import Report
from engine.deck.segment import Role, cut
from engine.deck.source import read
from engine.deck.structure import check_page


def parse(data: bytes | str, file: str, kinds: frozenset[str]) -> DeckFile:
    """Read a deck file. ``kinds`` are the fence names that make a note of their kind.

    ``file`` is the path relative to the folder of decks, with forward slashes. Unstamped notes get
    the id derived from their content. A note that cannot be studied is there all the same, marked
    ``faulty``. Never raises.
    """
    report = Report(file)
    source = read(data, report)
    if source is None:
        return DeckFile(file, DeckSettings(default_deck(file)), (), report.ordered())
    front = read_front_matter(source, file, report)
    if not front.is_deck:
        return DeckFile(file, front.settings, (), report.ordered(), is_deck=False)
    try:
        page = cut(source, front.lines, front.settings.level)
    except Exception as fault:  # noqa: BLE001 - a defect of the Markdown library must not stop the other decks
        report.error("unreadable", 1, 1, f"the Markdown parser failed on this file: {fault!r}")
        return DeckFile(file, front.settings, (), report.ordered())
    check_page(page, front.settings, kinds, report)
    reader = Reader(page, file, front.settings, kinds, report)
    notes = [reader.note(part) for part in page.segments if part.role is not Role.PROSE]
    if reader.references.is_spent:
        report.warning(
            "references",
            1,
            1,
            "too many link definitions are used: some links will not show on cards",
        )
    if not notes and any(line.strip() for line in page.lines[front.lines :]):
        level = front.settings.level
        report.warning(
            "no-notes", 1, 1, f"no note in this file: a note starts at `{'#' * level} ` or at `Q:`"
        )
    return DeckFile(file, front.settings, tuple(_identified(notes, report)), report.ordered())


def _identified(notes: list[Note], report: Report) -> list[Note]:
    """Report ids given twice, and derive those of unstamped notes, in file order, none twice."""
    lines: dict[NoteId, int] = {}
    for note in notes:
        if note.stamped:
            first = lines.setdefault(note.id, note.line)
            if first != note.line:
                message = (
                    f"the id {note.id} is that of line {first} too: delete one and run `redrill "
                    "stamp`"
                )
                report.error("duplicate-id", note.line, 1, message)
    identified = []
    occurrences: dict[str, int] = {}
    for note in notes:
        if note.stamped:
            identified.append(note)
            continue
        occurrence = occurrences.get(note.content_hash, 0)
        while (given := derived_id(note.content_hash, occurrence)) in lines:
            occurrence += 1
        occurrences[note.content_hash] = occurrence + 1
        lines[given] = note.line
        identified.append(replace(note, id=given))
    return identified
