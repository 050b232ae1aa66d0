"""A note of ours as a note of Anki: fields, tags, deck, cards, and what has to stay behind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from engine.anki import cloze, escape, markup
from engine.anki.media import Image, Missing, Shelf
from engine.anki.names import Family, deck_name, guid, tag_names
from engine.anki.note_types import NOTE_TYPES
from engine.anki.stamps import fingerprint
from engine.deck.cards import cards
from engine.deck.note import Note, NoteId
from engine.errors import UsageError
from engine.quiz.kind import Faces
from engine.quiz.registry import kind

Progress = Callable[[int, int], None]
"""Told how many notes of how many are done; what it raises stops the export without a trace."""

EMPTY: Final = "…"
"""Stands for a side without anything to show: Anki refuses to show an empty card."""


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """One note as it goes into the package. ``ordinals`` are its cards, counted from 0."""

    note: NoteId
    guid: str
    family: Family
    deck: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    ordinals: tuple[int, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Package:
    """Everything an export holds but the time stamps, and what its user should know about it."""

    notes: tuple[AnkiNote, ...]
    media: tuple[Image, ...]
    warnings: tuple[str, ...]

    @property
    def fingerprints(self) -> dict[NoteId, str]:
        """What ``stamps.next_stamps`` compares, by note."""
        return {note.note: note.fingerprint for note in self.notes}


@dataclass(slots=True)
class _Images:
    """The images of one note, as they are met while its fields are rendered."""

    note: Note
    shelf: Shelf
    warnings: list[str]
    used: list[Image] = field(default_factory=list)

    def place(self, source: str, alt: str) -> Image | Missing:
        """What ``markup.Place`` asks for, with a word to the user when an image stays behind."""
        found = self.shelf.place(self.note.file, source)
        if isinstance(found, Image):
            self.used.append(found)
        else:
            label = f" ({alt})" if alt else ""
            message = f"image {source}{label} is not exported: {found.reason}"
            self.warnings.append(_said(self.note, message))
        return found


def compose(notes: Sequence[Note], root: Path, progress: Progress | None = None) -> Package:
    """``notes`` as notes of Anki, in their order. ``root`` is the collection, ``decks/`` in it.

    A note that cannot be exported is left out, with a warning. Raises UsageError when two images
    clash.
    """
    shelf = Shelf(root)
    made: dict[NoteId, AnkiNote] = {}
    warnings: list[str] = []
    for done, note in enumerate(notes):
        if progress is not None:
            progress(done, len(notes))
        if note.id in made:
            warnings.append(_said(note, f"not exported: another note has the id {note.id} too"))
            continue
        exported = _compose(note, shelf, warnings)
        if exported is not None:
            made[note.id] = exported
    media = sorted(shelf.images.values(), key=lambda image: image.name)
    return Package(tuple(made.values()), tuple(media), tuple(dict.fromkeys(warnings)))


def _compose(note: Note, shelf: Shelf, warnings: list[str]) -> AnkiNote | None:
    spec, fault = _spec(note)
    if fault:
        warnings.append(_said(note, f"not exported: {fault}"))
        return None
    images = _Images(note, shelf, warnings)
    suffixes = [card.suffix for card in cards(note)]
    family = Family.CLOZE if note.deletions else Family.PLAIN
    if family is Family.CLOZE:
        fields, ordinals = _cloze_fields(note, images.place)
        if ordinals != cloze.ordinals(suffixes):
            warnings.append(_said(note, "not exported: its blanks cannot be written for Anki"))
            return None
    else:
        ordinals = (0, 1) if "r" in suffixes else (0,)
        faces = kind(note.kind).faces(note, spec, "")
        fields = _plain_fields(note, faces, len(ordinals) > 1, images.place)
    complete = tuple(fields.get(name, "") for name in NOTE_TYPES[family].fields)
    deck, tags = deck_name(note.deck), tag_names(note.tags, note.week)
    digests = (image.digest for image in images.used)
    print_ = fingerprint(family, deck, ordinals, (complete, tags, digests))
    return AnkiNote(note.id, guid(note.id, family), family, deck, complete, tags, ordinals, print_)


def _spec(note: Note) -> tuple[Any, str]:
    """What the note's kind reads from it, and why it cannot be asked at all; empty if it can."""
    if note.faulty:
        return None, "it has an error, which `redrill check` tells"
    try:
        parsed = kind(note.kind).parse(note)
    except UsageError as error:
        return None, str(error)
    if parsed.spec is not None:
        return parsed.spec, ""
    return None, parsed.findings[0].message if parsed.findings else "it asks nothing"


def _plain_fields(note: Note, faces: Faces, reverse: bool, place: markup.Place) -> dict[str, str]:
    back, extra = _parted(faces.back, note.answer)
    return {
        "Front": markup.field(faces.front, place) or EMPTY,
        "Back": markup.field(back, place) or EMPTY,
        "Reverse": "y" if reverse else "",
        "Typed": escape.seal(escape.code(" ".join(faces.typed.split()))),
        "Extra": markup.field(extra, place),
        "Source": _source(note),
    }


def _cloze_fields(note: Note, place: markup.Place) -> tuple[dict[str, str], tuple[int, ...]]:
    text, ordinals = cloze.field(note.prompt, note.answer, place)
    return {"Text": text, "Source": _source(note)}, ordinals


def _parted(back: str, explanation: str) -> tuple[str, str]:
    """The answer proper, and the explanation under it if the kind put one there."""
    tail = explanation.strip()
    answer = back.rstrip().removesuffix(tail).rstrip() if tail else back
    return (answer, tail) if tail and answer and answer != back.rstrip() else (back, "")


def _source(note: Note) -> str:
    text = " ".join(note.source.split())
    shown = escape.text(text)
    if text.startswith(("https://", "http://")) and " " not in text:
        shown = f'<a href="{escape.attribute(text)}">{shown}</a>'
    return escape.seal(shown)


def _said(note: Note, message: str) -> str:
    return f"{note.file}:{note.line}: {escape.storable(message)}"


def total_cards(notes: Iterable[AnkiNote]) -> int:
    """How many cards Anki makes of the notes."""
    return sum(len(note.ordinals) for note in notes)
