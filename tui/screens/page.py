"""What all screens share: a line above, a line below, one thing between them, and keys that come from the registry."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key, Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from engine.errors import RedrillError
from tui.actions import BY_NAME, Place
from tui.clean import clean
from tui.footer import Hint
from tui.lines import Line, spread
from tui.widgets.keys import Keys
from tui.widgets.sheet import Bar, Sheet

if TYPE_CHECKING:
    from tui.app import RedrillApp

T = TypeVar("T")

SMALLEST = (60, 18)
WIDEST_TEXT = 72
WIDEST_FRAME = 78


class StoppedError(RedrillError):
    """Work in a thread was given up because the app is being left."""


class Scroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A container that scrolls and never takes the focus: keys belong to the screen."""


class Page(Screen[None]):
    """A screen of Redrill. A subclass says what stands on it; ``do_<action>`` methods are its commands."""

    AUTO_FOCUS: ClassVar[str] = ""
    PLACE: ClassVar[Place] = Place.PAGE

    def __init__(self) -> None:
        super().__init__()
        self._said = False
        self._laid_out: Size | None = None

    @property
    def redrill(self) -> "RedrillApp":
        """The app, as what it is."""
        return cast("RedrillApp", self.app)

    # What a subclass says

    @property
    def place(self) -> Place:
        """Where the learner is."""
        return self.PLACE

    def head(self) -> tuple[Line, Line]:
        """The line above: its left and its right part."""
        return [], []

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """The sheet's lines, and which of them the mouse can pick."""
        return [], {}

    def hints(self) -> Sequence[Hint]:
        """The footer's keys."""
        return []

    def middle(self) -> ComposeResult:
        """The widgets between the two lines."""
        with Scroll(id="scroll"):
            yield Sheet(id="sheet")

    def offers(self, action: str) -> bool:
        """Whether the action does something now."""
        return hasattr(self, f"do_{action}")

    def intercept(self, key: str) -> bool:
        """Take a key before the registry does; True when it is used up."""
        del key
        return False

    # Painting

    def compose(self) -> ComposeResult:
        """Line above, middle, message, line below."""
        yield Static(id="small", markup=False)
        yield Bar(id="head")
        yield from self.middle()
        yield Static(id="message", markup=False)
        yield Keys(id="keys")

    @property
    def text_width(self) -> int:
        """Cells of the text column."""
        return max(min(WIDEST_TEXT, self.app.size.width - 6), 10)

    @property
    def frame_width(self) -> int:
        """Cells of the lines above and below."""
        return max(min(WIDEST_FRAME, self.app.size.width - 2), 10)

    def on_mount(self) -> None:
        """First paint."""
        self._lay_out()

    def on_resize(self, _event: Resize) -> None:
        """Lay out anew, if the size is another one."""
        if self.app.size != self._laid_out:
            self._lay_out()

    def _lay_out(self) -> None:
        self._laid_out = self.app.size
        self.fit()
        self.paint()

    def fit(self) -> None:
        """Widths and margins for the size of the terminal; below the smallest size, say so."""
        width, height = self.app.size
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(small, "-small")
        if small:
            least = f"{SMALLEST[0]} × {SMALLEST[1]}"
            text = f"This window is {width} × {height}.\nRedrill needs {least}."
            self.query_one("#small", Static).update(text)
        side = (width - self.frame_width) // 2
        for name in ("#head", "#keys", "#message"):
            self.query_one(name).styles.padding = (0, width - self.frame_width - side, 0, side)
        for sheet in self.query(Sheet):
            sheet.styles.width = self.text_width
            sheet.styles.padding = (1 if height < 30 else 2 if height < 45 else 4, 0, 0, 0)
        for prompt in self.query("Prompt"):
            prompt.styles.width = self.text_width

    def paint(self) -> None:
        """Everything that depends on the state."""
        self.paint_frame()
        lines, targets = self.body()
        self.query_one("#sheet", Sheet).show(lines, targets)

    def paint_frame(self) -> None:
        """The line above and the line below."""
        self.query_one("#head", Bar).show(spread(*self.head(), self.frame_width))
        self.query_one("#keys", Keys).offer(self.hints(), self.frame_width)

    def say(self, text: str, style: str = "$dim") -> None:
        """One message above the footer; it stays until the next key."""
        self._said = bool(text)
        message = Content.styled(clean(text), style)
        self.query_one("#message", Static).update(message)

    def complain(self, text: str) -> None:
        """A message about something that went wrong."""
        self.say(f"✗ {text}", "$bad")

    def hint(self, action: str, rank: int = 0, *, title: str = "", right: bool = False) -> Hint:
        """A footer hint for an action, empty where the action does nothing now."""
        known = BY_NAME[action]
        key = self.redrill.keymap.key(action, self.place)
        if self.place not in known.places or not self.offers(action):
            key = ""
        return Hint(action, key, title or known.title, rank=rank, right=right)

    # Keys

    def on_key(self, event: Key) -> None:
        """Find the action of a key and perform it."""
        if self.has_class("-small"):
            return
        key = pressed(event)
        if self.intercept(key):
            event.stop()
            event.prevent_default()
            return
        action = self.redrill.keymap.action(self.place, key)
        if action is not None and self.offers(action):
            event.stop()
            event.prevent_default()
            self.perform(action)

    def on_keys_pressed(self, message: Keys.Pressed) -> None:
        """A key of the footer was clicked."""
        message.stop()
        self.perform(message.action)

    def perform(self, action: str) -> None:
        """Do what the action says, if it can be done now; an error is shown, nothing is lost."""
        if self.offers(action):
            self.guard(getattr(self, f"do_{action}"))

    def guard(self, work: Callable[[], object]) -> None:
        """Do something on behalf of a key; an error of ours is shown and nothing else happens."""
        if self._said:
            self.say("")
        try:
            work()
        except RedrillError as error:
            self.complain(str(error))

    def background(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
        *,
        group: str = "default",
        exclusive: bool = False,
    ) -> None:
        """Run ``work`` in a thread, then ``done`` with its result here; an error of ours is shown."""

        def run() -> None:
            try:
                result = work()
            except StoppedError:
                return
            except RedrillError as error:
                self._come_back(failed or self.complain, str(error))
            else:
                self._come_back(done, result)

        self.run_worker(run, thread=True, group=group, exclusive=exclusive)

    def _come_back(self, callback: Callable[[T], None], value: T) -> None:
        def call() -> None:
            if not self.is_attached:
                return
            try:
                callback(value)
            except RedrillError as error:
                self.complain(str(error))

        if self.app.is_running and not self.redrill.leaving:
            self.app.call_from_thread(call)

    # Commands that every screen has

    def scroller(self) -> Widget:
        """What the keys for scrolling move."""
        return self.query_one("#scroll")

    def do_up(self) -> None:
        """One line up."""
        self.scroller().scroll_up(animate=False)

    def do_down(self) -> None:
        """One line down."""
        self.scroller().scroll_down(animate=False)

    def do_page_up(self) -> None:
        """One page up."""
        self.scroller().scroll_page_up(animate=False)

    def do_page_down(self) -> None:
        """One page down."""
        self.scroller().scroll_page_down(animate=False)

    def do_top(self) -> None:
        """To the top."""
        self.scroller().scroll_home(animate=False)

    def do_bottom(self) -> None:
        """To the bottom."""
        self.scroller().scroll_end(animate=False)

    def do_back(self) -> None:
        """Leave the screen."""
        self.dismiss()

    def do_leave(self) -> None:
        """Leave the screen."""
        self.do_back()

    def do_quit(self) -> None:
        """Leave Redrill."""
        self.redrill.leave()

    def do_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpPage

        self.app.push_screen(HelpPage(self))

    def do_palette(self) -> None:
        """Show the palette."""
        from tui.screens.palette import PalettePage

        self.app.push_screen(PalettePage(self))

    def do_add(self) -> None:
        """Write a card of one's own."""
        card = self.redrill.add_card()
        self.say(f"Added as {card} to decks/inbox.md." if card else "Nothing was added.")
        if card:
            self.added()

    def added(self) -> None:
        """A card was added."""


def pressed(event: Key) -> str:
    """The name of a key as the registry writes it."""
    if event.character and event.is_printable and event.character != " " and "+" not in event.key:
        return event.character
    return event.key
