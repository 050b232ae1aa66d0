"""The one piece of text that owns the screen."""

from collections.abc import Mapping, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from tui.lines import Line, content


class Sheet(Static):
    """Shows lines that are laid out already; a line may be a target for the mouse."""

    class Picked(Message):
        """A target was clicked."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._targets: Mapping[int, str] = {}

    def show(self, lines: Sequence[Line], targets: Mapping[int, str] | None = None) -> None:
        """Paint ``lines``; ``targets`` maps the numbers of lines to what a click on them means."""
        self._targets = targets or {}
        self.update(content(lines))

    def on_click(self, event: Click) -> None:
        """Tell which target was clicked."""
        at = event.get_content_offset(self)
        if at is not None and (target := self._targets.get(at.y)) is not None:
            event.stop()
            self.post_message(self.Picked(target))


class Bar(Static):
    """One line of text that can change without a new layout."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, markup=False)
        self._content = Content("")

    def show(self, line: Line) -> None:
        """Paint ``line``."""
        fresh = content([line])
        if not fresh.is_same(self._content):
            self._content = fresh
            self.refresh()

    def render(self) -> RenderResult:
        """The line."""
        return self._content
