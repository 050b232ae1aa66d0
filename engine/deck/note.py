"""Notes and cards: what a deck file holds once it is read."""

from dataclasses import dataclass
from typing import Final, NewType

from engine.deck.finding import Finding

NoteId = NewType("NoteId", str)
CardId = NewType("CardId", str)

BASIC: Final = "basic"
CLOZE: Final = "cloze"
CHOICE: Final = "choice"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block whose info string names a kind; ``line`` is that of its verbatim ``body``."""

    name: str
    body: str
    line: int


@dataclass(frozen=True, slots=True)
class Option:
    """One item of a choice: its Markdown source and whether it is right."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Deletion:
    """One cloze deletion, ``{{c<number>::answer::hint}}``; answer and hint are Markdown source."""

    number: int
    answer: str
    hint: str


@dataclass(frozen=True, slots=True)
class Note:
    """One block of a deck file.

    ``prompt`` and ``answer`` are Markdown source. For a kind that is a fence or a task list the
    answer is what stands after it (the explanation shown once answered), the block itself is in
    ``fence`` or ``options``. A cloze note keeps its whole text, deletions included, in ``answer``,
    and its heading, the context, in ``prompt``. ``tags``, ``week`` and ``block`` are what holds for
    the note: its own settings over (tags: added to) those of its file.
    """

    id: NoteId
    stamped: bool
    file: str
    """Path relative to the folder ``decks/``, with forward slashes."""
    line: int
    end_line: int
    deck: str
    """Full name, nested with ``::``."""
    kind: str
    prompt: str
    answer: str
    content_hash: str
    """BLAKE2 of the normalised content, hexadecimal; the unstamped id is cut from the same
    digest."""
    fence: Fence | None = None
    options: tuple[Option, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    reversed: bool = False
    tags: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    source: str = ""
    week: int | None = None
    block: str | None = None
    faulty: bool = False
    """An error keeps it from being studied, so it has no cards; it stays in its file's notes to
    keep its identity."""


@dataclass(frozen=True, slots=True)
class Card:
    """One reviewable unit of a note: ``id``, reversed ``id.r``, cloze ``id.c1``."""

    id: CardId
    note: Note
    position: int
    """Order within the deck file, counting from 0."""

    @property
    def suffix(self) -> str:
        """What follows the note's id: empty, ``r`` or ``c<number>``."""
        return self.id.partition(".")[2]

    @property
    def kind(self) -> str:
        """The kind of question; the second card of a reversed note is of kind ``reversed``."""
        return "reversed" if self.suffix == "r" else self.note.kind


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """Front matter of one deck file; ``None`` where the file is silent."""

    deck: str
    week: int | None = None
    block: str | None = None
    tags: tuple[str, ...] = ()
    retention: float | None = None
    new_per_day: int | None = None
    level: int = 2


@dataclass(frozen=True, slots=True)
class DeckFile:
    """One Markdown file, read: its settings, its notes in file order and what is wrong with it."""

    file: str
    settings: DeckSettings
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_deck: bool = True
    """False for a file whose front matter says ``kind: plan``."""
