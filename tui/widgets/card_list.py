"""A list of any number of cards, of which only the visible ones are fetched and painted."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.lines import DIM, Line, content
from tui.listing import listed

if TYPE_CHECKING:
    from datetime import date

    from engine.listing import CardRow

PAGE = 200


class CardList(ScrollView, can_focus=False, inherit_bindings=False):
    """Rows come in pages of ``PAGE``; a page that is missing is asked for with a message."""

    BINDINGS: ClassVar[list[BindingType]] = []

    class Wanted(Message):
        """A page of rows is needed."""

        def __init__(self, page: int) -> None:
            super().__init__()
            self.page = page

    class Chosen(Message):
        """Another row is the chosen one; ``again`` when it was clicked a second time."""

        def __init__(self, *, again: bool = False) -> None:
            super().__init__()
            self.again = again

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._pages: dict[int, tuple[CardRow, ...]] = {}
        self._asked: set[int] = set()
        self.count = 0
        self.chosen = 0
        self.today: date | None = None

    def reset(self, count: int, first: "tuple[CardRow, ...]", chosen: int = 0) -> None:
        """Show another result: how many cards it has, and its first page."""
        self._pages = {0: first}
        self._asked = {0}
        self.count = count
        self.chosen = min(chosen, max(count - 1, 0))
        self.virtual_size = Size(self.size.width, count)
        self.scroll_to(y=0, animate=False)
        self._keep_in_view()
        self.refresh()

    def supply(self, page: int, rows: "tuple[CardRow, ...]") -> None:
        """A page that was asked for."""
        self._pages[page] = rows
        self.refresh()
        if self.chosen // PAGE == page:
            self.post_message(self.Chosen())

    @property
    def row(self) -> "CardRow | None":
        """The chosen card, once it is fetched."""
        return self._row(self.chosen)

    def _row(self, index: int) -> "CardRow | None":
        if not 0 <= index < self.count:
            return None
        page, place = divmod(index, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.post_message(self.Wanted(page))
            return None
        return rows[place] if place < len(rows) else None

    def choose(self, index: int) -> None:
        """Move the mark to a row and keep it in view."""
        index = min(max(index, 0), max(self.count - 1, 0))
        if index != self.chosen:
            self.chosen = index
            self._keep_in_view()
            self.refresh()
            self.post_message(self.Chosen())

    def _keep_in_view(self) -> None:
        top, height = round(self.scroll_y), max(self.size.height, 1)
        if self.chosen < top:
            self.scroll_to(y=self.chosen, animate=False, force=True, immediate=True)
        elif self.chosen >= top + height:
            self.scroll_to(y=self.chosen - height + 1, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One row."""
        index = y + round(self.scroll_y)
        width = self.size.width
        line: Line = []
        if index < self.count:
            row = self._row(index)
            line = [("  …", DIM)] if row is None else listed(row, width, self.today)
            if index == self.chosen:
                line = [("▸ ", "$accent"), *line[1:]]
        return Visual.to_strips(self, content([line]), width, 1, self.visual_style, pad=True)[0]

    def on_click(self, event: Click) -> None:
        """Choose the row under the mouse."""
        at = event.get_content_offset(self)
        if at is None:
            return
        event.stop()
        index = at.y + round(self.scroll_y)
        if index < self.count:
            again = index == self.chosen
            self.choose(index)
            if again:
                self.post_message(self.Chosen(again=True))
