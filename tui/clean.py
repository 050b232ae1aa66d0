"""Text of others made safe to paint.

Decks and answers may hold anything: terminal escapes, overrides of the writing direction, lone surrogates. Nothing of
that reaches the terminal; what is taken out leaves a visible sign.
"""

import re
from typing import Final

LONGEST: Final = 16_000
"""Characters of one side of a card that are shown."""

_SIGN = "\ufffd"
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_KNOWN: Final = {"\x1b": "␛", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n"}


def clean(text: str) -> str:
    """``text`` without control characters and direction overrides; line feeds stay, tabs become four spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _UNSAFE.sub(lambda found: _KNOWN.get(found[0], _SIGN), text)


def one_line(text: str) -> str:
    """``text``, clean and on one line."""
    return " ".join(clean(text).split())


def size(characters: int) -> str:
    """A length for people: ``800 characters``, ``1.0 MB``."""
    if characters < 10_000:
        return f"{characters} characters"
    if characters < 1_000_000:
        return f"{characters / 1000:.0f} kB"
    return f"{characters / 1_000_000:.1f} MB"
