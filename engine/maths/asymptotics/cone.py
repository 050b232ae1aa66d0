"""Which of several linear forms can be positive at once: exact, over the rationals.

The question is homogeneous. Among all points where every form is at least 0 and every equation holds, the sets of
forms that are positive somewhere are closed under union (add two points), so there is one largest set; and where no
point makes a form positive, Farkas' lemma gives a combination that proves it. The simplex method finds both: from the
point 0, where every form is 0, each form in turn is maximised; either a ray appears on which it grows, or the last
row is the proof. Bland's rule keeps the pivots from cycling.
"""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

Form = Mapping[Hashable, Fraction]
"""A linear form: the coefficient of each unknown."""
Row = dict[int, int]
"""An equation with whole coefficients: they sum to 0 with the values of the forms."""


def positive(forms: Sequence[Form], equations: Sequence[Form]) -> frozenset[int]:
    """Give the indices of the forms that are positive at a point where no form is negative and the most are positive.

    Every unknown is free; at the point each of `equations` is 0.
    """
    tableau = Tableau(_relations(forms, equations))
    found: set[int] = set()
    null: set[int] = set()
    for index in range(len(forms)):
        if index not in found and index not in null:
            ray, proof = tableau.maximised(index)
            found |= ray
            null |= proof
    return frozenset(found)


class Tableau:
    """Equations between quantities that are at least 0, each solved for one of them, its coefficient positive."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: dict[int, Row] = {}
        pending = [dict(row) for row in rows]
        for row in pending:
            for basic, solved in self.rows.items():
                _eliminate(row, solved, basic)
            if not row:
                continue
            basic = min(row)
            if row[basic] < 0:
                _negate(row)
            for solved in self.rows.values():
                _eliminate(solved, row, basic)
            self.rows[basic] = row

    def maximised(self, index: int) -> tuple[set[int], set[int]]:
        """Make quantity `index` as large as can be: those positive on a ray, or those shown to be 0 everywhere."""
        if index not in self.rows:
            ray = self._entered(index)
            if ray is not None:
                return ray, set()
        while True:
            row = self.rows[index]
            growing = [other for other, factor in row.items() if other != index and factor < 0]
            if not growing:
                return set(), set(row)
            ray = self._entered(min(growing))
            if ray is not None:
                return ray, set()

    def _entered(self, entering: int) -> set[int] | None:
        """Raise `entering`: the quantities on the ray it gives, or None after a pivot in place."""
        touched = {basic: row[entering] for basic, row in self.rows.items() if entering in row}
        blocking = [basic for basic, factor in touched.items() if factor > 0]
        if not blocking:
            return {entering, *touched}
        leaving = min(blocking)
        row = self.rows.pop(leaving)
        for solved in self.rows.values():
            _eliminate(solved, row, entering)
        self.rows[entering] = row
        return None


def _relations(forms: Sequence[Form], equations: Sequence[Form]) -> list[Row]:
    """Give the equations that hold between the values of `forms`, the unknowns eliminated.

    Unknowns are negative numbers in the rows, the value of form i is i.
    """
    unknowns: dict[Hashable, int] = {}
    rows: list[Row] = []
    for index, form in enumerate([*forms, *equations]):
        denominator = lcm(*(factor.denominator for factor in form.values()))
        row = {
            unknowns.setdefault(unknown, -1 - len(unknowns)): int(factor * denominator)
            for unknown, factor in form.items()
            if factor
        }
        if index < len(forms):
            row[index] = -1
        rows.append(row)
    for unknown in unknowns.values():
        pivot = next((row for row in rows if unknown in row), None)
        if pivot is None:
            continue
        rows = [row for row in rows if row is not pivot]
        for row in rows:
            _eliminate(row, pivot, unknown)
    return [row for row in rows if row]


def _eliminate(row: Row, by: Row, column: int) -> None:
    """Take `column` out of `row` with `by`; the sign of what else `row` is solved for stays."""
    factor = row.get(column)
    if not factor:
        return
    other = by[column]
    shared = gcd(factor, other)
    scale, factor = abs(other) // shared, (factor // shared) * (1 if other > 0 else -1)
    for key in row:
        row[key] *= scale
    for key, value in by.items():
        left = row.get(key, 0) - factor * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)
    _shorten(row)


def _shorten(row: Row) -> None:
    common = gcd(*row.values())
    if common > 1:
        for key in row:
            row[key] //= common


def _negate(row: Row) -> None:
    for key in row:
        row[key] = -row[key]
