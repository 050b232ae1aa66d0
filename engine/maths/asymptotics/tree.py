"""A bound as it was typed: the tree that is printed back and that growth is read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A constant, such as the 2 of `n/2`."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Euler:
    """The base of natural logarithms."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A declared variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms, each with whether it is added (true) or taken away."""

    terms: tuple[tuple[bool, "Tree"], ...]


@dataclass(frozen=True, slots=True)
class Product:
    """Factors, in the order typed."""

    factors: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """One part over another."""

    top: "Tree"
    bottom: "Tree"


@dataclass(frozen=True, slots=True)
class Power:
    """A base to an exponent; roots are powers of 1/k."""

    base: "Tree"
    exponent: "Tree"


@dataclass(frozen=True, slots=True)
class Logarithm:
    """`name` is log, lg or ln as typed; `base` is what stood below it."""

    name: str
    of: "Tree"
    base: "Tree | None" = None


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest (`max`) or smallest (`min`) of several."""

    name: str
    of: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Factorial:
    """`n!`."""

    of: "Tree"


Tree = Number | Euler | Symbol | Sum | Product | Quotient | Power | Logarithm | Extreme | Factorial


class Notation(StrEnum):
    """The symbol around a bound; a missing one is read as `BARE`."""

    BARE = ""
    O = "O"  # noqa: E741 - it is the name of the thing
    THETA = "Θ"
    OMEGA = "Ω"
    SMALL_O = "o"
    SMALL_OMEGA = "ω"


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound in its notation, over the variables declared for it, in their order."""

    notation: Notation
    tree: Tree
    variables: tuple[str, ...]


def parts(tree: Tree) -> Iterator[Tree]:
    """Give the trees directly inside `tree`."""
    match tree:
        case Sum(terms):
            yield from (term for _, term in terms)
        case Product(inner) | Extreme(_, inner):
            yield from inner
        case Quotient(left, right) | Power(left, right):
            yield from (left, right)
        case Logarithm(_, of, base):
            yield of
            if base is not None:
                yield base
        case Factorial(of):
            yield of


def symbols(tree: Tree) -> frozenset[str]:
    """Give the names of the variables in `tree`."""
    if isinstance(tree, Symbol):
        return frozenset({tree.name})
    return frozenset[str]().union(*(symbols(part) for part in parts(tree)))
