"""Formulas for terminals that know ASCII only."""

import pytest

from engine.maths.formula import display, inline

LINES = {
    r"\frac{X^\top(\sigma(Xw)-y)}{n}": "X^T (sigma(Xw) - y)/n",
    r"\frac12\|Xw-y\|^2": "(1/2) ||Xw - y||^2",
    r"w^* \le \lambda_{\max}, x \in S": "w^* <= lambda_max, x in S",
    r"\sum_{i=1}^n \hat y_i": "sum_(i=1)^n hat(y)_i",
    r"\sqrt{x} + \sqrt[3]{x}": "sqrt(x) + root(3, x)",
    r"\lfloor x\rfloor + \|x\|": "floor(x) + ||x||",
    r"x² ≤ ŷ": "x^2 <= hat(y)",
    r"日": r"\u65e5",
    "\\frac{é": "\\frac{e",
}


@pytest.mark.parametrize("latex", LINES)
def test_a_formula_reads_so_in_ascii(latex: str) -> None:
    assert inline(latex, ascii=True) == LINES[latex]


def test_the_loss_of_logistic_regression_in_ascii() -> None:
    latex = r"\mathcal{L}(w) = -\frac{1}{n}\sum_{i=1}^{n}[y_i\log p_i+(1-y_i)\log(1-p_i)]"
    assert [row.rstrip() for row in display(latex, ascii=True)] == [
        "          1   n",
        "L(w) = - --- sum [y  log p  + (1 - y ) log(1 - p )]",
        "          n  i=1   i      i         i           i",
    ]


def test_tall_things_in_ascii() -> None:
    latex = r"\left(\frac ab\right) \left[\frac ab\right] \sqrt{\frac ab} \begin{cases}1&x\\2&y\\3&z\end{cases}"
    assert [row.rstrip() for row in display(latex, ascii=True)] == [
        "              _____",
        "/ a \\[ a ]   /  a   / 1   x",
        "|---|[---]  /  ---  < 2   y",
        "\\ b /[ b ]\\/    b   \\ 3   z",
    ]
