"""Rows in two dimensions: boxes with gaps, and how readily a line may be broken before each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from engine.maths.formula.box import Box, beside
from engine.maths.formula.precedence import UNHALVED, takes_limits
from engine.maths.formula.spacing import Placed, meets
from engine.maths.formula.tree import Kind, Root, Script, Symbol, Tag

NEVER = 99
TAG_GAP = 4

_ANYWHERE = 20
_RANKS_A_LEVEL = 3
_MAX_LEVEL = 4
_SUMS = frozenset("+−±∓-")


class Style(IntEnum):
    """How much room a part has: a line of its own, a line shared with a fraction bar, or a script."""

    DISPLAY = 0
    TEXT = 1
    SCRIPT = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A box in a row after `gap` cells. A line may be broken before it, the more readily the smaller its `rank`.

    Outside all brackets, `relates` marks a relation and `opens` the start of another statement after a comma or a
    wide blank; `middle` is a bar that still waits to grow with its brackets.
    """

    box: Box
    gap: int = 0
    rank: int = NEVER
    relates: bool = False
    opens: bool = False
    middle: str = ""


def joined(pieces: Sequence[Piece]) -> Box:
    """Give the pieces of a row as one box."""
    return beside([(piece.gap, piece.box) for piece in pieces])


def row_gap(before: Placed, left: Box, spot: Placed, right: Box) -> int:
    """Give the blank cells between the boxes of two neighbours."""
    if isinstance(spot.node, Tag):
        return TAG_GAP
    if isinstance(before.node, Script) and before.right is Kind.OPERATOR and left.up + left.down:
        is_clear = left.line.endswith(" ") and not right.up and not right.down
        return max(spot.gap - 1, 0) if is_clear and spot.gap <= 1 else max(spot.gap, 1)
    if before.is_sign and (right.line in UNHALVED or _is_word(spot)):
        return 0
    if left.line in UNHALVED and spot.left in {Kind.ORDINARY, Kind.OPEN}:
        return int(right.line[:1].isdecimal())
    is_after_root = isinstance(before.node, Root) and left.height == 1
    needs_blank = is_after_root and spot.left not in {Kind.CLOSE, Kind.PUNCTUATION}
    if spot.gap or needs_blank or (takes_limits(before.node) and spot.left is Kind.OPEN):
        return max(spot.gap, 1)
    return int(meets(left.line, right.line, airy=before.is_airy or spot.is_airy))


def _is_word(spot: Placed) -> bool:
    base = spot.node.base if isinstance(spot.node, Script) else spot.node
    return isinstance(base, Symbol) and base.kind is Kind.OPERATOR and not base.big


def ranked(piece: Piece, before: Placed | None, spot: Placed, level: int) -> Piece:
    """Give `piece`, the first of `spot` in `level` brackets, with its part in the breaking of lines."""
    is_relation = spot.left is Kind.RELATION
    if before is None:
        return replace(piece, relates=is_relation and level == 0)
    if before.is_airy or before.is_sign or before.right is Kind.OPERATOR:
        return piece
    after_comma = before.right is Kind.PUNCTUATION and spot.left is not Kind.PUNCTUATION
    opens = level == 0 and not is_relation and (after_comma or piece.gap > 1)
    rank = 0 if opens else _rank(spot, level, after_comma=after_comma)
    return replace(piece, rank=rank, relates=is_relation and level == 0, opens=opens)


def _rank(spot: Placed, level: int, *, after_comma: bool) -> int:
    base = min(level, _MAX_LEVEL) * _RANKS_A_LEVEL
    if spot.left is Kind.RELATION:
        return base + 1
    if spot.left is Kind.BINARY:
        return base + 2 if ends_scope(spot) else base + 3
    if after_comma:
        return base + 2
    if spot.left in {Kind.PUNCTUATION, Kind.CLOSE, Kind.OPEN}:
        return NEVER
    return _ANYWHERE + level


def sign_reach(right: Sequence[Box]) -> int:
    """Give how many rows up and down a big sign must reach before boxes as tall as these; 0 for one row."""
    tall = [box.up + box.down + 1 for box in right if box.up and box.down]
    return max(tall, default=0) // 2


def ends_scope(spot: Placed) -> bool:
    """Whether what stands left of `spot`, such as ∑, does not apply to what stands right of it."""
    if spot.left is Kind.BINARY:
        return isinstance(spot.node, Symbol) and spot.node.text in _SUMS
    return spot.left in {Kind.RELATION, Kind.PUNCTUATION}
