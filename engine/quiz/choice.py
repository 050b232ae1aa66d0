"""A choice among options, one or several of them right, shuffled by the seed."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.deck.finding import Finding, Level
from engine.deck.note import Note
from engine.memory.policy import RECALLED, Policy
from engine.quiz.attempt import Attempt, Check, Form, Verdict
from engine.quiz.kind import Faces, Parsed
from engine.quiz.naming import Names, letter, letters
from engine.quiz.plain import plain
from engine.quiz.shuffle import seed_of, shuffled

_MOST = 20_000
"""Characters of an answer that are looked at."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The options in file order, one line of Markdown each, and the indices of the right ones."""

    options: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Exactly the right options are to be picked."""

    name: str = "choice"
    policy: Policy = RECALLED
    problem: bool = False

    def parse(self, note: Note) -> Parsed:
        """The options: at least two, all different, at least one of them right."""
        options = tuple(" ".join(option.text.split()) for option in note.options)
        right = frozenset(index for index, option in enumerate(note.options) if option.right)
        names = [plain(option) for option in options]
        faults = [
            f"the option {text!r} stands there twice"
            for text in dict.fromkeys(name for name in names if names.count(name) > 1)
        ]
        if len(options) < 2:
            faults.append("a choice needs at least two options")
        if not all(options):
            faults.append("an option is empty")
        if options and not right:
            faults.append("no option is right: mark the right ones with [x]")
        findings = tuple(_fault(note, message, Level.ERROR) for message in faults)
        return Parsed(None if findings else Choices(options, right), findings)

    def start(self, spec: Choices, seed: int) -> Attempt:
        """The options in an order that the seed fixes."""
        options = shuffled(spec.options, seed)
        return Attempt(spec, seed, Form.PICK, options, several=len(spec.right) > 1)

    def answer(self, attempt: Attempt, given: str) -> Attempt:
        """The attempt, judged: option texts one a line, or the letters of the order shown."""
        return attempt if attempt.done else attempt.judged(given, _check(attempt, given[:_MOST]))

    def prove(self, note: Note, spec: Choices) -> tuple[Finding, ...]:
        """A choice of which everything is right asks nothing."""
        if len(spec.right) < len(spec.options):
            return ()
        message = "every option is right, so there is nothing to choose"
        return (_fault(note, message, Level.WARNING),)

    def prompt(self, note: Note, suffix: str) -> str:
        """The prompt, without the options."""
        del suffix
        return note.prompt

    def solution(self, note: Note, spec: Choices | None, suffix: str) -> str:
        """The right options and the explanation."""
        del suffix
        right = (f"- {spec.options[index]}" for index in sorted(spec.right)) if spec else ()
        return "\n\n".join(part for part in ("\n".join(right), note.answer) if part)

    def faces(self, note: Note, spec: Choices, suffix: str) -> Faces:
        """Lettered options in an order that the note's id fixes; the right ones on the back."""
        del suffix
        options = shuffled(spec.options, seed_of(note.id))
        lettered = [f"{letter(index)}. {text}" for index, text in enumerate(options)]
        texts = {spec.options[index] for index in spec.right}
        right = [line for line, text in zip(lettered, options, strict=True) if text in texts]
        hint = f"({len(right)} are right)" if len(right) > 1 else ""
        front = (note.prompt, hint, *lettered)
        back = (*(f"**{line[:2]}** {line[3:]}" for line in right), note.answer)
        return Faces(_paragraphs(front), _paragraphs(back))


def _check(attempt: Attempt, given: str) -> Check:
    spec: Choices = attempt.spec
    expected = "\n".join(plain(spec.options[index]) for index in sorted(spec.right))
    if not given.strip():
        return Check(Verdict.INVALID, "Pick an option first.", "blank", expected=expected)
    lines = [line.strip() for line in given.splitlines() if line.strip()]
    picked, unknown = _picked(attempt, lines)
    if unknown:
        message = f"There is no option {_listed(unknown[:1])}: give option texts or letters."
        return Check(Verdict.INVALID, message, "option", expected=expected)
    if len(picked) > 1 and not attempt.several:
        return Check(Verdict.INVALID, "Pick one option only.", "option", expected=expected)
    if picked == spec.right:
        return Check(Verdict.RIGHT, "Right.", expected=expected)
    missed, extra = (
        [plain(spec.options[index]) for index in sorted(indices)]
        for indices in (spec.right - picked, picked - spec.right)
    )
    parts = [f"Not right: {_listed(extra)}."] if extra else []
    if missed:
        parts.append(f"{'Missed' if attempt.several else 'Right'}: {_listed(missed)}.")
    diagnosis = "extra" if extra and not missed else "wrong" if extra else "missed"
    return Check(Verdict.WRONG, " ".join(parts), diagnosis, expected=expected)


def _picked(attempt: Attempt, lines: list[str]) -> tuple[frozenset[int], list[str]]:
    """The options that the lines name, and the lines that name none."""
    spec: Choices = attempt.spec
    names = Names(spec.options)
    found = {line: names.find(line) for line in lines}
    unknown = [line for line, index in found.items() if index is None]
    if len(lines) == 1 and unknown:
        places = letters(lines[0], len(attempt.options))
        if places is not None:
            return frozenset(spec.options.index(attempt.options[place]) for place in places), []
    return frozenset(index for index in found.values() if index is not None), unknown


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(f"“{text[:200]}”" for text in texts)


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _fault(note: Note, message: str, level: Level) -> Finding:
    return Finding(note.file, note.line, 1, level, "choice", message)


CHOICE = Choice()
