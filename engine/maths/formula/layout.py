"""A formula in two dimensions: every part of the tree becomes a box, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from engine.maths.formula.alphabets import primes
from engine.maths.formula.box import Box, beside, block, over, paste, text_box
from engine.maths.formula.cells import composed
from engine.maths.formula.grids import arranged
from engine.maths.formula.oneline import OneLine
from engine.maths.formula.pieces import (
    Piece,
    Style,
    ends_scope,
    joined,
    ranked,
    row_gap,
    sign_reach,
)
from engine.maths.formula.plain import in_ascii
from engine.maths.formula.precedence import HALVES, is_lettered, is_number
from engine.maths.formula.scripts import Scripts, attached, stacked
from engine.maths.formula.spacing import Placed, faces, placed
from engine.maths.formula.strokes import (
    bracket,
    framed,
    integral,
    long_arrow,
    lying_brace,
    radical,
    tall_sign,
)
from engine.maths.formula.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Middle,
    Node,
    Root,
    Row,
    Script,
    Space,
    Stacked,
    Symbol,
    Tag,
    alone,
    has_fraction,
)

MAX_REACH = 3

_INTEGRALS = {"∫": 1, "∬": 2, "∭": 3, "∮": 1}


@dataclass(frozen=True, slots=True)
class Painter:
    """Lays trees out, in `plain` ASCII or in Unicode. Raises `TooLargeError` beyond the bound of a box."""

    plain: bool = False

    def box(self, node: Node, style: Style = Style.DISPLAY) -> Box:  # noqa: PLR0911  # one a kind
        """Give the box of `node`."""
        match node:
            case Symbol():
                return text_box(node.shown(plain=self.plain))
            case Row():
                return joined(self.pieces(node.items, style))
            case Script():
                return joined(self._script(node, style, level=0))
            case Fraction():
                return self._fraction(node, style)
            case Fenced():
                return joined(self._fenced(node, style, level=0))
            case Root():
                return self._root(node, style)
            case Accent():
                return self._accent(node, style)
            case Grid():
                return arranged(node, self._cells(node, style), plain=self.plain)
            case _:
                return self._rare(node, style)

    def _rare(self, node: Node, style: Style) -> Box:  # noqa: PLR0911  # the same
        match node:
            case Binomial():
                blank = text_box("")
                body = over(self.box(node.top, style), blank, self.box(node.bottom, style))
                return self._in_brackets("(", body, ")")
            case Brace():
                return self._brace(node, style)
            case Stacked():
                return self._stacked_sign(node)
            case Boxed():
                return framed(self.box(node.body, style), plain=self.plain)
            case Middle():
                return text_box(in_ascii(node.mark) if self.plain else node.mark)
            case Space():
                return text_box(" " * node.cells)
            case _:
                text = cast("Tag", node).text
                return text_box(in_ascii(text) if self.plain else text)

    # Rows

    def pieces(
        self,
        items: Sequence[Node],
        style: Style = Style.DISPLAY,
        *,
        level: int = 0,
        lead: Kind | None = None,
    ) -> list[Piece]:
        """Give the pieces of a row inside `level` brackets; brackets come apart, so that a line can break in them."""
        spots = placed(items, tight=style is Style.SCRIPT, lead=lead)
        found = self._grown(spots, style, level)
        row: list[Piece] = []
        for at, (spot, parts) in enumerate(zip(spots, found, strict=True)):
            before = spots[at - 1] if at else None
            gap = spot.gap
            if before is not None:
                gap = row_gap(before, found[at - 1][-1].box, spot, parts[0].box)
            row.append(ranked(replace(parts[0], gap=gap), before, spot, level))
            row.extend(parts[1:])
        return row

    def _grown(self, spots: Sequence[Placed], style: Style, level: int) -> list[list[Piece]]:
        """Give the pieces of each thing, from right to left, as big signs grow with what follows them."""
        found: list[list[Piece]] = []
        scope: list[Box] = []
        for at in range(len(spots) - 1, -1, -1):
            spot = spots[at]
            scope = [] if ends_scope(spot) else scope
            parts = self._parts(spot.node, style, level, min(sign_reach(scope), MAX_REACH))
            if _follows_digit(spots, at) and isinstance(spot.node, Fraction):
                parts = [Piece(self._fraction(replace(spot.node, small=False), Style.DISPLAY))]
            if _big_sign(spot.node) is None:
                scope = [*scope, *(part.box for part in parts)] if len(scope) < 64 else scope
            found.append(parts)
        return found[::-1]

    def _parts(self, node: Node, style: Style, level: int, reach: int) -> list[Piece]:
        if isinstance(node, Fenced):
            return self._fenced(node, style, level)
        if isinstance(node, Script):
            return self._script(node, style, level, reach)
        if isinstance(node, Middle):
            return [Piece(self.box(node, style), middle=node.mark)]
        if isinstance(node, Symbol) and node.big and style is not Style.SCRIPT:
            return [Piece(self._sign(node, reach))]
        return [Piece(self.box(node, style))]

    def _fenced(self, node: Fenced, style: Style, level: int) -> list[Piece]:
        inner = self.pieces(node.body.items, style, level=level + 1)
        up = max((piece.box.up for piece in inner), default=0)
        down = max((piece.box.down for piece in inner), default=0)
        inner = [
            replace(piece, box=bracket(piece.middle, up, down, plain=self.plain), middle="")
            if piece.middle
            else piece
            for piece in inner
        ]
        pad = int(bool(up + down) and any(isinstance(item, Grid) for item in node.body.items))
        if inner and pad and node.left:
            inner[0] = replace(inner[0], gap=pad)
        left = Piece(bracket(node.left, up, down, plain=self.plain))
        right = bracket(node.right, up, down, plain=self.plain)
        if not node.right:
            right = block([""] * (up + down + 1), up)
        return [left, *inner, Piece(right, gap=pad if node.right else 0)]

    def _in_brackets(self, left: str, body: Box, right: str) -> Box:
        marks = (bracket(mark, body.up, body.down, plain=self.plain) for mark in (left, right))
        before, after = marks
        return beside([(0, before), (0, body), (0, after)])

    # Scripts

    def _script(self, node: Script, style: Style, level: int, reach: int = 0) -> list[Piece]:
        scripts = Scripts(
            None if node.below is None else self._small(node.below),
            None if node.above is None else self._small(node.above),
            primes(node.primes, plain=self.plain),
            self.plain,
        )
        base = alone(node.base)
        if isinstance(base, Brace):
            box = self.box(base, style)
            return [Piece(over(scripts.above, box, scripts.below))]
        if isinstance(base, Symbol) and (base.big or base.limits or node.stacked):
            return [Piece(self._limits(base, node, scripts, style, reach))]
        if isinstance(base, Script | Root | Fraction) or (
            isinstance(base, Row) and len(base.items) > 1
        ):
            base = Fenced("(", Row((base,)), ")")
        parts = (
            self._fenced(base, style, level)
            if isinstance(base, Fenced)
            else [Piece(self.box(base, style))]
        )
        parts[-1] = replace(parts[-1], box=attached(parts[-1].box, scripts))
        return parts

    def _small(self, node: Node) -> Box:
        if has_fraction(node):
            return text_box(OneLine(self.plain).line(node, tight=True).text)
        return self.box(node, Style.SCRIPT)

    def _limits(
        self, base: Symbol, node: Script, scripts: Scripts, style: Style, reach: int
    ) -> Box:
        goes_over = base.limits and style is not Style.SCRIPT
        if style is Style.TEXT and scripts.are_small and not (base.big and reach):
            goes_over = False
        if node.stacked is not None:
            goes_over = node.stacked
        if not goes_over and base.text in _INTEGRALS and style is not Style.SCRIPT:
            reach = max(reach, 1)
        sign = text_box(base.shown(plain=self.plain))
        if base.big and style is not Style.SCRIPT:
            sign = self._sign(base, reach)
        return stacked(sign, scripts) if goes_over else attached(sign, scripts, as_limits=True)

    def _sign(self, symbol: Symbol, reach: int) -> Box:
        if not reach:
            return text_box(symbol.shown(plain=self.plain))
        count = _INTEGRALS.get(symbol.text)
        if count is not None:
            return integral(count, reach, closed=symbol.text == "∮", plain=self.plain)
        tall = None if self.plain else tall_sign(symbol.text, reach)
        return tall or text_box(symbol.shown(plain=self.plain))

    # Things with parts

    def _fraction(self, node: Fraction, style: Style) -> Box:
        if style is Style.SCRIPT:
            return text_box(OneLine(self.plain).line(node, tight=True).text)
        top, bottom = self.box(node.top, Style.TEXT), self.box(node.bottom, Style.TEXT)
        half = HALVES.get((top.line, bottom.line)) if node.small and not self.plain else None
        if half is not None:
            return text_box(half)
        width = max(top.width, bottom.width) + 2
        return over(top, text_box(("-" if self.plain else "─") * width), bottom)

    def _root(self, node: Root, style: Style) -> Box:
        body = self.box(node.body, style)
        if style is Style.SCRIPT or (is_lettered(alone(node.body), body.line) and not self.plain):
            return text_box(OneLine(self.plain).line(node, tight=True).text)
        index = "" if node.index is None else OneLine(self.plain).line(node.index, tight=True).text
        return radical(body, index, plain=self.plain)

    def _accent(self, node: Accent, style: Style) -> Box:
        body, mark = self.box(node.body, style), node.mark
        if isinstance(node.body, Symbol) and body.width == 1 and not self.plain:
            return text_box(composed(body.line + mark.combining))
        sign = mark.plain if self.plain else mark.wide
        if mark.stretches:
            sign *= body.width
        elif mark.name == "arrow" and not self.plain:
            sign = "─" * (body.width - 1) + sign
        line = text_box(sign)
        row = body.below + 1 if mark.under else -body.baseline - 1
        sheet = paste([(0, 0, body), (row, max(0, body.width - line.width) // 2, line)])
        return replace(sheet, up=body.up, down=body.down)

    def _brace(self, node: Brace, style: Style) -> Box:
        body = self.box(node.body, style)
        sign = text_box(lying_brace(max(3, body.width), over=node.over, plain=self.plain))
        return over(sign, body, None) if node.over else over(None, body, sign)

    def _stacked_sign(self, node: Stacked) -> Box:
        above = None if node.above is None else self._small(node.above)
        below = None if node.below is None else self._small(node.below)
        base = self.box(node.base, Style.TEXT)
        if node.arrow:
            width = max(box.width for box in (above, below) if box is not None) + 2
            base = text_box(long_arrow(base.line, width, plain=self.plain))
        return replace(over(above, base, below), up=base.up, down=base.down)

    def _cells(self, grid: Grid, style: Style) -> list[list[Box]]:
        if grid.layout is not Layout.ALIGNED:
            is_lines = grid.layout is Layout.STACK
            inner = style if is_lines else max(style, Style.TEXT)
            return [[self.box(cell, inner) for cell in row] for row in grid.rows]
        return [self._aligned_row(row, style) for row in grid.rows]

    def _aligned_row(self, row: Sequence[Row], style: Style) -> list[Box]:
        boxes: list[Box] = []
        before = None
        for at, cell in enumerate(row):
            lead = None
            if at % 2:
                lead = faces(before.items[-1])[1] if before and before.items else Kind.ORDINARY
                lead = lead if lead is Kind.RELATION else Kind.ORDINARY
            boxes.append(joined(self.pieces(cell.items, style, lead=lead)))
            before = cell
        return boxes


def _big_sign(node: Node) -> Symbol | None:
    base = node.base if isinstance(node, Script) else node
    return base if isinstance(base, Symbol) and base.big else None


def _follows_digit(spots: Sequence[Placed], at: int) -> bool:
    return at > 0 and is_number(spots[at - 1].node)
