"""Collects what is wrong while one deck file is read."""

from dataclasses import dataclass, field

from engine.deck.finding import Finding, Level


@dataclass(slots=True)
class Report:
    """The findings of one file, in the order they were made. Lines and columns count from 1."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def error(self, rule: str, line: int, column: int, message: str) -> None:
        """Add a fault that keeps something from being studied."""
        self.findings.append(Finding(self.file, line, column, Level.ERROR, rule, message))

    def warning(self, rule: str, line: int, column: int, message: str) -> None:
        """Add a fault that only makes something worse."""
        self.findings.append(Finding(self.file, line, column, Level.WARNING, rule, message))

    def ordered(self) -> tuple[Finding, ...]:
        """Give all findings from the top of the file down, each once."""
        return tuple(sorted(set(self.findings)))
