r"""Whether a quotient of growths stays bounded: the decision everything else rests on.

**What is decided.** f = O(g) means: there are C and N with f ≤ C·g wherever every variable is at least N and the
relations hold. It fails exactly when there is a sequence of points, all variables tending to infinity (however slowly,
and each as slowly as it likes beside the others) and the relations holding, on which f/g tends to infinity. Write f as
the largest of smallests of monomials, g as the smallest of largests (both possible by distributing). Passing to a
subsequence, f/g is unbounded if and only if for some clause i of f and some clause l of g every quotient
L_ij / M_lk of their monomials tends to infinity. That is one *system*: monomials that must tend to infinity
(**goals**), and monomials that must stay above some positive constant (**floors**, from relations).

**Logarithms are linear forms.** Take logarithms of a system. Its unknowns are one real sequence an atom: for a
variable x the sequence log x; for an atom log⁺ m the sequence log log⁺ m; for an atom exp(m) the sequence m. Goals and
floors are linear forms in the unknowns, considered up to bounded sequences. What ties the unknowns together is that
each logarithm or exponential gives a pair (P, Q) of linear forms with Q = log P: for the atom log⁺ m the pair
(log m, its unknown), for exp(m) the pair (its unknown, log m). When the inner m tends to infinity the pair is *alive*;
otherwise (a subsequence makes m bounded, or tend to 0) log⁺ m is bounded and exp(m) too, the unknown is 0 and 1/m is a
floor. Whichever is not forced is tried both ways.

**Scales.** The unknowns of a sequence span, modulo bounded sequences and after passing to a subsequence, a
finite-dimensional ordered vector space. It has finitely many archimedean classes S₁ ≻ S₂ ≻ …, and embeds in the
lexicographically ordered ℝʳ (Hahn): every form is a row of real coefficients, one for each scale, and tends to +∞ if
and only if its first coefficient other than 0 is positive. For alive pairs, *(a)* P has a leading scale S_p, and
Q = log P = log S_p + O(1), so pairs with the same leading scale have equal Q, and if P leads at a higher scale than P′
then Q − Q′ → ∞; *(b)* Q ≺ P, so Q has coefficient 0 at S_p and at every scale above.

*Conversely every such table of coefficients comes from a sequence.* Choose the functions S_r, S_{r−1}, … from the
lowest up. A scale where pairs lead must be exp(Q), and Q is made of lower scales, by (b); a scale where none leads is
free: let it exceed the one below by an unbounded factor slow enough to stay under the next that is fixed. There is
room: exp(Q)/exp(Q′) → ∞ by (a), and exp(Q) outgrows every polynomial of the scales that Q consists of. (With
exponentials one more thing is needed, see below.) So the criterion is exact: **f/g is unbounded iff for some choice
of clauses and of dead atoms there is a table of coefficients with (a), (b), all goals lexicographically positive, no
floor lexicographically negative.**

**Search.** Scale by scale, from the top. State: the goals and floors still 0 so far, the pairs not yet leading. At a
scale, choose the set Z of pairs that lead there (none of them: a free scale). The coefficients solve linear equations
(P = 0 for pairs later, Q = 0 for those and for Z, equal Q for pairs that led together) and inequalities (every
remaining form ≥ 0, P > 0 on Z). For a given Z the sets of forms that can be positive are closed under union, and
more positive forms only remove conditions below: so the one largest set is taken (`cone.positive`, exact) and nothing
is lost. Real coefficients exist iff rational ones do. Two free scales in a row act as one. Only atoms that occur cost
a choice: monomials alone are a single linear program, and Farkas' lemma there is the statement that a monomial is at
most a weighted geometric mean of the others, as in n d² ≤ (n² d)^½ (d³)^½.

**Pruning** uses consequences that need no case: P − 1000·Q → ∞ for every alive pair, at one point. When even this
linear program fails, so does the system.

**Exponentials.** The unknowns of exp(m) and exp(m′) are m and m′ themselves, and where m and m′ share variables
(n d, n² and d²) their lower scales are tied by more than (a) and (b). A refutation ("no such table") stays valid. A
table found is only trusted when any two exponents either share no variable or one is the other times positive powers;
otherwise the question is answered as undecided.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations

from engine.maths.asymptotics.cone import positive
from engine.maths.asymptotics.fault import TooWideError
from engine.maths.asymptotics.growth import (
    UNIT,
    Atom,
    Growth,
    Monomial,
    Sort,
    monomial,
    transposed,
    unbounded,
)

_STEEP = Fraction(1_000)
_MINUS = Fraction(-1)


@dataclass(frozen=True, slots=True)
class Domain:
    """Where the variables may go: `floors` stay above a constant, `goals` tend to infinity, `literal` are at least 1."""

    floors: tuple[Monomial, ...] = ()
    goals: tuple[Monomial, ...] = ()
    literal: tuple[Monomial, ...] = ()


EVERYWHERE = Domain()


@dataclass(slots=True)
class Work:
    """What may still be spent on a question, in cells of linear programs: the same on every machine."""

    left: int = 60_000

    def spend(self, cells: int) -> None:
        """Use up `cells`.

        Raises:
            TooWideError: when no more are left.
        """
        self.left -= cells
        if self.left < 0:
            raise TooWideError


def stays_bounded(top: Growth, bottom: Growth, domain: Domain, work: Work) -> bool:
    """Whether top = O(bottom) in `domain`."""
    return not any(
        reachable(goals, (), domain, work)
        for goals in _quotients(top, bottom)
        if not any(_never_grows(goal) for goal in goals)
    )


def vanishes(top: Growth, bottom: Growth, domain: Domain, work: Work) -> bool:
    """Whether top/bottom tends to 0 on every path in `domain`."""
    return not any(reachable((), floors, domain, work) for floors in _quotients(top, bottom))


def reachable(
    goals: Iterable[Monomial], floors: Iterable[Monomial], domain: Domain, work: Work
) -> bool:
    """Whether a path in `domain` takes every goal to infinity and no floor to 0.

    Raises:
        TooWideError: when that takes too long to find out, or cannot be told with these exponentials.
    """
    wanted = list(dict.fromkeys(chain(goals, domain.goals)))
    kept = list(dict.fromkeys(chain(floors, domain.floors)))
    atoms = _atoms([*wanted, *kept])
    kept += _literal_floors(atoms, domain.literal)
    wanted += [_single(atom) for atom in atoms if atom.sort is Sort.NAME]
    pairs = [atom for atom in atoms if atom.sort is not Sort.NAME]
    unsure = [atom for atom in pairs if not unbounded(atom.inner)]
    for dead in _subsets(unsure):
        alive = [atom for atom in pairs if atom not in dead]
        ends = [
            *wanted,
            *(_single(atom) for atom in alive),
            *(atom.inner for atom in alive),
        ]
        lows = [*kept, *(atom.inner**_MINUS for atom in dead)]
        search = _Search(tuple(alive), frozenset(dead), work)
        if search.succeeds(ends, lows):
            _trust([atom for atom in alive if atom.sort is Sort.EXP])
            return True
    return False


class _Search:
    """The search over scales for one choice of alive and dead atoms."""

    def __init__(self, alive: tuple[Atom, ...], dead: frozenset[Atom], work: Work) -> None:
        self.work = work
        self.dead = dead
        self.alive = alive
        inner = {atom: self._rid(atom.inner) for atom in alive}
        logs = {atom for atom in alive if atom.sort is Sort.LOG}
        self.above = {atom: inner[atom] if atom in logs else _single(atom) for atom in alive}
        self.below = {atom: _single(atom) if atom in logs else inner[atom] for atom in alive}

    def succeeds(self, goals: Sequence[Monomial], floors: Sequence[Monomial]) -> bool:
        """Whether a table of coefficients exists."""
        wanted = tuple(dict.fromkeys(map(self._rid, goals)))
        kept = tuple(dict.fromkeys(floor for floor in map(self._rid, floors) if floor != UNIT))
        return UNIT not in wanted and self._below(wanted, kept, self.alive, (), None)

    def _below(
        self,
        goals: tuple[Monomial, ...],
        floors: tuple[Monomial, ...],
        later: tuple[Atom, ...],
        ties: tuple[Monomial, ...],
        last: Monomial | None,
    ) -> bool:
        """Whether the scales from here down can be filled; `last` is the Q of the pairs that led last."""
        waiting = [*(self.above[atom] for atom in later), *(self.below[atom] for atom in later)]
        up = self._positive(goals, floors, [*ties, *waiting])
        goals, floors = _without(goals, up), _without(floors, up)
        if not later or not goals:
            return not goals and not later
        steep = [self.above[atom] / self.below[atom] ** _STEEP for atom in later]
        if not self._positive((*goals, *steep), floors, ties).issuperset(goals):
            return False
        return any(
            self._led(goals, floors, tuple(leading), later, ties, last)
            for leading in _subsets(later)
            if leading
        )

    def _led(
        self,
        goals: tuple[Monomial, ...],
        floors: tuple[Monomial, ...],
        leading: tuple[Atom, ...],
        later: tuple[Atom, ...],
        ties: tuple[Monomial, ...],
        last: Monomial | None,
    ) -> bool:
        """Whether it can be done with exactly `leading` at the next scale."""
        rest = tuple(atom for atom in later if atom not in leading)
        zero = [*(self.above[atom] for atom in rest), *(self.below[atom] for atom in later)]
        up = self._positive(goals, floors, [*ties, *zero])
        if not up.issuperset(self.above[atom] for atom in leading):
            return False
        first = self.below[leading[0]]
        tied = [self.below[atom] / first for atom in leading[1:]]
        ordered = () if last is None else (last / first,)
        if UNIT in ordered:
            return False
        return self._below(
            (*_without(goals, up), *ordered),
            _without(floors, up),
            rest,
            (*ties, *(tie for tie in tied if tie != UNIT)),
            first,
        )

    def _positive(
        self, goals: Sequence[Monomial], floors: Sequence[Monomial], equations: Sequence[Monomial]
    ) -> frozenset[Monomial]:
        forms = [*goals, *floors]
        self.work.spend((len(forms) + 2) * (len(forms) + len(equations) + 2))
        found = positive(
            [dict(form.factors) for form in forms], [dict(form.factors) for form in equations]
        )
        return frozenset(forms[index] for index in found)

    def _rid(self, form: Monomial) -> Monomial:
        """Leave the dead atoms out of `form`."""
        if not self.dead:
            return form
        return monomial({atom: power for atom, power in form.factors if atom not in self.dead})


def _quotients(top: Growth, bottom: Growth) -> Iterator[tuple[Monomial, ...]]:
    """Give, for every choice of clauses, the quotients that decide it."""
    lows = transposed(bottom)
    for high in top:
        for low in lows:
            yield tuple(dict.fromkeys(one / other for one in high for other in low))


def _never_grows(form: Monomial) -> bool:
    return all(power < 0 for _, power in form.factors)


def _single(atom: Atom) -> Monomial:
    return Monomial(((atom, Fraction(1)),))


def _without(forms: tuple[Monomial, ...], gone: frozenset[Monomial]) -> tuple[Monomial, ...]:
    return tuple(form for form in forms if form not in gone)


def _subsets(atoms: Sequence[Atom]) -> Iterator[tuple[Atom, ...]]:
    """Give all subsets, small ones first."""
    return chain.from_iterable(combinations(atoms, size) for size in range(len(atoms) + 1))


def _atoms(forms: Iterable[Monomial]) -> list[Atom]:
    """Give the atoms of `forms`, and those inside them, each once."""
    found: dict[Atom, None] = {}
    pending = [atom for form in forms for atom, _ in form.factors]
    while pending:
        atom = pending.pop()
        if atom not in found:
            found[atom] = None
            pending += [inner for inner, _ in atom.inner.factors]
    return sorted(found, key=lambda atom: atom.key)


def _literal_floors(atoms: Sequence[Atom], literal: Sequence[Monomial]) -> list[Monomial]:
    """Give exp(m)/exp(m′) ≥ 1 where a relation says m ≥ m′ without a constant."""
    exponentials = [atom for atom in atoms if atom.sort is Sort.EXP]
    return [
        _single(one) / _single(other)
        for one in exponentials
        for other in exponentials
        if one != other and one.inner / other.inner in literal
    ]


def _trust(exponentials: Sequence[Atom]) -> None:
    """Refuse exponents whose lower scales are tied by more than the criterion knows."""
    for one, other in combinations(exponentials, 2):
        apart = _names(one).isdisjoint(_names(other))
        nested = one.inner.divides(other.inner) or other.inner.divides(one.inner)
        if not apart and not nested:
            raise TooWideError


def _names(atom: Atom) -> set[str]:
    return {inner.key for inner in _atoms([atom.inner]) if inner.sort is Sort.NAME}
