"""Styled lines of text: what every screen is painted from.

A run is a text in one style; a line is a list of runs. Styles are names of theme variables and attributes
(``"$dim"``, ``"bold $accent"``), never markup, so no text of a deck can be taken for one.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rich.cells import cell_len, set_cell_size
from textual.content import Content, Span

Run: TypeAlias = tuple[str, str]
Line: TypeAlias = list[Run]

DIM = "$dim"
ACCENT = "$accent"
STRONG = "bold"


def cells(line: Iterable[Run]) -> int:
    """The width of a line on screen."""
    return sum(cell_len(text) for text, _ in line)


def plain(line: Iterable[Run]) -> str:
    """The text of a line."""
    return "".join(text for text, _ in line)


def fitted(text: str, width: int) -> str:
    """``text`` cut to ``width`` cells, with an ellipsis where something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """``text`` in exactly ``width`` cells."""
    return set_cell_size(fitted(text, width), width)


def spread(left: Line, right: Line, width: int) -> Line:
    """A line with one part at each end; the left one gives way."""
    room = width - cells(right) - (1 if right else 0)
    left = cut(left, room)
    return [*left, (" " * max(width - cells(left) - cells(right), 0), ""), *right]


def cut(line: Line, width: int) -> Line:
    """The beginning of a line, in at most ``width`` cells."""
    if cells(line) <= width:
        return line
    shorter: Line = []
    for text, style in line:
        room = width - cells(shorter)
        shorter.append((fitted(text, room), style))
        if cell_len(text) > room:
            break
    return shorter


def content(lines: Iterable[Line]) -> Content:
    """The lines as one Content, one line of it for each."""
    texts: list[str] = []
    spans: list[Span] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            texts.append("\n")
            at += 1
        for text, style in line:
            if style and text:
                spans.append(Span(at, at + len(text), style))
            texts.append(text)
            at += len(text)
    return Content("".join(texts), spans)


def wrapped(runs: Iterable[Run], width: int) -> list[Line]:
    """Runs broken at spaces into lines of at most ``width`` cells; a newline in a run breaks too.

    A no-break space holds what it stands in together; what is wider than a line is broken where it must be.
    """
    lines: list[Line] = [[]]
    used = 0
    width = max(width, 2)
    for word, space in _words(runs):
        size = cells(word)
        if used and used + size > width:
            lines.append([])
            used = 0
        if size > width:
            *full, rest = _broken(word, width)
            lines[-1:] = [*full, rest]
            used = cells(rest)
        else:
            lines[-1] += word
            used += size
        if space == "\n":
            lines.append([])
            used = 0
        elif space and (used or len(lines) == 1):
            lines[-1].append((" ", word[-1][1] if word else ""))
            used += 1
    for line in lines:
        _drop_space(line)
    return [[(text.replace("\u00a0", " "), style) for text, style in line] for line in lines]


def _words(runs: Iterable[Run]) -> Iterator[tuple[Line, str]]:
    """Words, and the space or newline after each."""
    word: Line = []
    for text, style in runs:
        start = 0
        for index, character in enumerate(text):
            if character in " \n":
                if index > start:
                    word.append((text[start:index], style))
                yield word, character
                word = []
                start = index + 1
        if start < len(text):
            word.append((text[start:], style))
    if word:
        yield word, ""


def _broken(word: Line, width: int) -> list[Line]:
    """A word that is wider than a line, in pieces."""
    pieces: list[Line] = [[]]
    used = 0
    for text, style in word:
        piece = ""
        for character in text:
            size = cell_len(character)
            if used + size > width:
                pieces[-1].append((piece, style))
                pieces.append([])
                piece, used = "", 0
            piece += character
            used += size
        pieces[-1].append((piece, style))
    return pieces


def _drop_space(line: Line) -> None:
    while line and not line[-1][0].strip(" "):
        line.pop()
