"""What a note says, wherever it stands and however it is set: what its identity is built on."""

import re
import unicodedata
from hashlib import blake2b
from typing import Final

from engine.deck.note import NoteId

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32, without the look-alikes i, l, o and u."""

_FIRST: Final = ALPHABET[16:]
_LENGTH: Final = 8
_ID = re.compile(rf"[{_FIRST}][{ALPHABET}]{{{_LENGTH - 1}}}")


def normalised(text: str) -> str:
    """Give text as identity sees it: composed (NFC), every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def content_hash(prompt: str, body: str) -> str:
    """Give the BLAKE2b digest (128 bits, hexadecimal) of a heading and all that stands under it."""
    content = f"{normalised(prompt)}\n{normalised(body)}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def derived_id(content_hash: str, occurrence: int = 0) -> NoteId:
    """Give the id of an unstamped note.

    It is cut from the content hash. ``occurrence`` counts notes of the same content in one file,
    from 0.
    """
    digest = content_hash
    if occurrence:
        digest = blake2b(f"{content_hash}:{occurrence}".encode(), digest_size=16).hexdigest()
    bits = int(digest[:16], 16)
    letters = [_FIRST[bits & 15]]
    bits >>= 4
    for _ in range(_LENGTH - 1):
        letters.append(ALPHABET[bits & 31])
        bits >>= 5
    return NoteId("".join(letters))


def is_id(text: str) -> bool:
    """Say whether a text has the shape of a note's id."""
    return _ID.fullmatch(text) is not None
