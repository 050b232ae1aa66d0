"""Makes a note of each segment of a deck file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from engine.deck import cloze
from engine.deck.cloze_marks import OPENER
from engine.deck.content import content_hash as hash_of
from engine.deck.content import derived_id
from engine.deck.markdown import as_paragraph
from engine.deck.note import BASIC, CLOZE, DeckSettings, Deletion, Note, NoteId
from engine.deck.parts import Lines, Parts, take_apart, text_of
from engine.deck.references import References
from engine.deck.report import Report
from engine.deck.segment import Page, Role, Segment
from engine.deck.settings import SILENT, NoteSettings, read_comment

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Reader:
    """Reads the notes of one page, reporting what is wrong with each."""

    def __init__(
        self, page: Page, file: str, deck: DeckSettings, kinds: frozenset[str], report: Report
    ) -> None:
        self._page = page
        self._file = file
        self._deck = deck
        self._kinds = kinds
        self._report = report
        self._has_cloze = any("{{c" in line for line in page.lines)
        self._ids: dict[NoteId, int] = {}
        self._occurrences: dict[str, int] = {}
        self.references = References(page.references, sum(map(len, page.lines)))

    def settings(self, segment: Segment) -> NoteSettings:
        """Read the comment line of a note."""
        if segment.comment is None:
            return SILENT
        line = self._page.lines[segment.comment]
        return read_comment(line, segment.comment + 1, self._report)

    def take_ids(self, segments: Sequence[Segment], settings: Sequence[NoteSettings]) -> None:
        """Learn which ids are written in the file, so that none is derived again; report twins."""
        for segment, said in zip(segments, settings, strict=True):
            if said.id is None:
                continue
            line = segment.prompt + 1
            first = self._ids.setdefault(said.id, line)
            if first != line:
                message = (
                    f"the id {said.id} is that of line {first} too: "
                    "delete one and run `redrill stamp`"
                )
                self._report.error("duplicate-id", line, 1, message)

    def note(self, segment: Segment, settings: NoteSettings) -> Note:
        """Read the note of one segment."""
        parts = take_apart(self._page, segment, self._kinds, self._report)
        content_hash = self._hash(segment, parts)
        note = Note(
            id=settings.id or self._derived_id(content_hash, segment.prompt + 1),
            stamped=settings.id is not None,
            file=self._file,
            line=segment.prompt + 1,
            end_line=self._last_line(segment) + 1,
            deck=self._deck.deck,
            kind=parts.kind,
            prompt=self._text(segment, parts.head, parts.prompt),
            answer=self._text(segment, "", parts.answer),
            content_hash=content_hash,
            fence=parts.fence,
            options=parts.options,
            tags=tuple(dict.fromkeys(self._deck.tags + settings.tags)),
            after=settings.after,
            source=settings.source,
            week=self._deck.week if settings.week is None else settings.week,
            block=self._deck.block if settings.block is None else settings.block,
            faulty=parts.faulty,
        )
        if self._has_cloze and "{{c" in f"{note.prompt}\n{note.answer}":
            note = self._with_cloze(note, segment, parts)
        note = self._reversed(note, settings)
        return replace(note, faulty=True) if self._lacks(note, segment, parts) else note

    def _derived_id(self, content_hash: str, line: int) -> NoteId:
        occurrence = self._occurrences.get(content_hash, 0)
        while (given := derived_id(content_hash, occurrence)) in self._ids:
            occurrence += 1
        self._occurrences[content_hash] = occurrence + 1
        self._ids[given] = line
        return given

    def _last_line(self, segment: Segment) -> int:
        last = segment.end - 1
        while last > segment.prompt and not self._page.lines[last].strip():
            last -= 1
        return last

    def _hash(self, segment: Segment, parts: Parts) -> str:
        if segment.role is Role.HEADING_NOTE:
            lines = self._page.lines[parts.above.start : parts.below.end]
            return hash_of(parts.head, "\n".join(lines))
        prompt = text_of(self._page, segment, (parts.above,))
        return hash_of(prompt, text_of(self._page, segment, (parts.below,)))

    def _text(self, segment: Segment, head: str, runs: Sequence[Lines]) -> str:
        text = text_of(self._page, segment, runs)
        if head:
            head = as_paragraph(head)
            text = f"{head}\n\n{text}" if text else head
        return self.references.carried(text, runs)

    def _with_cloze(self, note: Note, segment: Segment, parts: Parts) -> Note:
        """Make a cloze note of one that holds deletions; a note of another kind cannot hold any."""
        env = {"references": self._page.references}
        if note.kind != BASIC:
            if not any(any(cloze.find(text, env)) for text in (note.prompt, note.answer)):
                return note
            message = (
                f"a note of kind {note.kind} cannot hold cloze deletions: make two notes of it"
            )
            self._report.error("cloze", self._line_of_opener(segment), 1, message)
            return replace(note, faulty=True)
        above, below = parts.above, parts.below
        if segment.role is Role.HEADING_NOTE:
            above, below = Lines(above.start, above.start), Lines(above.start, below.end)
        prompt = self._text(segment, parts.head, (above,))
        answer = self._text(segment, "", (below,))
        if segment.role is Role.HEADING_NOTE:
            deletions, is_faulty = self._deletions_by_tokens(segment, env)
        else:
            deletions, is_faulty = self._deletions_by_texts(
                segment, (prompt, above), (answer, below)
            )
        if deletions:
            return replace(note, kind=CLOZE, prompt=prompt, answer=answer, deletions=deletions)
        return replace(note, faulty=True) if is_faulty else note

    def _deletions_by_tokens(
        self, segment: Segment, env: Mapping[str, Any]
    ) -> tuple[tuple[Deletion, ...], bool]:
        """Find the deletions of a heading note, whose blocks are those of the page."""
        tokens = self._page.tokens[segment.blocks[0].first : segment.blocks[-1].last]
        found, faults = cloze.search(tokens, self._page.lines, env)
        self._cloze_faults(faults, 1, 1)
        return tuple(one.span.deletion for one in found), bool(faults)

    def _deletions_by_texts(
        self, segment: Segment, *sides: tuple[str, Lines]
    ) -> tuple[tuple[Deletion, ...], bool]:
        """Find the deletions of a `Q:` note, whose two sides may share a paragraph of the page."""
        deletions: list[Deletion] = []
        is_faulty = False
        for text, run in sides:
            spans, faults = cloze.find(text, {"references": self._page.references})
            self._cloze_faults(faults, *self._origin(segment, run))
            deletions += [span.deletion for span in spans]
            is_faulty = is_faulty or bool(faults)
        return tuple(deletions), is_faulty

    def _line_of_opener(self, segment: Segment) -> int:
        lines = range(segment.start, segment.end)
        return next((n for n in lines if OPENER.search(self._page.lines[n])), segment.prompt) + 1

    def _cloze_faults(self, faults: Sequence[cloze.Fault], line: int, column: int) -> None:
        for fault in faults:
            shift = 1 if fault.line else column
            self._report.error("cloze", line + fault.line, fault.column + shift, fault.message)

    def _origin(self, segment: Segment, run: Lines) -> tuple[int, int]:
        """Give the line and column (from 1) in the file at which one side of a `Q:` note begins."""
        for number in range(run.start, run.end):
            line = self._page.lines[number]
            cut = 0
            if number in (segment.prompt, segment.answer):
                cut = len(line) - len(line.lstrip(" ")[2:].lstrip())
            if line[cut:].strip():
                return number + 1, cut + 1
        return segment.prompt + 1, 1

    def _reversed(self, note: Note, settings: NoteSettings) -> Note:
        if settings.reversed and note.kind != BASIC:
            message = (
                f"only a plain prompt and answer can be reversed, this note is of kind {note.kind}"
            )
            self._report.error("reversed", note.line, 1, message)
            return note
        return replace(note, reversed=True) if settings.reversed else note

    def _lacks(self, note: Note, segment: Segment, parts: Parts) -> bool:
        """Report a prompt or an answer that is missing."""
        if not note.prompt and note.kind != CLOZE:
            self._report.error(
                "empty-prompt", note.line, 1, "this note asks nothing: write its prompt"
            )
            return True
        if note.kind != BASIC or note.faulty or self._answers(note, segment, parts):
            return False
        message = "this note has no answer: write it under the heading"
        if segment.role is Role.QUESTION_NOTE:
            message = "this question has no answer: start it with `A:` on a line of its own"
        elif parts.above.end > parts.above.start:
            message = "this note has no answer: write it under the `---`"
        self._report.error("empty-answer", note.line, 1, message)
        return True

    def _answers(self, note: Note, segment: Segment, parts: Parts) -> bool:
        """Say whether the answer shows anything; comments and link definitions alone do not."""
        if not _COMMENT.sub("", note.answer).strip():
            return False
        if segment.role is Role.QUESTION_NOTE:
            return True
        blocks = (block for block in segment.blocks[1:] if block.start >= parts.below.start)
        return any(
            _COMMENT.sub("", block.token.content).strip() or block.type != "html_block"
            for block in blocks
        )
