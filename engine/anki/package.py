"""The file: a zip of a SQLite collection and its media, the same bytes for the same contents."""

import json
import os
import secrets
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from engine.anki.compose import AnkiNote, Package, Progress
from engine.anki.media import Image
from engine.anki.names import Family, number
from engine.anki.note_types import CHANGED, CSS, NOTE_TYPES
from engine.deck.note import NoteId
from engine.errors import EnvironmentFault, UsageError

if TYPE_CHECKING:
    import genanki

_LAYOUT: Final = "PRAGMA page_size=4096; PRAGMA auto_vacuum=NONE; PRAGMA encoding='UTF-8';"
"""Said aloud because a build of SQLite may have other defaults."""
_VERSION_OFFSET: Final = 96
"""Where SQLite's header names, for information only, the version that wrote it: ours is fixed."""
_VERSION: Final = (3_040_000).to_bytes(4)
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def write(
    package: Package, target: Path, stamps: Mapping[NoteId, int], progress: Progress | None = None
) -> None:
    """Write ``package`` to ``target``, whole or not at all; ``stamps`` are in UTC seconds.

    Raises UsageError when the target is a folder, EnvironmentFault when it cannot be written.
    """
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file, like {target / 'redrill.apkg'}")
    collection = database(package.notes, stamps, progress)
    try:
        with _replacing(target) as file, zipfile.ZipFile(file, "w") as archive:
            _put(archive, "collection.anki2", collection)
            names = {str(index): image.name for index, image in enumerate(package.media)}
            _put(archive, "media", json.dumps(names).encode())
            for index, image in enumerate(package.media):
                if progress is not None:
                    progress(len(package.notes), len(package.notes))
                _put(archive, str(index), _bytes(image))
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(
            f"cannot write {target}: {reason}; nothing was changed there"
        ) from error


def database(
    notes: Sequence[AnkiNote], stamps: Mapping[NoteId, int], progress: Progress | None = None
) -> bytes:
    """The collection as the bytes of a SQLite file, in the oldest schema: every Anki reads it."""
    from genanki import Deck
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    models = {family: _model(family) for family in Family if any(n.family is family for n in notes)}
    decks: dict[str, int] = {}
    for name in dict.fromkeys(note.deck for note in notes):
        decks[name] = number(name, set(decks.values()), deck=True)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_LAYOUT + APKG_SCHEMA + APKG_COL)
        cursor = connection.cursor()
        (default,) = cursor.execute("SELECT decks FROM col").fetchone()
        shelves = {str(id_): Deck(id_, name).to_json() for name, id_ in decks.items()}
        types = {str(model.model_id): model.to_json(CHANGED, 1) for model in models.values()}
        cursor.execute(
            "UPDATE col SET decks = ?, models = ?",
            (json.dumps(json.loads(default) | shelves), json.dumps(types)),
        )
        taken: tuple[set[int], set[int]] = (set(), set())
        for position, note in enumerate(notes):
            if progress is not None:
                progress(position, len(notes))
            made = _note(note, models[note.family], position + 1)
            made.write_to_db(cursor, stamps[note.note], decks[note.deck], _ids(note, *taken))
        connection.commit()
        connection.execute("VACUUM")
        data = bytearray(connection.serialize())
    data[_VERSION_OFFSET : _VERSION_OFFSET + len(_VERSION)] = _VERSION
    return bytes(data)


def _model(family: Family) -> "genanki.Model":
    import genanki

    type_ = NOTE_TYPES[family]
    return genanki.Model(
        type_.id,
        type_.name,
        fields=[{"name": name} for name in type_.fields],
        templates=[
            {"name": card.name, "qfmt": card.question, "afmt": card.answer}
            for card in type_.templates
        ],
        css=CSS,
        model_type=genanki.Model.CLOZE if type_.cloze else genanki.Model.FRONT_BACK,
    )


def _note(note: AnkiNote, model: "genanki.Model", position: int) -> Any:
    """A note as genanki writes it, with the cards that we counted instead of those it would."""
    import genanki

    made = genanki.Note(
        model=model,
        fields=list(note.fields),
        tags=list(note.tags),
        guid=note.guid,
        due=position,
    )
    made.cards = [genanki.Card(ordinal) for ordinal in note.ordinals]
    return made


def _ids(note: AnkiNote, taken_notes: set[int], taken_cards: set[int]) -> Iterator[int]:
    """The id of the note, then of its cards: the same in every export but for a clash of hashes."""
    id_ = number(note.guid, taken_notes)
    taken_notes.add(id_)
    yield id_
    for ordinal in note.ordinals:
        id_ = number(f"{note.guid}/{ordinal}", taken_cards)
        taken_cards.add(id_)
        yield id_


def _bytes(image: Image) -> bytes:
    data = image.path.read_bytes()
    if blake2b(data, digest_size=16).hexdigest() != image.digest:
        raise EnvironmentFault(f"{image.path} changed during the export: export again")
    return data


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Store an entry without compression, whose bytes would depend on the machine's zlib."""
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    """A file beside ``target`` that takes its place once written and synced; else it vanishes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".redrill-{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; a file system that cannot sync a folder has done what it can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)
