"""What a rule looks at in a Markdown text, read once.

Its prose, its formulas, its lists, its images.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from engine.deck.markdown import parser

FORMULA = "\N{WHITE SQUARE}"
"""Stands for a formula in prose."""
CODE = "\N{WHITE DIAMOND}"
"""Stands for a piece of code in prose."""

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class Text:
    """One Markdown text, taken apart.

    ``prose`` has a line for each block, with formulas and code replaced by one sign each; ``plain``
    is the same with formulas and code in place; ``loose`` is the source of what is neither formula,
    code nor escape, where a lone dollar shows. ``words`` counts those of the prose, a formula or a
    piece of code as one, a table row as one.
    """

    prose: str
    plain: str
    words: int
    items: int
    formulas: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    """Code blocks, verbatim."""
    loose: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What has been seen of a text so far."""

    prose: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    words: int = 0
    items: int = 0
    formulas: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    in_table: bool = False

    def text(self) -> Text:
        return Text(
            "\n".join(self.prose),
            "\n".join(self.plain),
            self.words,
            self.items,
            tuple(self.formulas),
            tuple(self.images),
            tuple(self.blocks),
            tuple(self.loose),
        )


def read(source: str) -> Text:
    """Take a Markdown text apart."""
    reading = _Reading()
    for token in parser().parse(source):
        _block(token, reading)
    return reading.text()


def _block(token: Token, reading: _Reading) -> None:
    if token.type == "inline":
        _inline(token, reading)
    elif token.type in {"fence", "code_block"}:
        reading.blocks.append(token.content)
        reading.words += 1
    elif token.type.startswith("math_block"):
        reading.formulas.append(token.content)
        reading.plain.append(token.content)
        reading.prose.append(FORMULA)
        reading.words += 1
    elif token.type == "list_item_open":
        reading.items += 1
    elif token.type in {"table_open", "table_close"}:
        reading.in_table = token.type == "table_open"
    elif token.type == "tr_open":
        reading.words += 1


def _inline(token: Token, reading: _Reading) -> None:
    prose, plain = "", ""
    for child in token.children or ():
        if child.type.startswith("math_inline"):
            reading.formulas.append(child.content)
            prose, plain = prose + FORMULA, plain + child.content
        elif child.type == "code_inline":
            prose, plain = prose + CODE, plain + child.content
        elif child.type == "image":
            reading.images.append(str(child.attrGet("src") or ""))
            prose, plain = prose + CODE, plain + child.content
        elif child.type in {"softbreak", "hardbreak"}:
            prose, plain = prose + " ", plain + " "
        elif child.type != "html_inline":
            prose, plain = prose + child.content, plain + child.content
    reading.prose.append(prose)
    reading.plain.append(plain)
    reading.loose.append(_loose(token))
    if not reading.in_table:
        shown = prose.replace(FORMULA, "x").replace(CODE, "x")
        reading.words += sum(any(map(str.isalnum, word)) for word in shown.split())


def _loose(token: Token) -> str:
    """The source of one block with its formulas, code and escapes cut out."""
    source, start = token.content, 0
    kept: list[str] = []
    for opening, closing in _verbatim(token):
        at = source.find(opening, start)
        if at < 0:
            continue
        kept.append(source[start:at])
        start = at + len(opening)
        if closing:
            end = source.find(closing, start)
            start = start if end < 0 else end + len(closing)
    kept.append(source[start:])
    return _ESCAPED.sub("", " ".join(kept))


def _verbatim(token: Token) -> Iterator[tuple[str, str]]:
    """For each formula its source, for each piece of code its two ends, in reading order."""
    for child in token.children or ():
        if child.type.startswith("math_inline"):
            dollars = "$$" if child.type == "math_inline_double" else "$"
            yield f"{dollars}{child.content}{dollars}", ""
        elif child.type == "code_inline":
            yield child.markup, child.markup
