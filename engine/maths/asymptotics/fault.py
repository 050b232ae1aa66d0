"""What keeps a bound or a relation from being read, told to the person who typed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, `position` characters into the source; `suggestion` is what to type, where there is one."""

    position: int
    message: str
    suggestion: str | None = None
    kind: str = "syntax"


class UnreadableError(Exception):
    """The source cannot be read beyond this fault. Never leaves the package."""

    def __init__(
        self, position: int, message: str, suggestion: str | None = None, kind: str = "syntax"
    ) -> None:
        super().__init__(message)
        self.fault = Fault(position, message, suggestion, kind)


class TooWideError(Exception):
    """The question is larger than the work allowed for it. Never leaves the package."""
