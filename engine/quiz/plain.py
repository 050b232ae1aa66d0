"""Plain text of Markdown: what a list shows and what an option is called when it is typed."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_PLAIN = re.compile(r"[\w ,.;:?'\"()/+=%-]*")
"""Text in which no character means anything to Markdown, but for its start."""
_LINE_START = re.compile(r"\s*(?:[-+>=]|\d+[.)]|\t| {4})")
_MEANT = re.compile(r"[\\`*_{}\[\]<>#$|~!&]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
_SPACE = re.compile(r"\s+")


def plain(markdown: str, between: str = " ") -> str:
    """The text of ``markdown`` on one line, without its syntax.

    Maths stays as its LaTeX source, without dollars. ``between`` stands between its blocks. Control
    characters (terminal escapes among them) are removed.
    """
    if _PLAIN.fullmatch(markdown) and not _LINE_START.match(markdown) and "_" not in markdown:
        text = markdown
    else:
        text = between.join(_texts(_parser().parse(markdown)))
    return _SPACE.sub(" ", _CONTROL.sub("", _SPACE.sub(" ", text))).strip()


def escaped(text: str) -> str:
    """Markdown that shows ``text`` verbatim within a line."""
    return _MEANT.sub(r"\\\g<0>", text)


@cache
def _parser() -> "MarkdownIt":
    from engine.deck.markdown import parser

    return parser()


def _texts(tokens: "Iterable[Token]") -> Iterator[str]:
    """The text of each block, in reading order."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline(token.children or ()))
        elif token.type in {"fence", "code_block"} or token.type.startswith("math_block"):
            yield token.content


def _inline(tokens: "Iterable[Token]") -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "image":
            yield token.content
        elif token.type == "html_inline":
            continue
        else:
            yield token.content
