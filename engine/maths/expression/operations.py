"""What each operation computes on arrays whose last two axes are rows and columns. NumPy is loaded at the first use."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.maths.expression.core import Core

if TYPE_CHECKING:
    from engine.maths.expression.evaluate import Evaluation

ILL_CONDITIONED = 1e10
"""From this condition number on a matrix counts as singular."""


def _number(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.full((1, 1, 1), core.data)


def _dim(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.full((1, 1, 1), float(at.size(str(core.data))))


def _size(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    rows, columns = core.data  # type: ignore[misc]
    return at.np.full((1, 1, 1), float(at.size(rows) * at.size(columns)))


def _eye(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.eye(at.size(core.shape[0]))[None]


def _ones(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.ones((1, at.size(core.shape[0]), at.size(core.shape[1])))


def _add(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    result = args[0]
    for arg in args[1:]:
        result = result + arg
    return result


def _power(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    base, exponent = args
    if core.args[1].op == "num" and core.args[1].data == 2.0:
        return base * base
    return at.np.power(base, exponent)


def _compare(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    np = at.np
    a, b = args
    close = np.abs(a - b) <= 1e-9 * (np.abs(a) + np.abs(b))
    match core.data:
        case "=":
            holds = close
        case "≠":
            holds = ~close
        case ">":
            holds = (a > b) & ~close
        case "<":
            holds = (a < b) & ~close
        case "≥":
            holds = (a > b) | close
        case _:
            holds = (a < b) | close
    return np.where(np.isnan(a) | np.isnan(b), np.nan, holds.astype(float))


def _where(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.where(args[0] != 0, args[1], args[2])


def _function(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return _FUNCTIONS[str(core.data)](at.np, args[0])


def _sigmoid(np: Any, a: Any) -> Any:
    small = np.exp(-np.abs(a))
    return np.where(a >= 0, 1 / (1 + small), small / (1 + small))


def _domain(np: Any, inside: Any, value: Any) -> Any:
    return np.where(inside, value, np.nan)


_FUNCTIONS: dict[str, Callable[[Any, Any], Any]] = {
    "σ": _sigmoid,
    "relu": lambda np, a: np.maximum(a, 0.0),
    "softplus": lambda np, a: np.logaddexp(0.0, a),
    "tanh": lambda np, a: np.tanh(a),
    "log": lambda np, a: _domain(np, a > 0, np.log(np.abs(a))),
    "log2": lambda np, a: _domain(np, a > 0, np.log2(np.abs(a))),
    "log10": lambda np, a: _domain(np, a > 0, np.log10(np.abs(a))),
    "exp": lambda np, a: np.exp(a),
    "sqrt": lambda np, a: _domain(np, a >= 0, np.sqrt(np.abs(a))),
    "sign": lambda np, a: np.sign(a),
    "abs": lambda np, a: np.abs(a),
    "sin": lambda np, a: np.sin(a),
    "cos": lambda np, a: np.cos(a),
    "floor": lambda np, a: np.floor(a),
    "ceil": lambda np, a: np.ceil(a),
}


def _inverse(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    """Invert; a matrix that is singular to working precision has no inverse."""
    np = at.np
    a = args[0]
    finite = np.isfinite(a).all(axis=(-2, -1), keepdims=True)
    safe = np.where(finite, a, np.eye(a.shape[-1]))
    values = np.linalg.svd(safe, compute_uv=False)
    sound = values[..., -1] * ILL_CONDITIONED > values[..., 0]
    sound = sound[..., None, None] & finite
    safe = np.where(sound, safe, np.eye(a.shape[-1]))
    return np.where(sound, np.linalg.inv(safe), np.nan)


def _finite(at: "Evaluation", a: Any, compute: Callable[[Any], Any]) -> Any:
    """Apply a routine that refuses nan, giving nan there; its results are matrices or lists of numbers."""
    np = at.np
    finite = np.isfinite(a).all(axis=(-2, -1))
    result = compute(np.where(finite[..., None, None], a, 0.0))
    extra = result.ndim - finite.ndim
    return np.where(finite.reshape(finite.shape + (1,) * extra), result, np.nan)


def _pinv(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return _finite(at, args[0], lambda a: at.np.linalg.pinv(a, rcond=1e-9))


def _eig(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    np = at.np
    a = args[0]
    mirrored = np.swapaxes(a, -1, -2)
    symmetric = np.abs(a - mirrored).max(axis=(-2, -1)) <= 1e-8 * np.abs(a).max(axis=(-2, -1))
    values = _finite(at, a, np.linalg.eigvalsh)[..., int(str(core.data))]
    return np.where(symmetric, values, np.nan)[..., None, None]


def _cond(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    values = _finite(at, args[0], lambda a: at.np.linalg.svd(a, compute_uv=False))
    return (values[..., 0] / values[..., -1])[..., None, None]


def _softmax(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    axis = int(str(core.data))
    raised = at.np.exp(args[0] - args[0].max(axis=axis, keepdims=True))
    return raised / raised.sum(axis=axis, keepdims=True)


def _logsumexp(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    np = at.np
    axis = int(str(core.data))
    top = args[0].max(axis=axis, keepdims=True)
    return top + np.log(np.exp(args[0] - top).sum(axis=axis, keepdims=True))


def _total(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    a = args[0]
    rows, columns = at.size(core.args[0].shape[0]), at.size(core.args[0].shape[1])
    if a.shape[-2:] != (rows, columns):
        a = at.np.broadcast_to(a, (*a.shape[:-2], rows, columns))
    return a.sum(axis=(-2, -1), keepdims=True)


def _along(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return args[0].sum(axis=int(str(core.data)), keepdims=True)


def _trace(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.trace(args[0], axis1=-2, axis2=-1)[..., None, None]


def _spread(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return args[0] * at.np.eye(args[0].shape[-2])


def _diagonal(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return at.np.diagonal(args[0], axis1=-2, axis2=-1)[..., None]


def _det(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    return _finite(at, args[0], at.np.linalg.det)[..., None, None]


def _extreme(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    if core.data == "max":
        return args[0].max(axis=(-2, -1), keepdims=True)
    return args[0].min(axis=(-2, -1), keepdims=True)


def _take(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    """Pick a row or column by an index that may be an array of its own; beyond the end there is nothing."""
    np = at.np
    a, place = args
    axis = -2 if core.data[0] == 0 else -1  # type: ignore[index]
    dims = max(a.ndim, place.ndim)
    a = a.reshape((1,) * (dims - a.ndim) + a.shape)
    place = place.reshape((1,) * (dims - place.ndim) + place.shape)
    count = a.shape[axis]
    whole = np.nan_to_num(np.round(place), nan=1.0).astype(np.int64) - 1
    inside = (whole >= 0) & (whole < count)
    wide = np.broadcast_shapes(a.shape[:-2], whole.shape[:-2])
    a = np.broadcast_to(a, (*wide, *a.shape[-2:]))
    picked = np.take_along_axis(a, np.broadcast_to(np.clip(whole, 0, count - 1), (*wide, 1, 1)) + np.zeros(
        (1, a.shape[-1]) if axis == -2 else (a.shape[-2], 1), dtype=np.int64), axis=axis)  # fmt: skip
    return np.where(inside, picked, np.nan)


def _stack(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    np = at.np
    rows, columns = at.size(core.shape[0]), at.size(core.shape[1])
    cells = np.broadcast_arrays(*[arg[..., 0, 0] for arg in args])
    joined = np.stack(cells, axis=-1)
    return joined.reshape(*joined.shape[:-1], rows, columns)


def _flat(at: "Evaluation", core: Core, args: list[Any]) -> Any:
    a = args[0]
    rows, columns = at.size(core.args[0].shape[0]), at.size(core.args[0].shape[1])
    a = at.np.broadcast_to(a, (*a.shape[:-2], rows, columns))
    return a.reshape(*a.shape[:-2], rows * columns, 1)


OPERATIONS: dict[str, Callable[["Evaluation", Core, list[Any]], Any]] = {
    "num": _number, "dim": _dim, "size": _size, "eye": _eye, "ones": _ones, "add": _add,
    "neg": lambda at, core, args: -args[0], "mul": lambda at, core, args: args[0] * args[1],
    "div": lambda at, core, args: args[0] / args[1], "mat": lambda at, core, args: at.np.matmul(*args),
    "pow": _power, "cmp": _compare, "where": _where, "fn": _function, "inv": _inverse, "pinv": _pinv,
    "T": lambda at, core, args: at.np.swapaxes(args[0], -1, -2), "eig": _eig, "cond": _cond,
    "softmax": _softmax, "logsumexp": _logsumexp, "total": _total, "along": _along, "trace": _trace,
    "spread": _spread, "diagonal": _diagonal, "det": _det, "extreme": _extreme, "take": _take, "stack": _stack,
    "flat": _flat,
}  # fmt: skip
