"""Markdown of a card as one piece of styled text.

Textual's Markdown widget rebuilds widgets for each card and loses inline maths and task lists; here the tokens of
the deck's own parser become lines, and the lines one ``Content``.
"""

from functools import lru_cache

from textual.content import Content

from tui.clean import LONGEST, clean, size
from tui.lines import DIM, Line, content


def render(markdown: str, width: int, maths: str = "unicode") -> Content:
    """``markdown`` laid out in ``width`` cells. ``maths`` is ``unicode``, ``ascii`` or ``latex``."""
    return content(lines(markdown, width, maths))


def lines(markdown: str, width: int, maths: str = "unicode") -> list[Line]:
    """``markdown`` as lines of at most ``width`` cells, without blank lines at either end.

    Of a text longer than ``LONGEST`` characters the beginning is shown, and a line says so.
    """
    return [list(line) for line in _lines(markdown, width, maths)]


@lru_cache(64)
def _lines(markdown: str, width: int, maths: str) -> list[Line]:
    from tui.markdown import Layout

    laid_out = Layout(width, maths).lines(clean(markdown[:LONGEST]))
    if len(markdown) > LONGEST:
        note = f"… the beginning of {size(len(markdown))}; your editor shows it all"
        laid_out += [[], [(note, DIM)]]
    return laid_out


def warm() -> None:
    """Load what the first card needs, so that it does not wait for it."""
    from tui.code import highlighted

    render("*a* `b` $x^2$\n\n- c\n", 72)
    highlighted("def f(): ...", "python")
