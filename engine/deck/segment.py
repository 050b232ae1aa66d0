"""Cuts a deck file into notes and prose along its top-level blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from markdown_it.token import Token

from engine.deck.markdown import NESTING, block_parser
from engine.deck.settings import is_comment

_QUESTION = re.compile(r" {0,3}Q:")
_ANSWER = re.compile(r" {0,3}A:")


class Role(Enum):
    """What a run of lines is."""

    PROSE = "prose"
    HEADING_NOTE = "heading note"
    QUESTION_NOTE = "question note"


class Block(NamedTuple):
    """A top-level block: its opening token, its lines and its run of tokens (from 0, half-open)."""

    type: str
    token: Token
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Segment:
    """A run of lines (from 0, half-open), the blocks in it, and for a note where its parts stand.

    ``prompt`` is the line of the heading or of ``Q:``, ``answer`` that of ``A:``, ``comment`` that
    of the settings.
    """

    role: Role
    start: int
    end: int
    blocks: list[Block]
    prompt: int = 0
    comment: int | None = None
    answer: int | None = None


class Page(NamedTuple):
    """A whole file, cut: lines, tokens, segments from top to bottom, and link definitions."""

    lines: list[str]
    tokens: list[Token]
    segments: list[Segment]
    references: dict[str, dict[str, object]]
    too_deep: int | None
    """Line (from 0) at which nesting goes too deep to be read."""


def cut(text: str, lines_above: int, level: int) -> Page:
    """Cut a file's text; ``lines_above`` are front matter, notes start at headings of ``level``."""
    lines = text.split("\n")
    body = "\n" * lines_above + "\n".join(lines[lines_above:]) if lines_above else text
    env: dict[str, dict[str, dict[str, object]]] = {}
    tokens = block_parser().parse(body, env)
    cutter = _Cutter(lines, level, lines_above)
    blocks, too_deep = _top_level(tokens)
    for block in blocks:
        cutter.take(block)
    return Page(lines, tokens, cutter.finish(), env.get("references", {}), too_deep)


def _top_level(tokens: Sequence[Token]) -> tuple[list[Block], int | None]:
    """Give the top-level blocks, and the line at which nesting goes too deep to be read."""
    blocks = []
    too_deep = None
    opened = 0
    for index, token in enumerate(tokens):
        if token.level:
            if token.level >= NESTING - 1 and too_deep is None and token.map:
                too_deep = token.map[0]
        elif token.nesting == 1:
            opened = index
        else:
            first = opened if token.nesting else index
            start = tokens[first]
            if start.map is not None:
                lines = start.map
                blocks.append(Block(start.type, start, lines[0], lines[1], first, index + 1))
    return blocks, too_deep


class _Cutter:
    """Takes blocks from top to bottom and closes a segment wherever the next one begins."""

    def __init__(self, lines: list[str], level: int, start: int) -> None:
        self._lines = lines
        self._tag = f"h{level}"
        self._done: list[Segment] = []
        self._open = Segment(Role.PROSE, start, start, [])

    def take(self, block: Block) -> None:
        """Add the next block, which may begin a new segment."""
        if block.type == "heading_open" and block.token.markup[0] == "#":
            self._heading(block)
        elif self._open.role is Role.HEADING_NOTE:
            self._into_note(block)
        elif block.type == "paragraph_open":
            self._paragraph(block)
        else:
            self._open.blocks.append(block)

    def finish(self) -> list[Segment]:
        """Close the last segment and give all."""
        self._begin(Role.PROSE, len(self._lines))
        return self._done

    def _heading(self, block: Block) -> None:
        tag = block.token.tag
        if tag == self._tag:
            self._begin(Role.HEADING_NOTE, block.start)
            self._open.prompt = block.start
        elif tag < self._tag or self._open.role is Role.QUESTION_NOTE:
            self._begin(Role.PROSE, block.start)
        self._open.blocks.append(block)

    def _into_note(self, block: Block) -> None:
        is_first = len(self._open.blocks) == 1
        if is_first and block.type == "html_block" and is_comment(self._lines[block.start]):
            self._open.comment = block.start
        self._open.blocks.append(block)

    def _paragraph(self, block: Block) -> None:
        """Begin a note at each line that starts with `Q:`; its settings are the comment right above."""
        self._open.blocks.append(block)
        for number in range(block.start, block.end):
            line = self._lines[number]
            if _QUESTION.match(line):
                self._question(number, block)
            elif (
                self._open.role is Role.QUESTION_NOTE
                and self._open.answer is None
                and _ANSWER.match(line)
            ):
                self._open.answer = number

    def _question(self, number: int, block: Block) -> None:
        above = self._open.blocks
        held = [above.pop()] if number == block.start else [block]
        comment = None
        if number == block.start and above and above[-1].type == "html_block":
            line = above[-1].start
            if above[-1].end == line + 1 and is_comment(self._lines[line]):
                comment = line
                above.pop()
        self._begin(Role.QUESTION_NOTE, number if comment is None else comment)
        self._open.prompt, self._open.comment, self._open.blocks = number, comment, held

    def _begin(self, role: Role, start: int) -> None:
        self._open.end = start
        if self._open.blocks or self._open.start < start:
            self._done.append(self._open)
        self._open = Segment(role, start, start, [])
