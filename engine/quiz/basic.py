"""A question and its answer, graded by the learner, in one direction or in both."""

from dataclasses import dataclass

from engine.deck.finding import Finding, Level
from engine.deck.note import Note
from engine.memory.policy import RECALLED, Policy
from engine.quiz.attempt import Attempt, Form
from engine.quiz.kind import Faces, Parsed


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is asked and what is to be recalled, both Markdown."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class Basic:
    """The prompt is shown, the answer recalled; ``turned``, the other way round."""

    name: str = "basic"
    turned: bool = False
    policy: Policy = RECALLED
    problem: bool = False

    def parse(self, note: Note) -> Parsed:
        """The two sides; there is nothing to study without an answer."""
        if not note.answer.strip():
            message = "the answer is empty: write it under the heading"
            finding = Finding(note.file, note.line, 1, Level.ERROR, "empty-answer", message)
            return Parsed(None, (finding,))
        return Parsed(Recalled(self.prompt(note, ""), self.solution(note, None, "")))

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
        """The heading, or the answer on the reversed card."""
        del suffix
        return note.answer if self.turned else note.prompt

    def solution(self, note: Note, spec: Recalled | None, suffix: str) -> str:
        """The answer, or the heading on the reversed card."""
        del spec, suffix
        return note.prompt if self.turned else note.answer

    def faces(self, note: Note, spec: Recalled, suffix: str) -> Faces:
        """The two sides as they are."""
        del spec
        return Faces(self.prompt(note, suffix), self.solution(note, None, suffix))


def recalled(attempt: Attempt, given: str) -> Attempt:
    """A recalled attempt after its only turn.

    Whatever was noted down is kept, nothing is judged or proposed.
    """
    return Attempt(attempt.spec, attempt.seed, Form.RECALL, given=given, done=True)


BASIC = Basic()
REVERSED = Basic("reversed", turned=True)
