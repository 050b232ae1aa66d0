"""The ASCII form of any character, for terminals and files that know nothing else."""

import unicodedata

from engine.maths.formula.alphabets import UNLOWERED, UNRAISED
from engine.maths.formula.symbols import CHARACTERS

_OTHER = {
    "\N{REPLACEMENT CHARACTER}": "?", "\N{DOTTED CIRCLE}": "o", "–": "-", "—": "--", "‘": "'", "“": '"', "”": '"',
    "„": '"', "″": "''", "‴": "'''", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3",
}  # fmt: skip


def in_ascii(text: str) -> str:
    r"""Give `text` in ASCII: signs by their ASCII form, letters without marks, the rest as `\uXXXX`."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(character: str) -> str:
    found = character if character.isascii() else _OTHER.get(character)
    if found is None and character in UNRAISED:
        found = "^" + _plain(UNRAISED[character])
    if found is None and character in UNLOWERED:
        found = "_" + _plain(UNLOWERED[character])
    if found is None and character in CHARACTERS:
        found = CHARACTERS[character].plain
    return _decomposed(character) if found is None else found


def _decomposed(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character)
    letters = "".join(part for part in parts if not unicodedata.combining(part))
    if all(
        letter.isascii() or (letter != character and letter in CHARACTERS) for letter in letters
    ):
        return "".join(map(_plain, letters))
    return character.encode("ascii", "backslashreplace").decode()
