"""LaTeX source cut into tokens, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.maths.formula.cells import composed, is_mark

_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A command with its backslash, or one character with the marks on it; `offset` and `end` in the source."""

    text: str
    offset: int
    end: int

    @property
    def is_command(self) -> bool:
        """Whether this is a control sequence."""
        return self.text[0] == "\\"


def tokens(source: str, at: int, stop: int) -> Iterator[Token]:
    """Give the tokens of `source` from `at` up to `stop`, without the blanks, which mean nothing in mathematics."""
    while at < stop:
        start, character = at, source[at]
        if character == "\\":
            found = _COMMAND.match(source, at, stop)
            at = found.end() if found else at + 1
            text = source[start:at]
            yield Token("\\ " if text[1:].isspace() else text, start, at)
            continue
        at += 1
        if character.isspace():
            continue
        while at < stop and not source[at].isascii() and is_mark(source[at]):
            at += 1
        yield Token(composed(source[start:at]), start, at)
