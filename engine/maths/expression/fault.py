"""What keeps a line from being read: where, why, and what was probably meant."""

from dataclasses import dataclass

from engine.errors import UsageError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a text from being read as mathematics.

    `kind` is `syntax`, `unknown-symbol` or `shape`; `position` counts characters from 0; `suggestion` is what to write
    instead, or empty.
    """

    position: int
    message: str
    suggestion: str = ""
    kind: str = "syntax"

    def caret(self, text: str) -> str:
        """Show the line with a caret under the place, on two lines."""
        return f"{text}\n{' ' * min(self.position, len(text))}^"


class UnreadableError(Exception):
    """Carries a fault out of the parser; it never leaves this package."""

    def __init__(
        self, position: int, message: str, suggestion: str = "", kind: str = "syntax"
    ) -> None:
        super().__init__(message)
        self.fault = Fault(position, message, suggestion, kind)


class UndecidedError(Exception):
    """A formula was read but has no value here: too large, or without a derivative. It never leaves this package."""


class BadGoalError(UsageError):
    """A card or batch declares symbols, definitions or a goal that cannot be checked. The message says which and why."""
