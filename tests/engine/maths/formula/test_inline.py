"""Formulas on one line keep their meaning."""

import pytest

from engine.maths.formula import inline

LINES = {
    # what needs no brackets has none
    r"\frac{X^\top(\sigma(Xw)-y)}{n}": "Xᵀ(σ(Xw) − y)/n",
    r"\frac{\partial L}{\partial w_j} = p_j - y_j": "∂L/∂wⱼ = pⱼ − yⱼ",
    r"\frac12\|Xw-y\|^2": "½‖Xw − y‖²",
    r"P(A\mid B) = \frac{P(B\mid A)P(A)}{P(B)}": "P(A | B) = P(B | A)P(A)/P(B)",
    r"w^* = (X^TX+\lambda I)^{-1}X^Ty": "w* = (XᵀX + λI)⁻¹Xᵀy",
    r"\lambda_{\max}(X^TX) \le \frac{1}{4}": "λₘₐₓ(XᵀX) ≤ ¼",
    r"\prod_{i=1}^n\frac{1}{x_i}": "∏ᵢ₌₁ⁿ 1/xᵢ",
    # a quotient keeps its parts together
    r"\frac{1}{1+1/x}": "1/(1 + 1/x)",
    r"\frac{1}{1+\frac{1}{x}}": "1/(1 + 1/x)",
    r"\frac{\sum_i x_i}{n}": "(∑ᵢ xᵢ)/n",
    r"\frac{\log x}{n}": "(log x)/n",
    r"\frac{1}{2n}": "1/(2n)",
    r"\frac{1}{n(1-\rho)}": "1/(n(1 − ρ))",
    r"\frac{1}{\|u\|\,\|v\|}": "1/(‖u‖ ‖v‖)",
    r"\frac{\frac ab}{c}, \frac{a}{\frac bc}": "(a/b)/c, a/(b/c)",
    r"\frac{-a}{b}": "(−a)/b",
    # a quotient among factors is one of them
    r"\frac{1}{n}\sum_{i=1}^n x_i": "(1/n) ∑ᵢ₌₁ⁿ xᵢ",
    r"\frac{a}{b}c + c\frac{a}{b}": "(a/b) c + c (a/b)",
    r"\frac ab^2": "(a/b)²",
    r"\log\frac{a}{b}": "log(a/b)",
    r"\frac{d}{dx}\sigma(x)": "(d/dx) σ(x)",
    r"2\frac12": "2 (1/2)",
    r"-\frac{1}{n}\sum_i x_i": "−(1/n) ∑ᵢ xᵢ",
    # scripts end where they end
    r"x_b y, x_b^2": "x_b y, x²_b",
    r"x_i^{n+\lambda} z": "xᵢ^(n+λ) z",
    r"\sum_{i\in C}x_i": "∑_(i∈C) xᵢ",
    r"\sum_{c=1}^n x_c": "∑_(c=1)^n x_c",
    r"e^{z_k}": "e^(zₖ)",
    r"{x^y}^z + x^{y^z}": "(xʸ)ᶻ + x^(yᶻ)",
    r"{a+b}^2": "(a + b)²",
    r"p_{\text{data}} x": "p_data x",
    r"D_{\mathrm{KL}}(p\,\|\,q)": "D_KL(p ‖ q)",
    r"\mathbb{E}_{x\sim p}[f(x)]": "𝔼_(x∼p)[f(x)]",
    r"\lim_{x\to\infty} f(x)": "lim_(x→∞) f(x)",
    r"\underbrace{a+b}_{\text{bias}}": "(a + b)_bias",
    # roots end where they end
    r"\sqrt{d_k}x + \sqrt{x^2}": "√dₖ x + √(x²)",
    r"\sqrt[3]{x} + y\sqrt[n]{x+1}": "∛x + y ⁿ√(x + 1)",
    r"\sqrt{x}^2": "(√x)²",
    # signs and words have their blanks
    r"x=-1, a--b": "x = −1, a − −b",
    r"2\log x, x\log x, \sin^2 x, \log(1-p)": "2 log x, x log x, sin² x, log(1 − p)",
    r"x_1 + \cdots + x_n, \quad i = 1, \ldots, n": "x₁ + ⋯ + xₙ,  i = 1, …, n",
    r"\text{if } x>0 \text{ and $y \le 2$}": "if x > 0 and y ≤ 2",
    r"a\not=b, x\notin S, x\not\in S": "a ≠ b, x ∉ S, x ∉ S",
    r"|-x| + |x|": "|−x| + |x|",
    r"\operatorname{Var}X, \mathrm{d}x": "Var X, dx",
    r"n\times d, u\cdot v, A\odot B": "n × d, u · v, A ⊙ B",
    # grids
    r"\begin{bmatrix}1&\rho\\\rho&1\end{bmatrix}": "[1, ρ; ρ, 1]",
    r"f=\begin{cases}x & \text{if } x>0,\\ 0 & \text{else}\end{cases}": "f = {x, if x > 0; 0, else}",
    r"\begin{aligned} a &= b \\ &= c \\ e &= f\end{aligned}": "a = b = c; e = f",
    r"\binom{n}{k} p^k": "(n choose k) pᵏ",
    # letters
    r"\hat{y} + \hat{\beta_0} + \overline{x+y} + \bar X": "ŷ + β̂₀ + bar(x + y) + X̄",
    r"\mathcal{N}(0,\sigma^2 I), \mathbb{R}, \mathfrak{g}, \mathbb{1}": "𝒩(0, σ²I), ℝ, 𝔤, 𝟙",
    r"\mathbf{x}^T\boldsymbol\beta": "𝐱ᵀ𝛃",
    r"\argmin_w J, \operatorname*{arg\,max}_k p_k": "argmin_w J, arg maxₖ pₖ",
    # what changes only the look is left out, what is unknown is kept
    r"\color{red} x \textcolor{blue}{y} \displaystyle z": "xyz",
    r"\foo{x^2} + \alpha": r"\foo{x²} + α",
    r"\begin{foo} a & b \end{foo}": r"\begin{foo} a & b \end{foo}",
    r"5\%, a\_b, \{x\}": "5%, a_b, {x}",
    "": "",
}


@pytest.mark.parametrize("latex", LINES)
def test_a_formula_reads_so_on_one_line(latex: str) -> None:
    assert inline(latex) == LINES[latex]


@pytest.mark.parametrize(
    "source", [r"\frac{a}{b", r"\left( a", r"a \right)", "x^a^b", "}", r"\frac{1}"]
)
def test_what_cannot_be_read_is_shown_as_its_source(source: str) -> None:
    assert inline(source) == source


def test_line_ends_in_the_source_do_not_come_out() -> None:
    assert inline("a\n+ b") == "a + b"
    assert inline("\\frac{a\n}{b") == r"\frac{a }{b"
