"""The one configuration of the Markdown parser: all who read or paint a card read it alike.

Token types beyond CommonMark's: ``table_open`` and kin, ``s_open``, ``math_inline`` (``$x$``),
``math_inline_double`` (``$$x$$`` within a line), ``math_block`` (``$$`` on lines of its own), and
list items of a task list carry ``meta["checked"]``, their box already cut off.
"""

import re
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_inline_dollar

NESTING: Final = 100
"""Deepest nesting that is read; markdown-it skips what is deeper, so the deck parser reports it."""

_dollars = math_inline_dollar(allow_space=False, allow_digits=False, allow_double=True)

_BLOCK_START = re.compile(
    r"(?P<number>[0-9]{1,9})[.)](?=\s|$)|[-+*](?=\s|$)|#{1,6}(?=\s|$)|>|~~~|"
    r"(?:-\s*){3,}$|(?:_\s*){3,}$|(?:\*\s*){3,}$|\[[^\]]*\]:",
)


@cache
def parser() -> MarkdownIt:
    """Give the parser for whole texts, blocks and inlines. It is shared: never change it."""
    return configured()


@cache
def block_parser() -> MarkdownIt:
    """Give a parser of blocks alone, twice as fast; ``inline`` tokens keep their source."""
    markdown = configured()
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown


def as_paragraph(line: str) -> str:
    """Escape a line that stood after ``##`` or ``Q:`` so that alone, too, it reads as plain text."""
    start = _BLOCK_START.match(line)
    if start is None:
        return line
    at = start.end("number") if start["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def configured() -> MarkdownIt:
    """Make a parser of one's own, to add rules to."""
    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING, "tasklists": True})
    markdown.enable(["table", "strikethrough"])
    # As on GitHub, a blank line ends display maths: a forgotten `$$` cannot swallow the notes below
    # it.
    markdown.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    markdown.inline.ruler.at("math_inline", _math_inline)
    return markdown


def _math_inline(state: StateInline, silent: bool) -> bool:
    """Read `$x$`; at the very start the plugin alone would look back at the last character."""
    if state.src[state.pos] != "$":
        return False
    start, source = state.pos, state.src
    if start == 0:
        state.src = f"{source} "
    try:
        found = _dollars(state, silent)
    finally:
        state.src = source
    if found and not silent:
        state.tokens[-1].meta = {"start": start}
    return found
