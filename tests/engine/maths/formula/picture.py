"""A formula and the picture a person would draw of it."""

from dataclasses import dataclass

from engine.maths.formula import display


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture shows, the formula, and the picture; blanks at the ends of its rows do not count."""

    sentence: str
    latex: str
    text: str

    def __str__(self) -> str:
        return self.sentence

    @property
    def rows(self) -> list[str]:
        """The rows that should come out."""
        return self.text.strip("\n").split("\n")

    def drawn(self, width: int = 72) -> list[str]:
        """The rows that do."""
        return [row.rstrip() for row in display(self.latex, width=width)]
