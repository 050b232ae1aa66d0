"""Cloze deletions of a text: finding them, and writing the text with some hidden or shown.

Tokens keep no columns, but on the lines of one block the markers come in the same order in its
source and in its content: the n-th marker of the one is the n-th of the other, whatever quote
marks, list marks or cells surround it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markdown_it.token import Token

from engine.deck.cloze_marks import OPENER, Marker, Marks, inline_parser, markers, rewrite
from engine.deck.cloze_spans import InlineSpan, read_inline
from engine.deck.markdown import as_paragraph, block_parser, parser
from engine.deck.note import Deletion

_JOINER = "\u2060"
_EMPHASES = (("**", "**"), (f"**{_JOINER}", f"{_JOINER}**"), (f"*{_JOINER}", f"{_JOINER}*"))


class Fault(NamedTuple):
    """Why a deletion cannot be used; line and column count from 0, in the text searched."""

    line: int
    column: int
    message: str


class Span(NamedTuple):
    """A deletion and its place in the text (half-open): all of it, and its answer alone."""

    deletion: Deletion
    start: int
    end: int
    answer_start: int
    answer_end: int
    starts_block: bool

    def answer(self, text: str) -> str:
        """Give the answer as it stands in the text, fit to stand there without its braces."""
        source = text[self.answer_start : self.answer_end]
        return as_paragraph(source) if self.starts_block else source


class Found(NamedTuple):
    """A deletion, the first line of its block (from 0), and the markers of the block.

    ``markers`` tells where they start in its content, ``places`` where in its lines.
    """

    span: InlineSpan
    line: int
    markers: Sequence[Marker]
    places: Sequence[int]


def find(
    text: str, env: Mapping[str, Any] | None = None
) -> tuple[tuple[Span, ...], tuple[Fault, ...]]:
    """Find the deletions of a Markdown text, in order, and what is wrong with those that are none.

    ``env`` carries link definitions that stand elsewhere in the file.
    """
    if "{{c" not in text:
        return (), ()
    env = dict(env or {})
    lines = text.split("\n")
    found, faults = search(block_parser().parse(text, env), lines, env)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return tuple(_span(one, starts[one.line]) for one in found), faults


def search(
    tokens: Iterable[Token], lines: Sequence[str], env: Mapping[str, Any]
) -> tuple[tuple[Found, ...], tuple[Fault, ...]]:
    """Find the deletions in the blocks of a text whose lines are given."""
    searching = _Search(lines, env)
    for token in tokens:
        if token.map is not None:
            searching.take(token, token.map[0], token.map[1])
    return tuple(searching.found), tuple(searching.faults)


def masked(text: str, number: int) -> str:
    """Give a cloze prompt: deletion ``number`` as ``[…]`` or ``[hint]``, the others as answers."""

    def shown(span: Span) -> str:
        if span.deletion.number != number:
            return span.answer(text)
        return f"\\[{span.deletion.hint or '…'}\\]"

    return _replaced(text, find(text)[0], shown)


def revealed(text: str, number: int) -> str:
    """Give a cloze answer: deletion ``number`` emphasised where Markdown can, the others plain."""
    spans = find(text)[0]
    plain = _replaced(text, spans, lambda span: span.answer(text))
    asked = [span for span in spans if span.deletion.number == number]
    if not asked:
        return plain
    for marks in _EMPHASES:
        candidate = _emphasised(text, spans, number, marks)
        if _is_plain(text, asked) or _adds_emphasis(plain, candidate, len(asked)):
            return candidate
    return plain


def _emphasised(text: str, spans: Sequence[Span], number: int, marks: tuple[str, str]) -> str:
    def shown(span: Span) -> str:
        if span.deletion.number != number:
            return span.answer(text)
        return f"{marks[0]}{text[span.answer_start : span.answer_end].strip()}{marks[1]}"

    return _replaced(text, spans, shown)


def _is_plain(text: str, asked: Sequence[Span]) -> bool:
    """Say whether emphasis is sure to work: none in the text, words at both ends of answers."""
    if "*" in text or "_" in text:
        return False
    answers = (span.deletion.answer for span in asked)
    return all(answer[0].isalnum() and answer[-1].isalnum() for answer in answers)


def _adds_emphasis(plain: str, candidate: str, times: int) -> bool:
    """Say whether a text reads as the plain one with exactly so many more emphasised runs."""
    words, runs = _reading(plain)
    candidate_words, candidate_runs = _reading(candidate)
    return words == candidate_words and runs + times == candidate_runs


def _reading(text: str) -> tuple[list[tuple[str, str]], int]:
    words: list[tuple[str, str]] = []
    runs = 0
    for block in parser().parse(text):
        words.append((block.type, ""))
        for token in block.children or ():
            if token.type in ("strong_open", "em_open"):
                runs += 1
            elif token.type == "text":
                words.append(("text", token.content.replace(_JOINER, "")))
            elif token.type not in ("strong_close", "em_close"):
                words.append((token.type, token.content))
    return _joined(words), runs


def _joined(words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    joined: list[tuple[str, str]] = []
    for kind, content in words:
        if kind == "text" and joined and joined[-1][0] == "text":
            joined[-1] = ("text", joined[-1][1] + content)
        elif kind != "text" or content:
            joined.append((kind, content))
    return joined


def _replaced(text: str, spans: Sequence[Span], shown: Callable[[Span], str]) -> str:
    if not spans:
        return text
    pieces = [text[: spans[0].start]]
    for span, following in pairwise(spans):
        pieces += [shown(span), text[span.end : following.start]]
    pieces += [shown(spans[-1]), text[spans[-1].end :]]
    return "".join(pieces)


class _Search:
    """One walk over the blocks of a text."""

    def __init__(self, lines: Sequence[str], env: Mapping[str, Any]) -> None:
        self._lines = lines
        self._env = env
        self._row = (-1, -1)
        self._places: list[int] = []
        self._passed = 0
        self.found: list[Found] = []
        self.faults: list[Fault] = []

    def take(self, token: Token, start: int, end: int) -> None:
        """Look for deletions in the next block, which stands on the lines from start to end."""
        if token.type == "inline":
            self._inline(token.content, start, end)
        elif "{{c" not in token.content:
            return
        elif token.type == "math_block":
            self._swallowed(token.content, start, rewrite(token.content.strip(), "$$"))
        elif token.type == "html_block" and not token.content.lstrip().startswith("<!--"):
            message = "a cloze deletion cannot stand inside HTML: write it as Markdown"
            self._swallowed(token.content, start, message)

    def _inline(self, content: str, start: int, end: int) -> None:
        """Read one block's content; the cells of a table row share a line, and so its markers."""
        if self._row != (start, end):
            self._row, self._passed = (start, end), 0
            self._places = [marker.at for marker in markers("\n".join(self._lines[start:end]))]
        if not self._places:
            return
        found = markers(content)
        places = self._places[self._passed : self._passed + len(found)]
        self._passed += len(found)
        if "{{c" not in content:
            return
        marks = Marks(content, found)
        children: list[Token] = []
        md = inline_parser()
        md.inline.parse(content, md, {**self._env, "cloze": marks}, children)
        spans, faults = read_inline(marks, children)
        if len(places) < len(found):
            self.faults.append(Fault(start, 0, "the deletions of this line cannot be told apart"))
            return
        self.found += [Found(span, start, found, places) for span in spans]
        self.faults += [self._fault(start, places[number], message) for number, message in faults]

    def _swallowed(self, content: str, start: int, message: str) -> None:
        opener = OPENER.search(content)
        if opener is None:
            return
        below = range(start, len(self._lines))
        line = next((number for number in below if opener[0] in self._lines[number]), start)
        column = max(0, self._lines[line].find(opener[0]))
        self.faults.append(Fault(line, column, message))

    def _fault(self, line: int, at: int, message: str) -> Fault:
        while at > len(self._lines[line]):
            at -= len(self._lines[line]) + 1
            line += 1
        return Fault(line, at, message)


def _span(one: Found, start: int) -> Span:
    """Turn the numbers of markers into places in the text; ``start`` is where their lines begin."""
    span, places = one.span, one.places
    opener = one.markers[span.opener]
    closer = places[span.closer] + span.skipped
    middle = closer if span.separator is None else places[span.separator]
    return Span(
        span.deletion,
        start + places[span.opener],
        start + closer + 2,
        start + places[span.opener] + len(opener.text),
        start + middle,
        opener.at == 0,
    )
