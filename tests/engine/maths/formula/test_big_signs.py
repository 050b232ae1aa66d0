"""Sums, products, integrals and limits in two dimensions."""

import pytest

from tests.engine.maths.formula.picture import Picture

PICTURES = [
    Picture(
        "limits stand under and over a sum",
        r"\mathcal{L}(w) = -\frac{1}{n}\sum_{i=1}^{n}[y_i\log\hat{y}_i+(1-y_i)\log(1-\hat{y}_i)]",
        """
          1   n
ℒ(w) = − ─── ∑  [yᵢ log ŷᵢ + (1 − yᵢ) log(1 − ŷᵢ)]
          n  i=1
""",
    ),
    Picture(
        "a sum without limits is one character",
        r"\sum x",
        """
∑ x
""",
    ),
    Picture(
        "a lower limit alone stands under the sign",
        r"v^\top Hv=\sum_i r_i(x_i^\top v)^2\ge 0",
        """
vᵀHv = ∑ rᵢ(xᵢᵀv)² ≥ 0
       i
""",
    ),
    Picture(
        "a sum of fractions is built of strokes",
        r"\hat y = \sum_{j=1}^{d}\frac{s_j^2}{s_j^2+\lambda}u_ju_j^\top y",
        """
     d
    ╲▔▔    sⱼ²
ŷ =  ❯  ───────── uⱼuⱼᵀy
    ╱▁▁  sⱼ² + λ
    j=1
""",
    ),
    Picture(
        "a sum grows with taller fractions",
        r"\sum_{i=1}^n\frac{\frac{a}{b}}{c}",
        """
 n     a
╲▔▔▔  ───
 ╲     b
  ❯  ─────
 ╱     c
╱▁▁▁
i=1
""",
    ),
    Picture(
        "a sum does not grow with what it does not apply to",
        r"\sum_i x_i + \frac{a}{b}",
        """
        a
∑ xᵢ + ───
i       b
""",
    ),
    Picture(
        "a sum in a fraction has its limits beside it",
        r"p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}",
        """
        zₖ
       e
pₖ = ────────
          zⱼ
      ∑ⱼ e
""",
    ),
    Picture(
        "limits on several lines stand under one another",
        r"\sum_{\substack{i<j\\ i\ne k}} x_{ij}",
        """
∑  xᵢⱼ
i<j
i≠k
""",
    ),
    Picture(
        "sums follow one another",
        r"\sum_{i=1}^n\sum_{j=1}^m x_{ij}",
        """
 n   m
∑   ∑  xᵢⱼ
i=1 j=1
""",
    ),
    Picture(
        "a product grows too",
        r"\prod_{i=1}^n\frac{1}{x_i}",
        """
  n
─┬─┬─  1
 │ │  ────
 │ │   xᵢ
 i=1
""",
    ),
    Picture(
        "an integral has its limits at its ends",
        r"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}",
        """
⌠∞  −x²
⎮  e    dx = √π
⌡−∞
""",
    ),
    Picture(
        "an integral without limits is one character",
        r"\int f(x)\,dx, \oint_C F\cdot dr",
        """
           ⌠
∫ f(x) dx, ∮ F · dr
           ⌡C
""",
    ),
    Picture(
        "an integral grows with its integrand",
        r"\int p(x)\log\frac{p(x)}{q(x)}\,dx",
        """
⌠           p(x)
⎮ p(x) log ────── dx
⌡           q(x)
""",
    ),
    Picture(
        "a limit stands under its word",
        r"\lim_{n\to\infty}\left(1+\frac1n\right)^n = e",
        """
    ⎛     1 ⎞ⁿ
lim ⎜1 + ───⎟  = e
n→∞ ⎝     n ⎠
""",
    ),
    Picture(
        "the variable stands under argmin",
        r"c_i=\operatorname*{argmin}_k\|x_i-\mu_k\|^2",
        """
cᵢ = argmin ‖xᵢ − μₖ‖²
       k
""",
    ),
    Picture(
        "unions and intersections are big signs",
        r"\bigcup_{i=1}^n A_i, \bigcap_{i\in I} B_i",
        """
 n
⋃  Aᵢ, ⋂  Bᵢ
i=1    i∈I
""",
    ),
]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_is_drawn_so(picture: Picture) -> None:
    assert picture.drawn() == picture.rows
