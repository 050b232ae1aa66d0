"""Entries, rows and columns, and the sums that run over them.

`x_i` is row i of the declared X as a column vector, or column i where i runs over the columns.
"""

from engine.maths.expression.core import Core, compare, make, mul, number
from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.scope import Scope
from engine.maths.expression.symbols import SCALAR, Dim, Shape
from engine.maths.expression.tree import Bind, Entry, Name, Node, Number, Relation, names_in


class Indexing(Scope):
    """The elaborator's part for indices."""

    def relation(self, node: Node) -> Core:
        """Type a relation; given by the elaborator."""
        raise NotImplementedError

    def index(self, node: Node, size: Dim) -> Core:
        """Type an index that picks from so many.

        Raises:
            UnreadableError: if the index runs over something else.
        """
        if isinstance(node, Number):
            if not node.text.isdigit() or int(node.text) < 1:
                raise UnreadableError(node.at, "entries are counted from 1")
            self.literal = max(self.literal, int(node.text))
            return number(float(node.text))
        if isinstance(node, Name) and node.name in self.ranges:
            if not self.sizes.equal(self.ranges[node.name], size):
                raise UnreadableError(
                    node.at,
                    f"{node.name} runs over 1…{self.sizes.resolve(self.ranges[node.name])} here, "
                    f"but there are {self.sizes.resolve(size)} to pick from",
                    kind="shape",
                )
            return make("index", (), SCALAR, node.name, free=(node.name,))
        return self.core(node)

    def entry(self, node: Entry) -> Core:
        """Type an entry, a row or a column."""
        if not isinstance(node.base, Name):
            return self._picked(node, self.core(node.base), "this")
        name = node.base.name
        if name == "δ" and not self.symbols.knows("δ"):
            return self._kronecker(node)
        matrix = self.matrix_of_rows(name)
        if self.shape_of(name) is None or (matrix and self._means_row(node, name, matrix)):
            if not matrix:
                raise UnreadableError(
                    node.at, f"“{name}” is not declared here", kind="unknown-symbol"
                )
            name = matrix
        return self._picked(node, self.core(Name(name, at=node.at)), name)

    def _picked(self, node: Entry, base: Core, name: str) -> Core:
        """Pick an entry, row or column of something typed."""
        shape = self.sizes.shape(base.shape)
        if shape == SCALAR:
            raise UnreadableError(
                node.at, f"{name} is a single number, it has no entries", kind="shape"
            )
        if len(node.indices) == 1 and 1 in shape:
            return self._vector_entry(node, base, shape)
        if len(node.indices) == 1:
            return self._line(node, base, shape, columns=self._has_columns(node))
        if len(node.indices) == 2 and 1 not in shape:
            return self._cell(node, base, shape)
        raise UnreadableError(
            node.at, f"{name} is {self.say(shape)}: too many indices", kind="shape"
        )

    def _kronecker(self, node: Entry) -> Core:
        if len(node.indices) != 2:
            raise UnreadableError(node.at, "δ takes two indices: δ_{ij}")
        sides = []
        for part in node.indices:
            known = isinstance(part, Name) and part.name in self.ranges
            size = (
                self.ranges[part.name] if known and isinstance(part, Name) else self.sizes.fresh()
            )
            sides.append(self.index(part, size))
        first, second = node.indices
        if isinstance(first, Name) and isinstance(second, Name):
            self.sizes.equal(self.ranges.get(first.name, 0), self.ranges.get(second.name, 0))
        return compare("=", sides[0], sides[1])

    def _means_row(self, node: Entry, name: str, matrix: str) -> bool:
        """Whether `x_i` means a row of X although a vector x is declared too."""
        own, rows = self.shape_of(name), self.shape_of(matrix)
        part = node.indices[0]
        if (
            own is None
            or rows is None
            or not isinstance(part, Name)
            or part.name not in self.ranges
        ):
            return False
        size = self.sizes.resolve(self.ranges[part.name])
        return size != own[0] and size == rows[0]

    def _vector_entry(self, node: Entry, base: Core, shape: Shape) -> Core:
        place = 0 if shape[1] == 1 else 1
        index = self.index(node.indices[0], shape[place])
        return make("take", (base, index), SCALAR, (place,))

    def _has_columns(self, node: Entry) -> bool:
        """Whether the vectors of a matrix are its columns by its nature: singular vectors are."""
        if not isinstance(node.base, Name):
            return False
        symbol = self.symbols.table.get(self.matrix_of_rows(node.base.name) or node.base.name)
        return symbol is not None and "orthonormal" in symbol.domain

    def _line(self, node: Entry, base: Core, shape: Shape, *, columns: bool) -> Core:
        part = node.indices[0]
        ranged = isinstance(part, Name) and part.name in self.ranges
        size = self.sizes.resolve(self.ranges[part.name]) if ranged and isinstance(part, Name) else None
        if (size == shape[1] and size != shape[0]) or (columns and size in {shape[1], None}):
            return make("take", (base, self.index(part, shape[1])), (shape[0], 1), (1,))
        row = make("take", (base, self.index(part, shape[0])), (1, shape[1]), (0,))
        return make("T", (row,), (shape[1], 1))

    def _cell(self, node: Entry, base: Core, shape: Shape) -> Core:
        row = make("take", (base, self.index(node.indices[0], shape[0])), (1, shape[1]), (0,))
        return make("take", (row, self.index(node.indices[1], shape[1])), SCALAR, (1,))

    def bind(self, node: Bind) -> Core:
        """Type a sum, product, maximum … over an index."""
        if node.kind in {"argmin", "argmax"} and self.shape_of(node.index) is not None:
            raise UnreadableError(
                node.at, f"{node.kind} over an index is read, over a symbol it is not"
            )
        size = self._range_of(node)
        outer = self.ranges.get(node.index)
        self.ranges[node.index] = size
        body = self.core(node.body)
        condition = self._condition(node)
        if outer is None:
            del self.ranges[node.index]
        else:
            self.ranges[node.index] = outer
        if self.sizes.unknown(self.sizes.resolve(size)):
            raise UnreadableError(
                node.at,
                f"nothing under the {node.kind} says what {node.index} runs over; "
                f"write {node.kind}_{{{node.index}=1}}^n",
            )
        shape = body.shape
        if node.kind not in {"sum", "prod", "mean"}:
            if not self.sizes.scalar(shape):
                raise UnreadableError(node.at, f"{node.kind} compares single numbers", kind="shape")
            shape = SCALAR
        args = (body,) if condition is None else (body, condition)
        dim = self.sizes.resolve(size)
        return make("bind", args, shape, (node.kind, node.index, dim), binds=(node.index,))

    def _range_of(self, node: Bind) -> Dim:
        used = self.usage(node.body, node.index)
        if used is None and node.condition is not None:
            used = self.usage(node.condition, node.index)
        if used is not None:
            return used
        stop = node.stop
        if isinstance(stop, Name) and stop.name in self.symbols.dims:
            return stop.name
        if isinstance(stop, Number) and stop.text.isdigit() and 0 < int(stop.text) < 40:
            return int(stop.text)
        if stop is not None:
            raise UnreadableError(stop.at, "a sum ends at a dimension or a small number")
        if node.index in self.symbols.dims and node.index not in names_in(node.body):
            return node.index
        return self.sizes.fresh()

    def _condition(self, node: Bind) -> Core | None:
        """Type what limits the index: a start other than 1, an end other than the size, a condition."""
        parts: list[Core] = []
        here = make("index", (), SCALAR, node.index, free=(node.index,))
        size = self.sizes.resolve(self.ranges[node.index])
        if node.start is not None and node.start != Number("1"):
            parts.append(compare("≥", here, self.core(node.start)))
        if node.stop is not None and not self._same_end(node.stop, size):
            parts.append(compare("≤", here, self.core(node.stop)))
        if node.condition is not None:
            parts.append(self._restricted(node.condition))
        if not parts:
            return None
        result = parts[0]
        for part in parts[1:]:
            result = mul(result, part)
        if not self.sizes.scalar(result.shape):
            raise UnreadableError(node.at, "the condition under the sum is no single relation")
        return result

    def _restricted(self, condition: Node) -> Core:
        """Type `j ≠ i`, where the other index may be free too."""
        if isinstance(condition, Relation):
            names = [side.name for side in condition.sides if isinstance(side, Name)]
            ranged = [name for name in names if name in self.ranges]
            for name in names:
                if ranged and name not in self.ranges and not self.symbols.knows(name):
                    self.ranges[name] = self.free[name] = self.ranges[ranged[0]]
            if len(ranged) == 2:
                self.sizes.equal(self.ranges[ranged[0]], self.ranges[ranged[1]])
        return self.relation(condition)

    def _same_end(self, stop: Node, size: Dim) -> bool:
        if isinstance(stop, Number):
            return stop.text.isdigit() and int(stop.text) == size
        return isinstance(stop, Name) and stop.name == size
