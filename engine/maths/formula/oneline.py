"""A formula on one line, with the brackets it then needs to keep its meaning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from engine.maths.formula.alphabets import lowered, primes, raised
from engine.maths.formula.cells import composed
from engine.maths.formula.plain import in_ascii
from engine.maths.formula.precedence import (
    HALVES,
    UNHALVED,
    Level,
    Line,
    is_differential,
    is_lettered,
    is_limited,
    is_multiplied,
    line_gap,
    row_level,
)
from engine.maths.formula.spacing import placed
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
)

_RADICALS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


@dataclass(frozen=True, slots=True)
class OneLine:
    """Writes trees on one line, in `plain` ASCII or in Unicode."""

    plain: bool = False

    def line(self, node: Node, *, tight: bool = False) -> Line:  # noqa: PLR0911  # one a kind
        """Give `node` on one line; `tight` leaves the air around signs out."""
        match node:
            case Symbol():
                return Line(node.shown(plain=self.plain))
            case Row():
                return self.row(node.items, tight=tight)
            case Script():
                return self._script(node, tight=tight)
            case Fraction():
                return self._fraction(node, tight=tight)
            case Fenced():
                return self._fenced(node, tight=tight)
            case Root():
                return self._root(node, tight=tight)
            case Accent():
                return self._accent(node, tight=tight)
            case _:
                return self._rare(node, tight=tight)

    def _rare(self, node: Node, *, tight: bool) -> Line:  # noqa: PLR0911  # the same
        match node:
            case Grid():
                return self._grid(node, tight=tight)
            case Binomial():
                top, bottom = (
                    self.line(part, tight=tight).text for part in (node.top, node.bottom)
                )
                return Line(f"({top} choose {bottom})")
            case Stacked():
                script = Script(node.base, node.below, node.above)
                return self._script(script, tight=tight)
            case Brace() | Boxed():
                return self.line(node.body, tight=tight)
            case Middle():
                return Line(self._mark(node.mark))
            case Space():
                return Line(" " * node.cells)
            case _:
                text = cast("Tag", node).text
                return Line(in_ascii(text) if self.plain else text)

    def _mark(self, mark: str, *, closing: bool = False) -> str:
        if not self.plain:
            return mark
        names = {"⌊": "floor(", "⌈": "ceil(", "⌋": ")", "⌉": ")", "‖": "||"}
        return names.get(mark, ">" if closing and mark == "⟩" else in_ascii(mark))

    def row(self, items: tuple[Node, ...], *, tight: bool = False) -> Line:
        """Give `items` side by side."""
        spots = placed(items, tight=tight)
        lines = [self.line(spot.node, tight=tight) for spot in spots]
        text, before = "", Line("")
        for at, (spot, line) in enumerate(zip(spots, lines, strict=True)):
            shown, gap = line, spot.gap
            if is_multiplied(spots, lines, at):
                shown = Line(f"({line.text})")
            if at:
                gap = line_gap(spots[at - 1], before, spot, shown)
            if shown.text in UNHALVED and before.text[-1:].isdecimal():
                shown = Line(f"({UNHALVED[shown.text]})")
            text += " " * gap + shown.text
            before = shown
        return Line(text, row_level(spots, lines), before.trails)

    def _script(self, node: Script, *, tight: bool) -> Line:
        base = self.line(node.base, tight=tight)
        bare = base.text
        if (
            isinstance(alone(node.base), Script | Root | Fraction | Brace)
            or base.level > Level.ATOM
        ):
            bare = f"({bare})"
        text = bare + primes(node.primes, plain=self.plain)
        below = None if node.below is None else self.line(node.below, tight=True)
        above = None if node.above is None else self.line(node.above, tight=True)
        small_below, small_above = self._small(below, lowered), self._small(above, raised)
        if is_limited(node.base) and None in {small_below, small_above}:
            small_below = "" if below is None else None
            small_above = "" if above is None else None
        text += (small_below or "") + (small_above or "")
        trails = ""
        for sign, line, small in (("_", below, small_below), ("^", above, small_above)):
            if line is not None and small is None:
                trails = sign
                text += sign + (line.text if line.is_simple else f"({line.text})")
        return Line(text, Level.ATOM, trails)

    def _small(self, line: Line | None, small: Callable[[str], str | None]) -> str | None:
        if line is None:
            return ""
        return None if self.plain else small(line.text)

    def _fraction(self, node: Fraction, *, tight: bool) -> Line:
        top, bottom = self.line(node.top, tight=tight), self.line(node.bottom, tight=tight)
        half = None if self.plain else HALVES.get((top.text, bottom.text))
        if half is not None:
            return Line(half, Level.ATOM)
        if is_differential(node.top, alone=False) and is_differential(node.bottom, alone=True):
            return Line(f"{top.within(Level.PRODUCT)}/{bottom.text}", Level.QUOTIENT)
        return Line(f"{top.within(Level.PRODUCT)}/{bottom.within(Level.ATOM)}", Level.QUOTIENT)

    def _fenced(self, node: Fenced, *, tight: bool) -> Line:
        line = self.row(node.body.items, tight=tight)
        inner = line.text if node.left and node.right else line.within(Level.PRODUCT)
        return Line(self._mark(node.left) + inner + self._mark(node.right, closing=True))

    def _root(self, node: Root, *, tight: bool) -> Line:
        body = self.line(node.body, tight=tight)
        index = "" if node.index is None else self.line(node.index, tight=True).text
        if self.plain:
            return Line(f"root({index}, {body.text})" if index else f"sqrt({body.text})")
        small = raised(index)
        sign = _RADICALS.get(index, f"√[{index}]" if small is None else f"{small}√")
        is_simple = is_lettered(node.body, body.text)
        return Line(
            sign + (body.text if is_simple else f"({body.text})"), trails="√" if is_simple else ""
        )

    def _accent(self, node: Accent, *, tight: bool) -> Line:
        body = self.line(node.body, tight=tight)
        if self.plain or not isinstance(node.body, Symbol) or len(body.text) != 1:
            return Line(f"{node.mark.name}({body.text})")
        return Line(composed(body.text + node.mark.combining))

    def _grid(self, node: Grid, *, tight: bool) -> Line:
        if node.layout is Layout.ALIGNED:
            return self._aligned(node, tight=tight)
        rows_of_cells = [[self.line(cell, tight=tight).text for cell in row] for row in node.rows]
        if node.layout is Layout.CASES:
            rows_of_cells = [[cell.rstrip(", ") for cell in row] for row in rows_of_cells]
        between = "," if node.layout is Layout.STACK else ";"
        text = f"{between} ".join(", ".join(row) for row in rows_of_cells)
        if not node.left and not node.right:
            return Line(text, Level.LIST)
        left, right = self._mark(node.left or "{"), self._mark(node.right or "}", closing=True)
        return Line(left + text + right)

    def _aligned(self, node: Grid, *, tight: bool) -> Line:
        text = ""
        for row in node.rows:
            items = tuple(item for cell in row for item in cell.items)
            spots = placed(items, tight=tight)
            goes_on = bool(spots) and spots[0].left is Kind.RELATION
            between = "" if not text else " " if goes_on else "; "
            text += between + self.row(items, tight=tight).text
        return Line(text, Level.LIST)
