"""The blanks between neighbours, after the table in chapter 18 of The TeXbook, with one cell for any TeX space."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.maths.formula.cells import is_mark
from engine.maths.formula.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Middle,
    Node,
    Root,
    Script,
    Space,
    Stacked,
    Symbol,
    Tag,
)

_NO_OPERAND = frozenset({Kind.BINARY, Kind.RELATION, Kind.OPEN, Kind.PUNCTUATION, Kind.OPERATOR})
_NO_RIGHT_OPERAND = frozenset({Kind.RELATION, Kind.CLOSE, Kind.PUNCTUATION})
_AIRY = frozenset({Kind.BINARY, Kind.RELATION})
_OPERANDS = frozenset({Kind.ORDINARY, Kind.OPERATOR, Kind.OPEN, Kind.CLOSE, Kind.INNER})
_APPLIED = frozenset({Kind.ORDINARY, Kind.OPERATOR, Kind.INNER})
_APPLYING = frozenset({Kind.ORDINARY, Kind.CLOSE, Kind.INNER})
_FACES: dict[type[Node], tuple[Kind, Kind]] = {
    Fraction: (Kind.INNER, Kind.INNER),
    Binomial: (Kind.INNER, Kind.INNER),
    Brace: (Kind.INNER, Kind.INNER),
    Boxed: (Kind.INNER, Kind.INNER),
    Grid: (Kind.INNER, Kind.INNER),
    Fenced: (Kind.OPEN, Kind.CLOSE),
    Middle: (Kind.RELATION, Kind.RELATION),
    Tag: (Kind.INNER, Kind.INNER),
    Root: (Kind.INNER, Kind.INNER),
}
_PLAIN_FACES = (Kind.ORDINARY, Kind.ORDINARY)


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing in a row: the faces it shows to its left and right, and `gap` blank cells before it."""

    node: Node
    left: Kind
    right: Kind
    gap: int

    @property
    def is_airy(self) -> bool:
        """Whether this is a relation or a sign between two operands."""
        return self.left in _AIRY

    @property
    def is_sign(self) -> bool:
        """Whether this is a sign of one operand, as in −x."""
        node = self.node
        return self.left is Kind.ORDINARY and isinstance(node, Symbol) and node.kind is Kind.BINARY


def faces(node: Node) -> tuple[Kind, Kind]:
    """Give what `node` is to its left and to its right neighbour."""
    while isinstance(node, Script | Stacked):
        node = node.base
    if isinstance(node, Accent) and isinstance(node.body, Symbol):
        node = node.body
    if isinstance(node, Symbol):
        kind = Kind.ORDINARY if node.kind is Kind.BAR else node.kind
        return kind, kind
    is_apart = not isinstance(node, Grid) or node.layout is not Layout.STACK
    if isinstance(node, Root):
        is_apart = node.index is not None
    return _FACES.get(type(node), _PLAIN_FACES) if is_apart else _PLAIN_FACES


def placed(items: Iterable[Node], *, tight: bool, lead: Kind | None = None) -> tuple[Placed, ...]:
    """Give the things of a row with their gaps.

    A sign without a left or right operand is no binary sign: −x, but a − x. `tight` leaves the air around signs out,
    as in scripts. `lead` stands for what is left of the row.
    """
    found: list[tuple[Node, Kind, Kind, int]] = []
    before, asked = lead, 0
    for item in items:
        if isinstance(item, Space):
            asked += item.cells
            continue
        left, right = faces(item)
        if left is Kind.BINARY and (before is None or before in _NO_OPERAND):
            left = right = Kind.ORDINARY
        if found and left in _NO_RIGHT_OPERAND and found[-1][2] is Kind.BINARY:
            node, _, _, gap = found[-1]
            found[-1] = node, Kind.ORDINARY, Kind.ORDINARY, gap
        found.append((item, left, right, asked))
        before, asked = right, 0
    if found and found[-1][2] is Kind.BINARY:
        node, _, _, gap = found[-1]
        found[-1] = node, Kind.ORDINARY, Kind.ORDINARY, gap
    row: list[Placed] = []
    before = lead
    for node, left, right, asked in found:
        gap = 0 if before is None else _gap(before, left, tight=tight)
        row.append(Placed(node, left, right, max(gap, asked)))
        before = right
    return tuple(row)


def _gap(left: Kind, right: Kind, *, tight: bool) -> int:
    if left is Kind.OPERATOR and right is not Kind.RELATION:
        return int(right in _APPLIED)
    if right is Kind.OPERATOR and left in _APPLYING:
        return 1
    if tight:
        return 0
    if left in _AIRY or left is Kind.PUNCTUATION:
        return int(right in _OPERANDS or left is right is Kind.PUNCTUATION)
    if right in _AIRY:
        return int(left in _OPERANDS)
    is_apart = (left is Kind.INNER or right is Kind.INNER) and left is not Kind.OPEN
    return int(is_apart and right is not Kind.CLOSE and right is not Kind.PUNCTUATION)


def meets(left: str, right: str, *, airy: bool) -> bool:
    """Whether a word would run into its neighbour without a blank; `airy` if either is a sign such as `in`."""
    if not left or not right or not _is_letter(left, -1) or not _is_letter(right, 0):
        return False
    if airy:
        return True
    return _is_word(left[-2:]) or _is_word(right[:2])


def _is_letter(text: str, at: int) -> bool:
    if at == -1 and is_mark(text[-1]):
        text = text.rstrip("".join(filter(is_mark, text)))
    return bool(text) and text[at].isalnum() and not is_small(text[at])


def is_small(character: str) -> bool:
    """Whether `character` is a raised or lowered one."""
    return (
        "ʰ" <= character <= "˿"
        or "ᴬ" <= character <= "ᶿ"
        or "⁰" <= character <= "ₜ"
        or character in "²³¹ⱼⱽ"
    )


def _is_word(letters: str) -> bool:
    return len(letters) == 2 and letters.isalpha() and not any(map(is_small, letters))
