"""One line to write: a note of one's own on a card."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.lines import DIM
from tui.widgets.field import Field
from tui.widgets.sheet import Bar


class RemarkPage(ModalScreen[str | None]):
    """A line over the footer; Enter keeps it, Esc leaves everything as it was."""

    AUTO_FOCUS: ClassVar[str] = "#remark"
    CSS = """
    RemarkPage { align: center bottom; background: $background 60%; }
    #remark-keys, #remark { width: 100%; max-width: 78; background: $surface; padding: 0 1; }
    #remark-keys { height: 1; }
    #remark { height: 2; padding: 0 1 1 1; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The field and its keys."""
        bar = Bar(id="remark-keys")
        line = [
            ("enter", "$accent"),
            (" keep   ", ""),
            ("esc", "$accent"),
            (" leave as it was", ""),
        ]
        bar.show([("Your note on this card   ", DIM), *line])
        yield bar
        field = Field(
            id="remark", placeholder="shown with the answer from now on; empty removes it"
        )
        field.value = self._text
        yield field

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the note."""
        event.stop()
        self.dismiss(event.value.strip())

    def on_key(self, event: Key) -> None:
        """Esc leaves."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
