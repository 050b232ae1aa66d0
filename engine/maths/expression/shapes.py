"""Typing: tree → core. Every shape is inferred in the card's letters, and every shorthand is settled or refused.

Vectors are columns. Shorthands of the field that are read, and noted: elementwise functions, powers, quotients and
products of vectors (`p(1-p)`), a number added to every entry, a bias added to every row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.maths.expression.bounds import MAX_CORE_DEPTH, MAX_CORE_NODES
from engine.maths.expression.calls import Calls
from engine.maths.expression.core import (
    ONE,
    Core,
    compare,
    div,
    eye,
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
    transposed,
    walk,
)
from engine.maths.expression.differentiate import partials
from engine.maths.expression.fault import UndecidedError, UnreadableError
from engine.maths.expression.symbols import SCALAR, Dim, Shape, Symbol, Symbols
from engine.maths.expression.tree import (
    Absolute,
    Bind,
    Call,
    Derivative,
    Entry,
    Expectation,
    Hadamard,
    Identity,
    Indicator,
    Matrix,
    Name,
    Negative,
    Node,
    Norm,
    Number,
    Ones,
    Postfix,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
)
from engine.maths.expression.unify import Sizes


@dataclass(frozen=True, slots=True)
class Formula:
    """A typed expression: what to evaluate, its shape, its free indices with their ranges, and how it was read.

    `links` says what unknown sizes turned out to be; `literal` is the largest number used as an index.
    """

    core: Core
    shape: Shape
    links: tuple[tuple[str, Dim], ...]
    indices: tuple[tuple[str, Dim], ...]
    notes: tuple[str, ...]
    lenient: bool
    literal: int


class Elaborator(Calls):
    """Types the nodes of one or several trees that share their indices and sizes."""

    def core(self, node: Node) -> Core:
        """Type one node.

        Raises:
            UnreadableError: of kind `shape` where shapes do not fit.
        """
        return _TYPERS[type(node)](self, node)

    def name(self, node: Name) -> Core:
        """Type a name: a bound index, a symbol, a definition, a dimension or a constant."""
        if node.name in self.ranges and (node.name not in self.free or self.relating):
            return make("index", (), SCALAR, node.name, free=(node.name,))
        symbol = self.symbols.table.get(node.name)
        if symbol is not None:
            return make(
                "sym", (), symbol.shape, symbol.name, free=(symbol.name,) if symbol.random else ()
            )
        if node.name in self.symbols.defined:
            return self.definition(node.name)
        if node.name in self.symbols.dims:
            return make("dim", (), SCALAR, node.name)
        if node.name in self.ranges:
            return make("index", (), SCALAR, node.name, free=(node.name,))
        if node.name in {"e", "π"}:
            return number(2.718281828459045 if node.name == "e" else 3.141592653589793)
        raise UnreadableError(node.at, f"“{node.name}” is not declared here", kind="unknown-symbol")

    def fitted(self, at: int, what: str, a: Core, b: Core) -> Shape:
        """Give the shape of a sum or another elementwise operation, settling open sizes."""
        x, y = self.sizes.shape(a.shape), self.sizes.shape(b.shape)
        if SCALAR in (x, y):
            return joined(x, y)
        if self.sizes.equal_shapes(x, y):
            return self.sizes.shape(x)
        raise self.misfit(at, what, x, y)

    def sum(self, node: Sum) -> Core:
        """Type a sum; a bias may be added to every row of a matrix."""
        terms = [self.core(part) for part in node.terms]
        result = terms[0]
        for place, term in zip(node.terms[1:], terms[1:], strict=True):
            first, second = self._biased(result, term)
            shape = self.fitted(place.at, "adding", first, second)
            result = make("add", (first, second), shape)
        return result

    def _biased(self, a: Core, b: Core) -> tuple[Core, Core]:
        """Write out `X W + b`: the vector is added to every row."""
        for matrix, vector, swapped in ((a, b, False), (b, a, True)):
            wide, thin = self.sizes.shape(matrix.shape), self.sizes.shape(vector.shape)
            if 1 in wide or 1 not in thin or thin == SCALAR or wide[0] == wide[1]:
                continue
            size = thin[0] if thin[1] == 1 else thin[1]
            if size != wide[1] or Sizes.unknown(size):
                continue
            row = transposed(vector) if thin[1] == 1 else vector
            self.note("the vector is read as added to every row")
            self.lenient = True
            spread = mat(ones((wide[0], 1)), row)
            return (spread, matrix) if swapped else (matrix, spread)
        return a, b

    def negative(self, node: Negative) -> Core:
        """Type minus something."""
        return neg(self.core(node.body))

    def product(self, node: Product) -> Core:
        """Type a product from the left, or where that does not fit from the right."""
        factors = [self.core(part) for part in node.factors]
        result = factors[0]
        for place, (part, factor) in enumerate(zip(node.factors[1:], factors[1:], strict=True), 1):
            joint = self._joint(result, factor)
            if joint is None:
                return self._from_right(node, factors, place, part)
            result = joint
        return result

    def _joint(self, a: Core, b: Core) -> Core | None:
        if self.sizes.scalar(a.shape) or self.sizes.scalar(b.shape):
            return mul(a, b)
        if self.sizes.equal(a.shape[1], b.shape[0]):
            shape = (self.sizes.resolve(a.shape[0]), self.sizes.resolve(b.shape[1]))
            if a.op == "eye" or b.op == "eye":
                return b if a.op == "eye" else a
            return make("mat", (a, b), shape)
        return None

    def _from_right(self, node: Product, factors: list[Core], place: int, part: Node) -> Core:
        result = factors[-1]
        for factor in reversed(factors[:-1]):
            joint = self._joint(factor, result)
            if joint is None:
                return self._elementwise(factors, place, part)
            result = joint
        del node
        return result

    def _elementwise(self, factors: list[Core], place: int, part: Node) -> Core:
        """Type a product in which neighbouring vectors of one shape multiply entry by entry."""
        groups = [factors[0]]
        for factor in factors[1:]:
            a, b = self.sizes.shape(groups[-1].shape), self.sizes.shape(factor.shape)
            if (a == b and 1 in a and a != SCALAR) or self.sizes.scalar(b):
                groups[-1] = mul(groups[-1], factor)
            else:
                groups.append(factor)
        result = groups[-1]
        fits = len(groups) < len(factors)
        for factor in reversed(groups[:-1]):
            joint = self._joint(factor, result) if fits else None
            if joint is None:
                left = self._left_of(factors, place)
                raise UnreadableError(
                    part.at,
                    f"{self.say(left)} times {self.say(factors[place].shape)} does not fit",
                    kind="shape",
                )
            result = joint
        self.note("vectors side by side are read as multiplied entry by entry (⊙)")
        self.lenient = True
        return result

    def _left_of(self, factors: list[Core], place: int) -> Shape:
        result = factors[0]
        for factor in factors[1:place]:
            result = self._joint(result, factor) or factor
        return result.shape

    def hadamard(self, node: Hadamard) -> Core:
        """Type an elementwise product."""
        result = self.core(node.factors[0])
        for part in node.factors[1:]:
            factor = self.core(part)
            shape = self.fitted(part.at, "⊙", result, factor)
            result = make("mul", (result, factor), shape)
        return result

    def quotient(self, node: Quotient) -> Core:
        """Type a quotient; nothing is divided by a matrix."""
        top, bottom = self.core(node.top), self.core(node.bottom)
        below = self.sizes.shape(bottom.shape)
        if below != SCALAR:
            above = self.sizes.shape(top.shape)
            if 1 not in below and (above != below or below[0] == below[1]):
                raise UnreadableError(
                    node.bottom.at,
                    f"division by a {self.say(below)} matrix; write its inverse with ^{{-1}}",
                    kind="shape",
                )
            if above != SCALAR and above != below:
                raise self.misfit(node.bottom.at, "dividing", above, below)
            self.note("division by a vector is read entry by entry")
            self.lenient = True
        return div(top, bottom)

    def power(self, node: Power) -> Core:
        """Type a power: of numbers, of vectors entry by entry, of square matrices as a repeated product."""
        exponent = _exact(node.exponent)
        if isinstance(node.base, Norm) and exponent == 2 and node.base.order in {"2", "F"}:
            return self.norm(node.base, squared=True)
        if (
            isinstance(node.base, Name)
            and self.symbols.constant(node.base.name)
            and node.base.name == "e"
        ):
            return function("exp", self.core(node.exponent))
        base = self.core(node.base)
        shape = self.sizes.shape(base.shape)
        if 1 not in shape:
            return self._matrix_power(node, base, exponent)
        if exponent is not None:
            if shape != SCALAR:
                self.note("a power of a vector is read entry by entry")
                self.lenient = True
            return power(base, number(float(exponent)))
        raised = self.core(node.exponent)
        self.fitted(node.exponent.at, "raising", base, raised)
        return power(base, raised)

    def _matrix_power(self, node: Power, base: Core, exponent: Fraction | None) -> Core:
        if not self.sizes.equal(*base.shape):
            raise UnreadableError(
                node.at,
                f"a power of a {self.say(base.shape)} matrix; only square matrices have powers",
                kind="shape",
            )
        if exponent is None or exponent.denominator != 1 or not 0 < abs(exponent) <= 8:
            raise UnreadableError(node.exponent.at, "a matrix takes whole powers up to 8")
        step = base if exponent > 0 else inverse(base)
        result = step
        for _ in range(abs(int(exponent)) - 1):
            result = mat(result, step)
        return result

    def postfix(self, node: Postfix) -> Core:
        """Type a transpose, inverse or pseudo-inverse; Tᵗʰ power where T is declared and the base is a number."""
        body = self.core(node.body)
        scalar = self.sizes.scalar(body.shape)
        if node.mark == "T":
            if scalar and self.symbols.knows("T"):
                return power(body, self.name(Name("T", at=node.at)))
            return transposed(body)
        if scalar:
            return div(ONE, body)
        if node.mark == "+":
            return make("pinv", (body,), (body.shape[1], body.shape[0]))
        if not self.sizes.equal(*body.shape):
            raise UnreadableError(
                node.at,
                f"only a square matrix has an inverse, this is {self.say(body.shape)}",
                kind="shape",
            )
        return inverse(body)

    def norm_node(self, node: Norm) -> Core:
        """Type a norm."""
        return self.norm(node)

    def indicator(self, node: Indicator) -> Core:
        """Type an indicator."""
        return self.relation(node.relation)

    def relation(self, node: Node) -> Core:
        """Type a relation as 1 where it holds; a chain holds where all its links do."""
        if not isinstance(node, Relation):
            raise UnreadableError(node.at, "a relation such as z > 0 is expected here")
        kept, self.relating = self.relating, True
        sides = [self.core(part) for part in node.sides]
        self.relating = kept
        self._tied(node.sides)
        result: Core | None = None
        for place, sign, a, b in zip(node.sides[1:], node.signs, sides, sides[1:], strict=False):
            if sign not in {"=", "≠", "<", ">", "≤", "≥"}:
                raise UnreadableError(place.at, f"“{sign}” is no relation of numbers")
            self.fitted(place.at, "comparing", a, b)
            link = compare(sign, a, b)
            result = link if result is None else mul(result, link)
        return result or ONE

    def _tied(self, sides: Sequence[Node]) -> None:
        """Let indices that are compared run over the same."""
        ranged = [side.name for side in sides if isinstance(side, Name) and side.name in self.ranges]
        for first, second in zip(ranged, ranged[1:], strict=False):
            self.sizes.equal(self.ranges[first], self.ranges[second])

    def expectation(self, node: Expectation) -> Core:
        """Type E, Var or Cov over the random variables that occur, or over those named."""
        arguments = [self.core(part) for part in node.arguments]
        names = node.over or tuple(entry.name for entry in self.symbols.entries if entry.random)
        if not any(entry.random for entry in self.symbols.entries):
            raise UnreadableError(
                node.at, "no symbol here is declared random", kind="unknown-symbol"
            )
        if node.kind == "E":
            return self.expected(arguments[0], names)
        return self.covariance(arguments[0], arguments[-1], names)

    def derivative(self, node: Derivative) -> Core:
        """Type a derivative: of a number in the symbol's shape, of a column as its Jacobian."""
        entry = node.variable if isinstance(node.variable, Entry) else None
        target = entry.base if entry else node.variable
        if not isinstance(target, Name):
            raise UnreadableError(node.at, "a derivative is taken by a declared symbol")
        result = self.derived(node.body, target.name, node.at)
        if entry is None:
            return result
        whole = self.symbols.with_symbol(Symbol("∂", self.sizes.shape(result.shape)))
        kept, self.symbols = self.symbols, whole
        picked = self.entry(Entry(Name("∂"), entry.indices, at=entry.at))
        self.symbols = kept
        return replaced(picked, "∂", result)

    def derived(self, body: Node, name: str, at: int) -> Core:
        """Give the typed derivative of an expression by a symbol or definition."""
        shape = self.shape_of(name)
        if shape is None:
            raise UnreadableError(at, f"“{name}” is not declared here", kind="unknown-symbol")
        defined = name in self.symbols.defined
        kept, memo = self.symbols, self.defined
        if defined:
            self.symbols, self.defined = kept.with_symbol(Symbol(name, shape)), {}
        inner = self.core(body)
        self.symbols, self.defined = kept, memo
        inner = settled(inner, self.sizes)
        result = partials(inner, name, shape, self.sizes.fresh())
        if result is None:
            raise UnreadableError(
                at,
                f"the derivative of {self.say(inner.shape)} by {self.say(shape)} is no matrix",
                kind="shape",
            )
        return replaced(result, name, self.definition(name)) if defined else result

    def matrix(self, node: Matrix) -> Core:
        """Type a matrix written out; entries are numbers."""
        cells = [self.core(part) for row in node.rows for part in row]
        for cell in cells:
            if not self.sizes.scalar(cell.shape):
                raise UnreadableError(node.at, "the entries of a matrix are numbers", kind="shape")
        return make("stack", cells, (len(node.rows), len(node.rows[0])))

    def number(self, node: Number) -> Core:
        """Type a number."""
        return number(float(node.value))

    def identity(self, node: Identity) -> Core:
        """Type the identity."""
        return eye(node.size or self.sizes.fresh())

    def ones(self, node: Ones) -> Core:
        """Type the column of ones."""
        return ones((node.size or self.sizes.fresh(), 1))

    def formula(self, core: Core) -> Formula:
        """Close a typed tree: every size must be settled by now.

        Raises:
            UnreadableError: if I or the ones have no size.
            UndecidedError: if the formula has grown beyond the bounds.
        """
        core = settled(core, self.sizes)
        bounded(core)
        if any(Sizes.unknown(dim) for dim in core.shape):
            raise UnreadableError(
                0, "the size of I or 1 is not clear here; write I_d or 1_n", "I_d", "shape"
            )
        for part in walk(core):
            if part.op in {"eye", "ones"} and any(Sizes.unknown(dim) for dim in part.shape):
                raise UnreadableError(
                    0, "the size of I or 1 is not clear here; write I_d or 1_n", "I_d", "shape"
                )
        indices = tuple((name, self.sizes.resolve(dim)) for name, dim in self.free.items())
        if any(Sizes.unknown(dim) for _, dim in indices):
            name = next(name for name, dim in indices if Sizes.unknown(dim))
            raise UnreadableError(0, f"what {name} runs over is not clear", kind="unknown-symbol")
        links = tuple(self.sizes.links.items())
        return Formula(
            core, core.shape, links, indices, tuple(self.notes), self.lenient, self.literal
        )


def _exact(node: Node) -> Fraction | None:
    """Give the value of an exponent that is a plain number, fraction or their negative."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Negative):
        inner = _exact(node.body)
        return None if inner is None else -inner
    if isinstance(node, Quotient):
        top, bottom = _exact(node.top), _exact(node.bottom)
        return top / bottom if top is not None and bottom else None
    return None


def settled(core: Core, sizes: Sizes) -> Core:
    """Give the formula with every size that is known by now put in."""
    done: dict[int, Core] = {}

    def visit(node: Core) -> Core:
        known = done.get(id(node))
        if known is None:
            args = tuple(visit(part) for part in node.args)
            shape = sizes.shape(node.shape)
            same = shape == node.shape and all(a is b for a, b in zip(args, node.args, strict=True))
            known = (
                node if same else Core(node.op, args, shape, _settled_data(node, sizes), node.free)
            )
            done[id(node)] = known
        return known

    bounded(core)
    return visit(core)


def _settled_data(node: Core, sizes: Sizes) -> object:
    if node.op == "size" and isinstance(node.data, tuple):
        return tuple(sizes.resolve(dim) for dim in node.data)
    return node.data


def bounded(core: Core) -> None:
    """Check size and depth.

    Raises:
        UndecidedError: beyond the bounds.
    """
    depth: dict[int, int] = {}
    order = list(walk(core))
    if len(order) > MAX_CORE_NODES:
        raise UndecidedError("the formula is too large to evaluate")
    pending: list[tuple[Core, bool]] = [(core, False)]
    while pending:
        node, ready = pending.pop()
        if id(node) in depth:
            continue
        if ready:
            depth[id(node)] = 1 + max((depth[id(part)] for part in node.args), default=0)
        else:
            pending.append((node, True))
            pending.extend((part, False) for part in node.args)
    if depth[id(core)] > MAX_CORE_DEPTH:
        raise UndecidedError("the formula is nested too deeply to evaluate")


_TYPERS = {
    Number: Elaborator.number, Name: Elaborator.name, Entry: Elaborator.entry, Sum: Elaborator.sum,
    Negative: Elaborator.negative, Product: Elaborator.product, Hadamard: Elaborator.hadamard,
    Quotient: Elaborator.quotient, Power: Elaborator.power, Postfix: Elaborator.postfix, Call: Elaborator.call,
    Norm: Elaborator.norm_node, Absolute: Elaborator.absolute, Bind: Elaborator.bind,
    Indicator: Elaborator.indicator, Relation: Elaborator.relation, Expectation: Elaborator.expectation,
    Derivative: Elaborator.derivative, Matrix: Elaborator.matrix, Identity: Elaborator.identity,
    Ones: Elaborator.ones,
}  # fmt: skip


def typed(
    node: Node,
    symbols: Symbols,
    share: Sequence[Node] = (),
    hints: Sequence[tuple[str, Dim]] = (),
) -> Formula:
    """Type one tree; `share` are trees whose free indices it shares, `hints` what an index runs over if in doubt.

    Raises:
        UnreadableError: of kind `shape` or `unknown-symbol`.
        UndecidedError: beyond the bounds or without a derivative.
    """
    scope = Elaborator(symbols)
    scope.hints = dict(hints)
    scope.collect_free([node, *share])
    return scope.formula(scope.core(node))
