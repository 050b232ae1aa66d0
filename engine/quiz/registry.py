"""Which kinds of card there are.

A kind is loaded when it is first asked for, so that start-up does not load them all.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Final, cast

from engine.errors import UsageError
from engine.quiz.kind import Kind


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a kind stands (``module:object``), what one answer takes, and whether it is a fenced block.

    ``minutes`` is what is expected until the learner's own times are known; it stands here so that
    Today can count them without loading the kind.
    """

    place: str
    minutes: float
    fence: bool = False


_KINDS: Final[dict[str, _Row]] = {
    "basic": _Row("engine.quiz.basic:BASIC", 0.2),
    "reversed": _Row("engine.quiz.basic:REVERSED", 0.2),
    "cloze": _Row("engine.quiz.cloze:CLOZE", 0.2),
    "choice": _Row("engine.quiz.choice:CHOICE", 0.4),
    "typed": _Row("engine.quiz.typed:TYPED", 0.3, fence=True),
    "numeric": _Row("engine.quiz.numeric:NUMERIC", 0.8, fence=True),
    "ordering": _Row("engine.quiz.ordering:ORDERING", 0.6, fence=True),
}


@cache
def kind(name: str) -> Kind:
    """The kind of that name. Raises UsageError for a name that is none."""
    row = _KINDS.get(name)
    if row is None:
        raise UsageError(f"there is no kind of card called {name!r}; there are {', '.join(_KINDS)}")
    module, _, attribute = row.place.partition(":")
    return cast("Kind", getattr(import_module(module), attribute))


def minutes(name: str) -> float:
    """Expected minutes for one answer of a kind."""
    return _KINDS[name].minutes


def names() -> tuple[str, ...]:
    """The names of all kinds, ``reversed`` included."""
    return tuple(_KINDS)


def fence_names() -> frozenset[str]:
    """The info strings that make a fenced block a question; the parser of decks wants them."""
    return frozenset(name for name, row in _KINDS.items() if row.fence)
