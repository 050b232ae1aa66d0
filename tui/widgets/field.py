"""The field for a line of text."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.widgets.sheet import Bar


class Field(Input):
    """An input without a border, a blinking cursor or markup."""

    DEFAULT_CSS = """
    Field {
        width: 1fr; background: $background; color: $text; border: none;
        &:focus { background-tint: $background 0%; border: none; }
        & > .input--placeholder { color: $dim; }
    }
    """

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(id=id, placeholder=placeholder, compact=True, select_on_focus=False)
        self.cursor_blink = False


class Prompt(Horizontal):
    """A field after its sign."""

    DEFAULT_CSS = """
    Prompt {
        height: 1;
        #sign { width: 2; height: 1; }
    }
    """

    def __init__(self, *, id: str, placeholder: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The sign, the field."""
        sign = Bar(id="sign")
        sign.show([("› ", "$accent")])
        yield sign
        yield Field(placeholder=self._placeholder)
