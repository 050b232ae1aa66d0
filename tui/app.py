"""The terminal app. It translates keys into calls of a session and cards into text, and decides nothing."""

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from textual.app import App
from textual.screen import Screen
from textual.worker import WorkerFailed

from tui.actions import keymap
from tui.study import EVERYTHING, Scope
from tui.themes import PALETTES, theme

if TYPE_CHECKING:
    from engine.collection import Collection
    from engine.memory.state import CardState

T = TypeVar("T")
Start = Literal["today", "review", "browse"]
_TERMINATED = 128 + signal.SIGTERM


class RedrillApp(App[int]):
    """Today, and from there reviewing, browsing and exporting."""

    TITLE = "Redrill"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    AUTO_FOCUS = ""
    BINDINGS: ClassVar = []
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self, collection: "Collection", start: Start = "today", scope: Scope = EVERYTHING
    ) -> None:
        self.collection = collection
        self.start = start
        self.scope = scope
        self.keymap = keymap(collection.settings.keys)
        self.leaving = False
        self.fault = ""
        super().__init__()
        self.animation_level = "none"
        for name in PALETTES:
            self.register_theme(theme(name))
        self.theme = collection.settings.theme

    def get_default_screen(self) -> Screen[Any]:
        """Today: the first screen, so that nothing is painted before it."""
        from tui.screens.today import TodayPage

        return TodayPage(self.start, self.scope)

    def on_mount(self) -> None:
        """End in good order when the system asks for it."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name) and sys.platform != "win32":
                try:
                    loop.add_signal_handler(getattr(signal, name), self.leave, _TERMINATED)
                except (RuntimeError, ValueError):  # not in the main thread
                    return

    def leave(self, code: int = 0) -> None:
        """End the app."""
        self.leaving = True
        self.exit(code, return_code=code)

    def action_help_quit(self) -> None:
        """Ctrl+C leaves: every grade is saved already."""
        self.leave()

    async def action_quit(self) -> None:
        """Leave the app."""
        self.leave()

    @property
    def maths(self) -> str:
        """How formulas are shown."""
        return self.collection.settings.maths

    def edit(self, file: Path, line: int) -> None:
        """Open a file in the learner's editor and wait. Raises EnvironmentFault."""
        from tui import editor

        command = editor.chosen(self.collection.settings.editor)
        self._hand_over(lambda: editor.open_file(command, file, line))

    def add_card(self) -> str:
        """The ids of the cards the learner wrote just now; empty if none was. Raises RedrillError."""
        from engine.inbox import TEMPLATE, add
        from tui import editor

        command = editor.chosen(self.collection.settings.editor)
        added = self._hand_over(
            lambda: editor.compose(command, TEMPLATE, lambda text: add(self.collection, text))
        )
        return ", ".join(added)

    def _hand_over(self, work: Callable[[], T]) -> T:
        """Give the terminal to another program while ``work`` runs."""
        from textual.app import SuspendNotSupported

        from engine.errors import EnvironmentFault

        try:
            with self.suspend():
                return work()
        except SuspendNotSupported:
            message = "An editor cannot be started from this kind of terminal."
            raise EnvironmentFault(message) from None

    def retrievability(self, state: "CardState") -> float | None:
        """The chance that a card is recalled now; None when it was never seen."""
        from engine.memory.model import retrievability
        from engine.memory.study_day import elapsed_days

        if state.memory is None:
            return None
        return retrievability(
            state.memory, elapsed_days(state.last_day, self.collection.today_date)
        )

    def _handle_exception(self, error: Exception) -> None:
        """Write what went wrong to a file, without anybody's data, and end with one line about it."""
        from tui.fault import record

        cause = error.error if isinstance(error, WorkerFailed) else error
        self.fault = self.fault or record(cause, self.collection.places.index.parent)
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self.leaving = True
        self._close_messages_no_wait()


def run(
    collection: "Collection",
    start: Start = "today",
    *,
    decks: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    cards: tuple[str, ...] = (),
    limit: int | None = None,
) -> int:
    """Run the app until the learner leaves it; gives the exit code. The rest narrows the first review."""
    app = RedrillApp(collection, start, Scope(decks, kinds, cards, limit))
    app.run()
    if app.fault:
        sys.stderr.write(app.fault + "\n")
        return 1
    return app.return_code or 0
