"""The right value of a numeric question, its tolerance, and what a quantity is in its unit."""

import math
from dataclasses import dataclass
from enum import StrEnum

from engine.quiz.number import Reading
from engine.quiz.units import Unit

_FLOAT = 1e-9
"""Relative slack for the arithmetic of converting units."""


class Margin(StrEnum):
    """How a tolerance is meant."""

    DIGITS = "digits"
    """None was stated: as exact as the answer is written."""
    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    FACTOR = "factor"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A margin and its size: in the answer's unit, as a share, or as a factor."""

    margin: Margin = Margin.DIGITS
    size: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """The right answer: as written, as read, its tolerance and its unit."""

    text: str
    reading: Reading
    tolerance: Tolerance
    unit: Unit | None = None

    @property
    def value(self) -> float:
        """The right value, in ``unit``."""
        return self.reading.value

    @property
    def expected(self) -> str:
        """The answer in plain text, with its unit."""
        if self.unit is None or self.unit.text in self.text:
            return self.text
        return (
            f"{self.unit.text}{self.text}"
            if self.unit.text in "$€£"
            else f"{self.text} {self.unit.text}"
        )

    @property
    def slack(self) -> float:
        """The tolerance as a share of the value, from a millionth to a twentieth, to tell slips."""
        share = self.tolerance.size
        if self.tolerance.margin is Margin.ABSOLUTE:
            share = share / abs(self.value) if self.value else 0.0
        elif self.tolerance.margin is Margin.FACTOR:
            share -= 1
        elif self.tolerance.margin is Margin.DIGITS and self.reading.decimal and self.value:
            share = (self.reading.step or 0.0) / 2 / abs(self.value)
        return min(0.05, max(1e-6, share))

    def allows(self, value: float, given: Reading | None = None) -> bool:
        """Whether ``value``, in this unit, is right.

        ``given`` says with how many digits it was written.
        """
        off, rounding = abs(value - self.value), abs(self.value) * _FLOAT
        match self.tolerance.margin:
            case Margin.ABSOLUTE:
                return off <= self.tolerance.size + max(rounding, self.tolerance.size * _FLOAT)
            case Margin.RELATIVE:
                return off <= abs(self.value) * self.tolerance.size + rounding
            case Margin.FACTOR:
                ratio = value / self.value if self.value else 0.0
                return 1 / self.tolerance.size <= ratio * (1 + _FLOAT) and ratio <= (
                    self.tolerance.size * (1 + _FLOAT)
                )
        return off <= rounding or self._rounded(value, off, given)

    def _rounded(self, value: float, off: float, given: Reading | None) -> bool:
        """Whether ``value`` is right to the digits of the answer, or to three of its own."""
        step = self.reading.step if self.reading.decimal else None
        if step is not None and off <= step / 2 * (1 + _FLOAT):
            return True
        exact = self.reading.step is not None and not self.reading.decimal
        if exact or given is None or given.step is None or not given.decimal or given.figures < 3:
            return False
        scale = abs(value / given.value) if given.value else 1.0
        return off <= given.step * scale / 2 * (1 + _FLOAT)


class Mismatch(StrEnum):
    """Why a quantity cannot be compared with the answer."""

    NOUN = "noun"
    """It counts things the question does not ask for, or names a unit nobody knows."""
    DIMENSION = "dimension"
    """It is of another dimension: a time where an amount of data is asked."""
    BARE = "bare"
    """The answer is a plain number and this has a unit."""


def values(measure: Measure, value: float, of: Unit | None) -> tuple[float, ...] | Mismatch:
    """What ``value`` of the unit ``of`` is in the unit of ``measure``.

    Several if it may be read in several ways. Without a unit it is taken to be in the one that was
    asked for; a share may stand for its percentage.
    """
    wanted = measure.unit
    if of is None:
        return (value, value * 100) if wanted is not None and wanted.percent else (value,)
    plain = not of.dimensions and not of.nouns
    if wanted is None:
        return (value * of.size,) if plain else Mismatch.BARE
    if not set(of.nouns) <= set(wanted.nouns):
        return Mismatch.NOUN
    if of.multiple:
        scaled = value * of.size
        return (scaled, scaled / wanted.size)
    if of.dimensions != wanted.dimensions and not _sloppy_rate(of, wanted):
        return Mismatch.DIMENSION
    return (value * of.size / wanted.size,)


def _sloppy_rate(of: Unit, wanted: Unit) -> bool:
    """Whether operations are meant per second: everybody writes TFLOPs for TFLOP/s."""
    rate = (("flop", 1), ("time", -1))
    return (of.dimensions, wanted.dimensions) == (rate[:1], rate) and of.text.endswith("s")


def close(one: float, other: float, slack: float) -> bool:
    """Whether two values agree within a share of the second."""
    return math.isclose(one, other, rel_tol=0.0, abs_tol=abs(other) * slack + 1e-300)
