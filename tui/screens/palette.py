"""Commands by name: every action that can be done where one came from, and the themes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input

from tui.actions import ACTIONS, Place
from tui.footer import Hint
from tui.lines import DIM, Line, padded, spread
from tui.screens.page import Page, Scroll
from tui.themes import PALETTES
from tui.widgets.field import Field, Prompt
from tui.widgets.sheet import Sheet

_SKIPPED = {"palette", "up", "down", "page_up", "page_down", "top", "bottom", "back", "leave"}
_TITLE = 22


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the palette."""

    title: str
    about: str
    keys: str
    run: Callable[[], None]


class PalettePage(Page):
    """A field and a list; what is typed narrows it."""

    PLACE = Place.SEARCH

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._chosen = 0
        self._commands: list[Command] = []

    def middle(self) -> ComposeResult:
        """The field, the list."""
        yield Prompt(id="command", placeholder="a command")
        with Scroll(id="scroll"):
            yield Sheet(id="sheet")

    def on_mount(self) -> None:
        """Collect what can be done."""
        self._commands = list(self._collect())
        self.query_one(Field).focus()

    def fit(self) -> None:
        """The field stands in the column of the text."""
        super().fit()
        side = (self.app.size.width - self.text_width - 1) // 2
        self.query_one(Prompt).styles.margin = (1, 0, 0, side)

    def head(self) -> tuple[Line, Line]:
        """What this is."""
        return [("Commands", "bold $text")], []

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """The commands that match."""
        found = self._found()
        lines: list[Line] = []
        for place, each in enumerate(found):
            here = place == self._chosen
            left: Line = [
                ("▸ " if here else "  ", "$accent"),
                (padded(each.title, _TITLE), "$accent" if here else ""),
                (each.about, DIM),
            ]
            lines.append(spread(left, [(each.keys, "$accent")], self.text_width))
        if not found:
            lines.append([("  No command of that name works here.", DIM)])
        return lines, {place: str(place) for place in range(len(found))}

    def hints(self) -> Sequence[Hint]:
        """How to go on."""
        return (
            Hint("results", "enter", "do it"),
            Hint("up", "↑↓", "choose"),
            self.hint("back"),
        )

    do_palette = Page.do_back

    def _collect(self) -> Iterator[Command]:
        page, keymap = self._page, self.redrill.keymap
        for action in ACTIONS:
            known = action.name not in _SKIPPED and page.place in action.places
            if known and page.offers(action.name):
                keys = keymap.shown(action.name, page.place)
                yield Command(action.title, action.about, keys, self._performs(action.name))
        for name in PALETTES:
            about = "until you quit; theme in redrill.toml keeps it"
            yield Command(f"theme {name}", about, "", self._paints(name))

    def _performs(self, action: str) -> Callable[[], None]:
        return lambda: self._page.perform(action)

    def _paints(self, theme: str) -> Callable[[], None]:
        return lambda: setattr(self.redrill, "theme", theme)

    def _found(self) -> list[Command]:
        words = self.query_one(Field).value.casefold().split()
        named = [each for each in self._commands if _matches(each.title, words)]
        meant = [each for each in self._commands if _matches(f"{each.title} {each.about}", words)]
        return [*named, *(each for each in meant if each not in named)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._choose(0)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter does it."""
        event.stop()
        self.perform("results")

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A click does it."""
        self._chosen = int(message.target)
        self.perform("results")

    def intercept(self, key: str) -> bool:
        """Arrows choose while the field keeps the focus."""
        if key not in {"up", "down"}:
            return False
        self._choose(self._chosen + (1 if key == "down" else -1))
        return True

    def _choose(self, place: int) -> None:
        self._chosen = min(max(place, 0), max(len(self._found()) - 1, 0))
        self.paint()
        scroller = self.scroller()
        top, height = scroller.scroll_offset.y, scroller.size.height - 1
        if not top <= self._chosen < top + height - 1:
            scroller.scroll_to(y=max(self._chosen - height + 2, 0), animate=False)

    def do_results(self) -> None:
        """Close the palette, then do it."""
        found = self._found()
        if found:
            self.dismiss()
            self._page.call_after_refresh(found[self._chosen].run)


def _matches(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
