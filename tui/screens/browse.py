"""Browse: search as you type over all cards, and see the chosen one beside the list or below it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tui.actions import Place
from tui.footer import Hint
from tui.lines import DIM, Line, wrapped
from tui.listing import both_sides, due
from tui.screens.page import Page, Scroll
from tui.widgets.card_list import PAGE, CardList
from tui.widgets.field import Field, Prompt
from tui.widgets.sheet import Sheet
from tui.wording import counted

if TYPE_CHECKING:
    from engine.listing import CardRow

_WIDE = 110
_PAUSE = 0.06


class BrowsePage(Page):
    """The list, the search field and the preview."""

    CSS = """
    #search { margin: 1 0; }
    #both { height: 1fr; layout: vertical; }
    #cards, #preview { scrollbar-size-vertical: 1; overflow-x: hidden; }
    #cards { width: 100%; height: 1fr; background: $background; }
    #preview { width: 100%; height: 45%; border-top: solid $faint; padding: 0 1; }
    BrowsePage.-wide #both { layout: horizontal; }
    BrowsePage.-wide #cards { width: 1fr; }
    BrowsePage.-wide #preview {
        width: 1fr; height: 100%; border-top: none; border-left: solid $faint; padding: 0 0 0 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._query = ""
        self._serial = 0
        self._timer: Timer | None = None
        self._preview: list[Line] = []
        self._searched = False

    # What stands on it

    @property
    def place(self) -> Place:
        """The field, or the list."""
        return Place.SEARCH if self.query_one(Field).has_focus else Place.BROWSE

    @property
    def frame_width(self) -> int:
        """The list wants more room than a text."""
        return max(min(self.app.size.width - 2, 160), 10)

    @property
    def wide(self) -> bool:
        """Whether the preview stands beside the list."""
        return self.app.size.width >= _WIDE

    @property
    def preview_width(self) -> int:
        """Cells of the preview's text."""
        return min(72, (self.frame_width // 2 if self.wide else self.frame_width) - 4)

    @property
    def cards(self) -> CardList:
        """The list."""
        return self.query_one(CardList)

    def middle(self) -> ComposeResult:
        """Search field, list, preview."""
        yield Prompt(id="search", placeholder=_HINT)
        with Container(id="both"):
            yield CardList(id="cards")
            with Scroll(id="preview"):
                yield Sheet(id="sheet")

    def head(self) -> tuple[Line, Line]:
        """How many cards were found."""
        count = self.cards.count
        right = counted(count, "card") if self._searched else ""
        return [("Browse", "bold $text")], [(right, DIM)]

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """The preview, or what to do when nothing was found."""
        if self._searched and not self.cards.count:
            return self._nothing(), {}
        return self._preview, {}

    def _nothing(self) -> list[Line]:
        text = (
            "No card matches." if self._query else "There are no cards yet: press a to write one."
        )
        keys = (
            "Words are looked for everywhere; deck: tag: kind: narrow; is: takes due, new, leech, "
        )
        keys += "suspended or flagged; a minus before a term means not."
        width = self.preview_width
        return [*wrapped([(text, "")], width), [], *wrapped([(keys, DIM)], width)]

    def hints(self) -> Sequence[Hint]:
        """What can be done with the chosen card."""
        if self.place is Place.SEARCH:
            return (self.hint("results"), self.hint("back"), self.hint("help", right=True))
        row = self.cards.row
        return (
            self.hint("read"),
            self.hint("search"),
            self.hint("edit", 1),
            self.hint("suspend", 2, title="unsuspend" if row and row.suspended else "suspend"),
            self.hint("flag", 3, title="unflag" if row and row.flagged else "flag"),
            self.hint("info", 4),
            self.hint("back", 5, right=True),
            self.hint("help", right=True),
        )

    def offers(self, action: str) -> bool:
        """Most actions need a card."""
        if action in {"read", "edit", "suspend", "flag", "bury", "remark", "info"}:
            return self.cards.row is not None
        return super().offers(action)

    def fit(self) -> None:
        """Preview beside the list, or below it."""
        super().fit()
        self.set_class(self.wide, "-wide")
        for name in ("#search", "#both"):
            self.query_one(name).styles.width = self.frame_width
            self.query_one(name).styles.offset = ((self.app.size.width - self.frame_width) // 2, 0)
        sheet = self.query_one("#sheet", Sheet)
        sheet.styles.width = self.preview_width
        sheet.styles.padding = (0, 0, 0, 0)

    def on_mount(self) -> None:
        """Begin in the field, with all cards listed."""
        self.query_one(Field).focus()
        self.call_after_refresh(self.search_now)

    def on_descendant_focus(self) -> None:
        """Other keys work in the field."""
        self.paint_frame()

    def on_descendant_blur(self) -> None:
        """Other keys work in the list."""
        self.paint_frame()

    # Searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when typing pauses for a moment."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self.search_now)

    def search_now(self, chosen: int = 0) -> None:
        """Search for what stands in the field."""
        query = self._query = self.query_one(Field).value
        self._serial += 1
        serial, collection = self._serial, self.redrill.collection

        def work() -> "tuple[int, int, tuple[CardRow, ...]]":
            return serial, collection.count(query), collection.search(query, PAGE)

        def done(found: "tuple[int, int, tuple[CardRow, ...]]") -> None:
            if found[0] == self._serial:
                self._found(found[1], found[2], chosen)

        self.background(work, done, group="search", exclusive=True)

    def _found(self, count: int, rows: "tuple[CardRow, ...]", chosen: int) -> None:
        self._searched = True
        self.say("")
        self.cards.today = self.redrill.collection.today_date
        self.cards.reset(count, rows, chosen)
        self._preview = []
        self.paint()
        self._show_chosen()

    def on_card_list_wanted(self, message: CardList.Wanted) -> None:
        """Fetch a page of rows."""
        collection, query, serial = self.redrill.collection, self._query, self._serial
        page = message.page

        def done(rows: "tuple[CardRow, ...]") -> None:
            if serial == self._serial:
                self.cards.supply(page, rows)

        self.background(lambda: collection.search(query, PAGE, page * PAGE), done, group="pages")

    def on_card_list_chosen(self, message: CardList.Chosen) -> None:
        """Preview the chosen card; read it when it was clicked twice."""
        if message.again:
            self.perform("read")
        else:
            self._show_chosen()

    def _show_chosen(self) -> None:
        row, collection = self.cards.row, self.redrill.collection
        self.paint_frame()
        if row is None:
            return
        width, maths = self.preview_width, self.redrill.maths

        def work() -> list[Line]:
            lines = both_sides(collection.note(row.card), row, width, maths)
            about = " · ".join((row.kind, due(row, self.cards.today), *row.tags))
            return [[(about, DIM)], [], *lines]

        def done(lines: list[Line]) -> None:
            shown = self.cards.row
            if shown is not None and shown.card == row.card:
                self._preview = lines
                self.query_one("#preview").scroll_home(animate=False)
                self.paint()

        self.background(work, done, group="preview", exclusive=True)

    # Commands

    def scroller(self) -> Widget:
        """Keys move the mark of the list."""
        return self.cards

    def do_up(self) -> None:
        """The card above; from the first one, back to the field."""
        if self.cards.chosen:
            self.cards.choose(self.cards.chosen - 1)
        else:
            self.do_search()

    def do_down(self) -> None:
        """The card below."""
        self.cards.choose(self.cards.chosen + 1)

    def do_page_up(self) -> None:
        """A page of cards up."""
        self.cards.choose(self.cards.chosen - max(self.cards.size.height - 1, 1))

    def do_page_down(self) -> None:
        """A page of cards down."""
        self.cards.choose(self.cards.chosen + max(self.cards.size.height - 1, 1))

    def do_top(self) -> None:
        """The first card."""
        self.cards.choose(0)

    def do_bottom(self) -> None:
        """The last card."""
        self.cards.choose(self.cards.count - 1)

    def do_search(self) -> None:
        """Go to the field."""
        self.query_one(Field).focus()

    def do_results(self) -> None:
        """Go to the list."""
        self.set_focus(None)

    def do_back(self) -> None:
        """Leave the field, then Browse."""
        if self.place is Place.SEARCH:
            self.set_focus(None)
        else:
            self.dismiss()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter leads to the list."""
        event.stop()
        self.perform("results")

    def do_read(self) -> None:
        """The whole card on a page of its own."""
        from tui.screens.card import CardPage

        if self.cards.row is not None:
            self.app.push_screen(CardPage(self.cards.row))

    def _row(self) -> "CardRow":
        row = self.cards.row
        if row is None:
            raise LookupError
        return row

    def do_suspend(self) -> None:
        """Put the card away, or take it back."""
        row = self._row()
        self.redrill.collection.suspend(row.card, on=not row.suspended)
        self._changed("Back in review." if row.suspended else "Suspended.")

    def do_flag(self) -> None:
        """Flag the card, or take the flag off."""
        row = self._row()
        self.redrill.collection.flag(row.card, on=not row.flagged)
        self._changed("Flag taken off." if row.flagged else "⚑ Flagged.")

    def do_bury(self) -> None:
        """Put the card off until tomorrow."""
        self.redrill.collection.bury(self._row().card)
        self._changed("Buried until tomorrow.")

    def do_remark(self) -> None:
        """Keep a note of one's own."""
        from tui.screens.remark import RemarkPage

        row = self._row()

        def kept(text: str | None) -> None:
            if text is not None:
                self.guard(lambda: self._keep(row.card, text))

        self.app.push_screen(RemarkPage(row.remark), kept)

    def _keep(self, card: str, text: str) -> None:
        self.redrill.collection.remark(card, text)
        self._changed("Note kept." if text else "Note removed.")

    def do_info(self) -> None:
        """What is known of the card."""
        from tui.screens.info import InfoPage

        self.app.push_screen(InfoPage(self._row().card))

    def do_edit(self) -> None:
        """Open the note in the editor."""
        row, collection = self._row(), self.redrill.collection
        self.redrill.edit(collection.places.decks / row.file, row.line)
        self.background(collection.refresh, lambda _: self._changed("Read again."))

    def added(self) -> None:
        """List the new card."""
        self.search_now(self.cards.chosen)

    def _changed(self, text: str) -> None:
        """Fetch the chosen row anew."""
        page = self.cards.chosen // PAGE
        collection, query = self.redrill.collection, self._query

        def done(rows: "tuple[CardRow, ...]") -> None:
            self.cards.supply(page, rows)
            self.say(text)

        self.background(lambda: collection.search(query, PAGE, page * PAGE), done, group="pages")


_HINT = "words, deck: tag: kind: is:due is:new is:leech is:suspended is:flagged"
