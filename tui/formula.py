"""The one door to maths: everything the app shows of a formula comes through here."""

from functools import lru_cache

from tui.clean import clean, one_line

SOURCE = "latex"
"""The setting that shows LaTeX as it is written, for screen readers."""


@lru_cache(2048)
def inline(latex: str, maths: str = "unicode") -> str:
    """A formula inside a line of text. ``maths`` is ``unicode``, ``ascii`` or ``latex``."""
    if maths == SOURCE:
        return f"${one_line(latex)}$"
    from engine.maths.formula import inline as laid_out

    return one_line(laid_out(latex, ascii=maths == "ascii"))


@lru_cache(512)
def display(latex: str, width: int, maths: str = "unicode") -> tuple[str, ...]:
    """A formula on lines of its own, each at most ``width`` cells."""
    if maths == SOURCE:
        return ("$$", *clean(latex.strip()).split("\n"), "$$")
    from engine.maths.formula import display as laid_out

    rows = laid_out(latex, width=width, ascii=maths == "ascii")
    return tuple(clean(row).rstrip() for row in rows)
