"""What the footer says: the keys that work now, cut down to the width there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui.lines import ACCENT, DIM, Line, cells

_GAP = 3
_TIGHT = 2


@dataclass(frozen=True, slots=True)
class Hint:
    """One key of the footer.

    ``detail`` is the first thing to go on a narrow screen (the interval under a grade); ``rank`` says how soon the
    whole hint goes, 0 never; ``right`` puts it at the right end; ``strong`` marks what Space would do.
    """

    action: str
    key: str
    title: str
    detail: str = ""
    rank: int = 0
    right: bool = False
    strong: bool = False

    def runs(self) -> Line:
        """The hint in its styles."""
        line: Line = [(self.key, "bold $accent" if self.strong else ACCENT)]
        if self.title:
            line.append((f" {self.title}", "bold" if self.strong else ""))
        if self.detail:
            line.append((f" {self.detail}", DIM))
        return line


@dataclass(frozen=True, slots=True)
class Laid:
    """A footer laid out: its runs, and the columns ``start`` to ``end`` of each action."""

    line: Line
    spots: tuple[tuple[int, int, str], ...]

    def action(self, column: int) -> str | None:
        """The action at a column."""
        return next((name for start, end, name in self.spots if start <= column < end), None)


def lay_out(hints: Sequence[Hint], width: int) -> Laid:
    """The hints in ``width`` cells: what matters least is left out, then details, then words."""
    shown = [hint for hint in hints if hint.key]
    gap = _GAP
    while _size(shown, gap) > width:
        if gap > _TIGHT:
            gap = _TIGHT
            continue
        last = max(shown, key=lambda hint: hint.rank, default=None)
        if last is not None and last.rank:
            shown.remove(last)
            continue
        if any(hint.right and hint.title for hint in shown):
            shown = [replace(hint, title="") if hint.right else hint for hint in shown]
            continue
        if any(hint.detail for hint in shown):
            shown = [replace(hint, detail="") for hint in shown]
            continue
        break
    return _laid(shown, width, gap)


def _size(hints: Sequence[Hint], gap: int) -> int:
    return sum(cells(hint.runs()) for hint in hints) + gap * max(len(hints) - 1, 0)


def _laid(hints: Sequence[Hint], width: int, gap: int) -> Laid:
    line: Line = []
    spots: list[tuple[int, int, str]] = []
    at = 0
    right = [hint for hint in hints if hint.right]
    for hint in (*(hint for hint in hints if not hint.right), *right):
        space = gap if at else 0
        if right and hint is right[0]:
            space = max(width - at - _size(right, gap), space)
        line.append((" " * space, ""))
        at += space
        runs = hint.runs()
        spots.append((at, at + cells(runs), hint.action))
        line += runs
        at += cells(runs)
    return Laid(line, tuple(spots))
