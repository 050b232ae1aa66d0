"""Rules for what a note points at: images, its own id, the notes that come before it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from engine.deck.note import Note, NoteId
from engine.lint.subject import Subject
from engine.lint.text import read


def missing_images(subject: Subject, root: Path) -> Iterator[str]:
    """Images that are not there, or lie outside the collection, the folder that holds ``root``."""
    options = (image for each in subject.note.options for image in read(each.text).images)
    for image in dict.fromkeys((*subject.prompt.images, *subject.answer.images, *options)):
        fault = _fault(image, root / subject.note.file, root.resolve().parent)
        if fault:
            yield f"the image {image!r} {fault}"


def _fault(image: str, deck: Path, collection: Path) -> str:
    """What is wrong with the address of an image in a deck file.

    Nothing for addresses of the web.
    """
    try:
        address = urlsplit(image)
        if address.scheme or address.netloc:
            return ""
        path = (deck.parent / unquote(address.path)).resolve()
        if not path.is_relative_to(collection):
            return "lies outside the collection: copy it beside the deck"
        return "" if path.is_file() else "is not there"
    except (ValueError, OSError):
        return "has no usable address"


def duplicate_ids(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """One id on notes of two files: their histories cannot be told apart."""
    first: dict[str, Note] = {}
    for subject in subjects:
        note = subject.note
        other = first.setdefault(note.id, note)
        if other.file == note.file:
            continue  # the deck's reader has said so
        place = f"{other.file}:{other.line}"
        message = f"the id {note.id} is also that of {place}: "
        message += (
            "remove it from the comment line of one of them"
            if note.stamped
            else "the two notes say the same, remove one of them"
        )
        yield subject, message


def dangling_after(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """Prerequisites that no note has."""
    ids = {str(subject.note.id) for subject in subjects}
    for subject in subjects:
        for before in subject.note.after:
            if before not in ids:
                yield subject, f"after: {before} names no note: correct the id or remove it"


def cycles(subjects: Sequence[Subject]) -> Iterator[tuple[Subject, str]]:
    """Prerequisites that wait for one another for ever; each cycle once in each of its files."""
    by_id = {subject.note.id: subject for subject in subjects}
    after = {
        note_id: tuple(NoteId(before) for before in subject.note.after if before in by_id)
        for note_id, subject in by_id.items()
    }
    for cycle in _cycles(after):
        path = " after ".join((*cycle, cycle[0]))
        waiting = sorted((by_id[note_id] for note_id in cycle), key=_place)
        for first in {subject.note.file: subject for subject in reversed(waiting)}.values():
            yield first, f"these notes wait for one another: {path}"


def _place(subject: Subject) -> tuple[str, int]:
    return subject.note.file, subject.note.line


def _cycles(after: dict[NoteId, tuple[NoteId, ...]]) -> Iterator[tuple[NoteId, ...]]:
    """Each cycle that a depth-first walk closes, once.

    Without recursion, however long the chain.
    """
    done: set[NoteId] = set()
    for start, before in after.items():
        if start in done:
            continue
        path, rests = {start: None}, [iter(before)]
        while path:
            following = next(rests[-1], None)
            if following is None:
                done.add(path.popitem()[0])
                rests.pop()
            elif following in path:
                nodes = tuple(path)
                yield nodes[nodes.index(following) :]
            elif following not in done:
                path[following] = None
                rests.append(iter(after[following]))
