"""Expressions whose constants matter: what stands in exponents, and what is raised to them.

A polynomial here is a sum of monomials with coefficients; irrational coefficients are rationals of 60 digits.
"""

from collections.abc import Callable
from fractions import Fraction

from engine.maths.asymptotics import constant
from engine.maths.asymptotics.fault import TooWideError, UnreadableError
from engine.maths.asymptotics.growth import (
    UNIT,
    Monomial,
    Sort,
    exp_atom,
    log_atom,
    unbounded,
)
from engine.maths.asymptotics.tree import (
    Euler,
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
)

Polynomial = dict[Monomial, Fraction]
Variable = Callable[[str], Monomial]
"""What a variable stands for: itself, one over itself, or 1."""
_MOST = 64


def polynomial(tree: Tree, variable: Variable) -> Polynomial:
    """Read `tree` as a polynomial.

    Raises:
        UnreadableError: where it is none.
    """
    try:
        return _polynomial(tree, variable)
    except OverflowError:
        raise UnreadableError(0, "A constant in this bound is too large.") from None


def constant_of(sums: Polynomial) -> Fraction | None:
    """Give the value of a polynomial that has no variables."""
    return sums.get(UNIT, Fraction(0)) if not set(sums) - {UNIT} else None


def logarithm(sums: Polynomial) -> Polynomial:
    """Give the natural logarithm of a polynomial of one term.

    Raises:
        UnreadableError: for several terms or a coefficient that is not positive.
    """
    if len(sums) != 1:
        raise _beyond()
    ((of, factor),) = sums.items()
    if factor <= 0:
        raise UnreadableError(0, "Only what is positive has a logarithm.")
    total = _cleaned({UNIT: constant.logarithm(factor)})
    for atom, power in of.factors:
        if atom.sort is Sort.EXP:
            total = _added(total, {atom.inner: power})
        else:
            total = _added(total, {log_atom(Monomial(((atom, Fraction(1)),))): power})
    return total


def exponential(sums: Polynomial) -> Monomial:
    """Give e to a polynomial, a constant factor left out."""
    result = UNIT
    for of, rate in sums.items():
        if of == UNIT:
            continue
        atom, power = of.factors[0]
        if len(of.factors) == 1 and power == 1 and atom.sort is Sort.LOG and unbounded(atom.inner):
            result *= atom.inner**rate
        else:
            result *= exp_atom(of, rate)
    return result


def factorial(sums: Polynomial) -> Monomial:
    """Give (c·m + k)!, by Stirling: x log x − x + ½ log x with log x = log c + log m + k/(c m) + …

    Raises:
        UnreadableError: when the argument is not of this form.
    """
    terms = [of for of in sums if of != UNIT]
    if len(terms) != 1 or not unbounded(terms[0]) or sums[terms[0]] <= 0:
        raise _beyond()
    (of,), shift = terms, sums.get(UNIT, Fraction(0))
    scale = sums[of]
    log_x = _added(logarithm({of: Fraction(1)}), _cleaned({UNIT: constant.logarithm(scale)}))
    total = _multiplied({of: scale}, log_x)
    total = _added(total, {of: -scale})
    half = {UNIT: shift + Fraction(1, 2)}
    return exponential(_added(total, _multiplied(half, logarithm({of: Fraction(1)}))))


def multiplied(left: Polynomial, right: Polynomial) -> Polynomial:
    """Give the product of two polynomials."""
    return _multiplied(left, right)


def _polynomial(tree: Tree, variable: Variable) -> Polynomial:
    match tree:
        case Number(value):
            return _cleaned({UNIT: value})
        case Euler():
            return {UNIT: constant.E}
        case Symbol(name):
            return {variable(name): Fraction(1)}
        case Sum(terms):
            total: Polynomial = {}
            for plus, term in terms:
                part = _polynomial(term, variable)
                total = _added(total, part if plus else _multiplied({UNIT: Fraction(-1)}, part))
            return total
        case Product(factors):
            total = {UNIT: Fraction(1)}
            for factor in factors:
                total = _multiplied(total, _polynomial(factor, variable))
            return total
        case Quotient(top, bottom):
            below = _raised(_polynomial(bottom, variable), Fraction(-1))
            return _multiplied(_polynomial(top, variable), below)
        case Power(base, exponent):
            return _power(_polynomial(base, variable), _polynomial(exponent, variable))
        case Logarithm(name, of, base):
            return _quotient_of_logs(name, of, base, variable)
        case Extreme() | Factorial():
            raise _beyond()


def _quotient_of_logs(name: str, of: Tree, base: Tree | None, variable: Variable) -> Polynomial:
    """A logarithm to its base; without one `log` is to base 2 here, where bases matter."""
    top = logarithm(_polynomial(of, variable))
    if base is None:
        low = Fraction(1) if name == "ln" else constant.logarithm(Fraction(2))
        return _multiplied(top, {UNIT: 1 / low})
    below = logarithm(_polynomial(base, variable))
    if not below:
        raise UnreadableError(0, "A logarithm to the base 1 has no value.")
    return _multiplied(top, _raised(below, Fraction(-1)))


def _power(base: Polynomial, exponent: Polynomial) -> Polynomial:
    value = constant_of(exponent)
    if value is not None:
        return _raised(base, value)
    return {exponential(_multiplied(exponent, logarithm(base))): Fraction(1)}


def _raised(base: Polynomial, power: Fraction) -> Polynomial:
    if len(base) == 1:
        ((of, factor),) = base.items()
        if factor < 0 and power.denominator != 1:
            raise UnreadableError(0, "A root of a negative number cannot be a bound.")
        return {of**power: constant.power(factor, power)}
    if not base and power > 0:
        return {}
    if not base:
        raise UnreadableError(0, "Something is divided by 0.")
    if power.denominator != 1 or not 0 <= power <= 16:
        raise _beyond()
    total: Polynomial = {UNIT: Fraction(1)}
    for _ in range(power.numerator):
        total = _multiplied(total, base)
    return total


def _multiplied(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > _MOST * _MOST:
        raise TooWideError
    total: Polynomial = {}
    for one, factor in left.items():
        for other, scale in right.items():
            of = one * other
            total[of] = total.get(of, Fraction(0)) + factor * scale
    if len(total) > _MOST or any(
        value.denominator.bit_length() > 9_000 for value in total.values()
    ):
        raise TooWideError
    return _cleaned(total)


def _added(left: Polynomial, right: Polynomial) -> Polynomial:
    total = dict(left)
    for of, factor in right.items():
        total[of] = total.get(of, Fraction(0)) + factor
    return _cleaned(total)


def _cleaned(sums: Polynomial) -> Polynomial:
    return {of: factor for of, factor in sums.items() if factor}


def _beyond() -> UnreadableError:
    return UnreadableError(
        0,
        "An exponent, or what is raised to one or followed by !, must be simpler: n, 2 n, d log n.",
    )
