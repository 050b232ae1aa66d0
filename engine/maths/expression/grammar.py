"""Tokens → tree: lines, sums, products and powers. What stands alone is read in `atoms`.

Juxtaposition, `*` and `/` bind alike and from the left, ⊙ looser, `^` tighter and from the right.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engine.maths.expression.atoms import Atoms
from engine.maths.expression.bounds import MAX_NODES
from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.symbols import Symbols
from engine.maths.expression.tokens import Token, tokenize
from engine.maths.expression.tree import (
    Bind,
    Entry,
    Hadamard,
    Name,
    Negative,
    Node,
    Power,
    Quotient,
    Relation,
    names_in,
    times,
    total,
    walk,
)

RELATIONS = {"=", "<", ">", "≤", "≥", "≠", "≈", ":=", "→", "∝"}
_DERIVATIVE_WORDS = ("∇", "∂", "grad", "nabla", "Hess", "hess", "gradient", "Gradient", "Hessian")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: sides joined by relations. A first side that only names the quantity is the `label`, not a side.

    `label_at` is where it begins; `divisions` counts slashes that can be read in two ways.
    """

    sides: tuple[Node, ...]
    signs: tuple[str, ...]
    label: str = ""
    defines: str = ""
    divisions: int = 0
    notes: tuple[str, ...] = ()

    @property
    def expression(self) -> Node | None:
        """The only side, if the line is one expression."""
        return self.sides[0] if len(self.sides) == 1 else None


class Grammar(Atoms):
    """A recursive-descent parser over a cursor; depth and size are bounded."""

    def expression(self) -> Node:
        """Read terms joined by + and -."""
        with self.deeper():
            start = self.here.at
            terms = [self._term(first=True)]
            while self.sees("+", "-"):
                minus = self.next().text == "-"
                term = self._term(first=False)
                terms.append(Negative(term, at=term.at) if minus else term)
            return total(_widened(terms), start)

    def _term(self, *, first: bool) -> Node:
        negative = False
        at = self.here.at
        while self.sees("+", "-"):
            if not first and self.sees("+"):
                break
            negative ^= self.next().text == "-"
        factors = [self.product()]
        while self.take("⊙"):
            factors.append(self.signed(self.product))
        body = Hadamard(tuple(factors), at=factors[0].at) if len(factors) > 1 else factors[0]
        return Negative(body, at=at) if negative else body

    def signed(self, read: Callable[[], Node]) -> Node:
        """Read something that may have minus signs in front of it."""
        at = self.here.at
        negative = False
        while self.sees("-", "+"):
            negative ^= self.next().text == "-"
        body = read()
        return Negative(body, at=at) if negative else body

    def product(self) -> Node:
        """Read factors side by side, and quotients among them."""
        at = self.here.at
        left = self.power()
        while True:
            if self.take("*"):
                left = times([left, self.signed(self.power)], at)
            elif self.sees("/"):
                self.next()
                left = Quotient(left, self.signed(self._denominator), at=at)
            elif self.starts_atom():
                left = times([left, self.power()], at)
            else:
                return left

    def _denominator(self) -> Node:
        """Read what stands under a slash: one factor, or (`1/2n`) all that is written tightly, as told."""
        factors = [self.power()]
        if not self._tight_factor():
            return factors[0]
        chosen = self.tight >> self.divisions & 1
        self.divisions += 1
        while chosen and self._tight_factor():
            factors.append(self.power())
        return times(factors, factors[0].at)

    def _tight_factor(self) -> bool:
        token = self.here
        return (
            token.kind in {"word", "name", "number", "row"}
            and not token.spaced
            and self.starts_atom()
            and self.tokens[self.at - 1].text not in {")", "]", "}", "|", "‖"}
        )

    def power(self) -> Node:
        """Read an atom with its scripts: subscripts first, then exponents from the right."""
        with self.deeper():
            base = self.postfix(self.atom())
            if not self.sees("^"):
                return base
            at = self.next().at
            mark = self.raised_mark()
            if mark is not None:
                return self.after_power(self.marked(base, mark, at))
            exponent = self.exponent()
            return self.after_power(Power(base, exponent, at=base.at))

    def after_power(self, node: Node) -> Node:
        """Read further scripts: `A^T^2`, `x^2_i`, `(x^T)'`."""
        if self.sees("_") and isinstance(node, Power) and isinstance(node.base, Name):
            indexed = self.postfix(node.base)
            return self.after_power(Power(indexed, node.exponent, at=node.at))
        node = self.postfix(node)
        if self.sees("^"):
            at = self.next().at
            mark = self.raised_mark()
            if mark is not None:
                return self.after_power(self.marked(node, mark, at))
            return Power(node, self.exponent(), at=node.at)
        return node

    def exponent(self) -> Node:
        """Read what stands after `^`: a group, or one signed atom with its own scripts."""
        if self.sees("{"):
            self.next()
            with self.within("{"):
                body = self.expression()
            self.expect("}", "the exponent ends here")
            if self.sees("^"):
                self.next()
                return Power(body, self.exponent(), at=body.at)
            return body
        return self.signed(self._bare_exponent)

    def _bare_exponent(self) -> Node:
        with self.deeper():
            self.cut_word()
            body = self.postfix(self.atom())
            if self.take("^"):
                return Power(body, self.exponent(), at=body.at)
            return body

    def relation(self) -> Node:
        """Read an expression, or several joined by relations."""
        sides = [self.expression()]
        signs = []
        while self.here.kind == "sign" and self.here.text in RELATIONS:
            signs.append(self.next().text)
            sides.append(self.expression())
        if not signs:
            return sides[0]
        return Relation(tuple(signs), tuple(sides), at=sides[0].at)

    def line(self) -> Line:
        """Read a whole line to its end."""
        label, sign, defines = self._label()
        body = self.relation()
        if self.here.kind != "end":
            raise UnreadableError(self.here.at, f"“{self.here.text}” is not expected here")
        if sum(1 for _ in walk(body)) > MAX_NODES:
            raise UnreadableError(0, f"more than {MAX_NODES} parts; name some with :=")
        sides = body.sides if isinstance(body, Relation) else (body,)
        signs = body.signs if isinstance(body, Relation) else ()
        lead = (sign,) if label else ()
        return Line(sides, (*lead, *signs), label, defines, self.divisions, tuple(self.notes))

    def _label(self) -> tuple[str, str, str]:
        """Step over a first side that only names what is derived: `∇J =`, `dL/dw =`, `L(w) =`, `p :=`."""
        end = _first_equals(self.tokens)
        if end == 0 or not _only_names(self.tokens[:end]):
            return "", "", ""
        side, sign = self.tokens[:end], self.tokens[end].text
        marked = any(t.text.startswith(_DERIVATIVE_WORDS) for t in side)
        fraction = any(t.text == "/" for t in side) and side[0].text[0] == "d"
        command = side[0].kind == "command" and any(t.text[0] in "d∂" for t in side)
        word = "".join(t.text for t in side if t.kind == "word" and t.text != "T")
        known = _readable(side, self.symbols)
        if not (marked or fraction or command) and (known or not _one_name(side)):
            return "", "", ""
        self.at = end + 1
        text = "".join(t.text for t in side)
        bare = len(side) == 1 or all(
            t.text in "_{}^⋆*" or t.kind in {"word", "number"} for t in side
        )
        return text, sign, word if bare and not marked else ""


def _one_name(side: list[Token]) -> bool:
    """Whether a side is one name, with scripts, primes and arguments: `L`, `L_i`, `f'(w)`, `J(w, b)`."""
    depth, words = 0, 0
    for place, token in enumerate(side):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        script = place > 0 and side[place - 1].text in {"_", "^"}
        words += depth == 0 and token.kind in {"word", "number"} and not script
    return words == 1


def _first_equals(tokens: list[Token]) -> int:
    """Give the place of the first = outside brackets, or 0."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.kind == "sign" and token.text in {"=", ":="}:
            return place
    return 0


def _readable(side: list[Token], symbols: Symbols) -> bool:
    """Whether a first side reads as an expression by itself."""
    try:
        parser = Grammar([*side, Token("end", "", side[-1].at + 1)], symbols, 0)
        parser.expression()
    except UnreadableError:
        return False
    return parser.here.kind == "end"


def _only_names(side: list[Token]) -> bool:
    """Whether tokens could name a quantity: letters, ∇, ∂, scripts, brackets around names, one slash."""
    signs = {"_", "^", "∇", "∂", "/", "'", ",", "⋆", "*", ";", "|"}
    return (
        len(side) <= 24
        and any(t.kind == "word" or t.text in {"∇"} for t in side)
        and all(
            t.kind in {"word", "open", "close", "command"}
            or (t.kind == "sign" and t.text in signs)
            or (t.kind == "number" and t.text in {"1", "2"})
            for t in side
        )
        and side[0].kind in {"word", "sign", "command"}
        and side[-1].text not in {"/", ","}
    )


def _widened(terms: list[Node]) -> list[Node]:
    """Let a sum over an index reach over following terms that use the index: `∑ᵢ aᵢ + bᵢ`."""
    kept: list[Node] = []
    for term in terms:
        holder = _open_bind(kept[-1]) if kept else None
        if holder is None or not _uses_index(term, holder.index):
            kept.append(term)
            continue
        kept[-1] = _with_term(kept[-1], holder, term)
    return kept


def _open_bind(term: Node) -> Bind | None:
    """Give the sum a term ends with, if nothing closes it on the right."""
    while True:
        if isinstance(term, Negative):
            term = term.body
        elif isinstance(term, Bind):
            inner = _open_bind(term.body)
            return inner or (term if term.kind == "sum" else None)
        else:
            from engine.maths.expression.tree import Product

            if not isinstance(term, Product):
                return None
            term = term.factors[-1]


def _uses_index(term: Node, index: str) -> bool:
    """Whether a term speaks of an index that nothing inside it binds."""
    if isinstance(term, Bind) and term.index == index:
        return False
    if isinstance(term, Entry):
        return any(index in names_in(part) for part in term.indices)
    from engine.maths.expression.tree import children

    return any(_uses_index(part, index) for part in children(term))


def _with_term(term: Node, holder: Bind, extra: Node) -> Node:
    """Put one term more under a sum that stands at the end of a term."""
    from dataclasses import replace

    from engine.maths.expression.tree import substituted

    wider = replace(holder, body=total([holder.body, extra], holder.body.at))
    return substituted(term, holder, wider)


def parse(text: str, symbols: Symbols, tight: int = 0) -> Line:
    """Read one line; bit k of `tight` says that the k-th ambiguous slash divides by all that is written tightly.

    Raises:
        UnreadableError: with the place and what to do.
    """
    tokens = tokenize(text)
    if len(tokens) == 1:
        raise UnreadableError(0, "the line is empty")
    return Grammar(tokens, symbols, tight).line()
