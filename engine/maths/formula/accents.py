"""Accents over and under letters and longer things."""

import unicodedata

from engine.maths.formula.plain import in_ascii
from engine.maths.formula.symbols import CHARACTERS
from engine.maths.formula.tree import Accent, AccentMark, Symbol

HAT = AccentMark("\u0302", "^", "^", "hat")
TILDE = AccentMark("\u0303", "~", "~", "tilde")
BAR = AccentMark("\u0304", "▁", "_", "bar", stretches=True)
VECTOR = AccentMark("\u20d7", "→", ">", "arrow")
DOT = AccentMark("\u0307", "˙", ".", "dot")
DOUBLE_DOT = AccentMark("\u0308", "¨", "..", "ddot")
CHECK = AccentMark("\u030c", "ˇ", "v", "check")
BREVE = AccentMark("\u0306", "˘", "u", "breve")
ACUTE = AccentMark("\u0301", "´", "/", "acute")
GRAVE = AccentMark("\u0300", "`", "`", "grave")
RING = AccentMark("\u030a", "˚", "o", "ring")
UNDERLINE = AccentMark("\u0332", "▔", "-", "underline", stretches=True, under=True)

ACCENTS = {
    "hat": HAT,
    "widehat": HAT,
    "tilde": TILDE,
    "widetilde": TILDE,
    "bar": BAR,
    "overline": BAR,
    "vec": VECTOR,
    "overrightarrow": VECTOR,
    "dot": DOT,
    "ddot": DOUBLE_DOT,
    "check": CHECK,
    "widecheck": CHECK,
    "breve": BREVE,
    "acute": ACUTE,
    "grave": GRAVE,
    "mathring": RING,
    "underline": UNDERLINE,
    "underbar": UNDERLINE,
}
_BY_COMBINING = {mark.combining: mark for mark in ACCENTS.values()}


def accented(text: str) -> Accent | None:
    """Give the accent and letter that make up the one character `text`, such as ŷ, or None."""
    if text.isascii():
        return None
    parts = unicodedata.normalize("NFD", text)
    if len(parts) != 2 or parts[1] not in _BY_COMBINING:
        return None
    letter, mark = parts[0], parts[1]
    body = CHARACTERS.get(letter) or Symbol(letter, in_ascii(letter))
    return Accent(_BY_COMBINING[mark], body)
