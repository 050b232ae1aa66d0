"""What went wrong with a number.

The sign, the unit, the size, the rounding, the fraction turned over.
"""

import math
from dataclasses import dataclass

from engine.quiz.measure import Measure, close
from engine.quiz.number import Reading
from engine.quiz.units import Unit, neighbours

_NEAR = 0.015
"""An answer that is off by less is a matter of rounding."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fixed word for scripts and a sentence for the person."""

    word: str
    message: str


def slip(measure: Measure, value: float, given: Reading, of: Unit | None) -> Slip | None:
    """The one slip that explains ``value`` (in the unit of ``measure``), or None.

    ``given`` and ``of`` are the number and the unit as they were typed.
    """
    answer = measure.value
    if not answer or not value:
        return None
    if close(-value, answer, measure.slack):
        return Slip("sign", "The size is right, the sign is not.")
    return (
        _share(measure, value, of)
        or _rounding(measure, value, given)
        or _conversion(measure, value, of)
        or _reciprocal(measure, value)
        or _magnitude(value / answer, measure.slack)
    )


def _share(measure: Measure, value: float, of: Unit | None) -> Slip | None:
    """A percentage taken for the fraction, or the other way round."""
    wanted = measure.unit
    if wanted is not None and (wanted.dimensions or wanted.nouns):
        return None
    percent = wanted is not None and wanted.percent
    shares = percent or (of is not None and of.percent) or abs(measure.value) <= 1
    if not shares:
        return None
    ratio = value / measure.value
    if close(ratio, 100, measure.slack) and of is None and not percent:
        return Slip("unit", "That is the percentage: write it with %, or as a fraction.")
    if close(ratio, 0.01, measure.slack):
        return Slip("unit", "That is the fraction: as a percentage it is a hundred times as much.")
    return None


def _rounding(measure: Measure, value: float, given: Reading) -> Slip | None:
    """Almost right: outside the tolerance, or with too few digits."""
    answer = measure.value
    whole = value == round(value) and answer == round(answer)
    if whole and abs(value - answer) == 1 and abs(answer) >= 3:
        return Slip("off-by-one", "Off by one.")
    if close(value, answer, _NEAR):
        return Slip("rounding", f"Close, but not {_wanted(measure)}.")
    scale = abs(value / given.value) if given.value else 1.0
    step = (given.step or 0.0) * scale
    if abs(value - answer) <= step / 2 and close(value, answer, 0.15):
        return Slip("rounding", "Rounded too far: give another digit.")
    return None


def _wanted(measure: Measure) -> str:
    text = measure.tolerance.text
    if not text:
        return "exact enough"
    return "exact" if measure.tolerance.size == 0 else f"within {text}"


def _conversion(measure: Measure, value: float, of: Unit | None) -> Slip | None:
    """The right quantity in another unit, or powers of 1,000 and 1,024 mixed up."""
    wanted = measure.unit
    if wanted is None:
        return None
    answer = measure.value
    ratio = value / answer
    if ("data", 1) in wanted.dimensions:
        mixed = _mixed(wanted)
        if any(close(ratio, factor, min(measure.slack, 0.005)) for factor in (mixed, 1 / mixed)):
            return Slip("unit", "That looks like powers of 1,000 and of 1,024 mixed up.")
        if any(close(ratio, factor, measure.slack) for factor in (8, 0.125)):
            return Slip("unit", "Bits and bytes are mixed up: a byte has 8 bits.")
    for other in neighbours(wanted) if of is None else ():
        factor = other.size / wanted.size
        if _power_of_ten(factor, 1e-9) is None and close(value * factor, answer, measure.slack):
            return Slip("unit", f"That would be right in {other.text}; asked is {wanted.text}.")
    time = of is not None and "time" in dict(wanted.dimensions)
    if time and any(close(max(ratio, 1 / ratio), step, measure.slack) for step in (60, 3600, 24)):
        return Slip("unit", "Too large or too small by the step from one unit of time to the next.")
    return None


def _mixed(wanted: Unit) -> float:
    """What it makes to take powers of 1,024 for powers of 1,000 in a unit of data."""
    return 1.024 ** max(1, round(math.log(max(wanted.size, 1), 1000)))


def _reciprocal(measure: Measure, value: float) -> Slip | None:
    if close(value * measure.value, 1, measure.slack) and not close(
        abs(measure.value), 1, measure.slack
    ):
        return Slip("reciprocal", "That is the reciprocal: turn the fraction over.")
    return None


def _magnitude(ratio: float, slack: float) -> Slip | None:
    """Off by a power of ten, or by a small power of two."""
    if ratio <= 0:
        return None
    size = "large" if ratio > 1 else "small"
    ten = _power_of_ten(ratio, slack)
    if ten is not None:
        return Slip("magnitude", f"Too {size} by a factor of {10 ** abs(ten):,}.")
    two = round(math.log2(ratio))
    if two and abs(two) <= 10 and close(ratio, 2.0**two, slack):
        return Slip("magnitude", f"Too {size} by a factor of {2 ** abs(two):,}.")
    return None


def _power_of_ten(ratio: float, slack: float) -> int | None:
    ten = round(math.log10(ratio))
    return ten if ten and abs(ten) <= 18 and close(ratio, 10.0**ten, slack) else None
