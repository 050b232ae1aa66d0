"""Runs of letters cut into declared names: `Xw` is X times w where both are declared, `XtX` is a question."""

import difflib
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from engine.maths.expression.names import (
    BINDERS,
    EXPECTATIONS,
    FUNCTIONS,
    GREEK,
    WORDS,
    canonical,
    letter,
)
from engine.maths.expression.symbols import Symbols

Piece = tuple[str, str, int]
"""Kind (`name`, `function`, `binder`, `expectation`, `identity`, `number`, `row`, `unknown`), text, offset in the run."""


def kind_of(word: str, symbols: Symbols, bound: Collection[str]) -> str:
    """Give what a whole word means here, or an empty text; declared names come before everything else."""
    name = canonical(word)
    if name in bound or symbols.knows(name):
        return "name"
    if word in {"sum", "∑", "prod", "∏", "argmin", "argmax", "arg"}:
        return "binder"
    if word in FUNCTIONS:
        return "function"
    if word in BINDERS:
        return "binder"
    if word in EXPECTATIONS:
        return "expectation"
    if word == "I":
        return "identity"
    if word in {"𝟏", "ones"}:
        return "ones"
    if symbols.constant(letter(word)):
        return "name"
    return "operator" if word in {"grad", "T"} else ""


def segment(run: str, symbols: Symbols, bound: Collection[str], *, indexed: bool) -> list[Piece]:
    """Cut a run into the fewest pieces that mean something; `indexed` says that a subscript follows it.

    What means nothing is one `unknown` piece.
    """
    return list(_segment(run, symbols, frozenset(bound), indexed))


@lru_cache(maxsize=4096)
def _segment(run: str, symbols: Symbols, bound: frozenset[str], indexed: bool) -> tuple[Piece, ...]:
    best: list[tuple[int, int, tuple[Piece, ...]] | None] = [None] * (len(run) + 1)
    best[0] = (0, 0, ())
    for start in range(len(run)):
        here = best[start]
        if here is None:
            continue
        for end in range(start + 1, min(len(run), start + 14) + 1):
            piece = _piece(run, start, end, symbols, bound, indexed)
            if piece is None:
                continue
            cost = (here[0] + (100 if piece[0] == "unknown" else 1), here[1] + (piece[0] != "name"))
            old = best[end]
            if old is None or cost < old[:2]:
                best[end] = (*cost, (*here[2], piece))
    found = best[len(run)]
    pieces = found[2] if found else (("unknown", run, 0),)
    if any(piece[0] == "unknown" for piece in pieces):
        return _with_unknown(run, pieces)
    return pieces


def _piece(
    run: str, start: int, end: int, symbols: Symbols, bound: frozenset[str], indexed: bool
) -> Piece | None:
    text = run[start:end]
    last = end == len(run)
    kind = kind_of(text, symbols, bound)
    if kind == "function" and len(text) == 1 and not last and text != "σ":
        kind = ""
    if kind == "operator":
        kind = ""
    if kind:
        return (kind, text, start)
    if text.isdigit() and start > 0 and last:
        return ("index", text, start)
    if last and indexed and len(text) == 1 and _row(text, symbols):
        return ("row", text, start)
    if len(text) == 1 and not text.isdigit():
        return ("unknown", text, start)
    return None


def _row(text: str, symbols: Symbols) -> bool:
    """Whether a small letter stands for the rows of a matrix that is declared under the capital one."""
    symbol = symbols.table.get(text.upper())
    return text.islower() and (
        (symbol is not None and 1 not in symbol.shape) or text.upper() in symbols.defined
    )


def _with_unknown(run: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Where part of a run means nothing, the whole run is the unknown word unless known words frame one letter."""
    unknown = [piece for piece in pieces if piece[0] == "unknown"]
    if len(unknown) == 1 and len(pieces) > 1 and len(run) <= 4:
        return tuple(unknown)
    return (("unknown", run, 0),)


def nearest(word: str, symbols: Symbols) -> str:
    """Give the known name or function a word was probably meant to be, or an empty text."""
    name = canonical(word)
    known = list(symbols.names())
    for other in known:
        same_letter = (
            unicodedata.normalize("NFD", other)[0] == unicodedata.normalize("NFD", name)[0]
        )
        if other.casefold() == name.casefold() or (same_letter and len(word) <= 2):
            return other
    spelled = {other: other for other in known} | {
        ascii_name: greek for ascii_name, greek in GREEK.items() if greek in known
    }
    spelled |= {other: other for other in WORDS if len(other) > 2}
    close = difflib.get_close_matches(word, list(spelled), n=1, cutoff=0.6)
    return spelled[close[0]] if close else ""
