"""Boxes: rows of text of one width with a baseline. Every construct is a composition of boxes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engine.maths.formula.cells import cells, padded

MAX_AREA = 40_000


class TooLargeError(Exception):
    """A box would take more than `MAX_AREA` cells."""


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of text, each `width` cells; row `baseline` is level with the neighbours.

    `up` and `down` count the rows above and below the baseline that brackets must cover; scripts stick out of it.
    """

    rows: tuple[str, ...]
    width: int
    baseline: int = 0
    up: int = 0
    down: int = 0

    @property
    def height(self) -> int:
        """The number of rows, 1 or more."""
        return len(self.rows)

    @property
    def below(self) -> int:
        """The number of rows under the baseline."""
        return len(self.rows) - 1 - self.baseline

    @property
    def line(self) -> str:
        """The text on the baseline."""
        return self.rows[self.baseline]

    def whole(self) -> "Box":
        """Give this box with nothing sticking out of what brackets cover."""
        return replace(self, up=self.baseline, down=self.below)


def text_box(text: str) -> Box:
    """Give `text` as a box of one row."""
    return Box((text,), cells(text))


def block(rows: Sequence[str], baseline: int) -> Box:
    """Give `rows` as a box, all of it covered by brackets."""
    width = max(map(cells, rows))
    filled = tuple(padded(row, width) for row in rows)
    return Box(filled, width, baseline, baseline, len(rows) - 1 - baseline)


def paste(parts: Iterable[tuple[int, int, Box]]) -> Box:
    """Give the boxes of `parts` on one sheet, each with the row of its baseline and the column of its left edge.

    Rows count from the baseline of the sheet, downwards. The boxes must not overlap. Raises `TooLargeError`.
    """
    placed = sorted(parts, key=lambda part: part[1])
    top = min(row - box.baseline for row, _, box in placed)
    bottom = max(row + box.below for row, _, box in placed)
    width = max(column + box.width for _, column, box in placed)
    if width * (bottom - top + 1) > MAX_AREA:
        raise TooLargeError
    texts = [""] * (bottom - top + 1)
    used = [0] * (bottom - top + 1)
    for row, column, box in placed:
        first = row - box.baseline - top
        for at, text in enumerate(box.rows, first):
            texts[at] += " " * (column - used[at]) + text
            used[at] = column + box.width
    filled = tuple(text + " " * (width - end) for text, end in zip(texts, used, strict=True))
    return Box(filled, width, -top)


def beside(boxes: Sequence[tuple[int, Box]]) -> Box:
    """Give boxes side by side on one baseline, each after a gap of so many cells."""
    parts: list[tuple[int, int, Box]] = []
    column = 0
    for gap, box in boxes:
        parts.append((0, column + gap, box))
        column += gap + box.width
    if not parts:
        return text_box("")
    up = max(box.up for _, box in boxes)
    down = max(box.down for _, box in boxes)
    return replace(paste(parts), up=up, down=down)


def over(upper: Box | None, middle: Box, lower: Box | None) -> Box:
    """Give boxes centred over one another, on the baseline of the middle one, all covered by brackets."""
    width = max(box.width for box in (upper, middle, lower) if box is not None)
    parts = [(0, (width - middle.width) // 2, middle)]
    if upper is not None:
        parts.append((-middle.baseline - 1 - upper.below, (width - upper.width) // 2, upper))
    if lower is not None:
        parts.append((middle.below + 1 + lower.baseline, (width - lower.width) // 2, lower))
    return paste(parts).whole()
