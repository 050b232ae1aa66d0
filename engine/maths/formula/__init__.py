"""LaTeX as text: one line for `$…$`, two dimensions for `$$…$$`, and what is wrong with it.

Nothing here raises on any input, and everything ends in time and room bounded by the length of the input. A formula
that cannot be read (unbalanced braces, more than `MAX_DEPTH` levels, more than `MAX_SOURCE` characters) is shown as
its source. No control character ever comes out.
"""

from engine.maths.formula.cursor import MAX_DEPTH
from engine.maths.formula.faults import Fault, FaultKind
from engine.maths.formula.parser import MAX_SOURCE
from engine.maths.formula.rendering import MIN_WIDTH, display, inline, problems

__all__ = [
    "MAX_DEPTH",
    "MAX_SOURCE",
    "MIN_WIDTH",
    "Fault",
    "FaultKind",
    "display",
    "inline",
    "problems",
]
