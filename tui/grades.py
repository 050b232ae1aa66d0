"""The grade keys of the footer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from engine.memory.state import Rating
from engine.quiz.attempt import Form
from tui.face import LETTERS
from tui.footer import Hint

if TYPE_CHECKING:
    from engine.question import Question
    from tui.actions import Keymap

RATINGS: Final[Mapping[str, Rating]] = MappingProxyType(
    {"again": Rating.AGAIN, "hard": Rating.HARD, "good": Rating.GOOD, "easy": Rating.EASY}
)


def grades(question: "Question", keymap: "Keymap") -> tuple[Hint, ...]:
    """The four grades with their intervals; the one that Space takes is marked, a proposed one named so."""
    proposed = question.attempt.proposed if question.attempt.checked else None
    default = proposed or Rating.GOOD
    hints = []
    for name, rating in RATINGS.items():
        own = rating is proposed
        key = keymap.key("accept" if own else name)
        title = f"{name} (proposed)" if own else name
        detail = question.previews.get(rating, "")
        hints.append(Hint(name, key, title, detail, strong=rating is default))
    return tuple(hints)


def letters(question: "Question") -> tuple[Hint, ...]:
    """Which letters pick options."""
    last = LETTERS[min(len(question.attempt.options), len(LETTERS)) - 1]
    title = "in order" if question.attempt.form is Form.ORDER else "pick"
    return (Hint("", f"a-{last}", title),)
