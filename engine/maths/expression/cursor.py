"""Where the parser stands: the tokens left, the depth reached, the indices bound, the bars open."""

from collections.abc import Iterator
from contextlib import contextmanager

from engine.maths.expression.bounds import MAX_DEPTH, MAX_RUN
from engine.maths.expression.fault import UnreadableError
from engine.maths.expression.names import canonical
from engine.maths.expression.symbols import Symbols
from engine.maths.expression.tokens import Token
from engine.maths.expression.words import nearest, segment

CLOSING = {"(": ")", "[": "]", "{": "}", "⟨": "⟩"}


class Cursor:
    """The parser's state over one list of tokens, which words are cut into as they are met."""

    def __init__(self, tokens: list[Token], symbols: Symbols, tight: int) -> None:
        self.tokens = list(tokens)
        self.symbols = symbols
        self.tight = tight
        self.divisions = 0
        self.at = 0
        self.depth = 0
        self.bound: list[str] = []
        self.bars: list[str] = []
        self.notes: list[str] = []
        self._check_brackets()

    @property
    def here(self) -> Token:
        """The token in front."""
        return self.tokens[self.at]

    def ahead(self, distance: int = 1) -> Token:
        """Give a token further on; beyond the end it is the end."""
        return self.tokens[min(self.at + distance, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Give the token in front and step over it."""
        token = self.here
        if token.kind != "end":
            self.at += 1
        return token

    def sees(self, *texts: str) -> bool:
        """Whether the token in front is one of these signs or brackets."""
        return self.here.kind in {"sign", "open", "close"} and self.here.text in texts

    def take(self, *texts: str) -> bool:
        """Step over one of these signs if it's in front."""
        if self.sees(*texts):
            self.at += 1
            return True
        return False

    def expect(self, text: str, why: str) -> None:
        """Step over this sign.

        Raises:
            UnreadableError: if something else is in front.
        """
        if not self.take(text):
            raise UnreadableError(self.here.at, f"“{text}” is missing here: {why}", text)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one level of nesting.

        Raises:
            UnreadableError: beyond the bound.
        """
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableError(
                self.here.at, f"nested more than {MAX_DEPTH} deep; name the inner part with :="
            )
        yield
        self.depth -= 1

    @contextmanager
    def within(self, bar: str) -> Iterator[None]:
        """Remember which bar or bracket is open."""
        self.bars.append(bar)
        yield
        self.bars.pop()

    def in_bars(self, bar: str) -> bool:
        """Whether this kind of bar is the innermost thing open."""
        return bool(self.bars) and self.bars[-1] == bar

    def cut_word(self, *, raised: bool = False) -> Token:
        """Cut the word in front into declared names in place, and give its first piece without stepping over it.

        Raises:
            UnreadableError: for letters that mean nothing, with the nearest name.
        """
        token = self.here
        if token.kind != "word":
            return token
        if raised and token.text[0] == "T" and "T" not in self.symbols.table:
            self._splice([("transpose", "T", 0), ("word", token.text[1:], 1)])
            return self.here
        if token.text == "S" and self.ahead().text == "(" and not self.symbols.knows("S"):
            self._splice([("function", "soft", 0)])
            return self.here
        if len(token.text) > MAX_RUN:
            raise UnreadableError(token.at, f"more than {MAX_RUN} letters in a row are not read")
        indexed = self.ahead().text == "_"
        known = [*self.bound, *self._scripted()] if indexed else self.bound
        pieces = segment(token.text, self.symbols, known, indexed=indexed)
        for kind, text, offset in pieces:
            if kind == "unknown":
                near = nearest(text, self.symbols)
                hint = f"; did you mean “{near}”?" if near else ""
                raise UnreadableError(
                    token.at + offset,
                    f"“{text}” is not declared here{hint}",
                    near,
                    "unknown-symbol",
                )
        self._splice(pieces)
        return self.here

    def _scripted(self) -> list[str]:
        """Give the bases of declared names that carry the subscript in front, and Kronecker's δ."""
        script, distance = "", 2
        if self.ahead(distance).text == "{":
            distance += 1
            while self.ahead(distance).kind in {"word", "number"} and distance < 8:
                script += self.ahead(distance).text
                distance += 1
        else:
            script = self.ahead(distance).text
        split = [canonical(name).partition("_") for name in self.symbols.names()]
        bases = [base for base, _, end in split if end and script.startswith(end)]
        return bases if self.symbols.knows("δ") else [*bases, "δ"]

    def _splice(self, pieces: list[tuple[str, str, int]]) -> None:
        token = self.here
        fresh = [
            Token(kind, text, token.at + offset, token.spaced and offset == 0)
            for kind, text, offset in pieces
            if text
        ]
        self.tokens[self.at : self.at + 1] = fresh

    def _check_brackets(self) -> None:
        """Find the first bracket without a partner, and drop brackets that only repeat the pair inside them."""
        open_at: list[int] = []
        partner: dict[int, int] = {}
        for index, token in enumerate(self.tokens):
            if token.kind == "open":
                open_at.append(index)
            elif token.kind == "close":
                if not open_at:
                    raise UnreadableError(token.at, f"“{token.text}” closes nothing")
                start = open_at.pop()
                wanted = CLOSING[self.tokens[start].text]
                if token.text != wanted:
                    raise UnreadableError(
                        token.at, f"“{token.text}” closes “{self.tokens[start].text}”", wanted
                    )
                partner[start] = index
        if open_at:
            token = self.tokens[open_at[-1]]
            raise UnreadableError(token.at, f"“{token.text}” is never closed", CLOSING[token.text])
        spare = {
            index
            for start, end in partner.items()
            if self.tokens[start].text == "("
            and self.tokens[start + 1].text == "("
            and partner.get(start + 1) == end - 1
            for index in (start, end)
        }
        if spare:
            self.tokens = [token for index, token in enumerate(self.tokens) if index not in spare]
