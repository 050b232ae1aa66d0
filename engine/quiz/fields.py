"""The one reader of all fences: fields, list items and bare lines, verbatim.

It is not YAML, which breaks on formulas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from engine.deck.note import Fence

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):(?=\s|$)")
_INDENT = "  "


class Mark(StrEnum):
    """What a line of a fence is."""

    FIELD = "field"
    ITEM = "item"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a fence and the lines indented under it.

    ``text`` is the rest of the line after ``name:`` or ``- ``, ends stripped; ``line`` and
    ``column`` say where it begins in the file. ``body`` holds the lines indented under it, verbatim
    and without their first two spaces, so that a program stays a program; ``entries()`` reads them
    as fields in their turn.
    """

    mark: Mark
    name: str
    text: str
    line: int
    column: int
    body: str = ""
    body_column: int = 3

    def entries(self, names: frozenset[str] | None = None) -> tuple["Entry", ...]:
        """What is indented under this line, read as ``read`` does."""
        return tuple(_entries(self.body, self.line + 1, self.body_column, names))


def read(fence: Fence, names: frozenset[str] | None = None) -> tuple[Entry, ...]:
    """The entries of a fence in their order; empty lines are none.

    Only ``names`` are taken for fields, so that any other line may hold a colon; ``None`` takes
    every ``word: …``.
    """
    return tuple(_entries(fence.body, fence.line, 1, names))


def _entries(body: str, line: int, column: int, names: frozenset[str] | None) -> Iterator[Entry]:
    lines = [text.removesuffix("\r") for text in body.split("\n")]
    index = 0
    while index < len(lines):
        head = lines[index]
        end = index + 1
        if head.strip():
            entry = _entry(head, line + index, column, names)
            if entry.mark is not Mark.BARE:
                end = _block_end(lines, end)
            under = "\n".join(text.removeprefix(_INDENT) for text in lines[index + 1 : end])
            yield Entry(
                entry.mark,
                entry.name,
                entry.text,
                entry.line,
                entry.column,
                under.rstrip(),
                column + len(_INDENT),
            )
        index = end


def _block_end(lines: list[str], start: int) -> int:
    """The index after the last line that is indented, with the empty lines between such lines."""
    end = start
    for index in range(start, len(lines)):
        if lines[index].startswith(_INDENT) and lines[index].strip():
            end = index + 1
        elif lines[index].strip():
            break
    return end


def _entry(head: str, line: int, column: int, names: frozenset[str] | None) -> Entry:
    if head.startswith("- ") or head.rstrip() == "-":
        return Entry(Mark.ITEM, "", head[2:].strip(), line, column + _lead(head, 2))
    match = _FIELD.match(head)
    if match and (names is None or match[1] in names):
        start = match.end()
        return Entry(Mark.FIELD, match[1], head[start:].strip(), line, column + _lead(head, start))
    return Entry(Mark.BARE, "", head.strip(), line, column + _lead(head, 0))


def _lead(head: str, start: int) -> int:
    """The offset of the first character of text at or after ``start``."""
    rest = head[start:]
    return start + len(rest) - len(rest.lstrip()) if rest.strip() else min(start, len(head))
