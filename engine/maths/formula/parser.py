"""From LaTeX to its tree, with every fault and its place."""

from dataclasses import dataclass

from engine.maths.formula.faults import Fault, FaultKind, UnreadableError
from engine.maths.formula.macros import MACROS
from engine.maths.formula.reader import Reader
from engine.maths.formula.tree import Node

MAX_SOURCE = 10_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A formula read: its tree, or None if only its source can be shown, and what is wrong with it."""

    tree: Node | None
    faults: tuple[Fault, ...]


def read(source: str) -> Reading:
    """Read `source` (already made safe). Never raises; ends in time linear in its length."""
    if len(source) > MAX_SOURCE:
        message = f"the formula is longer than {MAX_SOURCE:,} characters"
        return Reading(None, (Fault(MAX_SOURCE, FaultKind.LONG, message),))
    reader = Reader(source, 0, len(source), MACROS)
    try:
        tree = reader.document()
    except UnreadableError as error:
        return Reading(None, (*reader.faults, error.fault))
    return Reading(tree, tuple(reader.faults))
