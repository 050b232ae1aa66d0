"""A text with blanks, one card for each number, graded by the learner."""

from collections.abc import Iterable
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
        number = _number(suffix)
        return _joined((masked(note.prompt, number), masked(note.answer, number)))

    def solution(self, note: Note, spec: Recalled | None, suffix: str) -> str:
        """What the blanks are filled in: the heading only if it has one, since it stands above anyway."""
        del spec
        number = _number(suffix)
        sides = (note.prompt, note.answer)
        return _joined(revealed(each, number) for each in sides if masked(each, number) != each)

    def faces(self, note: Note, spec: Recalled, suffix: str) -> Faces:
        """The two sides; a program with clozes of its own will rather take the note's text."""
        del spec
        number = _number(suffix)
        back = _joined((revealed(note.prompt, number), revealed(note.answer, number)))
        return Faces(self.prompt(note, suffix), back)


def _number(suffix: str) -> int:
    """The number of the card ``c<number>``."""
    digits = suffix.removeprefix("c")
    return int(digits) if digits.isdecimal() else 1


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part.strip())


CLOZE = Cloze()
