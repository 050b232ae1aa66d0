"""Our ids, deck names and tags as Anki wants them: the same on every machine, in every export."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from enum import StrEnum
from hashlib import blake2b
from typing import Final

from engine.deck.note import NoteId

FALLBACK_DECK: Final = "Redrill"
_NOTE_IDS: Final = (1_600_000_000_000, 1 << 36)
"""Ids of notes and cards: Anki reads one as the millisecond of creation; all lie in the past."""
_DECK_IDS: Final = (1 << 40, 1 << 40)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


class Family(StrEnum):
    """The note type a note is exported with. Anki never moves a note to another type on import."""

    PLAIN = "plain"
    CLOZE = "cloze"


def guid(note: NoteId, family: Family) -> str:
    """The key by which Anki finds a note again: our id, and the type where it is not the plain one.

    A note that becomes a cloze note (or stops being one) must be a new note for Anki, which refuses
    to change a note's type.
    """
    return note if family is Family.PLAIN else f"{note}.{family}"


def number(text: str, taken: Collection[int], *, deck: bool = False) -> int:
    """A positive integer id that ``text`` hashes to, the next free one if it is ``taken``."""
    start, size = _DECK_IDS if deck else _NOTE_IDS
    offset = int.from_bytes(blake2b(_bytes(text), digest_size=8).digest()) % size
    while start + offset in taken:
        offset = (offset + 1) % size
    return start + offset


def deck_name(name: str) -> str:
    """A full deck name that Anki leaves as it is: no empty part, control character or quote.

    Two colons nest; what stays of a longer run becomes a full-width colon, which nests nothing.
    """
    parts = []
    for part in unicodedata.normalize("NFC", clean(name, " ")).split("::"):
        text = _SPACE.sub(" ", part.replace('"', "'")).strip()
        text = re.sub(r"^:+|:+$", lambda run: "\N{FULLWIDTH COLON}" * len(run[0]), text)
        if text:
            parts.append(text)
    return "::".join(parts) or FALLBACK_DECK


def tag_names(tags: Iterable[str], week: int | None = None) -> tuple[str, ...]:
    """Tags without spaces, quotes and empty parts, sorted, each once; the week is ``week::N``."""
    wanted = [*tags, *([f"week::{week}"] if week is not None else [])]
    found: dict[str, str] = {}
    for tag in wanted:
        text = unicodedata.normalize("NFC", clean(tag, " ")).strip().replace('"', "'")
        parts = (part for part in re.split(":{2,}", _SPACE.sub("_", text)) if part)
        name = "::".join(parts)
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(sorted(found.values()))


def clean(text: str, instead: str = "") -> str:
    """``text`` without control characters, line feeds and tabs among them, and surrogates."""
    return _CONTROL.sub(instead, text)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
