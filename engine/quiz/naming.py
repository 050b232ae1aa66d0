"""How a learner names options and items.

By their text, as Markdown or as it is read, or by letters.
"""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from engine.quiz.plain import plain

_LETTERS = re.compile(r"[A-Za-z][.)]?(?:[\s,;&]+[A-Za-z][.)]?)*")
_RUN = re.compile(r"[A-Za-z]{2,}")


class Names:
    """The names of some texts.

    Source and plain text, both also in small letters where that is unique.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._exact: dict[str, int] = {}
        self._folded: dict[str, int | None] = {}
        sources = [(" ".join(text.split()), index) for index, text in enumerate(texts)]
        for name, index in (*sources, *((plain(text), index) for text, index in sources)):
            self._exact.setdefault(name, index)
            if self._folded.setdefault(name.casefold(), index) != index:
                self._folded[name.casefold()] = None

    def find(self, line: str) -> int | None:
        """The index of the text that ``line`` names, or None."""
        name = " ".join(line.split())
        exact = self._exact.get(name)
        return exact if exact is not None else self._folded.get(name.casefold())


def letters(line: str, count: int) -> tuple[int, ...] | None:
    """Places, from 0, that a line like ``a c``, ``A,C`` or ``AC`` means among ``count`` options.

    None when it means none; letters that stand together must all be different.
    """
    line = line.strip()
    if _LETTERS.fullmatch(line):
        found = re.findall("[A-Za-z]", line)
    elif _RUN.fullmatch(line) and len(set(line.upper())) == len(line):
        found = list(line)
    else:
        return None
    places = tuple(ascii_uppercase.index(letter.upper()) for letter in found)
    return places if all(place < count for place in places) else None


def letter(index: int) -> str:
    """The letter an option is shown with; after Z, a number."""
    return ascii_uppercase[index] if index < len(ascii_uppercase) else str(index + 1)
