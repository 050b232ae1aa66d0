"""What can be wrong with the source of a formula, and where."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """The ways a formula can be wrong. Only `UNKNOWN` still lets it be laid out."""

    UNKNOWN = "unknown"
    UNBALANCED = "unbalanced"
    ARGUMENT = "argument"
    SCRIPT = "script"
    MISPLACED = "misplaced"
    DEEP = "deep"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, `offset` characters into the source, with a sentence for its author."""

    offset: int
    kind: FaultKind
    message: str

    @property
    def shows_source(self) -> bool:
        """Whether the formula is shown as its source because of this."""
        return self.kind is not FaultKind.UNKNOWN


class UnreadableError(Exception):
    """The formula cannot be read beyond this fault."""

    def __init__(self, offset: int, kind: FaultKind, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(offset, kind, message)
