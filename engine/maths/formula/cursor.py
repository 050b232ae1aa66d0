"""A place in the tokens of a formula, and what can be taken there without knowing any mathematics."""

from typing import NoReturn

from engine.maths.formula.faults import FaultKind, UnreadableError
from engine.maths.formula.symbols import CHARACTERS, COMMANDS
from engine.maths.formula.tokens import Token, tokens

MAX_DEPTH = 36

ENDINGS = frozenset({"}", "&", "\\\\", "\\cr", "\\newline", "\\right", "\\end"})
DELIMITERS = frozenset("()[]{}|‖⟨⟩⌊⌋⌈⌉/\\↑↓↕⇑⇓")


class Cursor:
    """Takes the tokens of `source[start:stop]` from left to right and counts how deep they are nested."""

    def __init__(self, source: str, start: int, stop: int, depth: int = 0) -> None:
        self.source = source
        self.depth = depth
        self._stop = stop
        self._tokens = tuple(tokens(source, start, stop))
        self._at = 0

    def peek(self) -> Token | None:
        """Give the next token without taking it."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def next_is(self, text: str) -> bool:
        """Whether the next token is `text`."""
        return self._at < len(self._tokens) and self._tokens[self._at].text == text

    def take(self) -> Token:
        """Take the next token, which must exist."""
        self._at += 1
        return self._tokens[self._at - 1]

    def take_if(self, text: str) -> bool:
        """Take the next token if it is `text`, and say whether it was."""
        if self.next_is(text):
            self._at += 1
            return True
        return False

    def take_while_before(self, offset: int) -> None:
        """Take every token that starts before `offset` in the source."""
        while (token := self.peek()) is not None and token.offset < offset:
            self._at += 1

    def take_number(self, first: Token) -> str:
        """Take the digits that follow `first` without a blank, with one decimal point at most."""
        text, end = first.text, first.end
        while (token := self.peek()) is not None and token.offset == end:
            if token.text == "." and "." not in text:
                after = self._tokens[self._at + 1 : self._at + 2]
                if not after or after[0].offset != token.end or not after[0].text.isdecimal():
                    break
            elif not token.text.isdecimal():
                break
            text, end = text + self.take().text, token.end
        return text

    def fail(self, token: Token | None, kind: FaultKind, message: str) -> NoReturn:
        """Give up on the formula because of `token`, or of its end."""
        raise UnreadableError(self._stop if token is None else token.offset, kind, message)

    def deeper(self, token: Token | None) -> None:
        """Go one level down; whoever calls goes up again."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(token, FaultKind.DEEP, f"nested more than {MAX_DEPTH} deep")

    def first_of_argument(self, of: Token) -> Token:
        """Take the first token of an argument of the command `of`."""
        token = self.peek()
        if token is None or token.text in ENDINGS:
            self.fail(of, FaultKind.ARGUMENT, f"{of.text} lacks what it applies to")
        return self.take()

    def verbatim(self, of: Token) -> tuple[int, int]:
        """Take one argument unread, and give where it starts and stops in the source."""
        first = self.first_of_argument(of)
        if first.text != "{":
            return first.offset, first.end
        level, last = 1, first
        while level:
            if self.peek() is None:
                self.fail(first, FaultKind.UNBALANCED, "this { is never closed")
            last = self.take()
            level += (last.text == "{") - (last.text == "}")
        return first.end, last.offset

    def verbatim_text(self, of: Token) -> str:
        """Take one argument unread, and give its source."""
        start, stop = self.verbatim(of)
        return self.source[start:stop]

    def delimiter(self, of: Token) -> str:
        r"""Take the bracket after `\left` and its like; a full stop stands for no bracket at all."""
        token = self.first_of_argument(of)
        if token.text == ".":
            return ""
        symbol = COMMANDS.get(token.text[1:]) if token.is_command else CHARACTERS.get(token.text)
        mark = symbol.text if symbol is not None else token.text
        mark = {"<": "⟨", ">": "⟩"}.get(mark, mark)
        if mark not in DELIMITERS:
            self.fail(token, FaultKind.ARGUMENT, f"{token.text} is no bracket for {of.text}")
        return mark
