"""Letters in a row cut into the variables and functions they are: `nkd`, `nnzd`, `nlogn`."""

import difflib
from collections.abc import Collection, Sequence

FUNCTIONS = ("log", "log2", "log10", "lg", "ln", "min", "max", "sqrt", "exp", "inf")
"""Names that are never variables, unless a card declares them."""
NOTATIONS = {
    "O": "O", "Theta": "Θ", "Θ": "Θ", "Omega": "Ω", "Ω": "Ω", "o": "o", "omega": "ω", "ω": "ω"
}  # fmt: skip
"""What may stand around a bound, as it is typed and as it is shown."""


def pieces(word: str, known: Collection[str]) -> list[str] | None:
    """Cut `word` into as few of `known` as possible, longer ones first; None when it cannot be cut."""
    longest = max(map(len, known), default=0)
    unreachable = len(word) + 1
    counts = [unreachable] * len(word) + [0]
    ends = [0] * len(word)
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + longest), start, -1):
            if counts[end] + 1 < counts[start] and word[start:end] in known:
                counts[start], ends[start] = counts[end] + 1, end
    if counts[0] == unreachable:
        return None
    cut, at = [], 0
    while at < len(word):
        cut.append(word[at : ends[at]])
        at = ends[at]
    return cut


def readable(word: str, known: Collection[str]) -> int:
    """Count the characters at the head of `word` that can be cut into `known`."""
    reached = {0}
    for start in range(len(word)):
        if start in reached:
            reached |= {start + len(name) for name in known if word.startswith(name, start)}
    return max(at for at in reached if at <= len(word))


def nearest(word: str, variables: Sequence[str]) -> str | None:
    """Give the declared variable that `word` was most likely meant to be."""
    for name in variables:
        if name.casefold() == word.casefold():
            return name
    close = difflib.get_close_matches(word[:40], variables, n=1, cutoff=0.6)
    return close[0] if close else None
