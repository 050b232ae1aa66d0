"""The way in: notes to an .apkg file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.anki.compose import Package, Progress, compose, total_cards
from engine.anki.package import write
from engine.deck.note import Note, NoteId

ONE_WAY: Final = (
    "Reviews made in Anki do not come back to Redrill yet: "
    "review a card in one of the two, or it has two schedules."
)
"""Said after every export."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and where."""

    path: Path
    notes: int
    cards: int
    media: int
    warnings: tuple[str, ...] = ()


def export(
    notes: Sequence[Note],
    media_root: Path,
    target: Path,
    stamps: Mapping[NoteId, int],
    progress: Progress | None = None,
) -> Exported:
    """Write ``notes`` to ``target``; ``stamps`` gives each note's ``mod`` in UTC seconds.

    ``media_root`` is the collection's folder. The same notes, images and stamps give the same
    bytes. A caller that needs fingerprints to make the stamps calls ``compose``,
    ``stamps.next_stamps`` and ``write_package`` one after the other, and renders once.
    """
    return write_package(compose(notes, media_root, progress), target, stamps, progress)


def write_package(
    package: Package, target: Path, stamps: Mapping[NoteId, int], progress: Progress | None = None
) -> Exported:
    """Write a composed package and say what it holds."""
    write(package, target, stamps, progress)
    return Exported(
        target,
        len(package.notes),
        total_cards(package.notes),
        len(package.media),
        package.warnings,
    )
