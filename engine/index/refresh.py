"""Bring the index up to date with the deck files: read what changed, settle who is who, remember it."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from engine.deck.cards import cards as cards_of
from engine.deck.finding import Finding, Level
from engine.deck.identity import Bound, derived_id, match
from engine.deck.note import CardId, DeckFile, Note, NoteId
from engine.deck.parse import parse
from engine.history import bindings as names
from engine.history.event import Draft, What, When
from engine.history.replay import Record, fold
from engine.history.store import History
from engine.index.scan import Changes, Refresh
from engine.index.store import FileStamp, Index

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Census:
    """Who is who while changed files are read: ids taken so far, and what has to be recorded."""

    known: names.Bindings
    taken: dict[NoteId, str]
    """Present ids and the file each stands in."""
    drafts: list[Draft] = field(default_factory=list)
    rebound: list[str] = field(default_factory=list)
    found: set[NoteId] = field(default_factory=set)
    """Ids of notes recognised in new words."""


def refresh(
    index: Index,
    history: History,
    changes: Changes,
    kinds: frozenset[str],
    when: When,
    progress: Progress | None = None,
) -> Refresh:
    """Read the deck files that changed; new and rebound notes go into the history.

    A read-only history is left as it is: then notes are only matched for this run.
    """
    with _without_collecting():
        findings, rebound = _take_in(index, history, changes, kinds, when, progress)
    return Refresh(changes.count, tuple(sorted((*changes.faults, *findings))), rebound)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector off while many long-lived values are made: it would walk them again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _take_in(
    index: Index,
    history: History,
    changes: Changes,
    kinds: frozenset[str],
    when: When,
    progress: Progress | None,
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Read the changed files into the index, in place of what it knew. Gives all findings, and who was found again."""
    fresh = not index.files()
    decks: list[DeckFile] = []
    for count, (file, path) in enumerate(changes.changed.items()):
        if progress is not None:
            progress(count, len(changes.changed))
        deck = parse(_read(path), file, kinds)
        decks.append(deck if deck.is_deck else replace(deck, notes=()))
    census = _Census(
        names.fold(history.events(what=(What.BIND, What.REBIND, What.UNDO))),
        {note: file for note, (file, _) in index.hashes().items()},
    )
    leaving = {*changes.changed, *changes.gone}
    census.taken = {note: file for note, file in census.taken.items() if file not in leaving}
    settled = _settle(decks, census)
    if census.drafts and not history.read_only:
        history.record(census.drafts, when)
    _store(index, history, settled, changes.stamps, leaving, fresh=fresh)
    if progress is not None:
        progress(len(changes.changed), len(changes.changed))
    return index.findings(), tuple(census.rebound)


def catch_up(index: Index, history: History, since: date) -> frozenset[CardId]:
    """Take over what other processes have recorded. Gives the cards that may have changed.

    Reviews a day are counted anew from ``since`` on.
    """
    applied = index.applied
    if history.last_seq() == applied:
        return frozenset()
    subjects, last = history.subjects_after(applied)
    cards = [each for each in subjects if not each.startswith(names.SUBJECT)]
    events = history.events_of_all(cards)
    days = history.days(since)
    with index.writing():
        index.update({CardId(card): fold(log) for card, log in events.items()})
        index.recount_days(since, days)
        index.recount_paces()
        index.set_applied(last)
    return frozenset(CardId(each) for each in cards)


def _store(
    index: Index,
    history: History,
    decks: Sequence[DeckFile],
    stamps: Mapping[str, FileStamp],
    leaving: Iterable[str],
    *,
    fresh: bool,
) -> None:
    last = history.last_seq()
    records = _records(history, decks)
    with index.writing():
        index.forget(leaving)
        for deck in decks:
            index.put(deck, stamps[deck.file], records)
        if fresh:
            index.recount_days(date.min, history.days(date.min))
            index.set_applied(last)
        if records:
            index.recount_paces()


def _records(history: History, decks: Sequence[DeckFile]) -> dict[CardId, Record]:
    """The records of the cards in these files, from the history; cards without events are left out."""
    wanted = {card.id for deck in decks for note in deck.notes for card in cards_of(note)}
    events = history.events_of_all(tuple(wanted))
    return {CardId(subject): fold(log) for subject, log in events.items()}


def _settle(decks: Sequence[DeckFile], census: _Census) -> list[DeckFile]:
    """Give every note its id: stamped ids stay, known texts keep theirs, changed texts are matched, the rest is new."""
    stamped = _keepers(decks, census)
    open_notes: list[Note] = []
    final: dict[tuple[str, int], NoteId] = {}
    faults: dict[str, list[Finding]] = {}
    for deck in decks:
        for note in deck.notes:
            place = (note.file, note.line)
            owner = census.known.owner.get(note.content_hash)
            if stamped.get(note.id) == place and note.stamped:
                final[place] = note.id
            elif owner is not None and owner not in census.taken:
                final[place] = owner
                census.taken[owner] = note.file
            else:
                open_notes.append(note)
            if note.stamped and stamped.get(note.id) != place:
                faults.setdefault(note.file, []).append(_duplicate(note, census.taken[note.id]))
    for note, bound in _matched(open_notes, census).items():
        final[(note.file, note.line)] = bound
    for note in open_notes:
        place = (note.file, note.line)
        if place not in final:
            final[place] = _free_id(note, census)
            census.taken[final[place]] = note.file
    settled = [_with_ids(deck, final, tuple(faults.get(deck.file, ()))) for deck in decks]
    _remember(settled, census)
    return settled


def _keepers(decks: Sequence[DeckFile], census: _Census) -> dict[NoteId, tuple[str, int]]:
    """Which of several notes stamped with one id keeps it: the one whose text the history knows, else the first."""
    claims: dict[NoteId, list[Note]] = {}
    for deck in decks:
        for note in deck.notes:
            if note.stamped and note.id not in census.taken:
                claims.setdefault(note.id, []).append(note)
    keepers: dict[NoteId, tuple[str, int]] = {}
    for note_id, notes in claims.items():
        bound = census.known.bound.get(note_id)
        same = [each for each in notes if bound and each.content_hash == bound.content_hash]
        keeper = (same or notes)[0]
        keepers[note_id] = (keeper.file, keeper.line)
        census.taken[note_id] = keeper.file
    return keepers


def _matched(open_notes: Sequence[Note], census: _Census) -> dict[Note, NoteId]:
    """Notes recognised in new words, each recorded and said in a line."""
    lost = [each for each in census.known.bound.values() if each.id not in census.taken]
    if not lost or not open_notes:
        return {}
    found: dict[Note, NoteId] = {}
    for each in match(open_notes, lost, frozenset(census.known.refused)):
        census.taken[each.id] = each.note.file
        census.found.add(each.id)
        found[each.note] = each.id
        note = replace(each.note, id=each.id)
        census.drafts.append(names.rebind(note, each.note.id, each.why, each.score))
        census.rebound.append(_line(note, census.known.bound[each.id], each.why))
    return found


def _line(note: Note, bound: Bound, why: str) -> str:
    prompt = " ".join(note.prompt.split())[:60]
    where = f" (was in {bound.file})" if bound.file != note.file else ""
    return f"{note.file}:{note.line}: “{prompt}” keeps the history of {note.id}: {why}{where}"


def _free_id(note: Note, census: _Census) -> NoteId:
    """The id that the content hashes to, or the next one where another note has it already."""
    occurrence = 0
    while True:
        candidate = derived_id(note.content_hash, occurrence)
        if candidate not in census.taken:
            return candidate
        occurrence += 1


def _remember(decks: Sequence[DeckFile], census: _Census) -> None:
    """Draft a bind event for each file with notes whose text the history does not know under their ids."""
    for deck in decks:
        fresh = [note for note in deck.notes if _is_news(note, census)]
        if fresh:
            census.drafts.append(names.bind(deck.file, fresh))


def _is_news(note: Note, census: _Census) -> bool:
    bound = census.known.bound.get(note.id)
    return note.id not in census.found and (
        bound is None or (bound.content_hash, bound.file) != (note.content_hash, note.file)
    )


def _with_ids(
    deck: DeckFile, final: dict[tuple[str, int], NoteId], more: tuple[Finding, ...]
) -> DeckFile:
    notes = tuple(
        note
        if note.id == final[(note.file, note.line)]
        else replace(note, id=final[(note.file, note.line)])
        for note in deck.notes
    )
    return replace(deck, notes=notes, findings=(*deck.findings, *more))


def _duplicate(note: Note, holder: str) -> Finding:
    return Finding(
        note.file,
        note.line,
        1,
        Level.ERROR,
        "duplicate-id",
        f"the id {note.id} is already that of a note in {holder}; "
        "delete it here and run `redrill stamp` for a new one",
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
