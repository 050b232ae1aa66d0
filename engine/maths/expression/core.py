"""The form that is evaluated: few operations, each with its shape, every ambiguity settled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.maths.expression.symbols import SCALAR, Dim, Shape


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """One operation on others. `data` is what the operation needs besides: a name, a number, an axis.

    `free` holds the bound names (indices, random variables, directions) whose value it depends on.
    """

    op: str
    args: tuple["Core", ...]
    shape: Shape
    data: object = None
    free: frozenset[str] = frozenset()

    @property
    def scalar(self) -> bool:
        """Whether it is a single number."""
        return self.shape == SCALAR


def make(
    op: str,
    args: Iterable[Core],
    shape: Shape,
    data: object = None,
    *,
    binds: Iterable[str] = (),
    free: Iterable[str] = (),
) -> Core:
    """Build an operation; it is free in what its arguments are, less what it binds."""
    parts = tuple(args)
    names = frozenset(free).union(*(part.free for part in parts)) - frozenset(binds)
    return Core(op, parts, shape, data, names)


def number(value: float) -> Core:
    """A constant."""
    return Core("num", (), SCALAR, float(value))


ONE = number(1.0)
ZERO = number(0.0)


def joined(a: Shape, b: Shape) -> Shape:
    """Give the shape of an elementwise operation on shapes that are known to fit."""
    if a == SCALAR:
        return b
    if b == SCALAR:
        return a
    return (a[0] if a[0] != 1 else b[0], a[1] if a[1] != 1 else b[1])


def add(terms: list[Core]) -> Core:
    """Add terms whose shapes fit."""
    if len(terms) == 1:
        return terms[0]
    shape: Shape = SCALAR
    for term in terms:
        shape = joined(shape, term.shape)
    return make("add", terms, shape)


def neg(a: Core) -> Core:
    """Minus a term."""
    if a.op == "num" and isinstance(a.data, float):
        return number(-a.data)
    return a.args[0] if a.op == "neg" else make("neg", (a,), a.shape)


def mul(a: Core, b: Core) -> Core:
    """Multiply elementwise, or by a scalar."""
    if a.op == "num" and a.data == 1.0:
        return b
    if b.op == "num" and b.data == 1.0:
        return a
    return make("mul", (a, b), joined(a.shape, b.shape))


def div(a: Core, b: Core) -> Core:
    """Divide elementwise, or by a scalar."""
    return make("div", (a, b), joined(a.shape, b.shape))


def mat(a: Core, b: Core) -> Core:
    """Multiply as matrices."""
    if a.op == "eye":
        return b
    if b.op == "eye":
        return a
    return make("mat", (a, b), (a.shape[0], b.shape[1]))


def transposed(a: Core) -> Core:
    """Transpose; a scalar is its own. Transposes move inside products, and inside sums where that makes them fewer."""
    if a.scalar:
        return a
    match a.op:
        case "T":
            return a.args[0]
        case "mat":
            return mat(transposed(a.args[1]), transposed(a.args[0]))
        case "neg":
            return neg(transposed(a.args[0]))
        case "mul" | "div" if SCALAR in (a.args[0].shape, a.args[1].shape):
            return (mul if a.op == "mul" else div)(transposed(a.args[0]), transposed(a.args[1]))
        case "add":
            turned = [transposed(part) for part in a.args]
            if sum(map(_transposes, turned)) < sum(map(_transposes, a.args)):
                return add(turned)
    return make("T", (a,), (a.shape[1], a.shape[0]))


def _transposes(a: Core) -> int:
    return sum(part.op == "T" for part in walk(a))


def function(name: str, a: Core) -> Core:
    """Apply an elementwise function."""
    return make("fn", (a,), a.shape, name)


def total(a: Core) -> Core:
    """Add all entries."""
    return a if a.scalar else make("total", (a,), SCALAR)


def squares(a: Core) -> Core:
    """Add the squares of all entries."""
    return total(mul(a, a))


def power(a: Core, exponent: Core) -> Core:
    """Raise elementwise."""
    return make("pow", (a, exponent), joined(a.shape, exponent.shape))


def compare(sign: str, a: Core, b: Core) -> Core:
    """Give 1 where the relation holds, else 0."""
    return make("cmp", (a, b), joined(a.shape, b.shape), sign)


def inverse(a: Core) -> Core:
    """Invert a square matrix."""
    if a.op == "inv":
        return a.args[0]
    return make("inv", (a,), a.shape)


def eye(size: Dim) -> Core:
    """The identity."""
    return Core("eye", (), (size, size))


def ones(shape: Shape) -> Core:
    """A matrix of ones."""
    return Core("ones", (), shape)


def walk(core: Core) -> Iterator[Core]:
    """Give every distinct operation once, outer before inner."""
    seen: set[int] = set()
    pending = [core]
    while pending:
        here = pending.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        pending.extend(reversed(here.args))


def replaced(core: Core, name: str, new: Core) -> Core:
    """Give the formula with a symbol exchanged for another formula."""
    done: dict[int, Core] = {}

    def visit(node: Core) -> Core:
        if node.op == "sym" and node.data == name:
            return new
        if not node.args:
            return node
        known = done.get(id(node))
        if known is None:
            args = tuple(visit(part) for part in node.args)
            same = all(a is b for a, b in zip(args, node.args, strict=True))
            known = node if same else _again(node, args)
            done[id(node)] = known
        return known

    return visit(core)


def _again(node: Core, args: tuple[Core, ...]) -> Core:
    bound = frozenset[str]().union(*(part.free for part in node.args)) - node.free
    free = frozenset[str]().union(*(part.free for part in args)) - bound
    return Core(node.op, args, node.shape, node.data, free)


def shared(core: Core) -> Core:
    """Give the formula with equal parts made one, so that a part is found wherever it stands."""
    known: dict[tuple[object, ...], Core] = {}
    done: dict[int, Core] = {}

    def visit(node: Core) -> Core:
        if id(node) not in done:
            args = tuple(visit(part) for part in node.args)
            key = (node.op, str(node.data), node.shape, *(id(part) for part in args))
            fresh = Core(node.op, args, node.shape, node.data, node.free)
            done[id(node)] = known.setdefault(key, fresh)
        return done[id(node)]

    return visit(core)
