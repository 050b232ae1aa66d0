"""A short answer that is typed and compared, kindly about form and strictly about content."""

from dataclasses import dataclass

from engine.deck.finding import Finding, Level
from engine.deck.note import Note
from engine.memory.policy import RECALLED, Policy
from engine.quiz.attempt import Attempt, Check, Form, Verdict
from engine.quiz.fields import Mark, read
from engine.quiz.kind import Faces, Parsed
from engine.quiz.plain import escaped
from engine.quiz.wording import difference, distance, same_code, same_words

_LONGEST = 400
"""Characters of an answer that are looked at; what is longer is no short answer."""
_SHORTEST_NEAR = 4
"""A near miss needs this many characters: L1 and L2 are as different as can be."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The accepted answers, the one to be shown first; ``exact`` says that case counts."""

    answers: tuple[str, ...]
    exact: bool = False

    def form(self, text: str) -> str:
        """``text`` as it is compared."""
        return same_code(text) if self.exact else same_words(text)


@dataclass(frozen=True, slots=True)
class Typed:
    """One accepted answer a line; the line ``exact: true`` makes case count."""

    name: str = "typed"
    policy: Policy = RECALLED
    problem: bool = False

    def parse(self, note: Note) -> Parsed:
        """The accepted answers of the fence."""
        if note.fence is None:
            return Parsed(None, (_fault(note, note.line, 1, "there is no ```typed block"),))
        findings: list[Finding] = []
        answers: list[str] = []
        exact = False
        for entry in read(note.fence, frozenset({"exact"})):
            if entry.mark is not Mark.FIELD:
                answers += [entry.text] if entry.text else []
            elif entry.text.casefold() in ("true", "false"):
                exact = entry.text.casefold() == "true"
            else:
                message = f"exact is true or false, not {entry.text!r}"
                findings.append(_fault(note, entry.line, entry.column, message))
        if not answers:
            message = "there is no accepted answer: write one a line"
            findings.append(_fault(note, note.fence.line, 1, message))
        return Parsed(None if findings else Accepted(tuple(answers), exact), tuple(findings))

    def start(self, spec: Accepted, seed: int) -> Attempt:
        """An attempt that wants one line."""
        return Attempt(spec, seed, Form.LINE)

    def answer(self, attempt: Attempt, given: str) -> Attempt:
        """The attempt, judged; an answer that is blank or far too long is not."""
        return attempt if attempt.done else attempt.judged(given, _check(attempt.spec, given))

    def prove(self, note: Note, spec: Accepted) -> tuple[Finding, ...]:
        """Answers that stand there twice, or that could never be told from an empty line."""
        if note.fence is None:
            return ()
        findings: list[Finding] = []
        seen: set[str] = set()
        for entry in read(note.fence, frozenset({"exact"})):
            if entry.mark is Mark.FIELD or not entry.text:
                continue
            if not spec.form(entry.text):
                message = f"{entry.text!r} says nothing once its punctuation is left aside"
                findings.append(_fault(note, entry.line, entry.column, message))
            elif entry.text in seen:
                message = f"the accepted answer {entry.text!r} stands there twice"
                place = (note.file, entry.line, entry.column)
                findings.append(Finding(*place, Level.WARNING, "typed", message))
            seen.add(entry.text)
        return tuple(findings)

    def prompt(self, note: Note, suffix: str) -> str:
        """The prompt."""
        del suffix
        return note.prompt

    def solution(self, note: Note, spec: Accepted | None, suffix: str) -> str:
        """The first accepted answer, the others, the explanation."""
        del suffix
        if spec is None:
            return note.answer
        first, *others = (_shown(text, spec.exact) for text in spec.answers)
        also = f"also: {', '.join(others)}" if others else ""
        return "\n\n".join(part for part in (f"**{first}**", also, note.answer) if part)

    def faces(self, note: Note, spec: Accepted, suffix: str) -> Faces:
        """Prompt and answers; what is to be typed is the first accepted answer."""
        return Faces(note.prompt, self.solution(note, spec, suffix), spec.answers[0])


def _check(spec: Accepted, given: str) -> Check:
    expected = spec.answers[0]
    wanted = spec.form(given[:_LONGEST])
    if not wanted:
        return Check(Verdict.INVALID, "Type an answer first.", "blank", expected=expected)
    if len(given) > _LONGEST:
        message = f"That is longer than {_LONGEST} characters; a short answer is wanted."
        return Check(Verdict.INVALID, message, "length", expected=expected)
    if wanted in map(spec.form, spec.answers):
        return Check(Verdict.RIGHT, "Right.", expected=expected)
    near = _nearest(spec, wanted)
    if near is None:
        return Check(Verdict.WRONG, "Not the answer.", expected=expected)
    pieces = difference(" ".join(given.split()), near, exact=spec.exact)
    if spec.exact and wanted.casefold() == spec.form(near).casefold():
        return Check(Verdict.CLOSE, "Close: here case counts.", "case", pieces, near)
    return Check(Verdict.CLOSE, "Close, but not the same.", None, pieces, near)


def _nearest(spec: Accepted, wanted: str) -> str | None:
    """The accepted answer that ``wanted`` almost says: at most one character in four differs."""
    best: tuple[int, str] | None = None
    for text in spec.answers:
        form = spec.form(text[:_LONGEST])
        if spec.exact and form.casefold() == wanted.casefold():
            return text
        most = max(1, max(len(form), len(wanted)) // 4)
        if min(len(form), len(wanted)) < _SHORTEST_NEAR:
            continue
        changes = distance(wanted, form, most)
        if changes <= most and (best is None or changes < best[0]):
            best = (changes, text)
    return best[1] if best else None


def _shown(text: str, exact: bool) -> str:
    """Markdown that shows an accepted answer verbatim, as code where every character counts."""
    return f"`{text}`" if exact and "`" not in text else escaped(text)


def _fault(note: Note, line: int, column: int, message: str) -> Finding:
    return Finding(note.file, line, column, Level.ERROR, "typed", message)


TYPED = Typed()
