"""When Anki takes a note for changed: the second in which what we export of it last changed.

Anki compares ``mod`` alone: with an equal one it keeps the old text of an edited note, with a
greater one it takes ours. Nothing is stored here: the caller keeps the map that ``next_stamps``
gives and passes it to the next one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from engine.anki.names import Family, guid
from engine.deck.note import NoteId


class Stamp(NamedTuple):
    """The fingerprint of what was exported, and the UTC second in which it last changed."""

    fingerprint: str
    mod: int


def fingerprint(
    family: Family, deck: str, ordinals: Iterable[int], content: Iterable[Iterable[str]]
) -> str:
    """``family:deck:ordinals:content``: equal when Anki is told the same.

    Deck and content (fields, tags, digests of images) are BLAKE2; the rest is for ``consequences``.
    """
    digests = (_digest((deck,)), _digest(chain.from_iterable((*part, "\x1e") for part in content)))
    return f"{family}:{digests[0]}:{','.join(map(str, ordinals))}:{digests[1]}"


def next_stamps(
    previous: Mapping[NoteId, tuple[str, int]], fingerprints: Mapping[NoteId, str], now: int
) -> dict[NoteId, Stamp]:
    """``previous``, with every note that is new or changed stamped ``now``, a UTC second.

    A stamp never falls and never repeats for one note, even when the clock is set back. Notes that
    are not exported this time keep theirs. What differs from ``previous`` has to be stored.
    """
    stamps = {note: Stamp(*stamp) for note, stamp in previous.items()}
    for note, print_ in fingerprints.items():
        last = stamps.get(note)
        if last is None:
            stamps[note] = Stamp(print_, now)
        elif last.fingerprint != print_:
            stamps[note] = Stamp(print_, max(now, last.mod + 1))
    return stamps


def consequences(
    previous: Mapping[NoteId, tuple[str, int]], fingerprints: Mapping[NoteId, str]
) -> tuple[str, ...]:
    """What Anki will not do on import and the user has to, in sentences."""
    said: list[str] = []
    for note, print_ in fingerprints.items():
        if note not in previous or previous[note][0] == print_:
            continue
        said += _consequences(note, previous[note][0].split(":"), print_.split(":"))
    return tuple(said)


def _consequences(note: NoteId, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    if old[0] != new[0]:
        yield (
            f"{note} became another type of note: for Anki it is a new one, its history there "
            f"starts anew; delete the old one in Anki (its GUID is {guid(note, Family(old[0]))})"
        )
        return
    if old[1] != new[1]:
        yield (
            f"{note} moved to another deck: Anki updates its text but leaves its cards in the "
            "old deck; move them there by hand"
        )
    if not set(old[2].split(",")) <= set(new[2].split(",")):
        yield f"{note} has fewer cards now: in Anki, Tools > Empty Cards deletes the others"


def _digest(parts: Iterable[str]) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()
