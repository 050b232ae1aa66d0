"""The protocol of a kind of card.

Adding a kind is one module here, one row in the registry, one widget, one deck.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from engine.deck.finding import Finding
from engine.deck.note import Note
from engine.memory.policy import Policy
from engine.quiz.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Parsed:
    """What came of reading a note: the kind's spec, or None, and what is wrong with it."""

    spec: Any | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Faces:
    """A card as another program can show it.

    Two sides of Markdown, and the text to be typed where there is one.
    """

    front: str
    back: str
    typed: str = ""


class Kind(Protocol):
    """What one kind of question knows.

    ``problem`` says that a card takes minutes and its answer is produced and checked, so that it is
    re-drilled.
    """

    @property
    def name(self) -> str:
        """The word in the info string, or ``basic``, ``cloze``, ``choice``."""

    @property
    def policy(self) -> Policy:
        """How cards of this kind are scheduled, before settings and front matter."""

    @property
    def problem(self) -> bool:
        """Whether this is a problem in the sense of the re-drill."""

    def parse(self, note: Note) -> Parsed:
        """Read the note's own block. Never raises on a learner's text."""

    def start(self, spec: Any, seed: int) -> Attempt:
        """A fresh attempt; the seed fixes what is shuffled."""

    def answer(self, attempt: Attempt, given: str) -> Attempt:
        """The attempt after one more answer.

        Options and items are given as their texts, one a line.
        """

    def prove(self, note: Note, spec: Any) -> tuple[Finding, ...]:
        """What a linter can prove wrong about the question itself."""

    def prompt(self, note: Note, suffix: str) -> str:
        """The question side of the card ``suffix`` as Markdown, without options.

        A front end draws those.
        """

    def solution(self, note: Note, spec: Any | None, suffix: str) -> str:
        """The answer side as Markdown: the reference answer, then the explanation.

        Needs no spec to show a text.
        """

    def faces(self, note: Note, spec: Any, suffix: str) -> Faces:
        """The card ``suffix`` (empty, ``r``, ``c1``) as a program that cannot check shows it."""
