"""Formulas wider than the screen."""

from engine.maths.formula import display
from engine.maths.formula.cells import cells

CHAIN = r"L = \sum_k y_k\log p_k + \lambda\|w\|^2 + \text{const} = \operatorname{logsumexp}(z) - y^\top z"


def drawn(latex: str, width: int) -> list[str]:
    return [row.rstrip() for row in display(latex, width=width)]


def test_what_fits_is_not_broken() -> None:
    assert drawn("a = b + c", 9) == ["a = b + c"]


def test_a_formula_breaks_at_relations_which_stand_under_one_another() -> None:
    assert drawn(r"vec = aaaa + bbbb = cccc + dddd", 22) == [
        "vec = aaaa + bbbb",
        "    = cccc + dddd",
    ]


def test_then_it_breaks_at_plus_and_minus() -> None:
    assert drawn(r"f = aaaa + bbbb + cccc + dddd", 20) == [
        "f = aaaa + bbbb",
        "    + cccc + dddd",
    ]


def test_tall_lines_stand_apart() -> None:
    assert drawn(CHAIN, 40) == [
        "L = ∑ yₖ log pₖ + λ‖w‖² + const",
        "    k",
        "",
        "  = logsumexp(z) − yᵀz",
    ]


def test_a_new_statement_starts_at_the_left() -> None:
    assert drawn(r"H = X^\top R X,\quad R = \operatorname{diag}(p)", 20) == [
        "H = XᵀRX,",
        "R = diag(p)",
    ]


def test_brackets_are_broken_last() -> None:
    assert drawn(r"\mathcal{L}(w) = -\sum_i[y_i\log p_i+(1-y_i)\log(1-p_i)]", 34) == [
        "ℒ(w) = − ∑ [yᵢ log pᵢ",
        "         i",
        "",
        "       + (1 − yᵢ) log(1 − pᵢ)]",
    ]


def test_aligned_lines_break_one_by_one() -> None:
    latex = r"\begin{aligned} f &= aaaa + bbbb \\ &= cccc + dddd + eeee \\ g &= h\end{aligned}"
    assert drawn(latex, 16) == [
        "f = aaaa + bbbb",
        "  = cccc + dddd",
        "    + eeee",
        "g = h",
    ]


def test_what_cannot_be_broken_is_written_on_one_line_and_wrapped() -> None:
    assert drawn(r"\frac{aaaaaaaa + bbbbbbbb + cccccccc}{n}", 20) == [
        "(aaaaaaaa + bbbbbbbb",
        "+ cccccccc)/n",
    ]


def test_source_is_wrapped_and_nothing_is_lost() -> None:
    source = r"\frac{aaaa}{bbbb} + \frac{cccc}{dddd"
    rows = drawn(source, 20)
    assert all(cells(row) <= 20 for row in rows)
    assert "".join(rows).replace(" ", "") == source.replace(" ", "")


def test_a_width_too_small_to_draw_in_counts_as_the_least() -> None:
    assert display("a + b + c + d", width=-3) == display("a + b + c + d", width=8)
