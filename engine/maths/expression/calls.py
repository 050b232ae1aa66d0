"""Calls of named functions: which shapes they take and what they are in simpler operations."""

from engine.maths.expression.core import (
    ONE,
    ZERO,
    Core,
    add,
    compare,
    div,
    function,
    make,
    mat,
    mul,
    neg,
    number,
    squares,
    total,
    transposed,
)
from engine.maths.expression.differentiate import derivative_of_function
from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.indexing import Indexing
from engine.maths.expression.symbols import SCALAR, Shape
from engine.maths.expression.tree import Absolute, Call, Norm

ELEMENTWISE = frozenset(
    {"σ", "relu", "softplus", "tanh", "log", "log2", "log10", "exp", "sqrt", "sign", "abs", "sin", "cos", "floor", "ceil"}
)  # fmt: skip
_PAIRS = {"max", "min", "logaddexp", "soft", "dot"}
_SQUARE = {"tr": "trace", "det": "det", "inv": "inv", "λmax": "eig", "λmin": "eig", "cond": "cond"}


class Calls(Indexing):
    """The elaborator's part for functions."""

    def call(self, node: Call) -> Core:
        """Type a call.

        Raises:
            UnreadableError: for a number or shape of arguments the function does not take.
        """
        name = node.function
        arguments = [self.core(part) for part in node.arguments]
        if name in _PAIRS and len(arguments) == 2:
            return self._pair(node, *arguments)
        if len(arguments) != 1:
            raise UnreadableError(node.at, f"{name} takes one argument, here are {len(arguments)}")
        a = arguments[0]
        if node.primes:
            return self._primed(node, a)
        if name in ELEMENTWISE:
            return function(name, a)
        if name in _SQUARE:
            return self._of_square(node, a)
        return self._structured(node, a)

    def _primed(self, node: Call, a: Core) -> Core:
        if node.function not in ELEMENTWISE or node.primes > 3:
            raise UnreadableError(node.at, f"no derivative of {node.function} is read from primes")
        return derivative_of_function(node.function, a, node.primes)

    def _pair(self, node: Call, a: Core, b: Core) -> Core:
        if node.function == "dot":
            if not self.sizes.equal_shapes(a.shape, b.shape):
                raise self.misfit(node.at, "an inner product", a.shape, b.shape)
            return total(mul(a, b))
        shape = self.fitted(node.at, node.function, a, b)
        if node.function == "logaddexp":
            # log(e^a + e^b) = b + softplus(a - b): no overflow, and a known derivative.
            return add([b, function("softplus", add([a, neg(b)]))])
        if node.function == "soft":
            shrunk = function("relu", add([function("abs", a), neg(b)]))
            return mul(function("sign", a), shrunk)
        first = compare("≥" if node.function == "max" else "≤", a, b)
        return make("where", (first, a, b), shape)

    def fitted(self, at: int, what: str, a: Core, b: Core) -> Shape:
        """Give the shape of an elementwise operation; given by the elaborator."""
        raise NotImplementedError

    def misfit(self, at: int, what: str, a: Shape, b: Shape) -> UnreadableError:
        """Build the error for two shapes that do not fit."""
        return UnreadableError(
            at, f"{what} of {self.say(a)} and {self.say(b)} does not fit", kind="shape"
        )

    def _of_square(self, node: Call, a: Core) -> Core:
        name = node.function
        if self.sizes.scalar(a.shape):
            return div(ONE, a) if name == "inv" else ONE if name == "cond" else a
        if name != "cond":
            self.square(node.at, name, a)
        if name in {"λmax", "λmin"}:
            return make("eig", (a,), SCALAR, -1 if name == "λmax" else 0)
        if name == "inv":
            return make("inv", (a,), self.sizes.shape(a.shape))
        return make(_SQUARE[name], (a,), SCALAR)

    def square(self, at: int, what: str, a: Core) -> None:
        """Insist on a square matrix."""
        if not self.sizes.equal(*a.shape):
            raise UnreadableError(
                at,
                f"{what} needs a square matrix, {self.say(a.shape)} is not square",
                kind="shape",
            )

    def _structured(self, node: Call, a: Core) -> Core:
        shape = self.sizes.shape(a.shape)
        match node.function:
            case "sum":
                return total(a)
            case "mean":
                return self._mean(a, shape)
            case "max" | "min":
                return a if shape == SCALAR else make("extreme", (a,), SCALAR, node.function)
            case "norm":
                return function("sqrt", squares(a))
            case "transpose":
                return transposed(a)
            case "pinv":
                return make("pinv", (a,), (shape[1], shape[0]))
            case "diag":
                return self._diagonal(node, a, shape)
            case "softmax" | "logsumexp":
                return self._softmax(node, a, shape)
        raise UnreadableError(node.at, f"{node.function} is not read with one argument")

    def _mean(self, a: Core, shape: Shape) -> Core:
        count = make("size", (), SCALAR, shape)
        return a if shape == SCALAR else div(total(a), count)

    def _diagonal(self, node: Call, a: Core, shape: Shape) -> Core:
        if shape == SCALAR:
            return a
        if 1 in shape:
            column = a if shape[1] == 1 else transposed(a)
            size = column.shape[0]
            return make("spread", (column,), (size, size))
        self.square(node.at, "diag", a)
        return make("diagonal", (a,), (self.sizes.resolve(shape[0]), 1))

    def _softmax(self, node: Call, a: Core, shape: Shape) -> Core:
        if shape == SCALAR:
            return ONE if node.function == "softmax" else a
        axis = -2 if shape[1] == 1 else -1
        if node.function == "softmax":
            return make("softmax", (a,), shape, axis)
        return make("logsumexp", (a,), (1 if axis == -2 else shape[0], 1), axis)

    def norm(self, node: Norm, *, squared: bool = False) -> Core:
        """Type a norm, or its square without the root (so that it has a derivative at 0)."""
        a = self.core(node.body)
        shape = self.sizes.shape(a.shape)
        if node.order == "2" and 1 not in shape:
            self.note("‖·‖ of a matrix is read as the Frobenius norm")
        if node.order in {"2", "F"}:
            return squares(a) if squared else function("sqrt", squares(a))
        size = function("abs", a)
        if node.order == "1":
            return total(size)
        return size if shape == SCALAR else make("extreme", (size,), SCALAR, "max")

    def absolute(self, node: Absolute) -> Core:
        """Type bars: an absolute value, or the determinant of a square matrix."""
        a = self.core(node.body)
        shape = self.sizes.shape(a.shape)
        if 1 not in shape and shape[0] == shape[1]:
            self.note("bars around a square matrix are read as its determinant")
            return make("det", (a,), SCALAR)
        return function("abs", a)

    def covariance(self, a: Core, b: Core, names: tuple[str, ...]) -> Core:
        """Give E[(a - E a)(b - E b)ᵀ]."""
        first = add([a, neg(self.expected(a, names))])
        second = first if a is b else add([b, neg(self.expected(b, names))])
        if self.sizes.scalar(a.shape) and self.sizes.scalar(b.shape):
            return self.expected(mul(first, second), names)
        return self.expected(mat(first, transposed(second)), names)

    def expected(self, a: Core, names: tuple[str, ...]) -> Core:
        """Give the mean over random variables."""
        bound = tuple(name for name in names if name in a.free)
        return make("expect", (a,), a.shape, bound, binds=bound) if bound else a


def constant(value: float) -> Core:
    """A number, the shared zero for 0."""
    return number(value) if value else ZERO
