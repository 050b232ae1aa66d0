"""The tree of a formula: what LaTeX means, before anybody decides where it stands."""

from dataclasses import dataclass
from enum import Enum, IntEnum, auto


class Kind(IntEnum):
    """What a thing is to its neighbours; the blanks around it follow from this (The TeXbook, chapter 18)."""

    ORDINARY = auto()
    OPERATOR = auto()
    BINARY = auto()
    RELATION = auto()
    OPEN = auto()
    CLOSE = auto()
    BAR = auto()
    PUNCTUATION = auto()
    INNER = auto()


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a formula."""


@dataclass(frozen=True, slots=True)
class Symbol(Node):
    """A letter, number, word or sign: `text` in Unicode, `plain` in ASCII.

    `big` signs (∑) grow with what follows; `limits` says that scripts stand under and over it in a display.
    """

    text: str
    plain: str
    kind: Kind = Kind.ORDINARY
    big: bool = False
    limits: bool = False

    def shown(self, *, plain: bool) -> str:
        """Give the text to print."""
        return self.plain if plain else self.text


@dataclass(frozen=True, slots=True)
class Space(Node):
    """A blank the author asked for, in cells."""

    cells: int


@dataclass(frozen=True, slots=True)
class Row(Node):
    """Things side by side."""

    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Script(Node):
    """A base with what stands below and above it; `stacked` overrides where the base would have put them."""

    base: Node
    below: Node | None = None
    above: Node | None = None
    primes: int = 0
    stacked: bool | None = None


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    r"""A quotient; a `small` one (`\tfrac`) may use ½ and its like in a display."""

    top: Node
    bottom: Node
    small: bool = False


@dataclass(frozen=True, slots=True)
class Binomial(Node):
    """`top` choose `bottom`."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Root(Node):
    """A root, square when there is no index."""

    body: Node
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class Fenced(Node):
    """Something between brackets, which grow with it; an empty mark is no bracket."""

    left: str
    body: Row
    right: str


@dataclass(frozen=True, slots=True)
class Middle(Node):
    """A bar inside brackets that grows with them."""

    mark: str


class Layout(Enum):
    """What the rows of a grid are to each other."""

    MATRIX = auto()
    CASES = auto()
    ALIGNED = auto()
    STACK = auto()


@dataclass(frozen=True, slots=True)
class Grid(Node):
    """Rows of cells; `columns` aligns them by `l`, `c`, `r`, with `|` for a line between; the last repeats."""

    rows: tuple[tuple[Row, ...], ...]
    layout: Layout
    columns: str = "c"
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class AccentMark:
    """An accent: its combining character, the sign drawn over something wide, and its name."""

    combining: str
    wide: str
    plain: str
    name: str
    stretches: bool = False
    under: bool = False


@dataclass(frozen=True, slots=True)
class Accent(Node):
    """Something under (or over) an accent."""

    mark: AccentMark
    body: Node


@dataclass(frozen=True, slots=True)
class Brace(Node):
    """Something with a lying brace over or under it; a script of it is its label."""

    body: Node
    over: bool


@dataclass(frozen=True, slots=True)
class Stacked(Node):
    """A sign with small things over and under it; an `arrow` grows with them."""

    base: Node
    above: Node | None = None
    below: Node | None = None
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Boxed(Node):
    """Something in a frame."""

    body: Node


@dataclass(frozen=True, slots=True)
class Tag(Node):
    """The number of an equation."""

    text: str


def alone(node: Node) -> Node:
    """Give the only thing in `node` if it is a row of one."""
    return node.items[0] if isinstance(node, Row) and len(node.items) == 1 else node


def has_fraction(node: Node) -> bool:
    """Whether a fraction stands in `node`, outside grids."""
    match node:
        case Fraction():
            return True
        case Row():
            return any(map(has_fraction, node.items))
        case Script():
            parts = (node.base, node.below, node.above)
            return any(part is not None and has_fraction(part) for part in parts)
        case Fenced() | Accent() | Root() | Boxed() | Brace():
            return has_fraction(node.body)
        case _:
            return False
