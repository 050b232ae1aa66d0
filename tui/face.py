"""A question as lines: its prompt, what is picked or typed, the verdict, and the answer under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from engine.quiz.attempt import Attempt, Change, Check, Form, Piece, Verdict
from tui.clean import LONGEST, clean, one_line
from tui.lines import ACCENT, DIM, Line, Run, cells, wrapped
from tui.render import lines as laid_out

if TYPE_CHECKING:
    from engine.question import Question

RULE: Line = [("─" * 3, "$faint")]
LETTERS = ascii_lowercase
PROMPT_SIGN = "› "

VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.RIGHT: ("✓", "$good"),
    Verdict.CLOSE: ("~", "$close"),
    Verdict.WRONG: ("✗", "$bad"),
    Verdict.INVALID: ("·", "$close"),
}


@dataclass(frozen=True, slots=True)
class Picks:
    """What is picked so far: places of options in the order they were picked, and where the mark stands."""

    chosen: tuple[int, ...] = ()
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """A card laid out; ``targets`` maps lines to places of options."""

    lines: Sequence[Line]
    targets: Mapping[int, str]


def face(question: "Question", picks: Picks, width: int, maths: str) -> Face:
    """Everything the sheet shows of a question in its present state."""
    attempt = question.attempt
    lines = laid_out(question.prompt, width, maths)
    if question.row.kind == "cloze":
        lines = [_blanks(line) for line in lines]
    targets: dict[int, str] = {}
    if attempt.form in {Form.PICK, Form.ORDER}:
        lines.append([])
        for place, option in enumerate(_options(attempt, picks, width, maths)):
            targets |= dict.fromkeys(range(len(lines), len(lines) + len(option)), str(place))
            lines += option
    if not question.revealed:
        return Face([*lines, []] if attempt.form is Form.LINE else lines, targets)
    return Face([*lines, *_answered(question, width, maths)], {})


def _answered(question: "Question", width: int, maths: str) -> list[Line]:
    """What stands under the question once it is answered."""
    attempt = question.attempt
    lines: list[Line] = [[]]
    if attempt.check is not None and attempt.done and attempt.check.verdict is not Verdict.INVALID:
        if attempt.form is Form.LINE:
            lines += _given(attempt.given, width)
        lines += [*verdict(attempt.check, width), []]
    lines += [RULE, [], *laid_out(_solution(question), width, maths)]
    return lines + _afterwords(question, width)


def verdict(check: Check, width: int) -> list[Line]:
    """The verdict with its glyph, and the difference of a near miss."""
    glyph, style = VERDICTS[check.verdict]
    first, *rest = wrapped([(one_line(check.message[:LONGEST]), "")], width - 2)
    lines: list[Line] = [
        [(f"{glyph} ", f"bold {style}"), *first],
        *([("  ", ""), *more] for more in rest),
    ]
    if check.difference and check.verdict is not Verdict.RIGHT:
        lines += [[("  ", ""), *line] for line in wrapped(difference(check.difference), width - 2)]
    return lines


def difference(pieces: Sequence[Piece]) -> list[Run]:
    """What was missing as ``[-x-]``, what was too much as ``{+y+}``: readable without colours."""
    runs: list[Run] = []
    for piece in pieces:
        text = clean(piece.text[:LONGEST])
        if piece.change is Change.MISSING:
            runs.append((f"[-{text}-]", "bold $good"))
        elif piece.change is Change.EXTRA:
            runs.append((f"{{+{text}+}}", "bold $bad"))
        else:
            runs.append((text, ""))
    return runs


def _blanks(line: Line) -> Line:
    """The blanks of a cloze in the accent colour."""
    found: Line = []
    for text, style in line:
        start = 0
        while (at := text.find("[", start)) >= 0 and (end := text.find("]", at)) >= 0:
            found += [(text[start:at], style), (text[at : end + 1], f"bold {ACCENT}")]
            start = end + 1
        found.append((text[start:], style))
    return [run for run in found if run[0]]


def _options(attempt: Attempt, picks: Picks, width: int, maths: str) -> list[list[Line]]:
    """Each option: letter, what was picked, text; once checked, which were right."""
    right = set(attempt.check.expected.split("\n")) if attempt.check and attempt.done else set()
    marks = attempt.form is Form.PICK
    options: list[list[Line]] = []
    for place, option in enumerate(attempt.options):
        letter = LETTERS[place] if place < len(LETTERS) else "·"
        picked = place in picks.chosen
        lead: Line = [("▸ " if place == picks.mark and not attempt.done else "  ", ACCENT)]
        lead.append((f"{letter} ", ACCENT if not attempt.done else DIM))
        lead.append(_badge(attempt, picks, place))
        style = "bold" if picked else ""
        if attempt.done and marks:
            good = option in right or _plain(option) in right
            lead.append(
                ("✓ ", "bold $good") if good else ("✗ ", "bold $bad") if picked else ("  ", "")
            )
        indent = cells(lead)
        first, *rest = laid_out(option, width - indent, maths) or [[]]
        styled = [
            [(text, f"{style} {own}".strip()) for text, own in line] for line in (first, *rest)
        ]
        space = " " * indent
        options.append([[*lead, *styled[0]], *([(space, ""), *line] for line in styled[1:])])
    return options


def _badge(attempt: Attempt, picks: Picks, place: int) -> Run:
    if attempt.form is Form.ORDER:
        number = picks.chosen.index(place) + 1 if place in picks.chosen else 0
        return (f"{number:>2}  ", "bold") if number else (" ·  ", DIM)
    if attempt.several:
        return ("[x] ", "bold") if place in picks.chosen else ("[ ] ", DIM)
    return ("(•) ", "bold") if place in picks.chosen else ("( ) ", DIM)


def _plain(option: str) -> str:
    from engine.quiz.plain import plain

    return plain(option)


def _given(text: str, width: int) -> list[Line]:
    """What was typed, after its sign."""
    shown = one_line(text[:1000]) + (" …" if len(text) > 1000 else "")
    first, *rest = wrapped([(shown, "")], width - 2)
    return [[(PROMPT_SIGN, DIM), *first], *([("  ", ""), *line] for line in rest)]


def _solution(question: "Question") -> str:
    """The answer side; of a choice whose options carry the marks, the explanation alone."""
    attempt = question.attempt
    if attempt.form is Form.PICK and attempt.check is not None:
        return question.card.note.answer
    return question.answer


def _afterwords(question: "Question", width: int) -> list[Line]:
    lines: list[Line] = []
    if question.remark:
        lines += [[], *_labelled("Your note", clean(question.remark[:LONGEST]), width)]
    if question.leech:
        text = "Forgotten again and again: rewrite this card, or split it in two."
        lines += [[], *_labelled("Leech", text, width)]
    if question.card.note.source:
        lines += [[], *_labelled("Source", one_line(question.card.note.source), width)]
    return lines


def _labelled(label: str, text: str, width: int) -> list[Line]:
    lead = f"{label}  "
    first, *rest = wrapped([(text, "italic" if label == "Your note" else DIM)], width - len(lead))
    return [[(lead, DIM), *first], *([(" " * len(lead), ""), *line] for line in rest)]
