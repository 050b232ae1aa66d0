"""From tokens to the tree of a formula."""

import re
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeAlias

from engine.maths.formula.accents import accented
from engine.maths.formula.alphabets import Alphabet, styled
from engine.maths.formula.brackets import TooDeepError, paired
from engine.maths.formula.cursor import ENDINGS, MAX_DEPTH, Cursor
from engine.maths.formula.faults import Fault, FaultKind
from engine.maths.formula.plain import in_ascii
from engine.maths.formula.symbols import CHARACTERS, COMMANDS
from engine.maths.formula.tokens import Token
from engine.maths.formula.tree import (
    Binomial,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Layout,
    Node,
    Row,
    Script,
    Space,
    Symbol,
    alone,
)

Macro: TypeAlias = Callable[["Reader", Token], Node]

EMPTY = Row()
GROUP_END = frozenset({"}"})

_LINE_ENDS = frozenset({"\\\\", "\\cr", "\\newline"})
_LINE_GAP = re.compile(r"\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in)\s*\]")
_INFIX: dict[str, type[Fraction | Binomial]] = {"\\over": Fraction, "\\choose": Binomial}
_PRIMES = frozenset({"'", "’", "′"})
_SCRIPTS = frozenset({"^", "_", "\\limits", "\\nolimits", "\\displaylimits"}) | _PRIMES


class Reader(Cursor):
    """Reads rows of things with scripts; `macros` read the commands that take arguments."""

    def __init__(
        self, source: str, start: int, stop: int, macros: Mapping[str, Macro], depth: int = 0
    ) -> None:
        super().__init__(source, start, stop, depth)
        self.macros = macros
        self.faults: list[Fault] = []
        self.alphabet = Alphabet.ITALIC

    def document(self) -> Node:
        """Read everything; line breaks outside an environment make aligned lines."""
        lines = self.lines(frozenset())
        token = self.peek()
        if token is not None:
            self._misplaced(token)
        if len(lines) == 1 and len(lines[0]) == 1:
            return lines[0][0]
        return Grid(lines, Layout.ALIGNED, "rl")

    def lines(self, ends: frozenset[str]) -> tuple[tuple[Row, ...], ...]:
        """Read rows of cells up to a token of `ends`; an empty last row is dropped."""
        stops = ends | _LINE_ENDS | {"&"}
        rows: list[tuple[Row, ...]] = []
        row: list[Row] = []
        while True:
            row.append(self.row(stops))
            if self.take_if("&"):
                continue
            rows.append(tuple(row))
            row = []
            token = self.peek()
            if token is None or token.text not in _LINE_ENDS:
                break
            self._take_line_end()
        if len(rows) > 1 and rows[-1] == (EMPTY,):
            rows.pop()
        return tuple(rows)

    def _take_line_end(self) -> None:
        end = self.take().end
        gap = _LINE_GAP.match(self.source, end)
        if gap is not None:
            self.take_while_before(gap.end())

    def row(self, stops: frozenset[str]) -> Row:
        """Read things side by side up to one of `stops`, which is left to be taken, or to the end."""
        first = self.peek()
        self.deeper(first)
        alphabet = self.alphabet
        items: list[Node] = []
        infix: tuple[type[Fraction | Binomial], Row] | None = None
        while (token := self.peek()) is not None and token.text not in stops:
            if token.text in ENDINGS or (token.text in _INFIX and infix is not None):
                self._misplaced(token)
            if token.text in _INFIX:
                self.take()
                infix, items = (_INFIX[token.text], self._paired(items, first)), []
                continue
            items.append(self.item())
        row = self._paired(items, first)
        self.alphabet = alphabet
        self.depth -= 1
        return row if infix is None else Row((infix[0](infix[1], row),))

    def _paired(self, items: list[Node], first: Token | None) -> Row:
        try:
            return Row(paired([item for item in items if item != EMPTY], MAX_DEPTH - self.depth))
        except TooDeepError:
            self.fail(first, FaultKind.DEEP, f"brackets nested more than {MAX_DEPTH} deep")

    def _misplaced(self, token: Token) -> NoReturn:
        if token.text == "}":
            self.fail(token, FaultKind.UNBALANCED, "this } closes nothing")
        if token.text in {"\\right", "\\end"}:
            before = "\\left" if token.text == "\\right" else "\\begin"
            self.fail(token, FaultKind.UNBALANCED, f"{token.text} without {before} before it")
        self.fail(token, FaultKind.MISPLACED, f"{token.text} cannot stand here")

    def item(self) -> Node:
        """Read one thing with its scripts."""
        token = self.peek()
        node = EMPTY if token is None or token.text in _SCRIPTS else self._nucleus(self.take())
        token = self.peek()
        return self._scripted(node) if token is not None and token.text in _SCRIPTS else node

    def _nucleus(self, token: Token) -> Node:
        if token.text == "{":
            return self.group(token)
        if token.text.isdecimal():
            return self._number(self.take_number(token))
        return self._single(token)

    def _single(self, token: Token) -> Node:
        if token.is_command:
            return self._command(token)
        if token.text.isdecimal():
            return self._number(token.text)
        return self._character(token)

    def _number(self, digits: str) -> Node:
        return Symbol("".join(styled(digit, self.alphabet) for digit in digits), in_ascii(digits))

    def _character(self, token: Token) -> Node:
        text = token.text
        if text == "~":
            return Space(1)
        if text.isalpha() and self.alphabet is Alphabet.UPRIGHT:
            while (after := self.peek()) is not None and after.text.isalpha():
                text += self.take().text
            return Symbol(text, in_ascii(text))
        known = CHARACTERS.get(text)
        if known is not None and (self.alphabet is Alphabet.ITALIC or not text.isalpha()):
            return known
        return accented(text) or Symbol(styled(text, self.alphabet), in_ascii(text))

    def _command(self, token: Token) -> Node:
        name = token.text[1:]
        symbol = COMMANDS.get(name)
        if symbol is not None:
            if self.alphabet is Alphabet.BOLD and symbol.kind is Kind.ORDINARY:
                return Symbol(styled(symbol.text, Alphabet.BOLD), symbol.plain)
            return symbol
        macro = self.macros.get(name)
        return self._as_written(token) if macro is None else macro(self, token)

    def _as_written(self, token: Token) -> Node:
        fault = Fault(token.offset, FaultKind.UNKNOWN, f"unknown command {token.text}")
        self.faults.append(fault)
        items: list[Node] = [Symbol(token.text, in_ascii(token.text))]
        while self.next_is("{"):
            items.append(Fenced("{", self.group(self.take()), "}"))
        return items[0] if len(items) == 1 else Row(tuple(items))

    def group(self, opened: Token) -> Row:
        """Read up to the brace that closes `opened`, which is taken already."""
        row = self.row(GROUP_END)
        if not self.take_if("}"):
            self.fail(opened, FaultKind.UNBALANCED, "this { is never closed")
        return row

    def _scripted(self, base: Node) -> Node:
        found: dict[str, Node] = {}
        primes, stacked = 0, None
        while (token := self.peek()) is not None and token.text in _SCRIPTS:
            self.take()
            if token.text in _PRIMES:
                primes += 1
            elif token.is_command:
                stacked = token.text != "\\nolimits"
            elif token.text in found:
                self.fail(
                    token, FaultKind.SCRIPT, f"a second {token.text}: say with {{ }} which is meant"
                )
            else:
                found[token.text] = self.argument(token)
        above = found.get("^")
        if isinstance(above, Symbol) and above.text == "′":
            above, primes = None, primes + 1
        return Script(base, found.get("_"), above, primes, stacked)

    def argument(self, of: Token) -> Node:
        """Read one argument of the command `of`: a group, or a single thing."""
        self.deeper(of)
        token = self.first_of_argument(of)
        node = self.group(token) if token.text == "{" else self._single(token)
        self.depth -= 1
        return alone(node)

    def option(self) -> Node | None:
        """Read an argument in square brackets, if there is one."""
        token = self.peek()
        if token is None or token.text != "[":
            return None
        self.take()
        row = self.row(frozenset({"]"}))
        if not self.take_if("]"):
            self.fail(token, FaultKind.UNBALANCED, "this [ is never closed")
        return alone(row)
