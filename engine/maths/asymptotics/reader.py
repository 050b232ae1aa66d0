"""Tokens to trees: the grammar of bounds as people type them.

Juxtaposition multiplies and binds like `*`; a logarithm takes the factor after it and whatever is glued to that
factor (`log nd` is log(nd), `log n d` is (log n) d). Two spellings that readers take either way are refused with both
readings shown: `n/pd` and `2^nd`.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from engine.maths.asymptotics.fault import Fault, UnreadableError
from engine.maths.asymptotics.spelling import canonical
from engine.maths.asymptotics.tokens import Kind, Lexer, Token
from engine.maths.asymptotics.tree import (
    Bound,
    Euler,
    Extreme,
    Factorial,
    Logarithm,
    Notation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Tree,
)

DEEPEST = 40
"""Brackets, exponents and functions inside each other."""
_CLAIM = re.compile(r"\s*[A-Za-z]{1,20}\s*\([^()]{0,40}\)\s*(?:=|∈|\\in(?![A-Za-z]))")
"""A `T(n) =` in front of a bound."""
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_STARTS = (Kind.NUMBER, Kind.NAME, Kind.FUNCTION, Kind.NOTATION, Kind.OPEN)


def typed(source: str, variables: Sequence[str]) -> Bound | Fault:
    """Read `source` as a bound over `variables`, without asking yet whether its growth can be told."""
    try:
        claim = _CLAIM.match(source)
        text = " " * claim.end() + source[claim.end() :] if claim else source
        reader = Reader(Lexer(text, variables).tokens())
        tree = reader.whole()
    except UnreadableError as error:
        return error.fault
    names = tuple(dict.fromkeys(map(canonical, variables)))
    return Bound(reader.notation(), tree, names)


class Reader:
    """Reads one list of tokens from left to right."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.bars = 0
        self.notations: list[str] = []
        self.outer = False

    @property
    def now(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.at]

    def whole(self) -> Tree:
        """Read everything as one expression."""
        if self.now.kind is Kind.END:
            raise UnreadableError(self.now.place, "There is nothing to read: type a bound.")
        tree = self.sum()
        if self.now.kind is not Kind.END:
            self._unexpected()
        return tree

    def notation(self) -> Notation:
        """Give the notation around the whole; several O inside a sum or a product count as one."""
        if not self.notations:
            return Notation.BARE
        if self.outer or len(set(self.notations)) == 1:
            return Notation(self.notations[0])
        return Notation.O

    def sum(self) -> Tree:
        """Read terms joined by + and −."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableError(self.now.place, f"This is nested more than {DEEPEST} deep.")
        terms = [(not self._takes("-"), self._product())]
        while self.now.text in {"+", "-"}:
            plus = self._next().text == "+"
            terms.append((plus, self._product()))
        self.depth -= 1
        return terms[0][1] if len(terms) == 1 and terms[0][0] else Sum(tuple(terms))

    def _product(self) -> Tree:
        tree = self._power()
        factors = [tree]
        while True:
            if self._takes("/"):
                start = self.at
                bottom = self._power()
                factors = [Quotient(_product(factors), bottom)]
                self._refuse_glued(start)
            elif self._takes("*") or self._starts():
                factors.append(self._power())
            else:
                return _product(factors)

    def _starts(self) -> bool:
        return self.now.kind in _STARTS or (self.now.kind is Kind.BAR and not self.bars)

    def _refuse_glued(self, start: int) -> None:
        """Refuse `a/bc`, which is a/(bc) to some and (a/b)c to others."""
        bare = self.tokens[start].kind in (Kind.NUMBER, Kind.NAME)
        if bare and self.now.glued and self.now.kind in _STARTS:
            raise UnreadableError(
                self.now.place,
                "What is divided by can be read two ways: put brackets around it, as in a/(b c), "
                "or around the quotient, as in (a/b) c.",
            )

    def _power(self) -> Tree:
        base = self._factorial()
        if not self._takes("^"):
            return base
        self._enter()
        if self.now.kind is Kind.NAME:
            self._refuse_split(self.now, self.tokens[self.at + 1])
        exponent = self._exponent()
        self._leave()
        return Power(base, exponent)

    @staticmethod
    def _refuse_split(name: Token, after: Token) -> None:
        if after.glued and after.kind is Kind.NAME:
            raise UnreadableError(
                name.place,
                f"^{name.text}{after.text} can be read two ways: write ^({name.text} {after.text}) "
                f"or ^{name.text} · {after.text}.",
                f"^({name.text} {after.text})",
            )

    def _exponent(self) -> Tree:
        if self._takes("-"):
            return Sum(((False, self._power()),))
        return self._power()

    def _factorial(self) -> Tree:
        tree = self._primary()
        while self._takes("!"):
            tree = Factorial(tree)
        return tree

    def _primary(self) -> Tree:
        token = self._next()
        match token.kind:
            case Kind.NUMBER:
                return Number(Fraction(token.text))
            case Kind.NAME:
                return Symbol(token.text)
            case Kind.OPEN:
                return self._inside(token)
            case Kind.BAR:
                return self._bars()
            case Kind.NOTATION:
                return self._noted(token)
            case Kind.FUNCTION:
                self._enter()
                tree = self._function(token)
                self._leave()
                return tree
        self.at -= 1
        return self._unexpected()

    def _inside(self, opener: Token) -> Tree:
        bars, self.bars = self.bars, 0
        tree = self.sum()
        self.bars = bars
        self._close(opener)
        return tree

    def _bars(self) -> Tree:
        self.bars += 1
        tree = self.sum()
        if self.now.kind is not Kind.BAR:
            raise UnreadableError(self.now.place, "A closing | is missing here.", "|")
        self._next()
        self.bars -= 1
        return tree

    def _noted(self, token: Token) -> Tree:
        if self.now.kind is not Kind.OPEN:
            raise UnreadableError(
                self.now.place, f"After {token.text} a bracket is expected.", f"{token.text}(…)"
            )
        first = self.at == 1
        self.notations.append(token.text)
        tree = self._inside(self._next())
        self.outer = self.outer or (first and self.now.kind is Kind.END)
        return tree

    def _function(self, token: Token) -> Tree:
        match token.text:
            case "log" | "lg" | "ln":
                return self._logarithm(token.text, None)
            case "log2" | "log10":
                return self._logarithm("log", Number(Fraction(token.text[3:])))
            case "min" | "max":
                return self._extreme(token)
            case "sqrt":
                return self._root()
            case "frac":
                return Quotient(self._argument(), self._argument())
            case "e":
                return Euler()
            case "exp":
                return Power(Euler(), self._argument())
        raise UnreadableError(token.place, "A bound cannot be infinite.")

    def _logarithm(self, name: str, base: Tree | None) -> Tree:
        """`log(n)^2` is (log n)², `log n^2` is log(n²)."""
        power = None
        if base is None and name == "log" and self.now.glued and self.now.text in {"2", "10"}:
            base = self._primary()
        while self.now.kind is Kind.SIGN and self.now.text in {"_", "^"}:
            if self._next().text == "_":
                base = self._primary()
            else:
                power = self._factorial()
        if self.now.kind is Kind.OPEN:
            of = self._inside(self._next())
        else:
            of = self._power()
            while self.now.glued and self.now.kind in (Kind.NAME, Kind.NUMBER):
                of = _product([of, self._power()])
        tree: Tree = Logarithm(name, of, base)
        return tree if power is None else Power(tree, power)

    def _extreme(self, token: Token) -> Tree:
        opener = self._next()
        if opener.kind is not Kind.OPEN:
            raise UnreadableError(opener.place, f"{token.text} needs brackets.", "min(n, d)")
        bars, self.bars = self.bars, 0
        of = [self.sum()]
        while self.now.text in {",", ";"}:
            self._next()
            of.append(self.sum())
        self.bars = bars
        self._close(opener)
        return Extreme(token.text, tuple(of))

    def _root(self) -> Tree:
        degree: Tree = Number(Fraction(2))
        if self.now.text == "[":
            degree = self._inside(self._next())
        return Power(self._argument(), Quotient(Number(Fraction(1)), degree))

    def _argument(self) -> Tree:
        return self._inside(self._next()) if self.now.kind is Kind.OPEN else self._factorial()

    def _close(self, opener: Token) -> None:
        wanted = _CLOSES[opener.text]
        if self.now.kind is not Kind.CLOSE:
            if self.now.kind is Kind.END:
                raise UnreadableError(opener.place, f"This {opener.text} is never closed.", wanted)
            self._unexpected()
        self._next()

    def _unexpected(self) -> Tree:
        token = self.now
        if token.kind is Kind.END:
            raise UnreadableError(token.place, "Something is missing at the end.")
        raise UnreadableError(token.place, f"{token.text} is not expected here.")

    def _next(self) -> Token:
        token = self.now
        self.at += token.kind is not Kind.END
        return token

    def _takes(self, text: str) -> bool:
        found = self.now.kind is Kind.SIGN and self.now.text == text
        self.at += found
        return found

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableError(self.now.place, f"This is nested more than {DEEPEST} deep.")

    def _leave(self) -> None:
        self.depth -= 1


def _product(factors: Sequence[Tree]) -> Tree:
    flat: list[Tree] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Product) else [factor])
    return flat[0] if len(flat) == 1 else Product(tuple(flat))
