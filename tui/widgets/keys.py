"""The footer."""

from collections.abc import Sequence

from textual.events import Click
from textual.message import Message

from tui.footer import Hint, Laid, lay_out
from tui.widgets.sheet import Bar


class Keys(Bar):
    """The keys that work now; a click on one is the same as the key."""

    class Pressed(Message):
        """A key of the footer was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._laid = Laid([], ())

    def offer(self, hints: Sequence[Hint], width: int) -> None:
        """Paint the hints in ``width`` cells."""
        self._laid = lay_out(hints, width)
        self.show(self._laid.line)

    def on_click(self, event: Click) -> None:
        """Tell which key was clicked."""
        at = event.get_content_offset(self)
        action = self._laid.action(at.x) if at is not None else None
        if action is not None:
            event.stop()
            self.post_message(self.Pressed(action))
