"""Sorts what a note holds into prompt, answer and the block that names its kind."""

from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from engine.deck.choice import is_choice, looks_like_choice, read_options
from engine.deck.markdown import as_paragraph
from engine.deck.note import BASIC, CHOICE, Fence, Option
from engine.deck.report import Report
from engine.deck.segment import Block, Page, Role, Segment


class Lines(NamedTuple):
    """A run of lines (from 0, half-open)."""

    start: int
    end: int


class Parts(NamedTuple):
    """A note, taken apart.

    ``head`` is the text of its heading, empty for a ``Q:`` note. ``above`` and ``below`` are the
    lines before and after the break (or ``A:``); ``prompt`` and ``answer`` are what remains of them
    without the block of the kind.
    """

    kind: str
    head: str
    above: Lines
    below: Lines
    prompt: tuple[Lines, ...]
    answer: tuple[Lines, ...]
    fence: Fence | None = None
    options: tuple[Option, ...] = ()
    faulty: bool = False


def take_apart(page: Page, segment: Segment, kinds: frozenset[str], report: Report) -> Parts:
    """Take a note apart; more than one block that names a kind is an error."""
    head, blocks, above, below, is_parted = _regions(page, segment)
    asking = [block for block in blocks if _asks(block, page.lines, kinds)]
    if not asking:
        for block in blocks:
            if looks_like_choice(block, page.lines):
                message = "no option is marked `[x]`, so this list asks nothing"
                report.warning("choice", block.start + 1, 1, message)
        return Parts(BASIC, head, above, below, (above,), (below,))
    block = asking[0]
    for other in asking[1:]:
        message = (
            f"a note asks one thing, and line {block.start + 1} asks already: make this a note "
            "of its own"
        )
        report.error("kind", other.start + 1, 1, message)
    prompt, answer = _around(block, above, below, is_parted)
    faulty = len(asking) > 1
    if block.type == "fence":
        fence = _fence(block, report)
        return Parts(fence.name, head, above, below, prompt, answer, fence=fence, faulty=faulty)
    options = read_options(block, page.tokens, page.lines, report)
    faulty = faulty or not any(option.right for option in options)
    return Parts(CHOICE, head, above, below, prompt, answer, options=options, faulty=faulty)


def text_of(page: Page, segment: Segment, runs: Sequence[Lines]) -> str:
    """Give the Markdown of some runs of lines, without blank lines at the ends, without `Q:`."""
    texts = []
    for run in runs:
        lines = page.lines[run.start : run.end]
        if (
            lines
            and segment.role is Role.QUESTION_NOTE
            and run.start in (segment.prompt, segment.answer)
        ):
            lines[0] = as_paragraph(lines[0].lstrip(" ")[2:].lstrip())
        text = without_blank_ends(lines)
        if text:
            texts.append(text)
    return "\n\n".join(texts)


def without_blank_ends(lines: Sequence[str]) -> str:
    """Join lines, leaving out blank ones at both ends; indentation stays."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while start < end and not lines[end - 1].strip():
        end -= 1
    return "\n".join(lines[start:end])


def fence_kind(token: Token, kinds: frozenset[str]) -> str | None:
    """Give the kind that a fence's info string names, if it names one."""
    if not token.info:
        return None
    word = token.info.split(maxsplit=1)[:1]
    return word[0] if word and word[0] in kinds else None


def _asks(block: Block, lines: Sequence[str], kinds: frozenset[str]) -> bool:
    if block.type == "fence":
        return fence_kind(block.token, kinds) is not None
    return block.type.endswith("list_open") and is_choice(block, lines)


def _regions(page: Page, segment: Segment) -> tuple[str, list[Block], Lines, Lines, bool]:
    """Give the heading, the blocks below it, the lines above and below the break, if there is one."""
    if segment.role is Role.QUESTION_NOTE:
        middle = segment.end if segment.answer is None else segment.answer
        above, below = Lines(segment.prompt, middle), Lines(middle, segment.end)
        return "", segment.blocks, above, below, segment.answer is not None
    heading, *blocks = segment.blocks
    head = page.tokens[heading.first + 1].content
    start = heading.end
    if segment.comment is not None:
        start = blocks.pop(0).end
    for block in blocks:
        if block.type == "hr":
            return head, blocks, Lines(start, block.start), Lines(block.end, segment.end), True
    return head, blocks, Lines(start, start), Lines(start, segment.end), False


def _around(
    block: Block, above: Lines, below: Lines, is_parted: bool
) -> tuple[tuple[Lines, ...], tuple[Lines, ...]]:
    """Give the lines of the prompt and of the explanation around the block of a kind."""
    if block.start < above.end:
        return (Lines(above.start, block.start),), (Lines(block.end, above.end), below)
    before, after = Lines(below.start, block.start), Lines(block.end, below.end)
    return ((above,), (before, after)) if is_parted else ((above, before), (after,))


def _fence(block: Block, report: Report) -> Fence:
    name, *rest = block.token.info.split(maxsplit=1)
    if rest:
        report.warning(
            "kind", block.start + 1, 1, f"`{rest[0].strip()}` after `{name}` means nothing here"
        )
    return Fence(name, block.token.content, block.start + 2)
