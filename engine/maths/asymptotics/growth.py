"""How fast a bound grows: the largest of smallests of monomials, constant factors left out.

A monomial is a product of powers of atoms. An atom is a variable, the logarithm of a monomial (never below 1: log u
stands for max(1, log u)), or e to a monomial. As every atom is at least 1, a monomial divides another with powers
left over only when it is never larger.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from itertools import product
from math import gcd, lcm

from engine.maths.asymptotics.fault import TooWideError

WIDEST = 48
"""Alternatives a bound may have once its products are multiplied out."""


class Sort(StrEnum):
    """What an atom is."""

    NAME = "name"
    LOG = "log"
    EXP = "exp"


@dataclass(frozen=True, slots=True)
class Atom:
    """A variable by its name, or the logarithm or exponential of a monomial; `key` tells atoms apart."""

    key: str
    sort: Sort = field(compare=False)
    of: "Monomial | None" = field(default=None, compare=False)

    @property
    def inner(self) -> "Monomial":
        """The monomial inside a logarithm or an exponential."""
        return self.of if self.of is not None else UNIT


@dataclass(frozen=True, slots=True)
class Monomial:
    """A product of atoms to powers other than 0, in the order of their keys.

    Its logarithm is a linear form in the logarithms of its atoms with the same coefficients, which is how the
    decisions use it.
    """

    factors: tuple[tuple[Atom, Fraction], ...] = ()

    def __mul__(self, other: "Monomial") -> "Monomial":
        powers = dict(self.factors)
        for atom, power in other.factors:
            powers[atom] = powers.get(atom, Fraction(0)) + power
        return monomial(powers)

    def __truediv__(self, other: "Monomial") -> "Monomial":
        return self * other ** Fraction(-1)

    def __pow__(self, power: Fraction) -> "Monomial":
        return Monomial(tuple((atom, was * power) for atom, was in self.factors) if power else ())

    @property
    def key(self) -> str:
        """A text that tells monomials apart."""
        return "*".join(f"{atom.key}^{power}" for atom, power in self.factors)

    def divides(self, other: "Monomial") -> bool:
        """Whether `other` is this times atoms to positive powers, and so never smaller."""
        powers = dict(other.factors)
        for atom, power in self.factors:
            powers[atom] = powers.get(atom, Fraction(0)) - power
        return all(power >= 0 for power in powers.values())


Clause = tuple[Monomial, ...]
"""The smallest of several monomials."""
Growth = tuple[Clause, ...]
"""The largest of several clauses."""
UNIT = Monomial()
CONSTANT: Growth = ((UNIT,),)


def monomial(powers: dict[Atom, Fraction]) -> Monomial:
    """Build a monomial, leaving out powers of 0."""
    kept = [(atom, power) for atom, power in powers.items() if power]
    return Monomial(tuple(sorted(kept, key=lambda factor: factor[0].key)))


def name(text: str) -> Monomial:
    """Give the variable called `text` as a monomial."""
    return Monomial(((Atom(text, Sort.NAME), Fraction(1)),))


def log_atom(of: Monomial) -> Monomial:
    """Give the logarithm of `of`, the powers inside scaled to whole numbers without a common factor."""
    inner = of ** _content(of)
    return Monomial(((Atom(f"log({inner.key})", Sort.LOG, inner), Fraction(1)),))


def exp_atom(of: Monomial, rate: Fraction) -> Monomial:
    """Give e to (`rate` times `of`)."""
    return Monomial(((Atom(f"exp({of.key})", Sort.EXP, of), rate),))


def unbounded(of: Monomial) -> bool:
    """Whether `of` grows beyond all bounds on every path, as its form alone shows."""
    return any(_endless(atom) for atom, _ in of.factors) and all(
        power > 0 for _, power in of.factors
    )


def larger(*growths: Growth) -> Growth:
    """Give the largest of `growths`, and so their sum."""
    return _pruned(clause for growth in growths for clause in growth)


def smaller(*growths: Growth) -> Growth:
    """Give the smallest of `growths`."""
    return reduce(lambda left, right: _crossed(left, right, lambda a, b: a + b), growths)


def times(*growths: Growth) -> Growth:
    """Give the product of `growths`."""
    return reduce(
        lambda left, right: _crossed(
            left, right, lambda a, b: tuple(one * two for one, two in product(a, b))
        ),
        growths,
    )


def raised(growth: Growth, power: Fraction) -> Growth:
    """Give `growth` to a constant `power`."""
    if not power:
        return CONSTANT
    scaled = tuple(tuple(one**power for one in clause) for clause in growth)
    return _pruned(scaled) if power > 0 else transposed(scaled)


def transposed(growth: Sequence[Clause]) -> Growth:
    """Turn the smallest of largests into the largest of smallests, or the other way round."""
    turned: Growth = ((),)
    for clause in growth:
        turned = _pruned(chosen + (one,) for chosen in turned for one in clause)
    return turned


def logged(growth: Growth) -> Growth:
    """Give the logarithm of `growth`, at least 1."""
    return larger(*(smaller(*(_log(one) for one in clause)) for clause in growth))


def _log(of: Monomial) -> Growth:
    if all(power < 0 for _, power in of.factors):
        return CONSTANT
    if any(power < 0 for _, power in of.factors):
        return ((log_atom(of),),)
    inner = [
        atom.inner if atom.sort is Sort.EXP else log_atom(Monomial(((atom, Fraction(1)),)))
        for atom, _ in of.factors
    ]
    return larger(*(((one,),) for one in inner))


def _endless(atom: Atom) -> bool:
    return atom.sort is Sort.NAME or unbounded(atom.inner)


def _content(of: Monomial) -> Fraction:
    """The factor that makes the powers of `of` whole and coprime."""
    powers = [power for _, power in of.factors]
    return Fraction(
        lcm(*(power.denominator for power in powers)),
        gcd(
            *(
                power.numerator * (lcm(*(p.denominator for p in powers)) // power.denominator)
                for power in powers
            )
        ),
    )


def _crossed(left: Growth, right: Growth, join: Callable[[Clause, Clause], Clause]) -> Growth:
    if len(left) * len(right) > WIDEST * WIDEST:
        raise TooWideError
    return _pruned(join(one, two) for one, two in product(left, right))


def _pruned(clauses: Iterable[Clause]) -> Growth:
    """Leave out what is never the smallest of its clause, and clauses that are never the largest."""
    distinct = list(dict.fromkeys(_least(clause) for clause in clauses))
    if len(distinct) > WIDEST * WIDEST:
        raise TooWideError
    kept: list[Clause] = []
    for clause in distinct:
        if any(_below(clause, other) for other in kept):
            continue
        kept = [other for other in kept if not _below(other, clause)]
        kept.append(clause)
        if len(kept) > WIDEST:
            raise TooWideError
    return tuple(kept)


def _least(clause: Clause) -> Clause:
    kept: list[Monomial] = []
    for one in dict.fromkeys(clause):
        if any(other.divides(one) for other in kept):
            continue
        kept = [other for other in kept if not one.divides(other)] + [one]
        if len(kept) > WIDEST:
            raise TooWideError
    return tuple(sorted(kept, key=lambda one: one.key))


def _below(clause: Clause, other: Clause) -> bool:
    """Whether the smallest of `clause` is never above the smallest of `other`."""
    return all(any(one.divides(two) for one in clause) for two in other)
