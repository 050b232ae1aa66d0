"""Pairs the cloze markers of one block into deletions, and says why others cannot be."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

from engine.deck.cloze_marks import OPENER, TOKEN, Marks, rewrite
from engine.deck.note import Deletion

_HIGHEST: Final = 500
_SHOWN: Final = 60
_MOST_REPORTED: Final = 20

_NESTED = "a deletion inside a deletion cannot be asked: put one after the other"
_CROSSING = "this deletion begins or ends in the middle of a bold, italic or struck-out passage: wrap all of it"
_IN_LINK = (
    "a deletion cannot stand inside a link's text: wrap the whole link, `{{c1::[text](address)}}`"
)


class InlineSpan(NamedTuple):
    """A deletion by the numbers of its markers; ``skipped`` closing braces belong to the answer."""

    deletion: Deletion
    opener: int
    separator: int | None
    closer: int
    skipped: int


class InlineFault(NamedTuple):
    """What is wrong, at which marker."""

    marker: int
    message: str


def read_inline(
    marks: Marks, children: Sequence[Token]
) -> tuple[list[InlineSpan], list[InlineFault]]:
    """Pair the markers of one block's inline tokens."""
    reader = _Reader(marks)
    for child in children:
        reader.take(child)
    reader.finish()
    return reader.spans, reader.faults


class _Reader:
    """Walks over inline tokens; a deletion opens and closes at one depth, with none lower between."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._depth = 0
        self._links = 0
        self._seen = -1
        self._open: list[int] = []
        self._at_depth = 0
        self._spoilt = ""
        self._separator: int | None = None
        self.spans: list[InlineSpan] = []
        self.faults: list[InlineFault] = []

    def take(self, child: Token) -> None:
        """Take the next token."""
        if child.type == TOKEN:
            self._seen = child.meta["marker"]
            self._marker(self._seen)
        elif child.nesting:
            self._nest(child)
        elif "{{c" in child.content and OPENER.search(child.content):
            self._swallowed(child)

    def finish(self) -> None:
        """Report what is still open at the end of the block."""
        if self._open:
            number = self._open[0]
            marker = self._marks.found[number]
            rest = self._marks.content[marker.at + len(marker.text) :].partition("\n")[0]
            right = f"{marker.text}{rest.replace('}}', '')[:_SHOWN].strip()}}}}}"
            message = f"this deletion is not closed within its paragraph: write `{right}`"
            self.faults.append(InlineFault(number, message))

    def _nest(self, child: Token) -> None:
        self._depth += child.nesting
        if child.type.startswith("link_"):
            self._links += child.nesting
        if self._open and self._depth < self._at_depth:
            self._spoilt = self._spoilt or _CROSSING

    def _swallowed(self, child: Token) -> None:
        """Report a marker inside something that is no plain text. Inside code it is code."""
        if child.type in {"code_inline", "text"} or len(self.faults) >= _MOST_REPORTED:
            return
        start = child.meta.get("start", 0)
        following = (
            number
            for number, marker in enumerate(self._marks.found)
            if number > self._seen and marker.at >= start and marker.text.startswith("{{c")
        )
        number = next(following, 0)
        if child.type.startswith("math_inline"):
            message = rewrite(child.content, child.markup)
        else:
            message = "a cloze deletion cannot stand inside HTML or an image's description"
        self.faults.append(InlineFault(number, message))

    def _marker(self, number: int) -> None:
        text = self._marks.found[number].text
        if text.startswith("{{c"):
            self._opener(number)
        elif text == "::":
            if len(self._open) == 1 and self._depth == self._at_depth and self._separator is None:
                self._separator = number
        else:
            self._closers(number, len(text))

    def _opener(self, number: int) -> None:
        if self._open:
            self._spoilt = self._spoilt or _NESTED
        else:
            self._at_depth, self._separator = self._depth, None
            self._spoilt = _IN_LINK if self._links else ""
        self._open.append(number)

    def _closers(self, number: int, length: int) -> None:
        """Close with two braces of a run; an answer's own braces, as in ``x{a}``, close first."""
        skipped = 0
        while self._open and length - skipped >= 2:
            opener = self._open.pop()
            if not self._open:
                skipped += min(self._unmatched(opener, number), length - skipped - 2)
                self._close(opener, number, skipped)
            skipped += 2

    def _unmatched(self, opener: int, closer: int) -> int:
        first = self._marks.found[opener]
        inside = self._marks.content[first.at + len(first.text) : self._marks.found[closer].at]
        return max(0, inside.count("{") - inside.count("}"))

    def _close(self, opener: int, closer: int, skipped: int) -> None:
        if self._depth != self._at_depth:
            self._spoilt = self._spoilt or _CROSSING
        span = self._span(opener, closer, skipped)
        fault = self._spoilt or _fault_of(self._marks.found[opener].text, span.deletion)
        if fault:
            self.faults.append(InlineFault(opener, fault))
        else:
            self.spans.append(span)

    def _span(self, opener: int, closer: int, skipped: int) -> InlineSpan:
        found, content = self._marks.found, self._marks.content
        start = found[opener].at + len(found[opener].text)
        end = found[closer].at + skipped
        middle = end if self._separator is None else found[self._separator].at
        digits = found[opener].text[3:-2]
        deletion = Deletion(
            number=int(digits) if len(digits) <= 6 else 0,
            answer=content[start:middle].strip(),
            hint=content[middle + 2 : end].strip(),
        )
        return InlineSpan(deletion, opener, self._separator, closer, skipped)


def _fault_of(opener: str, deletion: Deletion) -> str:
    if not 1 <= deletion.number <= _HIGHEST:
        return f"deletions are numbered from 1 to {_HIGHEST}, not as in `{opener[:20]}`"
    if not deletion.answer:
        return f"this deletion hides nothing: write `{opener}answer}}}}`"
    return ""
