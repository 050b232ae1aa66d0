"""Values of formulas in NumPy. All points, and for each point some runs with rounding made 8,000 times worse, at once.

An array is (…, batch, rows, columns): the batch holds the points times the runs, and every sum, expectation or
gradient in progress adds an axis in front. How far the runs of a point differ bounds the rounding error of the first,
unperturbed one, however ill-conditioned the formula is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.maths.expression.bounds import MAX_ELEMENTS, MAX_WORK
from engine.maths.expression.core import Core
from engine.maths.expression.fault import UndecidedError
from engine.maths.expression.symbols import Dim

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ROUGHNESS = 2.0**-40
"""Relative size of the errors made on purpose; rounding itself is 2^-53."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of all symbols at some points of one choice of sizes.

    Arrays are (batch, rows, columns). `outcomes` gives each random variable's values and their chances, outcome first.
    `noise` gives signs for a shape, or zeros for exact runs.
    """

    sizes: Mapping[str, int]
    values: Mapping[str, Any]
    outcomes: Mapping[str, tuple[Any, Any]]
    indices: Mapping[str, Any]
    batch: int
    runs: int
    noise: Mapping[tuple[int, int], Any]


class Evaluation:
    """Evaluates formulas at one sample; values are kept, so shared parts cost once."""

    def __init__(self, sample: Sample, links: Mapping[str, Dim], *, rough: bool = True) -> None:
        import numpy as np

        self.np = np
        self.sample = sample
        self.links = links
        self.rough = rough
        self.axes = 0
        self.bound: dict[str, tuple[int, Array]] = {}
        self.work = 0
        self._serial = 0
        self._turn = 0
        self._kept: dict[tuple[object, ...], Array] = {}

    def run(self, core: Core) -> Array:
        """Give the values, (batch, rows, columns); what is undefined is nan or infinite, silently.

        Raises:
            UndecidedError: if an array would be too large.
        """
        np = self.np
        value = self.raw(core)
        shape = (self.sample.batch, self.size(core.shape[0]), self.size(core.shape[1]))
        return np.broadcast_to(value, shape)

    def raw(self, core: Core) -> Array:
        """Give the values as they come, repeated only where they differ."""
        with self.np.errstate(all="ignore"):
            return self._value(core)

    def size(self, dim: Dim) -> int:
        """Give the number behind a size."""
        while isinstance(dim, str) and dim in self.links:
            dim = self.links[dim]
        if isinstance(dim, int):
            return dim
        if dim not in self.sample.sizes:
            raise UndecidedError(f"the size {dim} is not known")
        return self.sample.sizes[dim]

    def _value(self, core: Core) -> Array:
        key: tuple[object, ...] = (id(core),)
        if core.free and self.bound:
            key += tuple((name, self.bound[name][0]) for name in core.free if name in self.bound)
        known = self._kept.get(key)
        if known is None:
            special = _BINDING.get(core.op)
            if special is not None:
                known = special(self, core)
            else:
                known = _OPERATIONS[core.op](self, core, [self._value(part) for part in core.args])
                if self.rough and core.op in _ROUNDED:
                    known = self._rounded(known)
            while known.ndim > 3 and known.shape[0] == 1:
                known = known[0]
            self.work += known.size
            if self.work > MAX_WORK:
                raise UndecidedError("too many terms to evaluate")
            self._kept[key] = known
        return known

    def _rounded(self, value: Array) -> Array:
        """Make the relative errors of the rough runs."""
        table = self.sample.noise.get((value.shape[-2], value.shape[-1]))
        if table is None:
            return value
        self._turn += 1
        result: Array = value * table[self._turn % len(table)]
        return result

    def _axis(self, name: str, values: Array, count: int) -> tuple[int, Array] | None:
        """Open an axis in front for a bound name; gives what was bound before."""
        self.axes += 1
        self._serial += 1
        old = self.bound.get(name)
        self.bound[name] = (
            self._serial,
            values.reshape(count, *([1] * self.axes), *values.shape[-2:]),
        )
        return old

    def _close(self, name: str, old: tuple[int, Array] | None) -> None:
        self.axes -= 1
        if old is None:
            del self.bound[name]
        else:
            self.bound[name] = old

    def _opened(self, value: Array, count: int) -> Array:
        """Give a value with the newest axis in front, repeated there if it does not depend on it."""
        np = self.np
        full = value.reshape((1,) * (self.axes + 3 - value.ndim) + value.shape)
        size = math.prod(full.shape[1:]) * count
        if size > MAX_ELEMENTS:
            raise UndecidedError("too many terms to evaluate")
        return np.broadcast_to(full, (count, *full.shape[1:]))

    def symbol(self, core: Core) -> Array:
        """Give a symbol's values, or those of its outcomes inside an expectation."""
        name = str(core.data)
        if name in self.bound:
            return self.bound[name][1]
        value: Array = self.sample.values[name]
        return value

    def index(self, core: Core) -> Array:
        """Give an index's values, counted from 1."""
        name = str(core.data)
        if name in self.bound:
            return self.bound[name][1]
        value: Array = self.sample.indices[name]
        return value

    def bind(self, core: Core) -> Array:
        """Evaluate a sum, product, mean, maximum, minimum or the place of one."""
        np = self.np
        kind, name, dim = core.data  # type: ignore[misc]
        count = self.size(dim)
        old = self._axis(name, np.arange(1.0, count + 1).reshape(count, 1, 1), count)
        body = self._opened(self._value(core.args[0]), count)
        if len(core.args) > 1:
            kept = self._opened(self._value(core.args[1]), count)
            body = np.where(kept != 0, body, _NEUTRAL[kind])
        else:
            kept = None
        self._close(name, old)
        result = self._folded(kind, body, kept)
        return self._rounded(result) if self.rough and kind in {"sum", "prod", "mean"} else result

    def _folded(self, kind: str, body: Array, kept: Array | None) -> Array:
        np = self.np
        match kind:
            case "sum":
                result = body.sum(axis=0)
            case "prod":
                result = body.prod(axis=0)
            case "mean":
                result = body.mean(axis=0) if kept is None else body.sum(axis=0) / kept.sum(axis=0)
            case "max" | "min":
                result = body.max(axis=0) if kind == "max" else body.min(axis=0)
            case _:
                place = body.argmax(axis=0) if kind == "argmax" else body.argmin(axis=0)
                result = np.where(np.isfinite(body).all(axis=0), place + 1.0, np.nan)
        final: Array = result
        return final

    def expect(self, core: Core) -> Array:
        """Average over the product of the outcomes of independent random variables."""
        np = self.np
        names: tuple[str, ...] = core.data  # type: ignore[assignment]
        counts = [len(self.sample.outcomes[name][0]) for name in names]
        count = math.prod(counts)
        if count * self.sample.batch > MAX_ELEMENTS:
            raise UndecidedError("too many outcomes to average over")
        places = np.unravel_index(np.arange(count), counts)
        self.axes += 1
        saved = {name: self.bound.get(name) for name in names}
        weight: Array = np.ones((count, 1, 1, 1))
        for name, place in zip(names, places, strict=True):
            values, chances = self.sample.outcomes[name]
            shaped = values[place].reshape(count, *([1] * (self.axes - 1)), *values.shape[1:])
            self._serial += 1
            self.bound[name] = (self._serial, shaped)
            weight = weight * chances[place]
        body = self._opened(self._value(core.args[0]), count)
        weight = weight.reshape(count, *([1] * (self.axes - 1)), *weight.shape[1:])
        self.axes -= 1
        for name, old in saved.items():
            if old is None:
                del self.bound[name]
            else:
                self.bound[name] = old
        result: Array = (body * weight).sum(axis=0)
        return self._rounded(result) if self.rough else result

    def gather(self, core: Core) -> Array:
        """Evaluate a derivative in every unit direction and put the results in the symbol's shape."""
        np = self.np
        name, shape, mode = core.data  # type: ignore[misc]
        rows, columns = self.size(shape[0]), self.size(shape[1])
        count = rows * columns
        basis = np.eye(count).reshape(count, rows, columns)
        old = self._axis(name, basis, count)
        body = self._opened(self._value(core.args[0]), count)
        self._close(name, old)
        moved: Array
        if mode == "gradient":
            moved = np.moveaxis(body[..., 0, 0], 0, -1)
            return moved.reshape(*moved.shape[:-1], rows, columns)
        moved = np.moveaxis(body[..., 0], 0, -1)
        return moved


_NEUTRAL = {
    "sum": 0.0, "mean": 0.0, "prod": 1.0, "max": -math.inf, "min": math.inf,
    "argmax": -math.inf, "argmin": math.inf,
}  # fmt: skip
_BINDING: dict[str, Callable[[Evaluation, Core], Any]] = {
    "bind": Evaluation.bind,
    "expect": Evaluation.expect,
    "gather": Evaluation.gather,
    "sym": Evaluation.symbol,
    "index": Evaluation.index,
}


def _load() -> dict[str, Callable[[Evaluation, Core, list[Any]], Any]]:
    from engine.maths.expression.operations import OPERATIONS

    return OPERATIONS


_OPERATIONS = _load()
_ROUNDED = frozenset(
    {"add", "mul", "mat", "div", "pow", "fn", "inv", "pinv", "softmax", "logsumexp", "total", "along", "det", "trace", "eig", "cond"}
)  # fmt: skip
