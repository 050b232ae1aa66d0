"""Reads one deck file: every note in it, and every fault, never an exception."""

from engine.deck.front_matter import FrontMatter, default_deck, read_front_matter
from engine.deck.note import DeckFile, DeckSettings, Note
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
        notes = _notes(source, file, front, kinds, report)
    except Exception as fault:  # noqa: BLE001 - no defect may keep the other decks from being read
        message = f"this file could not be read, which is a defect of Redrill: {fault!r}"
        report.error("unreadable", 1, 1, message)
        notes = ()
    return DeckFile(file, front.settings, notes, report.ordered())


def _notes(
    source: str, file: str, front: FrontMatter, kinds: frozenset[str], report: Report
) -> tuple[Note, ...]:
    level = front.settings.level
    page = cut(source, front.lines, level)
    check_page(page, front.settings, kinds, report)
    reader = Reader(page, file, front.settings, kinds, report)
    segments = [segment for segment in page.segments if segment.role is not Role.PROSE]
    settings = [reader.settings(segment) for segment in segments]
    reader.take_ids(segments, settings)
    notes = tuple(map(reader.note, segments, settings))
    if reader.references.is_spent:
        message = "too many link definitions are used: some links will not show on cards"
        report.warning("references", 1, 1, message)
    if not notes and any(line.strip() for line in page.lines[front.lines :]):
        message = f"no note in this file: a note starts at `{'#' * level} ` or at `Q:`"
        report.warning("no-notes", 1, 1, message)
    return notes
