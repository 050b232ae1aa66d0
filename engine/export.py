"""The collection as an Anki package: which notes, where to, and when each of them last changed."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.collection import Collection
from engine.deck.note import Note, NoteId
from engine.errors import UsageError
from engine.history.event import Draft, What

if TYPE_CHECKING:
    from engine.anki.export import Exported

SUBJECT = "anki"


def export(
    collection: Collection,
    decks: Sequence[str] = (),
    target: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> "Exported":
    """Write the collection, or some decks of it with their subdecks, as an .apkg file.

    ``target`` defaults to ``exports/redrill.apkg``, or the deck's name where one is given. What was exported of each
    note is kept in the history, so that Anki sees exactly the notes that changed. Raises UsageError for a deck that
    is not there, EnvironmentFault when the disk refuses. ``progress`` may raise to stop; then nothing is written.
    """
    from engine.anki.compose import compose
    from engine.anki.export import write_package
    from engine.anki.stamps import consequences, next_stamps

    notes = _chosen(list(collection.notes()), decks)
    if target is None:
        name = decks[0].replace("::", "-").replace("/", "-") if len(decks) == 1 else "redrill"
        target = collection.places.exports / f"{name}.apkg"
    package = compose(notes, collection.places.root, progress)
    previous = _exported(collection)
    fingerprints = package.fingerprints
    stamps = next_stamps(previous, fingerprints, int(collection.clock().timestamp()))
    changed = {
        note: tuple(stamp) for note, stamp in stamps.items() if previous.get(note) != tuple(stamp)
    }
    done = write_package(
        package, target, {note: stamp.mod for note, stamp in stamps.items()}, progress
    )
    if changed and not collection.history.read_only:
        collection.record([Draft(What.EXPORT, SUBJECT, {"stamps": changed})])
    return _with(done, consequences(previous, fingerprints))


def _exported(collection: Collection) -> dict[NoteId, tuple[str, int]]:
    """Fingerprint and ``mod`` of every note as it was exported last."""
    found: dict[NoteId, tuple[str, int]] = {}
    for each in collection.history.events_of(SUBJECT):
        for note, (fingerprint, mod) in each.payload.get("stamps", {}).items():
            found[NoteId(note)] = (str(fingerprint), int(mod))
    return found


def _chosen(notes: list[Note], decks: Sequence[str]) -> list[Note]:
    if not decks:
        return notes
    names = {each.deck for each in notes}
    for deck in decks:
        if not any(name == deck or name.startswith(f"{deck}::") for name in names):
            raise UsageError(f"there is no deck {deck!r}; there are {', '.join(sorted(names))}")
    return [
        each
        for each in notes
        if any(each.deck == deck or each.deck.startswith(f"{deck}::") for deck in decks)
    ]


def _with(done: "Exported", warnings: tuple[str, ...]) -> "Exported":
    from dataclasses import replace

    return replace(done, warnings=(*done.warnings, *warnings))
