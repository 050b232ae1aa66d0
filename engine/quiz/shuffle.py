"""Shuffles that a seed repeats on every machine."""

from hashlib import blake2b
from random import Random
from typing import TypeVar

T = TypeVar("T")


def shuffled(items: tuple[T, ...], seed: int) -> tuple[T, ...]:
    """A permutation of ``items`` that depends on the seed alone."""
    mixed = list(items)
    Random(seed).shuffle(mixed)  # noqa: S311 (an order to show, not a secret)
    return tuple(mixed)


def displaced(items: tuple[T, ...], seed: int) -> tuple[T, ...]:
    """A permutation that is never the order given, if there is another one."""
    mixed = shuffled(items, seed)
    return mixed if mixed != items else (*mixed[1:], *mixed[:1])


def seed_of(text: str) -> int:
    """A seed that a text fixes.

    What is printed or exported keeps its order from one export to the next.
    """
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
