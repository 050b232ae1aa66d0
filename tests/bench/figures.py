"""One measured thing against its peer or limit, and how it is printed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``ours`` and ``peer`` in ``unit``; within budget while ours is at most ``budget`` times the peer."""

    name: str
    ours: float
    peer: float
    budget: float
    against: str
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours over the peer's."""
        return self.ours / self.peer

    @property
    def met(self) -> bool:
        """Whether the budget is kept."""
        return self.ratio <= self.budget

    def __str__(self) -> str:
        return (
            f"{'✓' if self.met else '✗'} {self.name:<44} {self.ours:>9.2f} {self.unit:<3} "
            f"{self.peer:>9.2f} {self.unit:<3} {self.ratio:>6.2f}×  (≤ {self.budget:g}× {self.against})"
        )


def best(work: Callable[[], object], times: int = 5) -> float:
    """The shortest of several runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return min(found)


def percentiles(milliseconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(milliseconds)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
