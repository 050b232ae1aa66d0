"""One card to read, both sides."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.clean import one_line
from tui.footer import Hint
from tui.lines import DIM, Line
from tui.listing import both_sides
from tui.screens.page import Page

if TYPE_CHECKING:
    from engine.deck.note import Card
    from engine.listing import CardRow


class CardPage(Page):
    """Question and answer at reading width."""

    def __init__(self, row: "CardRow") -> None:
        super().__init__()
        self._row = row
        self._card: Card | None = None

    def on_mount(self) -> None:
        """Read the note off the UI thread."""
        collection = self.redrill.collection
        self.background(lambda: collection.note(self._row.card), self._show)

    def _show(self, card: "Card") -> None:
        self._card = card
        self.paint()

    def head(self) -> tuple[Line, Line]:
        """Deck and card."""
        deck = one_line(self._row.deck.replace("::", " › "))
        return [(deck, DIM)], [(f"{self._row.kind} · {self._row.card}", DIM)]

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """Both sides."""
        if self._card is None:
            return [[("…", DIM)]], {}
        return both_sides(self._card, self._row, self.text_width, self.redrill.maths), {}

    def hints(self) -> Sequence[Hint]:
        """Back."""
        return (self.hint("back"), self.hint("down", title="more"), self.hint("help", right=True))
