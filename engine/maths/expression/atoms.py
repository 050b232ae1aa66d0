"""Atoms of the language: numbers, names, brackets, bars, fractions, roots and calls of functions."""

from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.names import FUNCTIONS, canonical, letter
from engine.maths.expression.operators import Operators
from engine.maths.expression.tree import (
    Absolute,
    Call,
    Identity,
    Indicator,
    Matrix,
    Name,
    Node,
    Norm,
    Number,
    Ones,
    Power,
    Quotient,
    Relation,
    times,
)

_WIDE = {"tr", "det", "diag"}
"""Functions whose argument without brackets is the whole product: `tr A B`."""


class Atoms(Operators):
    """The parser's part for atoms."""

    def starts_atom(self) -> bool:
        """Whether the token in front begins a factor (so that juxtaposition goes on)."""
        token = self.here
        if token.kind in {"number", "word", "open", "command", "name", "row", "index"}:
            return True
        if token.kind in {"function", "binder", "expectation", "identity", "ones"}:
            return True
        if token.text == "|":
            return not self.in_bars("|")
        if token.text == "‖":
            return not self.in_bars("‖") and not self.in_bars("|")
        return token.text in {"√", "∇", "∂"}

    def atom(self) -> Node:
        """Read one atom.

        Raises:
            UnreadableError: if none begins here.
        """
        if derivative := self.derivative():
            return derivative
        token = self.cut_word()
        self.next()
        match token.kind:
            case "number":
                return self._number(token.text, token.at)
            case "index":
                return Number(token.text, at=token.at)
            case "name" | "row":
                return Name(self._spelled(token.text), at=token.at)
            case "identity":
                return Identity(at=token.at)
            case "ones":
                return self._ones(token.at)
            case "function":
                return self._function(token.text, token.at)
            case "binder":
                return self.binder(token.text, token.at)
            case "expectation":
                return self.expectation(token.text, token.at)
            case "open":
                return self._bracket(token.text, token.at)
            case "command":
                return self._command(token.text, token.at)
        return self._sign(token.text, token.at)

    def _spelled(self, text: str) -> str:
        name = canonical(text)
        return name if self.symbols.knows(name) or name in self.bound else letter(text)

    def _number(self, text: str, at: int) -> Node:
        if len(text) > 40 or abs(int(text.lower().partition("e")[2] or 0)) > 300:
            raise UnreadableError(at, "a number this long is not read")
        if text == "1" and self.sees("[", "_", "{"):
            if self.sees("_") or self._holds_relation():
                return self._ones(at)
        return Number(text, at=at)

    def _holds_relation(self) -> bool:
        depth = 0
        for token in self.tokens[self.at :]:
            depth += {"open": 1, "close": -1}.get(token.kind, 0)
            if depth == 0:
                return False
            if token.kind == "sign" and token.text in {"=", "<", ">", "≤", "≥", "≠", "∈"}:
                return True
        return False

    def _ones(self, at: int) -> Node:
        """Read what stands after a bold 1: an indicator, or the column of ones."""
        if self.sees("_") and self.ahead().text == "{":
            self.next()
            if self._holds_relation():
                return self._indicator(at)
            self.at -= 1
        if self.sees("[", "{", "(") and self._holds_relation():
            return self._indicator(at)
        if self.sees("("):
            self.next()
            size = self.next()
            self.expect(")", "ones(n) takes one dimension")
            return Ones(canonical(size.text), at=at)
        return Ones(at=at)

    def _indicator(self, at: int) -> Node:
        closing = {"[": "]", "{": "}", "(": ")"}[self.next().text]
        loose = [name for name in "ijkl" if not self.symbols.knows(name)]
        self.bound.extend(loose)
        with self.within(closing):
            wrapped = self.sees("[", "(", "{") and self._whole_group() and bool(self.next())
            relation = self.relation()
            if wrapped:
                self.next()
        del self.bound[len(self.bound) - len(loose) :]
        if not isinstance(relation, Relation):
            raise UnreadableError(self.here.at, "an indicator holds a relation such as z > 0")
        self.expect(closing, "the indicator ends here")
        return Indicator(relation, at=at)

    def _whole_group(self) -> bool:
        """Whether the group in front ends right before the closing bracket around it."""
        depth = 0
        for index in range(self.at, len(self.tokens)):
            depth += {"open": 1, "close": -1}.get(self.tokens[index].kind, 0)
            if depth == 0:
                return self.tokens[index + 1].kind == "close"
        return False

    def _bracket(self, opening: str, at: int) -> Node:
        closing = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}[opening]
        with self.within(opening):
            if opening == "[":
                return self._square(at)
            body = self.relation()
            if opening == "⟨":
                self.expect(",", "an inner product has two sides")
                other = self.expression()
                self.expect(closing, "the inner product ends here")
                return Call("dot", (body, other), at=at)
            if self.sees(",", ";"):
                return self._tuple(body, closing, at)
        self.expect(closing, "the bracket ends here")
        if isinstance(body, Relation):
            raise UnreadableError(at, "a relation inside brackets; write 1[…] for an indicator")
        return body

    def _tuple(self, first: Node, closing: str, at: int) -> Node:
        rows = [first]
        while self.take(",", ";"):
            rows.append(self.expression())
        self.expect(closing, "the column ends here")
        return Matrix(tuple((row,) for row in rows), at=at)

    def _square(self, at: int) -> Node:
        """Read `[a]`, an Iverson bracket, or a matrix: `[a, b; c, d]`, `[[a, b], [c, d]]`."""
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.relation())
            if self.take(","):
                continue
            if not self.take(";"):
                break
            rows.append([])
        self.expect("]", "the bracket ends here")
        only = rows[0][0]
        if len(rows) == 1 and len(rows[0]) == 1:
            return Indicator(only, at=at) if isinstance(only, Relation) else only
        if len(rows) == 1 and all(isinstance(x, Matrix) and len(x.rows) == 1 for x in rows[0]):
            rows = [list(x.rows[0]) for x in rows[0] if isinstance(x, Matrix)]
        if len({len(row) for row in rows}) != 1 or len(rows) > 8 or len(rows[0]) > 8:
            raise UnreadableError(at, "the rows of a matrix have one length, 8 at most")
        return Matrix(tuple(tuple(row) for row in rows), at=at)

    def _command(self, name: str, at: int) -> Node:
        if name == "frac":
            top = self._argument()
            return Quotient(top, self._argument(), at=at)
        if name == "sqrt":
            return Call("sqrt", (self._argument(),), at=at)
        if name == "begin":
            return self._environment(at)
        raise UnreadableError(at, f"“\\{name}” is not read here")

    def _argument(self) -> Node:
        """Read a LaTeX argument: a group, one digit or one atom."""
        if self.sees("{", "("):
            opening = self.next()
            return self._bracket(opening.text, opening.at)
        token = self.here
        if token.kind == "number" and len(token.text) > 1 and token.text.isdigit():
            from dataclasses import replace

            self.tokens[self.at : self.at + 1] = [
                replace(token, text=token.text[0]),
                replace(token, text=token.text[1:], at=token.at + 1, spaced=False),
            ]
        with self.deeper():
            return self.postfix(self.atom())

    def _environment(self, at: int) -> Node:
        raise UnreadableError(at, "write a matrix as [a, b; c, d]")

    def _sign(self, sign: str, at: int) -> Node:
        if sign == "√":
            return Call("sqrt", (self._operand_of_root(),), at=at)
        if sign == "|":
            with self.within("|"):
                body = self.expression()
            if self.sees("‖"):
                token = self.here
                from dataclasses import replace

                self.tokens[self.at : self.at + 1] = [
                    replace(token, text="|"),
                    replace(token, text="|", at=token.at + 1),
                ]
            self.expect("|", "the absolute value ends here")
            return Absolute(body, at=at)
        if sign == "‖":
            with self.within("‖"):
                body = self.expression()
            self.expect("‖", "the norm ends here")
            return Norm(body, self._order(), at=at)
        if not sign:
            raise UnreadableError(at, "the line ends where something is still to come")
        raise UnreadableError(at, f"“{sign}” stands where a symbol or number is expected")

    def _operand_of_root(self) -> Node:
        with self.deeper():
            return self.postfix(self.atom())

    def _order(self) -> str:
        if not self.take("_"):
            return "2"
        at = self.here.at
        braced = self.take("{")
        order = self.next().text
        if braced:
            self.expect("}", "the subscript ends here")
        if order not in {"1", "2", "F", "∞"}:
            raise UnreadableError(at, "norms known here are ‖·‖, ‖·‖_1, ‖·‖_2, ‖·‖_F and ‖·‖_∞")
        return order

    def _function(self, word: str, at: int) -> Node:
        function = FUNCTIONS[word]
        if function in {"max", "min", "mean"} and self.sees("_"):
            return self.binder(word, at)
        if function == "log" and self.take("_"):
            base = self.next()
            if base.text == "{":
                base = self.next()
                self.expect("}", "the subscript ends here")
            if base.text not in {"2", "10", "e"}:
                raise UnreadableError(base.at, "logarithms known here are log, log_2 and log_10")
            function = "log" if base.text == "e" else f"log{base.text}"
        if function == "λmax" and self.take("_"):
            self.script_parts()
        primes = 0
        while self.sees("'") or (self.sees("^") and self.ahead().text == "'"):
            primes += self.next().text == "'"
        power: Node | None = None
        if self.sees("^"):
            at_power = self.next().at
            if self.raised_mark() is not None:
                raise UnreadableError(at_power, "put the inverse or transpose after the argument")
            power = self.exponent_of_function()
        node = Call(function, self._arguments(function), primes, at=at)
        return Power(node, power, at=at) if power is not None else node

    def exponent_of_function(self) -> Node:
        """Read the exponent in `log^2 p`: a number or a group."""
        if self.take("{"):
            body = self.expression()
            self.expect("}", "the exponent ends here")
            return body
        token = self.next()
        if token.kind != "number":
            raise UnreadableError(token.at, "only a number is read as the power of a function")
        return Number(token.text, at=token.at)

    def _arguments(self, function: str) -> tuple[Node, ...]:
        """Read a function's arguments, in brackets or (`log p`, `tr A B`) without."""
        if self.sees("(", "[", "{"):
            closing = {"(": ")", "[": "]", "{": "}"}[self.next().text]
            with self.within(closing):
                arguments = [self.expression()]
                while self.take(","):
                    arguments.append(self.expression())
            self.expect(closing, f"the argument of {function} ends here")
            if function == "σ" or len(arguments) > 1 or closing == ")":
                return tuple(arguments)
            return tuple(arguments)
        if function in _WIDE and self.starts_atom():
            return (self.product(),)
        minus = self.sees("-") and function not in _WIDE
        if not minus and not self.starts_atom():
            raise UnreadableError(self.here.at, f"{function} needs an argument", f"{function}(…)")
        return (self.signed(self._tight_product),)

    def _tight_product(self) -> Node:
        """Read an argument without brackets: one factor and what is written tightly to it, brackets left out."""
        factors = [self.power()]
        while (
            self.here.kind in {"word", "name", "number", "row"}
            and not self.here.spaced
            and self.tokens[self.at - 1].kind in {"number", "name", "word"}
        ):
            factors.append(self.power())
        return times(factors, factors[0].at)

    def product(self) -> Node:
        """Read a product; given by the grammar."""
        raise NotImplementedError
