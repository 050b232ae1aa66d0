"""The tree of an expression as it was typed. Positions are kept for messages and ignored when trees are compared."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cache


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression; `at` is where it begins in the text."""

    at: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number without sign, as typed: `2`, `0.5`."""

    text: str

    @property
    def value(self) -> Fraction:
        """The exact value."""
        return Fraction(self.text)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A declared symbol, a dimension, an index or a constant, in canonical spelling."""

    name: str


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """A named thing with indices: `y_i`, `x_i` (a row of X), `W_{jk}`."""

    base: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Two or more terms; a subtracted one is a `Negative`."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """Minus something."""

    body: Node


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors side by side: scaling and matrix product, in this order."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Hadamard(Node):
    """The elementwise product."""

    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """One thing over another."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Power(Node):
    """A base with an exponent other than T, -1 and +."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Postfix(Node):
    """A transpose (`T`), an inverse (`-1`) or a pseudo-inverse (`+`)."""

    body: Node
    mark: str


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A named function of its arguments; `primes` counts derivatives: σ′ has one."""

    function: str
    arguments: tuple[Node, ...]
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Norm(Node):
    """A norm; `order` is `2`, `1`, `F` or `∞`."""

    body: Node
    order: str = "2"


@dataclass(frozen=True, slots=True)
class Absolute(Node):
    """Absolute value of a number or, elementwise, a vector; the determinant of a square matrix."""

    body: Node


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """Sides joined by relations: `a = b`, `a = b = c`, `z > 0`."""

    signs: tuple[str, ...]
    sides: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Bind(Node):
    """A sum, product, mean, max, min, argmin or argmax over an index."""

    kind: str
    index: str
    start: Node | None
    stop: Node | None
    condition: Node | None
    body: Node


@dataclass(frozen=True, slots=True)
class Indicator(Node):
    """1 where the relation holds, else 0; elementwise."""

    relation: Node


@dataclass(frozen=True, slots=True)
class Expectation(Node):
    """E, Var or Cov over the random variables named in `over`, or all of them."""

    kind: str
    arguments: tuple[Node, ...]
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """The derivative of `body` with respect to a symbol or one of its entries; `again` for the second one."""

    variable: Node
    body: Node


@dataclass(frozen=True, slots=True)
class Identity(Node):
    """The identity matrix; its size follows from where it stands unless said."""

    size: str | None = None


@dataclass(frozen=True, slots=True)
class Ones(Node):
    """The column of ones."""

    size: str | None = None


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """A matrix written out, row by row."""

    rows: tuple[tuple[Node, ...], ...]


@cache
def _parts(kind: type[Node]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name != "at")


def children(node: Node) -> Iterator[Node]:
    """Give what stands directly under a node, from left to right."""
    for name in _parts(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Node):
                    yield item
                elif isinstance(item, tuple):
                    yield from item


def rebuilt(node: Node, parts: list[Node]) -> Node:
    """Give the same node over other children, as many as it has."""
    rest = iter(parts)
    changes: dict[str, object] = {}
    for name in _parts(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            changes[name] = next(rest)
        elif isinstance(value, tuple) and value and isinstance(value[0], Node):
            changes[name] = tuple(next(rest) for _ in value)
        elif isinstance(value, tuple) and value and isinstance(value[0], tuple):
            changes[name] = tuple(tuple(next(rest) for _ in row) for row in value)
    return replace(node, **changes) if changes else node  # type: ignore[arg-type]


def walk(node: Node) -> Iterator[Node]:
    """Give a node and everything under it, outer before inner."""
    pending = [node]
    while pending:
        here = pending.pop()
        yield here
        pending.extend(reversed(list(children(here))))


def names_in(node: Node) -> frozenset[str]:
    """Give every name that occurs, indices included."""
    return frozenset(part.name for part in walk(node) if isinstance(part, Name))


def substituted(node: Node, old: Node, new: Node) -> Node:
    """Give the tree with one node, found by identity, exchanged."""
    if node is old:
        return new
    parts = list(children(node))
    fresh = [substituted(part, old, new) for part in parts]
    if all(a is b for a, b in zip(parts, fresh, strict=True)):
        return node
    return rebuilt(node, fresh)


def total(terms: list[Node], at: int = 0) -> Node:
    """Add terms, sums inside flattened; nothing is 0."""
    flat: list[Node] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Sum) else (term,))
    if not flat:
        return Number("0", at=at)
    return flat[0] if len(flat) == 1 else Sum(tuple(flat), at=at)


def times(factors: list[Node], at: int = 0) -> Node:
    """Multiply factors in order, products inside flattened; nothing is 1."""
    flat: list[Node] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Product) else (factor,))
    if not flat:
        return Number("1", at=at)
    return flat[0] if len(flat) == 1 else Product(tuple(flat), at=at)


def negated(node: Node) -> Node:
    """Give minus a node, two minus signs cancelling."""
    return node.body if isinstance(node, Negative) else Negative(node, at=node.at)
