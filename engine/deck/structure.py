"""Faults that Markdown hides: text that reads as something else than it looks like."""

import re
from collections.abc import Iterator

from engine.deck.note import DeckSettings
from engine.deck.parts import fence_kind
from engine.deck.report import Report
from engine.deck.segment import Block, Page, Role, Segment
from engine.deck.settings import is_comment

_QUESTION_OR_ANSWER = re.compile(r" {0,3}[QA]:")
_CONTAINERS = ("bullet_list_open", "ordered_list_open", "blockquote_open", "table_open")


def check_page(page: Page, settings: DeckSettings, kinds: frozenset[str], report: Report) -> None:
    """Report what is wrong with a file as a whole and with each of its segments."""
    _nesting(page, report)
    _last_block(page, report)
    _tight_headings(page, settings.level, report)
    _inner_fences(page, kinds, report)
    for segment in page.segments:
        for block in segment.blocks:
            _block(block, segment, page, settings, report)
        if segment.role is Role.QUESTION_NOTE:
            _lazy_lines(segment, page, report)


def _nesting(page: Page, report: Report) -> None:
    if page.too_deep is not None:
        message = "lists or quotes are nested too deep here: what follows is not read"
        report.error("nesting", page.too_deep + 1, 1, message)


def _last_block(page: Page, report: Report) -> None:
    """Report a fence or comment that is never closed: it swallows the rest of the file."""
    blocks = [segment.blocks[-1] for segment in page.segments if segment.blocks]
    if not blocks:
        return
    block = blocks[-1]
    if block.type == "fence":
        mark = block.token.markup
        closing = page.lines[block.end - 1].strip()
        if block.end - block.start < 2 or closing.strip(mark[0]) or len(closing) < len(mark):
            message = f"this code block is never closed: put `{mark}` on a line of its own below it"
            report.error("unclosed", block.start + 1, 1, message)
    elif block.type == "html_block":
        text = block.token.content.lstrip()
        if text.startswith("<!--") and "-->" not in text:
            message = "this comment is never closed: put `-->` at its end"
            report.error("unclosed", block.start + 1, 1, message)


def _tight_headings(page: Page, level: int, report: Report) -> None:
    """Report `##Heading`: without the space it is no heading."""
    mark = re.compile(rf" {{0,3}}{'#' * level}(?=[^#\s])")
    # Several `Q:` notes may share one paragraph.
    for block in {block.start: block for block in _blocks(page, "paragraph_open")}.values():
        if "#" not in page.tokens[block.first + 1].content:
            continue
        for number in range(block.start, block.end):
            if mark.match(page.lines[number]):
                message = (
                    f"this is no heading, so no note starts here: put a space after `{'#' * level}`"
                )
                report.warning("heading", number + 1, 1, message)


def _inner_fences(page: Page, kinds: frozenset[str], report: Report) -> None:
    for token in page.tokens:
        if token.level and token.type == "fence" and token.map:
            name = fence_kind(token, kinds)
            if name:
                message = (
                    f"`{name}` inside a list or quote is just code: move it out to the left margin"
                )
                report.error("kind", token.map[0] + 1, 1, message)


def _block(
    block: Block, segment: Segment, page: Page, settings: DeckSettings, report: Report
) -> None:
    if block.type == "heading_open" and block.token.markup[0] != "#":
        _underlined(block, segment, page, settings, report)
    elif block.type == "html_block":
        _html(block, segment, page, settings.level, report)


def _underlined(
    block: Block, segment: Segment, page: Page, settings: DeckSettings, report: Report
) -> None:
    """Report a setext heading: `Context` directly over `---` is one to every Markdown parser."""
    mark = block.token.markup
    line = block.end
    if segment.role is not Role.PROSE or _QUESTION_OR_ANSWER.match(page.lines[block.start]):
        message = "the line above makes this a heading: put a blank line before ---"
        if mark == "=":
            message = (
                "this line of `=` makes a heading of the text above: delete it, or put a blank "
                "line before it"
            )
        report.error("setext", line, 1, message)
    elif block.token.tag == f"h{settings.level}":
        message = f"an underlined heading starts no note: write it with `{'#' * settings.level} `"
        report.warning("setext", block.start + 1, 1, message)


def _html(block: Block, segment: Segment, page: Page, level: int, report: Report) -> None:
    if is_comment(page.lines[block.start]):
        if block.start != segment.comment:
            message = (
                "settings stand directly under a note's heading or above its `Q:`; here they "
                "are not read"
            )
            report.error("settings", block.start + 1, 1, message)
        return
    if block.token.content.lstrip().startswith("<!--"):
        return
    mark = re.compile(rf" {{0,3}}{'#' * level}\s")
    for number in range(block.start + 1, block.end):
        if mark.match(page.lines[number]):
            message = "this heading is read as part of the HTML above: put a blank line before it"
            report.error("heading", number + 1, 1, message)


def _lazy_lines(segment: Segment, page: Page, report: Report) -> None:
    """Report `Q:` and `A:` directly under a list, quote or table, of which they are read as a part."""
    for block in segment.blocks:
        if block.type not in _CONTAINERS:
            continue
        for number in range(block.start, block.end):
            line = page.lines[number]
            if _QUESTION_OR_ANSWER.match(line):
                message = (
                    f"`{line.strip()[:2]}` is read as part of what stands above: put a blank "
                    "line before it"
                )
                report.error("question", number + 1, 1, message)


def _blocks(page: Page, kind: str) -> Iterator[Block]:
    return (block for segment in page.segments for block in segment.blocks if block.type == kind)
