"""Rows that are too wide, broken into lines: between statements, at relations, at + and −, last inside brackets."""

from collections.abc import Sequence
from dataclasses import replace

from engine.maths.formula.box import Box, paste, text_box
from engine.maths.formula.pieces import NEVER, Piece, joined

_INDENT = 4
_AFTER_RELATION = 2
_SHORT = 1 / 3  # of the room: a line shorter than this looks torn off
_TORN = 8.0


def broken(rows: Sequence[Sequence[Piece]], width: int) -> Box | None:
    """Give each of `rows` on lines of at most `width` cells, or None if that cannot be.

    Further lines of a statement start under its first relation, or a little to the right of it if they do not begin
    with one; where that leaves too little room, at the left.
    """
    return _broken(rows, width, width // 3) or _broken(rows, width, 0)


def _broken(rows: Sequence[Sequence[Piece]], width: int, farthest: int) -> Box | None:
    lines: list[tuple[int, Box]] = []
    indent = 0
    for pieces in rows:
        start = 0
        while start < len(pieces):
            left, indent = _left(pieces, start, indent, farthest)
            end = _line_end(pieces, start, width - left)
            if end is None:
                return None
            first = replace(pieces[start], gap=0)
            lines.append((left, joined([first, *pieces[start + 1 : end]])))
            start = end
    return _under_one_another(lines)


def _left(pieces: Sequence[Piece], start: int, indent: int, farthest: int) -> tuple[int, int]:
    """Give where the line from `start` begins, and where further lines of its statement do."""
    if pieces[start].relates:
        return indent, indent
    if start == 0 or pieces[start].opens:
        return 0, _indent(pieces[start:], farthest)
    return indent + _AFTER_RELATION * bool(farthest), indent


def _indent(pieces: Sequence[Piece], farthest: int) -> int:
    at = pieces[0].box.width
    for piece in pieces[1:]:
        if piece.opens or at > farthest:
            break
        if piece.relates:
            return at + piece.gap
        at += piece.gap + piece.box.width
    return min(_INDENT, farthest)


def _line_end(pieces: Sequence[Piece], start: int, room: int) -> int | None:
    used, best, end = pieces[start].box.width, float("inf"), None
    for at in range(start + 1, len(pieces)):
        if used > room:
            return end
        rank = pieces[at].rank
        if rank < NEVER:
            filled = used / room
            cost = rank + (1 - filled) / 2 + _TORN * max(0.0, 1 - filled / _SHORT) * (rank > 0)
            if cost <= best:
                best, end = cost, at
        used += pieces[at].gap + pieces[at].box.width
    return len(pieces) if used <= room else end


def _under_one_another(lines: Sequence[tuple[int, Box]]) -> Box:
    parts: list[tuple[int, int, Box]] = []
    row = 0
    for number, (left, box) in enumerate(lines):
        if number:
            row += 1 + int(box.height > 1 or lines[number - 1][1].height > 1)
        row += box.baseline
        parts.append((row, left, box))
        row += box.below
    return paste(parts) if parts else text_box("")
