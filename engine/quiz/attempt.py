"""One answer in the making: what is asked, what was given, what the check said."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from engine.memory.state import Rating


class Form(StrEnum):
    """How an answer is given; a front end needs one input for each."""

    RECALL = "recall"
    """Nothing is typed: the learner reveals the answer and grades themselves."""
    LINE = "line"
    """One line of text."""
    PICK = "pick"
    """One or several of ``Attempt.options``."""
    ORDER = "order"
    """All of ``Attempt.options``, in the right order."""


class Verdict(StrEnum):
    """What a check says.

    A near miss is a failure that is shown as a difference; an invalid answer was not judged.
    """

    RIGHT = "right"
    CLOSE = "close"
    WRONG = "wrong"
    INVALID = "invalid"


class Change(StrEnum):
    """What became of a piece of the accepted answer in the one that was given."""

    SAME = "same"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a difference, in reading order."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """The judgement of one answer.

    ``message`` is for a person; ``diagnosis`` is a short fixed word for scripts (``unit``,
    ``sign``, ``order`` …) or None; ``difference`` shows a near miss against the closest accepted
    answer; ``expected`` is the answer in plain text, to be shown after a wrong one.
    """

    verdict: Verdict
    message: str
    diagnosis: str | None = None
    difference: tuple[Piece, ...] = ()
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The state of one answer.

    ``answer`` of a kind takes one and gives the next; nothing is changed in place. ``spec`` is the
    kind's own parsed question. ``options`` are Markdown lines, in the order shown. ``proposed`` is
    the rating the check proposes; the learner's final one counts. ``aids`` names what was used
    (``hint``, ``step`` …): an attempt without any is *unaided*.
    """

    spec: Any
    seed: int
    form: Form
    options: tuple[str, ...] = ()
    several: bool = False
    given: str = ""
    check: Check | None = None
    proposed: Rating | None = None
    aids: tuple[str, ...] = ()
    done: bool = False

    @property
    def checked(self) -> bool:
        """Whether the engine judges this answer, instead of the learner alone."""
        return self.form is not Form.RECALL

    def judged(self, given: str, check: Check) -> "Attempt":
        """This attempt after a check of one turn: a right answer proposes Good, a failed one Again.

        An invalid answer is not judged: nothing is proposed and the learner may answer again.
        """
        if check.verdict is Verdict.INVALID:
            return replace(self, given=given, check=check, proposed=None, done=False)
        proposed = Rating.GOOD if check.verdict is Verdict.RIGHT else Rating.AGAIN
        return replace(self, given=given, check=check, proposed=proposed, done=True)
