"""What is known of one card: its memory state and every review of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from engine.memory.state import CardState, Rating
from tui.clean import one_line
from tui.footer import Hint
from tui.lines import DIM, Line, Run, padded, wrapped
from tui.screens.page import Page
from tui.table import Cell, table
from tui.wording import counted, day_near, moment

if TYPE_CHECKING:
    from engine.listing import CardRow, ReviewRow

_LABEL = 15
_MOST = 200
_RATING = {Rating.AGAIN: "$bad", Rating.HARD: "$close", Rating.GOOD: "", Rating.EASY: ""}
_GLYPH = {"right": "✓", "close": "~", "wrong": "✗"}


class InfoPage(Page):
    """Stability, difficulty, retrievability, and the history as a table."""

    def __init__(self, card: str) -> None:
        super().__init__()
        self._card = card
        self._found: tuple[CardRow, tuple[ReviewRow, ...]] | None = None

    def on_mount(self) -> None:
        """Read the history off the UI thread."""
        collection, card = self.redrill.collection, self._card
        self.background(lambda: (collection.card(card), collection.reviews(card)), self._show)

    def _show(self, found: "tuple[CardRow, tuple[ReviewRow, ...]]") -> None:
        self._found = found
        self.paint()

    def head(self) -> tuple[Line, Line]:
        """Which card."""
        return [("Card", "bold $text")], [(self._card, DIM)]

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """Facts, then the reviews, newest first."""
        if self._found is None:
            return [[("…", DIM)]], {}
        row, reviews = self._found
        lines: list[Line] = [*wrapped([(one_line(row.prompt), "bold")], self.text_width), []]
        for label, text in self._facts(row):
            first, *rest = wrapped([(text, "")], self.text_width - _LABEL)
            lines.append([(padded(label, _LABEL), DIM), *first])
            lines += [[(" " * _LABEL, ""), *line] for line in rest]
        lines.append([])
        if not reviews:
            return [*lines, [("Never reviewed.", DIM)]], {}
        lines += table(self._history(reviews), self.text_width)
        if len(reviews) > _MOST:
            lines.append([(f"and {len(reviews) - _MOST} earlier ones", DIM)])
        return lines, {}

    def _facts(self, row: "CardRow") -> list[tuple[str, str]]:
        state = row.state
        facts = [
            ("Deck", one_line(row.deck.replace("::", " › "))),
            ("Kind", row.kind),
            ("State", self._state(row)),
        ]
        if state.memory is not None:
            recall = self.redrill.retrievability(state) or 0.0
            facts += [
                ("Stability", f"S {state.memory.stability:.1f} days until recall falls to 90 %"),
                ("Difficulty", f"D {state.memory.difficulty:.1f} of 10"),
                ("Recall now", f"R {recall * 100:.0f} %"),
                ("Reviews", f"{state.reps}, {counted(state.lapses, 'lapse')}"),
            ]
        if row.tags:
            facts.append(("Tags", one_line(" ".join(row.tags))))
        if row.remark:
            facts.append(("Your note", one_line(row.remark)))
        facts.append(("File", f"decks/{one_line(row.file)}:{row.line}"))
        return facts

    def _state(self, row: "CardRow") -> str:
        parts = [row.state.phase.value, *self._due(row.state)]
        parts += [
            word
            for word, on in (
                ("suspended", row.suspended),
                ("buried until tomorrow", row.buried),
                ("⚑ flagged", row.flagged),
                ("leech", row.leech),
            )
            if on
        ]
        return " · ".join(parts)

    def _due(self, state: CardState) -> list[str]:
        collection = self.redrill.collection
        today = collection.today_date
        if state.due_at is not None:
            return [f"due {moment(state.due_at, collection.clock.zone, today)}"]
        if state.due_day is not None:
            late = (today - state.due_day).days
            day = (
                f"{counted(late, 'day')} overdue"
                if late > 0
                else f"due {day_near(state.due_day, today)}"
            )
            return [day]
        return []

    def _history(self, reviews: "Sequence[ReviewRow]") -> list[list[Cell]]:
        today = self.redrill.collection.today_date
        heads = ("Day", "Grade", "", "Seconds", "S", "D", "Next")
        aligns = ("", "", "", "right", "right", "right", "right")
        rows = [
            [
                Cell([(text, DIM)], align, heading=True)
                for text, align in zip(heads, aligns, strict=True)
            ]
        ]
        for review in list(reversed(reviews))[:_MOST]:
            style = "strike $dim" if review.undone else _RATING.get(Rating(review.rating), "")
            cells: tuple[Run, ...] = (
                (day_near(review.day, today), DIM),
                (Rating(review.rating).name.lower() + (" undone" if review.undone else ""), style),
                (_GLYPH.get(review.verdict or "", ""), style),
                (f"{review.seconds:.0f}", DIM),
                ("" if review.stability is None else f"{review.stability:.1f}", ""),
                ("" if review.difficulty is None else f"{review.difficulty:.1f}", ""),
                (f"{review.interval} d" if review.interval else "step", DIM),
            )
            rows.append([Cell([run], align) for run, align in zip(cells, aligns, strict=True)])
        return rows

    def hints(self) -> Sequence[Hint]:
        """Back."""
        return (self.hint("back"), self.hint("down", title="more"), self.hint("help", right=True))
