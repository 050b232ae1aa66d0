"""Forward-mode differentiation of typed formulas: exact rules, so no step size and no cancellation.

The direction is a symbol `∂w`; evaluated over all unit directions at once it gives gradients and Jacobians.
"""

from collections.abc import Callable

from engine.maths.expression.core import (
    ONE,
    Core,
    add,
    compare,
    div,
    function,
    inverse,
    joined,
    make,
    mat,
    mul,
    neg,
    number,
    ones,
    power,
    replaced,
    total,
    transposed,
)
from engine.maths.expression.fault import UndecidedError
from engine.maths.expression.symbols import SCALAR, Shape

_FLAT = {"sign", "floor", "ceil"}


def first_derivative(name: str, u: Core) -> Core | None:
    """Give f′(u) for a named function, or None where it is 0."""
    f = function(name, u)
    match name:
        case "σ":
            return mul(f, add([ONE, neg(f)]))
        case "tanh":
            return add([ONE, neg(mul(f, f))])
        case "exp":
            return f
        case "log":
            return div(ONE, u)
        case "log2" | "log10":
            base = 2.0 if name == "log2" else 10.0
            return div(ONE, mul(function("log", number(base)), u))
        case "sqrt":
            return div(number(0.5), f)
        case "relu":
            return compare(">", u, number(0.0))
        case "abs":
            return function("sign", u)
        case "softplus":
            return function("σ", u)
        case "sin":
            return function("cos", u)
        case "cos":
            return neg(function("sin", u))
    if name in _FLAT:
        return None
    raise UndecidedError(f"no derivative of {name} is known here")


def derivative_of_function(name: str, u: Core, order: int) -> Core:
    """Give the derivative of this order of a named function at u, elementwise."""
    place = make("sym", (), SCALAR, "#", free=("#",))
    result: Core | None = function(name, place)
    for _ in range(order):
        result = Differential("#", ONE).of(result) if result is not None else None
    if result is None:
        return mul(number(0.0), u)
    value = _reshaped(result, u)
    return value if value.shape == u.shape else mul(value, ones(u.shape))


def _reshaped(core: Core, u: Core) -> Core:
    """Put u for the place holder and let every shape follow."""
    done: dict[int, Core] = {}

    def visit(node: Core) -> Core:
        if node.op == "sym" and node.data == "#":
            return u
        if not node.args:
            return node
        if id(node) not in done:
            args = tuple(visit(part) for part in node.args)
            shape: Shape = SCALAR
            for part in args:
                shape = joined(shape, part.shape)
            done[id(node)] = make(node.op, args, shape, node.data)
        return done[id(node)]

    return visit(core)


class Differential:
    """The change of formulas when one symbol moves in a direction; None stands for no change."""

    def __init__(self, name: str, direction: Core) -> None:
        self.name = name
        self.direction = direction
        self._done: dict[int, Core | None] = {}

    def of(self, node: Core) -> Core | None:
        """Give the directional derivative.

        Raises:
            UndecidedError: for an operation without a rule.
        """
        if id(node) in self._done:
            return self._done[id(node)]
        result = self._rule(node)
        if result is not None and result.shape != node.shape:
            result = mul(result, ones(node.shape))
        self._done[id(node)] = result
        return result

    def _rule(self, node: Core) -> Core | None:
        if node.op == "sym":
            return self.direction if node.data == self.name else None
        if not node.args:
            return None
        changes = [self.of(part) for part in node.args]
        if all(change is None for change in changes):
            return None
        rule = _RULES.get(node.op)
        if rule is None:
            raise UndecidedError(f"no derivative of {node.op} is known here")
        return rule(node, changes)


Changes = list[Core | None]


def _sum(node: Core, changes: Changes) -> Core:
    del node
    return add([change for change in changes if change is not None])


def _linear(node: Core, changes: Changes) -> Core | None:
    """The rule of operations that are linear in their first argument."""
    if changes[0] is None:
        return None
    return make(node.op, (changes[0], *node.args[1:]), node.shape, node.data)


def _bilinear(times: Callable[[Core, Core], Core]) -> Callable[[Core, Changes], Core | None]:
    def rule(node: Core, changes: Changes) -> Core | None:
        a, b = node.args
        da, db = changes
        terms = []
        if da is not None:
            terms.append(times(da, b))
        if db is not None:
            terms.append(times(a, db))
        return add(terms) if terms else None

    return rule


def _division(node: Core, changes: Changes) -> Core | None:
    _, b = node.args
    da, db = changes
    terms = []
    if da is not None:
        terms.append(div(da, b))
    if db is not None:
        terms.append(neg(div(mul(node, db), b)))
    return add(terms) if terms else None


def _power(node: Core, changes: Changes) -> Core | None:
    a, e = node.args
    da, de = changes
    terms = []
    if da is not None:
        if e.op == "num" and isinstance(e.data, float):
            lower = power(a, number(e.data - 1)) if e.data != 2 else a
            terms.append(mul(mul(e, lower), da))
        else:
            terms.append(mul(mul(e, power(a, add([e, number(-1.0)]))), da))
    if de is not None:
        terms.append(mul(mul(node, function("log", a)), de))
    return add(terms) if terms else None


def _function(node: Core, changes: Changes) -> Core | None:
    slope = first_derivative(str(node.data), node.args[0])
    return None if slope is None or changes[0] is None else mul(slope, changes[0])


def _inverse(node: Core, changes: Changes) -> Core | None:
    return None if changes[0] is None else neg(mat(mat(node, changes[0]), node))


def _determinant(node: Core, changes: Changes) -> Core | None:
    if changes[0] is None:
        return None
    return mul(node, make("trace", (mat(inverse(node.args[0]), changes[0]),), SCALAR))


def _softmax(node: Core, changes: Changes) -> Core | None:
    if changes[0] is None:
        return None
    moved = mul(node, changes[0])
    return add([moved, neg(mul(node, _along(moved, node.data)))])


def _along(a: Core, axis: object) -> Core:
    shape: Shape = (1, a.shape[1]) if axis == -2 else (a.shape[0], 1)
    return make("along", (a,), shape, axis)


def _logsumexp(node: Core, changes: Changes) -> Core | None:
    if changes[0] is None:
        return None
    weights = make("softmax", node.args, node.args[0].shape, node.data)
    return _along(mul(weights, changes[0]), node.data)


def _extreme(node: Core, changes: Changes) -> Core | None:
    if changes[0] is None:
        return None
    return total(mul(compare("=", node.args[0], node), changes[0]))


def _where(node: Core, changes: Changes) -> Core | None:
    condition, a, b = node.args
    parts = [
        change or mul(number(0.0), part) for change, part in zip(changes[1:], (a, b), strict=True)
    ]
    return make("where", (condition, *parts), node.shape)


def _bind(node: Core, changes: Changes) -> Core | None:
    kind, index, size = node.data  # type: ignore[misc]
    change = changes[0]
    if change is None:
        return None
    limits = node.args[1:]
    if kind in {"sum", "mean"}:
        return make("bind", (change, *limits), node.shape, node.data, binds=(index,))
    if kind in {"argmin", "argmax"}:
        return None
    body = node.args[0]
    data = ("sum", index, size)
    if kind == "prod":
        return mul(
            node, make("bind", (div(change, body), *limits), node.shape, data, binds=(index,))
        )
    picked = mul(compare("=", body, node), change)
    return make("bind", (picked, *limits), node.shape, data, binds=(index,))


def _expect(node: Core, changes: Changes) -> Core | None:
    if changes[0] is None:
        return None
    return make("expect", (changes[0],), node.shape, node.data, binds=node.data)  # type: ignore[arg-type]


def _gather(node: Core, changes: Changes) -> Core | None:
    if changes[0] is None:
        return None
    direction = node.data[0]  # type: ignore[index]
    return make("gather", (changes[0],), node.shape, node.data, binds=(direction,))


def _stack(node: Core, changes: Changes) -> Core:
    parts = [change or number(0.0) for change in changes]
    return make("stack", parts, node.shape, node.data)


def _none(node: Core, changes: Changes) -> Core | None:
    del node, changes
    return None


_RULES: dict[str, Callable[[Core, Changes], Core | None]] = {
    "add": _sum, "neg": _linear, "mul": _bilinear(mul), "mat": _bilinear(mat), "div": _division, "pow": _power,
    "T": _linear, "inv": _inverse, "fn": _function, "softmax": _softmax, "logsumexp": _logsumexp,
    "total": _linear, "along": _linear, "trace": _linear, "spread": _linear, "diagonal": _linear,
    "det": _determinant, "extreme": _extreme, "where": _where, "take": _linear, "bind": _bind,
    "expect": _expect, "gather": _gather, "stack": _stack, "cmp": _none, "flat": _linear,
}  # fmt: skip


def directional(core: Core, name: str, shape: Shape, label: str) -> tuple[Core | None, str]:
    """Differentiate in the direction of a fresh symbol of this shape; gives the formula and the symbol's name."""
    symbol = f"∂{name}{label}"
    direction = make("sym", (), shape, symbol, free=(symbol,))
    return Differential(name, direction).of(core), symbol


def partials(core: Core, name: str, shape: Shape, label: str = "") -> Core | None:
    """Give the derivative by a symbol: of a scalar in the symbol's shape, of a column as the Jacobian.

    None stands for a combination of shapes without a matrix of derivatives; shapes are those of the core.

    Raises:
        UndecidedError: for an operation without a derivative.
    """
    if shape == SCALAR:
        change = Differential(name, ONE).of(core)
        return change if change is not None else mul(number(0.0), ones(core.shape))
    if core.shape != SCALAR and not (core.shape[1] == 1 and shape[1] == 1):
        return None
    change, symbol = directional(core, name, shape, label)
    result: Shape = shape if core.shape == SCALAR else (core.shape[0], shape[0])
    if change is None:
        return mul(number(0.0), ones(result))
    mode = "gradient" if core.shape == SCALAR else "jacobian"
    return make("gather", (change,), result, (symbol, shape, mode), binds=(symbol,))


__all__ = ["Differential", "derivative_of_function", "partials", "replaced", "transposed"]
