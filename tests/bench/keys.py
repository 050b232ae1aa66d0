"""Key to paint in a pseudo-terminal: press, and wait for the bytes that change the screen."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.large import make
from tests.journeys.terminal import Terminal

ROUNDS = 40


def figures(folder: Path) -> Iterator[Figure]:
    """Revealing and grading, at 10,000 cards; the limit is the issue's 20 ms."""
    root = folder / "10000"
    make(root, 10_000)
    reveal, grade = [], []
    with Terminal(root, "review", "--kind", "basic", environment={"NO_COLOR": ""}) as redrill:
        redrill.until("show answer")
        for _ in range(ROUNDS):
            reveal.append(_press(redrill, " ", "easy"))
            grade.append(_press(redrill, "4", "show answer"))
    yield Figure("key to paint: the answer, median", statistics.median(reveal), 20.0, 1.0, "20 ms")
    yield Figure(
        "key to paint: grade, next card, median", statistics.median(grade), 20.0, 1.0, "20 ms"
    )


def _press(terminal: Terminal, key: str, then: str) -> float:
    begin = time.perf_counter()
    terminal.press(key)
    terminal.until_painted(then)
    return (time.perf_counter() - begin) * 1000
