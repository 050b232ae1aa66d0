"""Stamping deck files with the ids that the history knows their notes by."""

from collections.abc import Sequence
from pathlib import Path

from engine.collection import Collection
from engine.deck.folder import deck_files
from engine.deck.note import Note
from engine.deck.parse import parse
from engine.deck.stamp import stamp
from engine.errors import EnvironmentFault, UsageError
from engine.files import write
from engine.quiz.registry import fence_names


def stamp_files(
    collection: Collection, paths: Sequence[Path], *, dry_run: bool
) -> tuple[tuple[Path, int], ...]:
    """Stamp every unstamped note in these decks and folders of decks. Gives the files and how many notes got an id.

    Within the collection a note gets the id its history is kept under; elsewhere the one its content hashes to. With
    ``dry_run`` nothing is written. Raises UsageError for a path that is not there.
    """
    known: dict[str, list[Note]] = {}
    for note in collection.notes():
        known.setdefault(note.file, []).append(note)
    done: list[tuple[Path, int]] = []
    for path in _files(paths):
        data = _read(path)
        notes = _notes(collection, path, data, known)
        count = sum(not each.stamped for each in notes)
        if count:
            if not dry_run:
                write(path, stamp(data, notes))
            done.append((path, count))
    if done and not dry_run:
        collection.refresh()
    return tuple(done)


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += deck_files(path)[0]
        elif path.is_file():
            found.append(path)
        else:
            raise UsageError(f"{path}: there is no such file or folder")
    return list(dict.fromkeys(found))


def _notes(
    collection: Collection, path: Path, data: bytes, known: dict[str, list[Note]]
) -> Sequence[Note]:
    decks = collection.places.decks.resolve()
    if path.resolve().is_relative_to(decks):
        return known.get(path.resolve().relative_to(decks).as_posix(), [])
    return parse(data, path.name, fence_names()).notes


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(f"{path}: cannot be read: {error.strerror}") from None
