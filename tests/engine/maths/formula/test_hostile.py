"""Formulas written to break the program end soon, and show at least their source."""

import sys
from itertools import count

import pytest

from engine.maths.formula import display, inline
from engine.maths.formula.cells import cells

HOSTILE = {
    "fractions without end": r"\frac" * 300,
    "fractions in fractions": r"\frac{1}{" * 300 + "x" + "}" * 300,
    "fractions as deep as allowed": r"\frac{1}{1+" * 16 + "x" + "}" * 16,
    "binomials without end": r"\binom" * 3000,
    "binomials as deep as allowed": r"\binom{a}{" * 17 + "x" + "}" * 17,
    "a hundred thousand letters": "x" * 100_000,
    "as many letters as allowed": "x" * 10_000,
    "a long sum": "x+" * 5_000,
    "a row of fractions": r"\frac{a}{b}" * 900,
    "a wide fraction": r"\frac{" + "x" * 4_900 + "}{" + "y" * 4_900 + "}",
    "a tower": "x^{" * 5_000,
    "a tower as high as allowed": "x^{" * 17 + "x" + "}" * 17,
    "tall brackets without end": r"\left(" * 3_000,
    "brackets in brackets": "(" * 4_900 + ")" * 4_900,
    "bars": "|" * 10_000,
    "double bars": r"\|x" * 3_000,
    "line ends": r"\\" * 50_000,
    "as many line ends as allowed": r"\\" * 4_900,
    "columns": "&" * 10_000,
    "a long matrix": r"\begin{bmatrix}" + r"a&b&c\\" * 1_200 + r"\end{bmatrix}",
    "a wide matrix": r"\begin{bmatrix}" + "a&" * 4_900 + r"\end{bmatrix}",
    "a ragged matrix": r"\begin{matrix}"
    + "".join("&" * n + r"1\\" for n in range(120))
    + r"\end{matrix}",
    "matrices in matrices": r"\begin{matrix}" * 500 + r"\end{matrix}" * 500,
    "sums of sums": r"\sum_i" * 1_500 + r"\frac{a}{b}",
    "sums in limits": r"\sum_{" * 17 + "x" + "}" * 17,
    "accents on accents": r"\hat{" * 17 + "xy" + "}" * 17,
    "roots of roots": r"\sqrt{" * 17 + "x" + "}" * 17,
    "braces under braces": r"\underbrace{" * 16 + "x" + "}_{y}" * 16,
    "boxes in boxes": r"\boxed{" * 16 + "x" + "}" * 16,
    "primes": "x" + "'" * 9_900,
    "combining marks": "x" + "\u0302" * 9_900,
    "a combining mark alone": "\u0302",
    "text in maths in text": r"\text{$" * 2_000,
    "maths in text": r"\text{" + "$x$" * 3_000 + "}",
    "words without end": r"\foo{" * 2_000,
    "nothing but blanks": r"\quad" * 1_900,
    "wide characters": "日本" * 4_900,
    "controls": "\x00\x07\x1b[31m\x7f\x9b\u202e\u2066\ufeff\u2028\ud800",
    "controls in broken source": "\\frac{\x1b]0;\u202e",
    "limits of nothing": r"\alpha\limits",
    "a lone backslash": "\\",
}


@pytest.mark.parametrize("latex", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("width", [8, 72])
def test_hostile_input_ends_in_a_bounded_picture(latex: str, width: int) -> None:
    rows = display(latex, width=width)
    assert {cells(row) for row in rows} <= set(range(width + 1))
    assert len({cells(row) for row in rows}) == 1
    assert sum(map(cells, rows)) <= 50 * len(latex) + 60_000
    assert "\n" not in inline(latex)
    assert len(inline(latex)) <= 10 * len(latex) + 100


def frames() -> int:
    frame = sys._getframe()
    for number in count(1):
        if frame.f_back is None:
            return number
        frame = frame.f_back
    raise AssertionError


@pytest.mark.parametrize("latex", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_needs_few_frames_of_the_stack(latex: str) -> None:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(frames() + 300)
    try:
        display(latex)
        inline(latex)
    finally:
        sys.setrecursionlimit(before)


def test_a_formula_too_deep_shows_its_source() -> None:
    assert inline(r"\frac" * 300) == r"\frac" * 300


def test_controls_come_out_as_replacement_characters() -> None:
    assert inline("a\x1b[31m\u202eb") == "a�[31m�b"
