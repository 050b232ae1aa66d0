"""A number with a tolerance and a unit; an answer that is wrong is told what is wrong with it."""

import math
import re
from dataclasses import dataclass

from engine.deck.finding import Finding, Level
from engine.deck.note import Note
from engine.memory.policy import RECALLED, Policy
from engine.quiz.attempt import Attempt, Check, Form, Verdict
from engine.quiz.fields import Entry, Mark, read
from engine.quiz.kind import Faces, Parsed
from engine.quiz.measure import Margin, Measure, Mismatch, Tolerance, values
from engine.quiz.number import LONGEST, Reading, UnreadableError
from engine.quiz.number import read as read_number
from engine.quiz.plain import escaped
from engine.quiz.slips import slip
from engine.quiz.units import Unit
from engine.quiz.units import unit as read_unit

_FIELDS = frozenset({"answer", "tolerance", "unit"})
_MONEY = re.compile(
    r"\s*[~≈]?\s*(?P<sign>[-−]?)\s*(?P<currency>US\$|USD|EUR|GBP|[$€£])\s*", re.IGNORECASE
)
_MULTIPLE = re.compile(r"^(?:[a-zA-Z]+)?")


@dataclass(frozen=True, slots=True)
class Numeric:
    """The fields ``answer``, ``tolerance`` (``0.5``, ``5%``, ``factor 3``) and ``unit``."""

    name: str = "numeric"
    policy: Policy = RECALLED
    problem: bool = False

    def parse(self, note: Note) -> Parsed:
        """The right answer, or what is wrong with the fields."""
        if note.fence is None:
            finding = _fault(note, None, "there is no ```numeric block")
            return Parsed(None, (finding,))
        findings: list[Finding] = []
        fields: dict[str, Entry] = {}
        for entry in read(note.fence, _FIELDS):
            if entry.mark is not Mark.FIELD:
                message = f"{entry.text!r} is no field: write answer: , tolerance: or unit:"
                findings.append(_fault(note, entry, message))
            elif entry.name in fields:
                findings.append(_fault(note, entry, f"the field {entry.name} stands there twice"))
            elif not entry.text:
                findings.append(_fault(note, entry, f"the field {entry.name} is empty"))
            fields.setdefault(entry.name, entry)
        if findings:
            return Parsed(None, tuple(findings))
        try:
            return Parsed(_measure(fields))
        except _FieldError as error:
            return Parsed(None, (_fault(note, error.entry, str(error)),))

    def start(self, spec: Measure, seed: int) -> Attempt:
        """An attempt that wants one line."""
        return Attempt(spec, seed, Form.LINE)

    def answer(self, attempt: Attempt, given: str) -> Attempt:
        """The attempt, judged; what is no number is not."""
        return attempt if attempt.done else attempt.judged(given, _check(attempt.spec, given))

    def prove(self, note: Note, spec: Measure) -> tuple[Finding, ...]:
        """Tolerances that let nothing or everything pass."""
        margin, size = spec.tolerance.margin, spec.tolerance.size
        message = ""
        if margin in {Margin.RELATIVE, Margin.FACTOR} and spec.value == 0:
            message = "a share of 0 is 0: give the tolerance as a number"
        elif margin is Margin.RELATIVE and size >= 1:
            message = "with a tolerance of 100% or more even 0 is right"
        elif margin is Margin.ABSOLUTE and size and size >= abs(spec.value) > 0:
            message = "the tolerance is as large as the answer, so that even 0 is right"
        if not message or note.fence is None:
            return ()
        entries = read(note.fence, _FIELDS)
        entry = next((entry for entry in entries if entry.name == "tolerance"), None)
        return (_fault(note, entry, message, Level.WARNING),)

    def prompt(self, note: Note, suffix: str) -> str:
        """The prompt."""
        del suffix
        return note.prompt

    def solution(self, note: Note, spec: Measure | None, suffix: str) -> str:
        """The number with its unit and tolerance, and the explanation."""
        del suffix
        if spec is None:
            return note.answer
        margin = spec.tolerance.text
        exact = not margin or spec.tolerance.size == 0
        tail = "" if exact else f" ({'' if margin.startswith('factor') else '± '}{escaped(margin)})"
        number = f"**{escaped(spec.expected)}**{tail}"
        return "\n\n".join(part for part in (number, note.answer) if part)

    def faces(self, note: Note, spec: Measure, suffix: str) -> Faces:
        """Prompt and number; what is to be typed is the number as it is written in the deck."""
        return Faces(note.prompt, self.solution(note, spec, suffix), spec.text)


class _FieldError(Exception):
    """A field that cannot be read."""

    def __init__(self, entry: Entry | None, message: str) -> None:
        super().__init__(message)
        self.entry = entry


def _measure(fields: dict[str, Entry]) -> Measure:
    """The right answer that the fields state."""
    entry = fields.get("answer")
    if entry is None:
        raise _FieldError(None, "there is no answer: write answer: and a number")
    unit = None
    if "unit" in fields:
        unit = read_unit(fields["unit"].text)
        if unit is None:
            raise _FieldError(fields["unit"], f"{fields['unit'].text!r} is no unit")
    try:
        reading, own = quantity(entry.text)
    except UnreadableError as error:
        raise _FieldError(entry, f"{entry.text!r} is no number: {error}") from None
    if own is not None and unit is not None:
        raise _FieldError(entry, "the unit stands in the answer and in its own field: keep one")
    tolerance = Tolerance()
    if "tolerance" in fields:
        tolerance = _tolerance(fields["tolerance"])
    return Measure(entry.text, reading, tolerance, unit or own)


def _tolerance(entry: Entry) -> Tolerance:
    """``0.5``, ``5%``, ``factor 3`` or ``x3``; a plus-minus sign in front is left aside."""
    text = entry.text.lstrip("±").strip()
    for word in ("factor", "x", "×"):
        if text.startswith(word):
            text, margin = text.removeprefix(word), Margin.FACTOR
            break
    else:
        margin = Margin.RELATIVE if text.endswith("%") else Margin.ABSOLUTE
    try:
        reading = read_number(text.removesuffix("%") if margin is Margin.RELATIVE else text)
    except UnreadableError as error:
        raise _FieldError(entry, f"{entry.text!r} is no tolerance: {error}") from None
    size = reading.value / 100 if margin is Margin.RELATIVE else reading.value
    if reading.rest or size < (1 if margin is Margin.FACTOR else 0):
        message = f"{entry.text!r} is no tolerance: write a number, a percentage or factor 3"
        raise _FieldError(entry, message)
    return Tolerance(margin, size, f"factor {text.strip()}" if margin is Margin.FACTOR else text)


def quantity(text: str, wanted: Unit | None = None) -> tuple[Reading, Unit | None]:
    """A number and the unit it stands with, before (money) or behind. Raises UnreadableError."""
    money = _MONEY.match(text)
    wrapped = text.strip().endswith("$") and text.strip() != "$"
    if money is None or (wrapped and money["currency"] == "$"):
        reading = read_number(text)
        rest = reading.rest
    else:
        reading = read_number(money["sign"] + text[money.end() :])
        rest = " ".join(
            _MULTIPLE.sub(r"\g<0> " + money["currency"] + " ", reading.rest, count=1).split()
        )
    if not rest.strip():
        return reading, None
    data = wanted is not None and ("data", 1) in wanted.dimensions
    unit = read_unit(rest, data=data or (wanted is None and reading.rest not in {"B", "b"}))
    if unit is None:
        raise UnreadableError(f"“{reading.rest[:40]}” behind the number is not understood")
    return reading, unit


def _check(spec: Measure, given: str) -> Check:
    if not given.strip():
        return Check(Verdict.INVALID, "Type a number first.", "blank", expected=spec.expected)
    try:
        reading, of = quantity(given[: LONGEST + 1], spec.unit)
    except UnreadableError as error:
        message = f"Not a number: {error}. {_wanted(spec)}"
        return Check(Verdict.INVALID, message, "number", expected=spec.expected)
    found = values(spec, reading.value, of)
    if isinstance(found, Mismatch):
        return _mismatch(spec, found, of)
    found = tuple(value for value in found if math.isfinite(value))
    if any(spec.allows(value, reading) for value in found):
        return Check(Verdict.RIGHT, "Right.", expected=spec.expected)
    slips = (slip(spec, value, reading, of) for value in found)
    reason = next((found_slip for found_slip in slips if found_slip), None)
    if reason is None:
        return Check(Verdict.WRONG, "Not the answer.", expected=spec.expected)
    verdict = Verdict.CLOSE if reason.word == "rounding" else Verdict.WRONG
    return Check(verdict, reason.message, reason.word, expected=spec.expected)


def _mismatch(spec: Measure, mismatch: Mismatch, of: Unit | None) -> Check:
    text = of.text if of else ""
    if mismatch is Mismatch.DIMENSION and spec.unit is not None:
        message = f"The answer is asked in {spec.unit.text}, not in {text}."
        return Check(Verdict.WRONG, message, "unit", expected=spec.expected)
    message = f"“{text}” is not understood here. {_wanted(spec)}"
    return Check(Verdict.INVALID, message, "unit", expected=spec.expected)


def _wanted(spec: Measure) -> str:
    """What may be typed, without giving the answer away."""
    unit = f", in {spec.unit.text}" if spec.unit else " without a unit"
    return f"Type a number{unit}: 1,000 or 1.5e3 or 2^10 or 1/4."


def _fault(note: Note, entry: Entry | None, message: str, level: Level = Level.ERROR) -> Finding:
    line = note.fence.line if note.fence else note.line
    place = (entry.line, entry.column) if entry else (line, 1)
    return Finding(note.file, *place, level, "numeric", message)


NUMERIC = Numeric()
