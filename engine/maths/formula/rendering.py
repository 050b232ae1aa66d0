"""The three things asked of a formula: a line, a block of rows, and what is wrong with it."""

from collections.abc import Sequence

from engine.maths.formula.box import Box, TooLargeError
from engine.maths.formula.cells import cells, composed, padded, safe, wrapped
from engine.maths.formula.faults import Fault
from engine.maths.formula.layout import Painter
from engine.maths.formula.lines import broken
from engine.maths.formula.oneline import OneLine
from engine.maths.formula.parser import read
from engine.maths.formula.plain import in_ascii
from engine.maths.formula.tree import Grid, Layout, Node, Row

MIN_WIDTH = 8


def inline(latex: str, *, ascii: bool = False) -> str:  # noqa: A002  # the name of the command's option
    r"""Give `latex` (without its dollar signs) on one line.

    Brackets are added where one line needs them: `\frac{1}{1+1/x}` gives `1/(1 + 1/x)`. What cannot be read comes
    out as its source.
    """
    source = safe(latex)
    tree = read(source).tree
    if tree is None:
        return _source(" ".join(source.splitlines()).replace("\t", " "), plain=ascii)
    return composed(OneLine(ascii).line(tree).text.strip())


def display(latex: str, *, width: int = 72, ascii: bool = False) -> tuple[str, ...]:  # noqa: A002
    """Give `latex` (without its dollar signs) as rows of text of one width in cells, at most `width`.

    A formula that is wider is broken at relations, then at + and −; one that cannot be broken so is written on one
    line and wrapped, and what cannot be read is its source, wrapped. `width` is at least `MIN_WIDTH`.
    """
    width = max(width, MIN_WIDTH)
    source = safe(latex)
    tree = read(source).tree
    if tree is None:
        return _filled(wrapped(_source(source, plain=ascii), width))
    box = _fitting(tree, width, plain=ascii)
    if box is not None:
        return box.rows
    return _filled(wrapped(composed(OneLine(ascii).line(tree).text.strip()), width))


def problems(latex: str) -> tuple[Fault, ...]:
    """Give what is wrong with `latex`, each with its offset; none means that it is laid out whole."""
    return read(safe(latex)).faults


def _source(source: str, *, plain: bool) -> str:
    return in_ascii(source) if plain else composed(source)


def _filled(rows: tuple[str, ...]) -> tuple[str, ...]:
    width = max(map(cells, rows), default=0)
    return tuple(padded(row, width) for row in rows)


def _fitting(tree: Node, width: int, *, plain: bool) -> Box | None:
    """Give the box of `tree` if it can be made to fit."""
    painter = Painter(plain)
    items = tree.items if isinstance(tree, Row) else (tree,)
    try:
        if len(items) == 1 and isinstance(items[0], Grid) and items[0].layout is Layout.ALIGNED:
            box = painter.box(items[0])
            if box.width <= width:
                return box
            rows = [painter.pieces(_items(row)) for row in items[0].rows]
        else:
            rows = [painter.pieces(items)]
        return broken(rows, width)
    except TooLargeError:
        return None


def _items(row: Sequence[Row]) -> list[Node]:
    return [item for cell in row for item in cell.items]
