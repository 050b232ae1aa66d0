"""Terminal cells: how many a text takes, and which characters may reach the terminal at all.

Columns line up only if every text is measured as a terminal draws it: East Asian wide characters take two cells,
combining marks none. Controls, escapes and direction overrides could redraw the screen, so they never come out.
"""

import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
DOTTED_CIRCLE = "\N{DOTTED CIRCLE}"

_MARKS = frozenset({"Mn", "Me"})
_WIDE = frozenset({"W", "F"})
_SPACES = frozenset("\t\n\r\v\f")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JAMO_MIDDLE_AND_FINAL = range(0x1160, 0x1200)


@lru_cache(maxsize=4096)
def _character_cells(character: str) -> int:
    if is_mark(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def is_mark(character: str) -> bool:
    """Whether `character` is drawn in the cell of the one before it."""
    return unicodedata.category(character) in _MARKS or ord(character) in _JAMO_MIDDLE_AND_FINAL


def cells(text: str) -> int:
    """Give the number of terminal cells `text` takes, 0 or more."""
    if text.isascii():
        return len(text)
    return sum(map(_character_cells, text))


@lru_cache(maxsize=4096)
def _safe(character: str) -> str:
    if character in _SPACES:
        return character
    if unicodedata.category(character) in _UNPRINTABLE:
        return REPLACEMENT
    return " " if unicodedata.category(character) == "Zs" else character


def safe(source: str) -> str:
    """Give `source` with every character that could command a terminal replaced by U+FFFD.

    Tabs and line ends stay, other spaces become plain ones. The length stays the same, so that offsets hold.
    """
    if source.isascii() and source.isprintable():
        return source
    return "".join(map(_safe, source))


def composed(text: str) -> str:
    """Give `text` in NFC, a mark without a letter set on a dotted circle."""
    if text.isascii():
        return text
    if is_mark(text[0]):
        text = DOTTED_CIRCLE + text
    return unicodedata.normalize("NFC", text)


def padded(text: str, width: int) -> str:
    """Give `text` filled with blanks on the right to `width` cells."""
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Give the lines of `text`, broken at blanks so that none is wider than `width` cells (at least 2).

    A word wider than a line is cut. Runs of blanks at a break are dropped; nothing else is.
    """
    rows: list[str] = []
    for line in text.splitlines() or [""]:
        rows.extend(_wrapped_line(line.replace("\t", " ").rstrip(), width))
    return tuple(rows)


def _wrapped_line(line: str, width: int) -> list[str]:
    rows: list[str] = []
    row: list[str] = []
    used, last_blank = 0, -1
    for character in line:
        size = _character_cells(character)
        if used + size > width:
            cut = len(row) if character == " " or last_blank < 0 else last_blank + 1
            rows.append("".join(row[:cut]).rstrip())
            row, last_blank = row[cut:], -1
            used = cells("".join(row))
            if character == " ":
                continue
        if character == " ":
            last_blank = len(row)
        row.append(character)
        used += size
    return [*rows, "".join(row)]
