"""What brackets and blanks a formula needs on one line so that it is not read as another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from engine.maths.formula.spacing import Placed, is_small, meets, placed
from engine.maths.formula.tree import Accent, Fenced, Kind, Node, Row, Script, Symbol, Tag

HALVES = {("1", "2"): "½", ("1", "4"): "¼", ("3", "4"): "¾", ("1", "3"): "⅓", ("2", "3"): "⅔"}
UNHALVED = {half: "/".join(parts) for parts, half in HALVES.items()}

_FACTORS = frozenset({Kind.ORDINARY, Kind.OPEN, Kind.CLOSE, Kind.INNER, Kind.OPERATOR})
_JOINED = frozenset({Kind.ORDINARY, Kind.OPEN, Kind.INNER})
_WIDE_BLANK = 2


class Level(IntEnum):
    """How loosely the parts of a line hold together; more than its place bears needs brackets."""

    ATOM = 0
    PRODUCT = 1
    APPLIED = 2
    QUOTIENT = 3
    SUM = 4
    RELATION = 5
    LIST = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A text; `trails` is the sign of the script or root it ends in, which a next letter must not join."""

    text: str
    level: Level = Level.ATOM
    trails: str = ""

    def within(self, level: Level) -> str:
        """Give the text, in brackets if it holds more loosely than `level`."""
        return self.text if self.level <= level else f"({self.text})"

    @property
    def is_simple(self) -> bool:
        """Whether this can follow `^` or `_` without brackets."""
        if self.level is not Level.ATOM or any(map(is_small, self.text)):
            return False
        return self.text.isalnum() or len(self.text) == 1


def row_level(spots: Sequence[Placed], lines: Sequence[Line]) -> Level:
    """Give how loosely a row holds together."""
    if len(spots) == 1:
        return lines[0].level
    kinds = {spot.left for spot in spots}
    levels = {line.level for line in lines}
    has_slash = any(line.text == "/" for line in lines)
    loosest_first = (
        (Level.LIST, Kind.PUNCTUATION in kinds),
        (Level.RELATION, Kind.RELATION in kinds),
        (Level.SUM, Kind.BINARY in kinds or any(spot.is_sign for spot in spots)),
        (Level.QUOTIENT, Level.QUOTIENT in levels or has_slash),
        (Level.SUM, any(level > Level.QUOTIENT for level in levels)),
        (Level.ATOM, not spots or _is_call(spots)),
        (Level.APPLIED, Kind.OPERATOR in kinds),
    )
    return next((level for level, holds in loosest_first if holds), Level.PRODUCT)


def _is_call(spots: Sequence[Placed]) -> bool:
    """Whether this is f(x): a word before brackets, or a letter before brackets with nothing to work out in them."""
    if len(spots) != 2 or not isinstance(spots[1].node, Fenced):
        return False
    name, inside = spots[0], placed(spots[1].node.body.items, tight=False)
    if name.left is Kind.OPERATOR:
        return not takes_limits(name.node)
    is_letter = name.right is Kind.ORDINARY and not is_number(name.node)
    is_plain = all(isinstance(spot.node, Symbol | Script | Accent) for spot in inside)
    return is_letter and is_plain and all(spot.left is not Kind.BINARY for spot in inside)


def is_number(node: Node) -> bool:
    """Whether `node` is written in digits."""
    return isinstance(node, Symbol) and node.text[-1:].isdecimal()


def is_multiplied(spots: Sequence[Placed], lines: Sequence[Line], at: int) -> bool:
    """Whether the quotient at `at` has a factor beside it, so that it needs brackets."""
    if lines[at].level is not Level.QUOTIENT:
        return False
    if at and not lines[at - 1].text.endswith(" "):
        left = spots[at - 1]
        is_factor = left.right in _FACTORS and not left.is_sign and not _is_sum(left.node)
        if is_factor and spots[at].gap < _WIDE_BLANK:
            return True
    if at + 1 == len(spots) or lines[at + 1].text.startswith(" "):
        return False
    right = spots[at + 1]
    return right.left in _FACTORS and right.gap < _WIDE_BLANK and not isinstance(right.node, Tag)


def line_gap(left: Placed, before: Line, spot: Placed, shown: Line) -> int:
    """Give the blanks between the texts of two neighbours."""
    is_function = left.right is Kind.OPERATOR and not takes_limits(left.node)
    if left.is_sign or (is_function and shown.text.startswith("(")):
        return 0
    if isinstance(spot.node, Tag):
        return max(spot.gap, _WIDE_BLANK)
    gap = spot.gap
    if before.text in UNHALVED and spot.left in _JOINED and not shown.text[:1].isdecimal():
        gap = 0
    if gap or (takes_limits(left.node) and spot.left is Kind.OPEN):
        return max(gap, 1)
    if before.trails and spot.left in _JOINED:
        return int(spot.left is not Kind.OPEN or before.trails != "_")
    return int(meets(before.text, shown.text, airy=left.is_airy or spot.is_airy))


def takes_limits(node: Node) -> bool:
    """Whether `node` is a big sign, or a word with its limits."""
    return _is_sum(node) or (isinstance(node, Script) and is_limited(node.base))


def _is_sum(node: Node) -> bool:
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Symbol) and base.big


def is_limited(node: Node) -> bool:
    """Whether the scripts of `node` are its limits."""
    return isinstance(node, Symbol) and (node.big or node.limits)


def is_differential(node: Node, *, alone: bool) -> bool:
    """Whether `node` is ∂ or d with one thing, or, unless `alone`, ∂ or d itself."""
    items = node.items if isinstance(node, Row) else (node,)
    first = items[0] if items else node
    if isinstance(first, Script) and first.below is None:
        first = first.base
    if not isinstance(first, Symbol) or first.text not in {"∂", "d"}:
        return False
    return len(items) == 2 if alone else len(items) <= 2


def is_lettered(node: Node, text: str) -> bool:
    """Whether `node`, written as `text`, is a single letter or number, perhaps with a small index."""
    base = node.base if isinstance(node, Script) and node.above is None else node
    letter = base.body if isinstance(base, Accent) else base
    return isinstance(letter, Symbol) and not any(character in "_^(" for character in text)
