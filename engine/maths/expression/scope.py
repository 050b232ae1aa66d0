"""What the typing of one formula knows: sizes found so far, indices and their ranges, definitions written out."""

from collections.abc import Iterable

from engine.maths.expression.core import Core
from engine.maths.expression.fault import UndecidedError, UnreadableError
from engine.maths.expression.symbols import SCALAR, Dim, Shape, Symbols, shape_text
from engine.maths.expression.tree import Bind, Entry, Name, Node, Number, Relation, children
from engine.maths.expression.unify import Sizes


class Scope:
    """State shared by the parts that type a tree; one for each formula."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.sizes = Sizes()
        self.ranges: dict[str, Dim] = {}
        self.free: dict[str, Dim] = {}
        self.notes: list[str] = []
        self.lenient = False
        self.literal = 0
        self.defined: dict[str, Core] = {}
        self.hidden: frozenset[str] = frozenset()
        self.hints: dict[str, Dim] = {}
        self.relating = False

    def core(self, node: Node) -> Core:
        """Type one node; given by the elaborator."""
        raise NotImplementedError

    def say(self, shape: Shape) -> str:
        """Write a shape in the card's letters."""
        rows, columns = self.sizes.shape(shape)
        letters = ["m" if Sizes.unknown(dim) else dim for dim in (rows, columns)]
        return shape_text((letters[0], letters[1]))

    def note(self, text: str) -> None:
        """Remember how something was read."""
        if text not in self.notes:
            self.notes.append(text)

    def shape_of(self, name: str) -> Shape | None:
        """Give the shape of a symbol or definition, or None for anything else."""
        symbol = self.symbols.table.get(name)
        if symbol is not None:
            return symbol.shape
        if name in self.symbols.defined:
            return self.sizes.shape(self.definition(name).shape)
        return None

    def definition(self, name: str) -> Core:
        """Give a definition's formula, typed once."""
        if name not in self.defined:
            if name in self.hidden:
                raise UnreadableError(0, f"“{name}” is defined by itself", kind="unknown-symbol")
            kept = self.hidden
            self.hidden = kept | {name}
            self.defined[name] = self.core(self.symbols.defined[name])
            self.hidden = kept
        return self.defined[name]

    def usage(self, node: Node, index: str) -> Dim | None:
        """Give the size an index must run over by the entries it picks, or None if only rows of a matrix say so."""
        if isinstance(node, Bind) and node.index == index:
            return None
        if isinstance(node, Entry):
            found = self._entry_usage(node, index)
            if found is not None:
                return found
        if isinstance(node, Bind) and isinstance(node.condition, Relation):
            if {Name(index), Name(node.index)} <= set(node.condition.sides):
                found = self.usage(node.body, node.index)
                if found is not None:
                    return found
        for part in children(node):
            found = self.usage(part, index)
            if found is not None:
                return found
        return None

    def _entry_usage(self, node: Entry, index: str) -> Dim | None:
        shape = self._base_shape(node.base)
        if shape is None:
            return None
        at = [
            i
            for i, part in enumerate(node.indices)
            if isinstance(part, Name) and part.name == index
        ]
        if not at:
            return None
        if len(node.indices) == 2 and 1 not in shape:
            return shape[at[0]]
        if len(node.indices) == 1 and 1 in shape and shape != SCALAR:
            if isinstance(node.base, Name) and self.matrix_of_rows(node.base.name):
                if node.base.name in self.symbols.table:
                    return None
            return shape[0] if shape[1] == 1 else shape[1]
        return None

    def _base_shape(self, base: Node) -> Shape | None:
        """Give the shape of what an index picks from, as far as it is known before the index is."""
        if isinstance(base, Name):
            return self.shape_of(base.name) or self.shape_of(base.name.upper())
        if isinstance(base, Entry):
            return None
        try:
            return self.sizes.shape(self.core(base).shape)
        except (UnreadableError, UndecidedError):
            return None

    def matrix_of_rows(self, name: str) -> str:
        """Give the matrix whose rows are written with this small letter, or an empty text."""
        upper = name.upper()
        if upper == name:
            return ""
        shape = self.shape_of(upper)
        return upper if shape is not None and 1 not in shape else ""

    def collect_free(self, roots: Iterable[Node]) -> None:
        """Find the indices nothing binds, and what each runs over."""
        trees = list(roots)
        names: dict[str, None] = {}
        for tree in trees:
            _free_indices(tree, frozenset(), names)
        for name in names:
            if self.shape_of(name) == SCALAR:
                continue
            size = next((u for tree in trees if (u := self.usage(tree, name)) is not None), None)
            size = self.hints.get(name) if size is None else size
            self.ranges[name] = self.sizes.fresh() if size is None else size
            self.free[name] = self.ranges[name]


def _free_indices(node: Node, bound: frozenset[str], found: dict[str, None]) -> None:
    if isinstance(node, Bind):
        bound = bound | {node.index}
    if isinstance(node, Entry):
        for part in node.indices:
            if isinstance(part, Name) and part.name not in bound:
                found[part.name] = None
    for part in children(node):
        if not (isinstance(node, Entry) and isinstance(part, (Name, Number))):
            _free_indices(part, bound, found)
