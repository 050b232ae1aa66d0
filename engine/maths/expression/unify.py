"""Sizes that are not said: I and the column of ones take theirs from where they stand."""

from engine.maths.expression.symbols import SCALAR, Dim, Shape


class Sizes:
    """What has been found out about the unknown sizes `?1`, `?2`… of one formula."""

    def __init__(self) -> None:
        self.links: dict[str, Dim] = {}
        self._count = 0

    def fresh(self) -> str:
        """Give a new unknown size."""
        self._count += 1
        return f"?{self._count}"

    def resolve(self, dim: Dim) -> Dim:
        """Give what is known of a size."""
        while isinstance(dim, str) and dim in self.links:
            dim = self.links[dim]
        return dim

    def shape(self, shape: Shape) -> Shape:
        """Give what is known of a shape."""
        return (self.resolve(shape[0]), self.resolve(shape[1]))

    @staticmethod
    def unknown(dim: Dim) -> bool:
        """Whether a resolved size is still open."""
        return isinstance(dim, str) and dim.startswith("?")

    def fits(self, a: Dim, b: Dim) -> bool:
        """Whether two sizes can be one; an open size is never 1, which is a scalar's."""
        a, b = self.resolve(a), self.resolve(b)
        if a == b:
            return True
        return (self.unknown(a) and b != 1) or (self.unknown(b) and a != 1)

    def equal(self, a: Dim, b: Dim) -> bool:
        """Make two sizes one if they can be."""
        if not self.fits(a, b):
            return False
        a, b = self.resolve(a), self.resolve(b)
        if a != b:
            if self.unknown(a):
                self.links[str(a)] = b
            else:
                self.links[str(b)] = a
        return True

    def equal_shapes(self, a: Shape, b: Shape) -> bool:
        """Make two shapes one if they can be."""
        if not (self.fits(a[0], b[0]) and self.fits(a[1], b[1])):
            return False
        return self.equal(a[0], b[0]) and self.equal(a[1], b[1])

    def scalar(self, shape: Shape) -> bool:
        """Whether a shape is a single number's."""
        return self.shape(shape) == SCALAR
