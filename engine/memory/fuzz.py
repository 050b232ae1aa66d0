"""Our own fuzz: cards learned together drift apart, in the same way on every device."""

from hashlib import blake2b
from math import floor, inf

FUZZ_STARTS = 2.5
"""Days; a shorter interval is never fuzzed."""
FUZZ_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, inf, 0.05))
"""From, to (days) and the share of the days between by which an interval may move.

One day is added to the sum. Source: ``fsrs.scheduler.FUZZ_RANGES``, which are Anki's.
"""


def fuzz_factor(card: str, reps: int) -> float:
    """Where in its band this repetition of this card falls: from 0 to below 1.

    A digest, so that it is the same in every process and on every device.
    """
    digest = blake2b(f"{card}\0{reps}".encode(), digest_size=6, person=b"redrill-fuzz").digest()
    return int.from_bytes(digest) / 2**48


def fuzz_band(days: float) -> tuple[int, int]:
    """The shortest and longest whole number of days that an interval of ``days`` may become."""
    if days < FUZZ_STARTS:
        return (whole_days(days),) * 2
    delta = 1.0
    for start, end, share in FUZZ_BANDS:
        if days > start:
            delta += share * (min(days, end) - start)
    return whole_days(days - delta), whole_days(days + delta)


def fuzzed(days: float, factor: float | None, minimum: int, maximum: int) -> int:
    """Whole days for an interval of ``days``, between ``minimum`` and ``maximum``.

    ``factor`` from ``fuzz_factor`` picks a day of the band, each with the same probability; None
    rounds. Where the bounds cross, ``maximum`` wins.
    """
    band = (whole_days(days),) * 2 if factor is None else fuzz_band(min(days, maximum))
    shortest, longest = (min(max(end, minimum), maximum) for end in band)
    return shortest + floor((factor or 0) * (longest - shortest + 1))


def whole_days(days: float) -> int:
    """The nearest whole number of days, halves up."""
    return floor(days + 0.5)
