"""Matrices, cases and aligned lines: boxes in rows and columns."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from engine.maths.formula.box import MAX_AREA, Box, TooLargeError, beside, block, paste, text_box
from engine.maths.formula.strokes import bracket
from engine.maths.formula.tree import Grid, Layout

_GAPS = {Layout.MATRIX: 2, Layout.CASES: 3, Layout.ALIGNED: 3, Layout.STACK: 2}


def arranged(grid: Grid, cells: Sequence[Sequence[Box]], *, plain: bool) -> Box:
    """Give the boxes of the cells of `grid` in its columns and brackets. Raises `TooLargeError`."""
    columns = max(map(len, cells))
    if columns * len(cells) > MAX_AREA:
        raise TooLargeError
    widths = [
        max((row[at].width for row in cells if at < len(row)), default=0) for at in range(columns)
    ]
    starts, bars, width = _starts(grid, widths)
    tops, height = _tops(grid, cells)
    parts: list[tuple[int, int, Box]] = []
    for row, top in zip(cells, tops, strict=True):
        baseline = top + max(box.baseline for box in row)
        for at, box in enumerate(row):
            slack = widths[at] - box.width
            column = starts[at] + _shift(_alignment(grid, at), slack)
            parts.append((baseline, column, box))
    parts.extend((0, bar, block(["|" if plain else "│"] * height, 0)) for bar in bars)
    sheet = paste([*parts, (0, width, text_box(""))])
    middle = (height - 1) // 2 if len(cells) > 1 else cells[0][0].baseline
    return _bracketed(grid, replace(sheet, baseline=middle).whole(), plain=plain)


def _starts(grid: Grid, widths: Sequence[int]) -> tuple[list[int], list[int], int]:
    """Give the left edge of each column, the places of lines between columns, and the width of all."""
    lines = _line_places(grid)
    starts: list[int] = []
    bars: list[int] = []
    at = 0
    for column, width in enumerate(widths):
        if column in lines and column:
            bars.append(at + 1)
            at += 3
        elif column and not (grid.layout is Layout.ALIGNED and _alignment(grid, column) != "r"):
            at += _GAPS[grid.layout]
        starts.append(at)
        at += width
    return starts, bars, at


def _line_places(grid: Grid) -> set[int]:
    found, column = set(), 0
    for character in grid.columns:
        if character == "|":
            found.add(column)
        else:
            column += 1
    return found


def _alignment(grid: Grid, column: int) -> str:
    letters = grid.columns.replace("|", "") or "c"
    if grid.layout is Layout.ALIGNED:
        return letters[column % len(letters)]
    return letters[min(column, len(letters) - 1)]


def _shift(alignment: str, slack: int) -> int:
    return {"l": 0, "c": slack // 2, "r": slack}[alignment]


def _tops(grid: Grid, cells: Sequence[Sequence[Box]]) -> tuple[list[int], int]:
    """Give the first line of each row, and the number of lines, with blank lines where rows are tall."""
    ups = [max(box.baseline for box in row) for row in cells]
    heights = [up + 1 + max(box.below for box in row) for up, row in zip(ups, cells, strict=True)]
    gaps = [int(max(pair) > 1) for pair in pairwise(heights)]
    total = sum(heights) + sum(gaps)
    if grid.layout is Layout.CASES and total == 2 and gaps:
        gaps[0] = 1  # the waist of the brace
    tops: list[int] = []
    top = 0
    for height, gap in zip(heights, [*gaps, 0], strict=True):
        tops.append(top)
        top += height + gap
    return tops, top


def _bracketed(grid: Grid, body: Box, *, plain: bool) -> Box:
    if not grid.left and not grid.right:
        return body
    left = bracket(grid.left, body.up, body.down, plain=plain)
    right = bracket(grid.right, body.up, body.down, plain=plain)
    return beside([(0, left), (int(bool(grid.left)), body), (int(bool(grid.right)), right)])
