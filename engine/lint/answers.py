"""Rules for answers: short enough to recall, few enough items, with the unit that was asked for."""

import re
from collections.abc import Iterator

from engine.lint.subject import CLOZE, Subject
from engine.lint.text import read
from engine.quiz.measure import Measure

MOST_WORDS = 40
MOST_ITEMS = 4

_QUANTITY = re.compile(
    r"\bhow long (?:does|do|is|are|did|will|would|can|may|must)\b|\bhow old\b|\bhow stale\b"
    r"|\bhow (?:much|many) (?:time|memory|ram|vram|storage|disk|bandwidth|money|"
    r"(?:nano|micro|milli)?seconds?|minutes|hours|days|weeks|months|years|"
    r"bits|bytes|[kmgtp]i?b|(?:kilo|mega|giga|tera|peta|kibi|mebi|gibi|tebi)bytes|dollars|euros)\b"
    r"|\b(?:what|which) (?:is|are|was) the (?:[\w-]+ ){0,3}(?:latency|delay|bandwidth|duration)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n")


def long_answer(subject: Subject) -> Iterator[str]:
    """More than forty words to recall; formulas, code and table rows count as one word each."""
    note = subject.note
    words = 0
    if note.kind == CLOZE:
        numbers = {deletion.number for deletion in note.deletions}
        words = max((_blank_words(subject, number) for number in numbers), default=0)
    elif subject.recalled:
        words = subject.answer.words
    if words > MOST_WORDS:
        message = f"the answer has {words} words, more than {MOST_WORDS}: shorten or split it"
        yield message


def _blank_words(subject: Subject, number: int) -> int:
    answers = (each.answer for each in subject.note.deletions if each.number == number)
    return sum(read(answer).words for answer in answers)


def long_list(subject: Subject) -> Iterator[str]:
    """More than four items to memorise."""
    if subject.note.kind == "basic" and subject.answer.items > MOST_ITEMS:
        message = (
            f"the answer lists {subject.answer.items} items, more than {MOST_ITEMS} to memorise: "
            "ask for them one by one, or make it an ordering or a choice"
        )
        yield message


def missing_unit(subject: Subject) -> Iterator[str]:
    """A number without a unit where the prompt asks for a time, an amount of data or of money."""
    if not isinstance(subject.spec, Measure) or subject.spec.unit is not None:
        return
    sentences = _SENTENCE_END.split(subject.prompt.prose)
    if any(_QUANTITY.search(each) for each in sentences if each.endswith("?")):
        message = "the prompt asks for a quantity and the answer has no unit: add unit:"
        yield message
