"""The growth of a tree: constants, bases of logarithms and whatever is never the largest fall away."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.maths.asymptotics import exact
from engine.maths.asymptotics.fault import TooWideError, UnreadableError
from engine.maths.asymptotics.growth import (
    CONSTANT,
    UNIT,
    Growth,
    Monomial,
    larger,
    logged,
    name,
    raised,
    smaller,
    times,
)
from engine.maths.asymptotics.paths import EVERYWHERE, Domain, Work, vanishes
from engine.maths.asymptotics.tree import (
    Extreme,
    Factorial,
    Logarithm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Tree,
    symbols,
)

_STEEPEST = 1_000
"""The largest power that is read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the variables stand for: `small` ones tend to 0, `constant` ones stay; where differences are judged."""

    small: frozenset[str] = frozenset()
    constant: frozenset[str] = frozenset()
    domain: Domain = EVERYWHERE

    def variable(self, text: str) -> Monomial:
        """Give a variable as a monomial that grows, or does not."""
        if text in self.constant:
            return UNIT
        return name(text) ** Fraction(-1 if text in self.small else 1)

    def growth(self, tree: Tree) -> Growth:
        """Give the growth of `tree`.

        Raises:
            UnreadableError: when it has none that can be told.
            TooWideError: when it has more alternatives than are looked at.
        """
        return self._growth(tree, Work(20_000))

    def _growth(self, tree: Tree, work: Work) -> Growth:
        if symbols(tree) <= self.constant:
            return self._constant(tree)
        work.spend(20)
        match tree:
            case Symbol(text):
                return ((self.variable(text),),)
            case Sum(terms):
                return self._sum(terms, work)
            case Product(factors):
                return times(*(self._growth(factor, work) for factor in _gathered(factors)))
            case Quotient(top, bottom):
                below = raised(self._growth(bottom, work), Fraction(-1))
                return times(self._growth(top, work), below)
            case Power(base, exponent):
                return self._power(base, exponent, work)
            case Logarithm(_, of, base):
                return self._logarithm(of, base, work)
            case Extreme(which, of):
                among = [self._growth(part, work) for part in of]
                return larger(*among) if which == "max" else smaller(*among)
            case Factorial(of):
                return ((exact.factorial(exact.polynomial(of, self.variable)),),)
        return CONSTANT

    def _constant(self, tree: Tree) -> Growth:
        """A constant is 1, once it is sure to be positive."""
        if isinstance(tree, Number) and tree.value > 0:
            return CONSTANT
        if not symbols(tree) and not _has(tree, (Extreme, Factorial, Logarithm)):
            value = exact.constant_of(exact.polynomial(tree, self.variable))
            if value is not None and value <= 0:
                raise UnreadableError(
                    0, "A bound must be positive; for a constant write O(1).", "O(1)"
                )
        return CONSTANT

    def _sum(self, terms: Sequence[tuple[bool, Tree]], work: Work) -> Growth:
        added = [self._growth(term, work) for plus, term in terms if plus]
        taken = [self._growth(term, work) for plus, term in terms if not plus]
        if not added:
            raise UnreadableError(0, "A bound must be positive.")
        total = larger(*added)
        for part in taken:
            if part == total or not vanishes(part, total, self.domain, work):
                raise UnreadableError(
                    0,
                    "What is taken away here may be as large as what it is taken from: "
                    "only smaller terms, as in n − 1, can be left to the O.",
                )
        return total

    def _power(self, base: Tree, exponent: Tree, work: Work) -> Growth:
        power = exact.polynomial(exponent, self.variable)
        value = exact.constant_of(power)
        if value is not None:
            if max(abs(value), value.denominator if value.denominator < 10**6 else 0) > _STEEPEST:
                raise UnreadableError(0, f"Powers are read up to {_STEEPEST:,}.")
            return raised(self._growth(base, work), value)
        logarithm = exact.logarithm(exact.polynomial(base, self.variable))
        return ((exact.exponential(exact.multiplied(power, logarithm)),),)

    def _logarithm(self, of: Tree, base: Tree | None, work: Work) -> Growth:
        top = logged(self._growth(of, work))
        if base is None or symbols(base) <= self.constant:
            return top
        below = logged(self._growth(base, work))
        return larger(CONSTANT, times(top, raised(below, Fraction(-1))))


def _gathered(factors: Sequence[Tree]) -> list[Tree]:
    """Write equal factors as one power, so that (a + b)(a + b)… is not multiplied out."""
    counts: dict[Tree, int] = {}
    for factor in factors:
        counts[factor] = counts.get(factor, 0) + 1
    return [
        factor if count == 1 else Power(factor, Number(Fraction(count)))
        for factor, count in counts.items()
    ]


def _has(tree: Tree, kinds: tuple[type, ...]) -> bool:
    from engine.maths.asymptotics.tree import parts

    return isinstance(tree, kinds) or any(_has(part, kinds) for part in parts(tree))


def growth_or_fault(tree: Tree, reading: Reading) -> Growth:
    """Give the growth of `tree`; one too wide to be looked at is a fault like the others.

    Raises:
        UnreadableError: when it cannot be told.
    """
    try:
        return reading.growth(tree)
    except (TooWideError, OverflowError):
        raise UnreadableError(
            0,
            "This is too complicated to be compared exactly: multiply it out and simplify.",
            kind="too-complex",
        ) from None
