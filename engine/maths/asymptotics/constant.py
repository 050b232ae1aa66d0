"""Logarithms of constants, where an exponent or a base makes constants matter.

Logarithms of primes are kept as one rational of 60 digits each, and every logarithm is built from those of its primes:
log 4 is exactly twice log 2, and 6ⁿ exactly 2ⁿ·3ⁿ. The logarithms of different primes are linearly independent, and a
comparison that 60 digits leave open would need a bound typed with as many.
"""

import math
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

_DIGITS = Context(prec=64)
LARGEST = 10**9
"""Numerators and denominators of bases that are factorised."""
E = Fraction(Decimal(1).exp(_DIGITS))
"""Euler's number."""


@lru_cache(maxsize=256)
def log_of_prime(prime: int) -> Fraction:
    """Give the natural logarithm of a prime."""
    return Fraction(_DIGITS.ln(Decimal(prime))).limit_denominator(10**60)


@lru_cache(maxsize=256)
def logarithm(value: Fraction) -> Fraction:
    """Give the natural logarithm of a positive rational.

    Raises:
        OverflowError: when its parts are too large to be factorised.
    """
    if value == E:
        return Fraction(1)
    if max(value.numerator, value.denominator) > LARGEST:
        return Fraction(_DIGITS.ln(_decimal(value))).limit_denominator(10**60)
    return _whole(value.numerator) - _whole(value.denominator)


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Give `base` to `exponent`, exact for whole exponents.

    Raises:
        OverflowError: when the result is out of reach.
    """
    size = abs(exponent) * (1 + max(base.numerator, base.denominator).bit_length())
    if size > 4_000 or (base == 0 and exponent <= 0):
        raise OverflowError
    if exponent.denominator == 1:
        return base**exponent.numerator
    root = _root(base, exponent.denominator)
    if root is not None:
        return root**exponent.numerator
    return Fraction(_DIGITS.exp(_decimal(exponent * logarithm(base))))


def base_of(rate: Fraction) -> Fraction | None:
    """Give the simple base whose natural logarithm is `rate`, for reading it back; None when there is none."""
    if abs(rate) > 20:
        return None
    guess = Fraction(math.exp(float(rate))).limit_denominator(1_000)
    return guess if guess > 0 and logarithm(guess) == rate else None


def _whole(number: int) -> Fraction:
    """Sum the logarithms of the primes of `number`."""
    total, prime = Fraction(0), 2
    while prime * prime <= number:
        while number % prime == 0:
            total += log_of_prime(prime)
            number //= prime
        prime += 1
    return total + (log_of_prime(number) if number > 1 else 0)


def _root(value: Fraction, degree: int) -> Fraction | None:
    """The exact root of `value`, where there is one."""
    if degree > 64:
        return None
    top = round(value.numerator ** (1 / degree))
    bottom = round(value.denominator ** (1 / degree))
    exact = top**degree == value.numerator and bottom**degree == value.denominator
    return Fraction(top, bottom) if exact else None


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
