"""Operators over something: sums and products with an index, expectations, derivatives."""

from collections.abc import Callable

from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.names import BINDERS, EXPECTATIONS, canonical, letter
from engine.maths.expression.scripts import INDEX_LETTERS, Scripts
from engine.maths.expression.tokens import Token
from engine.maths.expression.tree import (
    Bind,
    Call,
    Derivative,
    Entry,
    Expectation,
    Name,
    Node,
    Number,
    Relation,
    walk,
)

_COMPARISONS = {"≠", "<", ">", "≤", "≥", "="}


class Operators(Scripts):
    """The parser's part for operators that bind names."""

    def power(self) -> Node:
        """Read one factor with its scripts; given by the grammar."""
        raise NotImplementedError

    def product(self) -> Node:
        """Read a product; given by the grammar."""
        raise NotImplementedError

    def relation(self) -> Node:
        """Read sides joined by relations; given by the grammar."""
        raise NotImplementedError

    def signed(self, read: Callable[[], Node]) -> Node:
        """Read something with signs in front; given by the grammar."""
        raise NotImplementedError

    def exponent(self) -> Node:
        """Read an exponent; given by the grammar."""
        raise NotImplementedError

    def binder(self, word: str, at: int) -> Node:
        """Read what follows `sum`, `prod`, `max_k`, `argmin_k`: the index, its range, and the body."""
        kind = BINDERS.get(word, word)
        if word == "arg":
            kind = "arg" + self.next().text
        if not self.sees("_", "^"):
            return self._total(kind, at)
        start: Node | None = None
        stop: Node | None = None
        condition: Node | None = None
        indices: list[str] = []
        for _ in range(2):
            if not indices and self.take("_"):
                indices, start, stop, condition = self._range()
                self.bound.extend(indices)
            elif self.take("^"):
                stop = self.exponent()
        if not indices:
            raise UnreadableError(at, f"{word} needs an index: {word}_i")
        if condition is not None and not isinstance(condition, Relation):
            raise UnreadableError(at, "the condition under the sum is not understood")
        with self.deeper():
            body = self.signed(self.product)
        del self.bound[len(self.bound) - len(indices) :]
        indices = self._doubled(indices, condition, body)
        for index in reversed(indices):
            body = Bind(kind, index, start, stop, condition, body, at=at)
            condition = None  # it stands under the innermost
        return body

    def _doubled(self, indices: list[str], condition: Node | None, body: Node) -> list[str]:
        """Read `sum_{b ≠ c} a_{bc}` as a sum over both where nothing around it gives a meaning to c."""
        if not isinstance(condition, Relation) or len(indices) != 1:
            return indices
        other = condition.sides[-1]
        used = {part.name for node in walk(body) if isinstance(node, Entry) for part in node.indices if isinstance(part, Name)}
        if isinstance(other, Name) and other.name in used and other.name not in self.bound:
            return [other.name, *indices] if not self.symbols.knows(other.name) else indices
        return indices

    def _total(self, kind: str, at: int) -> Node:
        """Read `sum(v)`, the total of the entries."""
        if kind not in {"sum", "mean", "prod"}:
            raise UnreadableError(at, f"{kind} needs an index: {kind}_k")
        if kind == "prod":
            raise UnreadableError(at, "prod needs an index: prod_i")
        if not self.starts_atom():
            raise UnreadableError(self.here.at, f"{kind} needs an argument")
        with self.deeper():
            body = self.power() if self.sees("(", "[") else self.product()
        return Call(kind, (body,), at=at)

    def starts_atom(self) -> bool:
        """Whether a factor begins here; given by the atoms."""
        raise NotImplementedError

    def _index(self) -> str:
        token = self.next()
        if token.kind == "name" and len(token.text) == 1:
            return token.text
        if token.kind != "word" or len(letter(token.text)) != 1:
            raise UnreadableError(token.at, "an index is one letter, as in sum_i")
        return letter(token.text)

    def _range(self) -> tuple[list[str], Node | None, Node | None, Node | None]:
        """Read what stands under a sum: `i`, `{i=1}`, `{j ≠ i}`, `{i,j}`, `{i: c_i = k}`."""
        if not self.take("{"):
            return [self._bare_index()], None, None, None
        run = self.here.text
        if self.here.kind == "word" and run.isalpha() and run.isascii() and len(run) == 2:
            at = self.next().at
            self.tokens[self.at : self.at] = [
                Token("word", run[0], at), Token("word", run[1], at + 1)
            ]  # fmt: skip
        indices = [self._index()]
        while self.sees(",") or self.here.kind == "word":
            self.take(",")
            indices.append(self._index())
        start, stop, condition = self._conditions(indices)
        self.expect("}", "what stands under the sum ends here")
        return indices, start, stop, condition

    def _conditions(self, indices: list[str]) -> tuple[Node | None, Node | None, Node | None]:
        start: Node | None = None
        condition: Node | None = None
        self.bound.extend(indices)
        if self.take("="):
            start = self.expression()
        elif self.here.text in _COMPARISONS:
            sign = self.next()
            other = self._other_index()
            condition = Relation((sign.text,), (Name(indices[-1], at=sign.at), other), at=sign.at)
        elif self.take(":", "|"):
            condition = self.relation()
        del self.bound[len(self.bound) - len(indices) :]
        return start, None, condition

    def _other_index(self) -> Node:
        """Read the right side of a condition; a free index may stand there."""
        token = self.here
        if (
            token.kind == "word"
            and letter(token.text) in INDEX_LETTERS
            and not self.symbols.knows(canonical(token.text))
        ):
            self.next()
            return Name(letter(token.text), at=token.at)
        return self.expression()

    def _bare_index(self) -> str:
        """Read `i` in `sum_i x`; `sum_ix` gives the rest back."""
        token = self.here
        if token.kind == "word" and len(token.text) > 1 and token.text.isascii():
            name = token.text[0]
            rest = Token("word", token.text[1:], token.at + 1)
            self.tokens[self.at : self.at + 1] = [Token("word", name, token.at), rest]
        return self._index()

    def expectation(self, word: str, at: int) -> Node:
        """Read E, Var or Cov: `E[…]`, `E(…)`, `E_x[…]`, `E y`."""
        kind = EXPECTATIONS[word]
        over: list[str] = []
        if self.take("_"):
            over = [canonical(part) for part in self.script_parts()]
        known = [name for name in over if name in self.symbols.table]
        if self.sees("[", "(", "{"):
            closing = {"[": "]", "(": ")", "{": "}"}[self.next().text]
            arguments = [self.expression()]
            while self.take(","):
                arguments.append(self.expression())
            self.expect(closing, f"{kind} ends here")
        else:
            with self.deeper():
                arguments = [self.product()]
        if len(arguments) != (2 if kind == "Cov" else 1):
            raise UnreadableError(at, f"{kind} takes {'two' if kind == 'Cov' else 'one'}")
        return Expectation(kind, tuple(arguments), tuple(known), at=at)

    def derivative(self) -> Node | None:
        """Read `d/dw f`, `∂f/∂w`, `∇_w f`, or give None and stay."""
        token = self.here
        if token.text in {"∇", "grad"} and not self.symbols.knows(token.text):
            return self._gradient()
        if token.kind == "command" and token.text == "frac":
            self._unwrap_fraction()
            token = self.here
        if token.text == "∂":
            return self._partial()
        if token.kind == "word" and token.text[0] == "d":
            return self._ordinary(token)
        return None

    def _gradient(self) -> Node:
        token = self.next()
        if not self.take("_"):
            raise UnreadableError(token.at, "say with respect to what: ∇_w", "∇_w")
        braced = self.take("{")
        variable = self._variable()
        if braced:
            self.expect("}", "the subscript ends here")
        with self.deeper():
            return Derivative(variable, self.product(), at=token.at)

    def _variable(self) -> Node:
        self.cut_word()
        token = self.next()
        if token.kind not in {"name", "row"}:
            raise UnreadableError(token.at, "a derivative is taken by a declared symbol")
        node = self.postfix(Name(canonical(token.text), at=token.at))
        if not isinstance(node, (Name, Entry)):
            raise UnreadableError(token.at, "a derivative is taken by a declared symbol")
        return node

    def _unwrap_fraction(self) -> None:
        """Turn `\\frac{∂…}{∂…}` into `∂…/∂…`."""
        first = self.at + 1
        if self.tokens[first].text != "{" or self.tokens[first + 1].text[:1] not in {"d", "∂"}:
            return
        middle = self._closing(first)
        last = middle + 1
        if self.tokens[last].text != "{" or self.tokens[last + 1].text[:1] not in {"d", "∂"}:
            return
        if (
            len(self.tokens[last + 1].text) < 2
            and self.tokens[last + 1].text == "d"
            and last + 2 == self._closing(last)
        ):
            return
        end = self._closing(last)
        inner = self.tokens[first + 1 : middle]
        slash = Token("sign", "/", self.tokens[middle].at)
        self.tokens[self.at : end + 1] = [*inner, slash, *self.tokens[last + 1 : end]]

    def _closing(self, start: int) -> int:
        depth = 0
        for index in range(start, len(self.tokens)):
            depth += {"open": 1, "close": -1}.get(self.tokens[index].kind, 0)
            if depth == 0:
                return index
        return len(self.tokens) - 1

    def _partial(self) -> Node:
        at = self.next().at
        body: Node | None = None
        if not self.sees("/"):
            body = self.power()
        self.expect("/", "write ∂f/∂w")
        self.expect("∂", "write ∂f/∂w")
        variable = self._variable()
        if body is None:
            with self.deeper():
                body = self.product()
        return Derivative(variable, body, at=at)

    def _ordinary(self, token: Token) -> Node | None:
        """Read `d/dw …` and `df/dw`; a declared `d` over something else stays a quotient."""
        under = self.ahead(2)
        if self.ahead().text != "/" or under.kind != "word" or under.text[0] != "d":
            return None
        if self.symbols.knows(canonical(under.text)):
            return None
        top = canonical(token.text[1:]) if len(token.text) > 1 else ""
        rest = under.text[1:] or (self.ahead(3).text if self.ahead(3).kind == "word" else "")
        if not rest or (top and not self.symbols.knows(top)):
            return None
        if (
            canonical(rest) not in self.symbols.table
            and canonical(rest) not in self.symbols.defined
        ):
            return None
        self.at += 2
        if under.text[1:]:
            self.tokens[self.at] = Token("word", under.text[1:], under.at + 1)
        else:
            self.next()
        variable = self._variable()
        if top:
            return Derivative(variable, Name(top, at=token.at), at=token.at)
        with self.deeper():
            return Derivative(variable, self.product(), at=token.at)


def one(at: int) -> Node:
    """Give the number 1."""
    return Number("1", at=at)
