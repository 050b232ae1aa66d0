"""Today: what there is to do, and one key to do it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from textual.events import ScreenResume

from tui.actions import Place
from tui.footer import Hint
from tui.lines import DIM, Line
from tui.screens.page import Page, StoppedError
from tui.study import EVERYTHING, Scope, review
from tui.widgets.sheet import Sheet
from tui.wording import counted, day_name

if TYPE_CHECKING:
    from engine.anki.export import Exported
    from engine.deck.finding import Finding
    from engine.queue.today import Today


class TodayPage(Page):
    """The first screen. Its frame is painted at once; the numbers come when the collection is open."""

    PLACE = Place.TODAY

    def __init__(
        self,
        start: Literal["today", "review", "browse"] = "today",
        scope: Scope = EVERYTHING,
    ) -> None:
        super().__init__()
        self._scope = scope
        self._start = start
        self._today: Today | None = None
        self._findings: tuple[Finding, ...] = ()
        self._chosen = 0
        self._state = "opening the collection …"
        self._loading = False
        self._picked: int | None = None
        """The line of the first run's derivation that was called false."""
        self._tasted = False

    # What stands on it

    def head(self) -> tuple[Line, Line]:
        """Where one is, and the day."""
        right = day_name(self._today.day) if self._today else ""
        return [("Today", "bold $text")], [(right, DIM)]

    def body(self) -> tuple[Sequence[Line], Mapping[int, str]]:
        """Decks to choose from, then a few facts."""
        today, width = self._today, self.text_width
        if today is None:
            return [[(self._state, DIM)]], {}
        from tui.overview import facts, nothing_due, rows

        zone = self.redrill.collection.clock.zone
        lines: list[Line] = self._taste(width)
        targets: dict[int, str] = {}
        if today.lines:
            for number, row in enumerate(rows(today, self._chosen, width)):
                if number == 1:
                    lines.append([])
                targets[len(lines)] = str(number)
                lines.append(row)
        else:
            lines += nothing_due(today, zone, self.redrill.collection.places.decks, width)
        lines += [[], [("─" * 3, "$faint")], []]
        lines += facts(today, self._findings, width)
        return lines, targets

    def _taste(self, width: int) -> list[Line]:
        """The first run's derivation with a false line; nothing after the first review, or once put away."""
        if not self.offers("line1"):
            return []
        from tui.taste import lines

        return lines(self._picked, width)

    def hints(self) -> Sequence[Hint]:
        """What can be done from here."""
        return (
            self.hint("start"),
            self.hint("drill", 1),
            self.hint("browse", 2),
            self.hint("add", 3),
            self.hint("export", 4),
            self.hint("help", right=True),
            self.hint("leave", 5, right=True),
        )

    def offers(self, action: str) -> bool:
        """Starting needs something to start."""
        today = self._today
        if action == "start":
            return today is not None and bool(today.lines)
        if action == "drill":
            return today is not None and bool(today.failed_cards)
        if action in {"browse", "export"}:
            return today is not None and today.cards > 0
        if action in {"back", "line1", "line2", "line3", "line4"}:
            return today is not None and today.first and today.cards > 0 and not self._tasted
        return super().offers(action)

    # Loading

    def on_mount(self) -> None:
        """Paint the frame, then open the collection."""
        self.call_after_refresh(self._open)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Count again after a review."""
        if self._today is not None:
            self._load()

    def _open(self) -> None:
        collection = self.redrill.collection
        self._loading = True

        def work() -> "tuple[Today, tuple[Finding, ...]]":
            import tui.overview  # noqa: F401 - here, so that the first frame does not wait for it

            collection.open()
            collection.refresh(self._progress)
            return collection.today(), collection.findings()

        self.background(work, self._opened, self._failed)

    def _opened(self, found: "tuple[Today, tuple[Finding, ...]]") -> None:
        self._show(found)
        if self._start == "review":
            self._review(self._scope)
        elif self._start == "browse":
            self.do_browse()
        self.background(self._warm, lambda _: None, group="warm")

    def _warm(self) -> None:
        """Load what the first grade and the first card need, while the learner looks at Today."""
        import engine.session  # noqa: F401 - a session needs it; Today does not
        from tui.render import warm

        warm()
        self.redrill.collection.warm()

    def _load(self) -> None:
        if self._loading:
            return
        self._loading = True
        collection = self.redrill.collection
        self.background(lambda: (collection.today(), collection.findings()), self._show)

    def _show(self, found: "tuple[Today, tuple[Finding, ...]]") -> None:
        self._today, self._findings = found
        self._loading = False
        self._chosen = min(self._chosen, len(self._today.lines))
        self.paint()

    def _failed(self, message: str) -> None:
        self._loading = False
        self._state = ""
        self.paint()
        self.complain(message)

    def _progress(self, done: int, total: int) -> None:
        """Called in the worker; stops the work when the app is left."""
        if self.redrill.leaving:
            raise StoppedError
        if done == total or done % max(total // 50, 1) == 0:
            self._come_back(self._tell, f"{done:,} of {total:,}")

    def _tell(self, count: str) -> None:
        if self._today is not None:
            self.say(f"Exporting … {count}")
        else:
            self._state = f"reading decks: {count}"
            self.paint()

    # Commands

    def do_up(self) -> None:
        """Choose the row above."""
        self._choose(self._chosen - 1)

    def do_down(self) -> None:
        """Choose the row below."""
        self._choose(self._chosen + 1)

    def do_top(self) -> None:
        """Choose all decks."""
        self._choose(0)

    def do_bottom(self) -> None:
        """Choose the last deck."""
        self._choose(len(self._today.lines) if self._today else 0)

    def _choose(self, row: int) -> None:
        last = len(self._today.lines) if self._today else 0
        self._chosen = min(max(row, 0), last)
        self.paint()
        line = self._chosen + (2 if self._chosen else 0) + len(self._taste(self.text_width))
        scroller = self.scroller()
        top, height = scroller.scroll_offset.y, scroller.size.height
        if not top <= line < top + height - 1:
            scroller.scroll_to(y=max(line - height // 2, 0), animate=False)

    def on_sheet_picked(self, message: Sheet.Picked) -> None:
        """A row was clicked: choose it; a click on the chosen row starts it."""
        row = int(message.target)
        if row == self._chosen:
            self.perform("start")
        else:
            self._choose(row)

    def do_back(self) -> None:
        """Put the first run's derivation away."""
        self._tasted = True
        self.paint()

    def do_line1(self) -> None:
        """Call the first line false."""
        self._pick(1)

    def do_line2(self) -> None:
        """Call the second line false."""
        self._pick(2)

    def do_line3(self) -> None:
        """Call the third line false."""
        self._pick(3)

    def do_line4(self) -> None:
        """Call the fourth line false."""
        self._pick(4)

    def _pick(self, line: int) -> None:
        self._picked = line
        self.paint()

    def do_start(self) -> None:
        """Review the chosen deck, or all."""
        chosen = self._today.lines[self._chosen - 1].deck if self._today and self._chosen else ""
        self._review(Scope(decks=(chosen,)) if chosen else EVERYTHING)

    def do_drill(self) -> None:
        """Review what failed today."""
        self._review(Scope(cards=self._today.failed_cards if self._today else ()))

    def _review(self, scope: Scope) -> None:
        from tui.screens.review import ReviewPage

        collection = self.redrill.collection
        self.app.push_screen(ReviewPage(lambda: review(collection, scope)))

    def do_browse(self) -> None:
        """Search all cards."""
        from tui.screens.browse import BrowsePage

        self.app.push_screen(BrowsePage())

    def do_export(self) -> None:
        """Write all decks to an .apkg."""
        self.say("Exporting …")
        collection = self.redrill.collection

        def work() -> "Exported":
            from engine.export import export

            return export(collection, progress=self._progress)

        self.background(work, self._exported, group="export", exclusive=True)

    def _exported(self, done: "Exported") -> None:
        text = f"✓ {counted(done.cards, 'card')} exported to {done.path}"
        warnings = (
            f"\n{len(done.warnings)} warnings: redrill export lists them" if done.warnings else ""
        )
        self.say(text + warnings, "$good")

    def do_leave(self) -> None:
        """Leave Redrill."""
        self.redrill.leave()

    def added(self) -> None:
        """Count the new card."""
        self._load()
