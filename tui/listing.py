"""A card as one line of Browse, and as a page to read."""

from datetime import date
from typing import TYPE_CHECKING

from engine.memory.state import Phase
from tui.clean import one_line
from tui.face import RULE
from tui.lines import DIM, Line, padded
from tui.render import lines as laid_out

if TYPE_CHECKING:
    from engine.deck.note import Card
    from engine.listing import CardRow

_DUE = 9
_DECK = 22
_ROOMY = 76


def listed(row: "CardRow", width: int, today: date | None) -> Line:
    """Mark, sign, prompt, deck where there is room, and when the card comes."""
    deck = _DECK if width >= _ROOMY else 0
    sign, style = _sign(row)
    room = max(width - 5 - deck - _DUE - 1, 8)
    line: Line = [("  ", ""), (f"{sign} ", style)]
    line.append((padded(one_line(row.prompt), room), DIM if row.suspended else ""))
    if deck:
        line.append((" " + padded(one_line(row.deck.rsplit("::", 1)[-1]), deck - 1), DIM))
    line.append((f"{due(row, today):>{_DUE}}", DIM))
    return line


def _sign(row: "CardRow") -> tuple[str, str]:
    if row.suspended:
        return "@", DIM
    if row.flagged:
        return "⚑", "$accent"
    if row.leech:
        return "!", "$close"
    return ("·", DIM) if row.state.phase is Phase.NEW else (" ", "")


def due(row: "CardRow", today: date | None) -> str:
    """When the card comes, in a word."""
    state = row.state
    if row.suspended:
        return "suspended"
    if state.phase is Phase.NEW:
        return "new"
    if state.due_day is None or today is None:
        return "in steps"
    days = (state.due_day - today).days
    if row.buried and days <= 0:
        return "buried"
    return "due" if days <= 0 else f"in {days} d"


def both_sides(card: "Card", row: "CardRow", width: int, maths: str) -> list[Line]:
    """A whole card: question, answer, and the learner's note."""
    from engine.quiz.sides import answer, prompt

    lines = laid_out(prompt(card), width, maths)
    options = [option.text for option in card.note.options]
    if options:
        lines.append([])
    for option in options:
        first, *rest = laid_out(option, width - 2, maths) or [[]]
        lines += [[("· ", DIM), *first], *([("  ", ""), *line] for line in rest)]
    lines += [[], RULE, [], *laid_out(answer(card), width, maths)]
    if row.remark:
        lines += [[], [("Your note  ", DIM), (one_line(row.remark), "italic")]]
    return lines
