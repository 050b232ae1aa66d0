"""A text with blanks, one card for each number, graded by the learner."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.deck.cloze import masked, revealed
from engine.deck.finding import Finding, Level
from engine.deck.note import Note
from engine.memory.policy import RECALLED, Policy
from engine.quiz.attempt import Attempt, Form
from engine.quiz.basic import Recalled, recalled
from engine.quiz.kind import Faces, Parsed


@dataclass(frozen=True, slots=True)
class Cloze:
    """The heading is context, the blank of one number is recalled; the others are shown."""

    name: str = "cloze"
    policy: Policy = RECALLED
    problem: bool = False

    def parse(self, note: Note) -> Parsed:
        """The text as it stands; without a blank there is nothing to recall."""
        if not note.deletions:
            message = "there is no blank: write {{c1::answer}} around what is to be recalled"
            finding = Finding(note.file, note.line, 1, Level.ERROR, "cloze", message)
            return Parsed(None, (finding,))
        return Parsed(Recalled(note.prompt, note.answer))

    def start(self, spec: Recalled, seed: int) -> Attempt:
        """An attempt to recall."""
        return Attempt(spec, seed, Form.RECALL)

    def answer(self, attempt: Attempt, given: str) -> Attempt:
        """The attempt, done: the learner is the judge."""
        return recalled(attempt, given)

    def prove(self, note: Note, spec: Recalled) -> tuple[Finding, ...]:
        """Nothing can be proved of a recalled text."""
        del note, spec
        return ()

    def prompt(self, note: Note, suffix: str) -> str:
        """Heading and text with the blank of this card."""
        return _whole(note, masked, suffix)

    def solution(self, note: Note, spec: Recalled | None, suffix: str) -> str:
        """Heading and text with the blank filled in."""
        del spec
        return _whole(note, revealed, suffix)

    def faces(self, note: Note, spec: Recalled, suffix: str) -> Faces:
        """The two sides; a program with clozes of its own will rather take the note's text."""
        return Faces(self.prompt(note, suffix), self.solution(note, spec, suffix))


def _whole(note: Note, shown: Callable[[str, int], str], suffix: str) -> str:
    """Heading and text of a note as ``shown`` shows them for the card ``c<number>``."""
    digits = suffix.removeprefix("c")
    number = int(digits) if digits.isdecimal() else 1
    parts = (shown(note.prompt, number), shown(note.answer, number))
    return "\n\n".join(part for part in parts if part.strip())


CLOZE = Cloze()
