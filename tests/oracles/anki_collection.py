"""A real, headless Anki in a folder of its own: what becomes of our package is asked there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:  # at run time these modules import anki.collection in a circle
    from anki.cards import Card
    from anki.notes import Note


@dataclass(frozen=True, slots=True)
class Imported:
    """How many notes Anki says it took, and how."""

    new: int = 0
    updated: int = 0
    duplicate: int = 0
    conflicting: int = 0


@dataclass(frozen=True, slots=True)
class Anki:
    """One collection of Anki."""

    collection: Collection

    def take(self, path: Path) -> Imported:
        """Import a package with the options that Anki's dialog has at first."""
        request = ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def notes(self) -> "dict[str, Note]":
        """All notes by their GUIDs."""
        ids = self.collection.find_notes("")
        return {note.guid: note for note in map(self.collection.get_note, ids)}

    def cards(self, guid: str) -> "dict[int, Card]":
        """The cards of a note by their ordinals."""
        return {card.ord: card for card in self.notes()[guid].cards()}

    def deck(self, guid: str) -> str:
        """The deck of a note's cards, which all lie in one."""
        (name,) = {self.collection.decks.name(card.did) for card in self.notes()[guid].cards()}
        return name

    def decks(self) -> set[str]:
        """The names of all decks but the one that Anki itself makes."""
        return {deck.name for deck in self.collection.decks.all_names_and_ids()} - {"Default"}

    def media(self) -> dict[str, bytes]:
        """The media folder: contents by name."""
        return {
            path.name: path.read_bytes() for path in Path(self.collection.media.dir()).iterdir()
        }

    def empty_cards(self) -> list[str]:
        """The notes of which Anki would delete cards, as its report names them."""
        return [str(note) for note in self.collection.get_empty_cards().notes]


@contextmanager
def opened(folder: Path) -> Iterator[Anki]:
    """An empty collection of Anki in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        yield Anki(collection)
    finally:
        collection.close()


def shown(html: str) -> str:
    """A rendered side without the style sheet that Anki puts before it."""
    return html.rpartition("</style>")[2].strip()
