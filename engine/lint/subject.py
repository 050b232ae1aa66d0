"""One note as the rules see it: its texts read once, its clozes filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.deck.cloze import find
from engine.deck.finding import Finding, Level
from engine.deck.note import CHOICE, CLOZE, DeckFile, Note
from engine.lint.text import Text, read
from engine.quiz.registry import kind, names

ORDERING = "ordering"
BASIC_KINDS = frozenset({"basic", CLOZE})


@dataclass(frozen=True)
class Subject:
    """A note, its deck, the spec its kind read and what the kind found."""

    note: Note
    deck: DeckFile
    spec: Any | None
    findings: tuple[Finding, ...]

    @cached_property
    def prompt(self) -> Text:
        """The prompt, blanks filled in."""
        return read(filled(self.note.prompt))

    @cached_property
    def answer(self) -> Text:
        """The answer (for checked kinds the explanation), blanks filled in."""
        return read(filled(self.note.answer))

    @property
    def recalled(self) -> bool:
        """Whether the answer is recalled, not checked."""
        return self.note.kind in BASIC_KINDS


def subject(deck: DeckFile, note: Note) -> Subject:
    """A note with what its kind makes of it."""
    if note.kind not in names():
        message = f"there is no kind of card called {note.kind!r}"
        finding = Finding(note.file, note.line, 1, Level.ERROR, "kind", message)
        return Subject(note, deck, None, (finding,))
    told = any(
        note.line <= finding.line <= note.end_line and finding.level is Level.ERROR
        for finding in deck.findings
    )
    if note.faulty and told:
        return Subject(note, deck, None, ())
    its_kind = kind(note.kind)
    parsed = its_kind.parse(note)
    proved = () if parsed.spec is None else its_kind.prove(note, parsed.spec)
    return Subject(note, deck, parsed.spec, (*parsed.findings, *proved))


def filled(source: str) -> str:
    """A Markdown text with its deletions replaced by their answers."""
    spans, _ = find(source)
    for span in reversed(spans):
        source = source[: span.start] + span.deletion.answer + source[span.end :]
    return source


def subjects(decks: Sequence[DeckFile]) -> tuple[Subject, ...]:
    """Every note of some decks, in file order."""
    return tuple(subject(deck, note) for deck in decks for note in deck.notes)


__all__ = ["CHOICE", "CLOZE", "ORDERING", "Subject", "filled", "subject", "subjects"]
