"""Reads a task list as the options of a choice."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from engine.deck.note import Option
from engine.deck.report import Report
from engine.deck.segment import Block

_BOX = re.compile(
    r"(?P<indent> {0,3}(?:[-+*]|[0-9]{1,9}[.)])[ \t]{1,4})\[(?P<mark>[ xX])\](?P<rest>.*)$"
)
_LISTS = ("bullet_list_open", "ordered_list_open")


class _Item(NamedTuple):
    """One item of a list: its lines (from 0, half-open), its box, and if it is one paragraph."""

    start: int
    end: int
    box: re.Match[str] | None
    is_paragraph: bool


def is_choice(block: Block, lines: Sequence[str]) -> bool:
    """Say whether a block is a task list with at least one right answer."""
    if block.type not in _LISTS:
        return False
    return any("[x]" in line or "[X]" in line for line in lines[block.start : block.end]) and any(
        _is_right(lines[number]) for number in range(block.start, block.end)
    )


def looks_like_choice(block: Block, lines: Sequence[str]) -> bool:
    """Say whether a list has boxes but none that is marked as right, so that it asks nothing."""
    if block.type not in _LISTS or is_choice(block, lines):
        return False
    return any(_BOX.match(line) for line in lines[block.start : block.end])


def read_options(
    block: Block, tokens: Sequence[Token], lines: Sequence[str], report: Report
) -> tuple[Option, ...]:
    """Read the options of a task list; an item without a box or a text is reported, and left out."""
    options = []
    for item in _items(block, tokens, lines):
        if item.box is None or item.box["rest"][:1] not in ("", " ", "\t"):
            message = "every option starts with `[ ] ` or `[x] `, space included; this one does not"
            report.error("choice", item.start + 1, 1, message)
            continue
        text = _text(item, item.box, lines)
        if not text:
            report.error(
                "choice", item.start + 1, 1, "this option is empty: write it after its box"
            )
            continue
        options.append(Option(text, item.box["mark"] in "xX"))
    return tuple(options)


def _is_right(line: str) -> bool:
    box = _BOX.match(line)
    return box is not None and box["mark"] in "xX"


def _items(block: Block, tokens: Sequence[Token], lines: Sequence[str]) -> list[_Item]:
    items = []
    for index in range(block.first + 1, block.last - 1):
        token = tokens[index]
        if token.level == 1 and token.type == "list_item_open" and token.map:
            start, end = token.map
            is_paragraph = (
                tokens[index + 1].type == "paragraph_open"
                and tokens[index + 4].type == "list_item_close"
            )
            items.append(_Item(start, end, _BOX.match(lines[start]), is_paragraph))
    return items


def _text(item: _Item, box: re.Match[str], lines: Sequence[str]) -> str:
    """Give an option's Markdown, a paragraph on one line, since options are told apart by line."""
    width = box.end("indent")
    rest = [_dedented(line, width) for line in lines[item.start + 1 : item.end]]
    if item.is_paragraph:
        return " ".join(part.strip() for part in [box["rest"], *rest] if part.strip())
    return "\n".join([box["rest"].strip(), *rest]).strip()


def _dedented(line: str, width: int) -> str:
    line = line.expandtabs(4) if "\t" in line[:width] else line
    indent = len(line) - len(line.lstrip(" "))
    return line[min(indent, width) :]
