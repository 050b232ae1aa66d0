"""The markers of a cloze deletion, and a parser that says which of them stand in plain text."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from engine.deck import markdown

OPENER: Final = re.compile(r"\{\{c([0-9]+)::")
TOKEN: Final = "cloze_marker"  # noqa: S105 - the type of a Markdown token

_SHOWN = 200
_MARKER = re.compile(r"\\[\s\S]|\{\{c[0-9]+::|::|\}{2,}")
_WRAPPED = re.compile(r"\{\{c[0-9]+::(.*?)(?:::.*?)?\}\}(?!\})", re.DOTALL)


class Marker(NamedTuple):
    """``{{c1::``, ``::`` or a run of ``}``, and where it starts."""

    at: int
    text: str


class Marks:
    """The markers of one block's content, by where they start."""

    def __init__(self, content: str, found: Sequence[Marker]) -> None:
        self.content = content
        self.found = found
        self.index = {marker.at: number for number, marker in enumerate(found)}


def markers(text: str) -> list[Marker]:
    """List what may be a marker in a text, escaped ones left out."""
    return [
        Marker(match.start(), match[0]) for match in _MARKER.finditer(text) if match[0][0] != "\\"
    ]


def rewrite(formula: str, dollars: str) -> str:
    """Word the error for a deletion inside maths, and show the formula as it should be."""
    formula = formula[:_SHOWN]
    opener = OPENER.search(formula)
    number = opener[1] if opener else "1"
    inner = " ".join(OPENER.sub("", _WRAPPED.sub(r"\1", formula)).split())
    right = f"{{{{c{number}::{dollars}{inner}{dollars}}}}}"
    return f"a cloze deletion cannot stand inside maths: wrap the whole formula, `{right}`"


@cache
def inline_parser() -> MarkdownIt:
    """Give the shared parser with one rule more: a marker in plain text becomes a token.

    The markers are expected as ``env["cloze"]``; the token's ``meta["marker"]`` is the number of
    the marker.
    """
    parser = markdown.configured()
    parser.inline.ruler.after("text", TOKEN, _marker)
    return parser


def _marker(state: StateInline, silent: bool) -> bool:
    marks: Marks = state.env["cloze"]
    # An image's description is parsed as a text of its own, to which the places of the markers do
    # not belong.
    if state.src is not marks.content:
        return False
    number = marks.index.get(state.pos)
    if number is None:
        return False
    if not silent:
        token = state.push(TOKEN, "", 0)
        token.meta = {"marker": number}
    state.pos += len(marks.found[number].text)
    return True
