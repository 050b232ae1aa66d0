"""Scripts, primes and accents in two dimensions."""

import pytest

from tests.engine.maths.formula.picture import Picture

PICTURES = [
    Picture(
        "small characters stand on the line",
        r"x_i^2 + w_j^{(t)} + X^\top + H^{-1}",
        """
xᵢ² + wⱼ⁽ᵗ⁾ + Xᵀ + H⁻¹
""",
    ),
    Picture(
        "stars, daggers and degrees stand on the line",
        r"w^*, X^\dagger, 90^\circ, X^+",
        """
w*, X†, 90°, X⁺
""",
    ),
    Picture(
        "what has no small characters is raised",
        r"x^{n+\lambda}, \mathbb{R}^{n\times d}",
        """
 n+λ   n×d
x   , ℝ
""",
    ),
    Picture(
        "what has no small characters is lowered",
        r"w_{\text{ridge}}, n_L, A_{i,j}",
        """
w     , n , A
 ridge   L   i,j
""",
    ),
    Picture(
        "a small script shares the column of a lowered one",
        r"x_b^2 y, \lambda_c^{k+\mu}",
        """
      k+μ
x²y, λ
 b    c
""",
    ),
    Picture(
        "towers climb",
        r"2^{2^{2^n}}",
        """
  2ⁿ
 2
2
""",
    ),
    Picture(
        "indices of indices sink",
        r"a_{b_{c_d}}, \mu_{c_i}",
        """
a   , μ
 b     cᵢ
  c
   d
""",
    ),
    Picture(
        "primes stand on the line",
        r"\sigma'(z), f'', x_i'''",
        """
σ′(z), f″, xᵢ‴
""",
    ),
    Picture(
        "a power of a sum is put in brackets",
        r"{a+b}^2, {x^y}^z, \frac ab^2",
        """
                 ⎛ a ⎞²
(a + b)², (xʸ)ᶻ, ⎜───⎟
                 ⎝ b ⎠
""",
    ),
    Picture(
        "a small power stands by the corner of tall brackets",
        r"\left(1-\frac{1}{n}\right)^n\to e^{-1}",
        """
⎛     1 ⎞ⁿ
⎜1 − ───⎟  → e⁻¹
⎝     n ⎠
""",
    ),
    Picture(
        "a long power stands above the corner of tall brackets",
        r"\left(\frac{1}{n}\sum_{i=1}^n x_i\right)^{1/2}",
        """
           1/2
⎛ 1   n   ⎞
⎜─── ∑  xᵢ⎟
⎝ n  i=1  ⎠
""",
    ),
    Picture(
        "accents stay in the cell of their letter",
        r"\hat{y}_i, \bar{X}, \tilde z, \vec{v}, \hat\sigma^2, \ddot x",
        """
ŷᵢ, X̄, z̃, v⃗, σ̂², ẍ
""",
    ),
    Picture(
        "accents over more stand in a row of their own",
        r"\widehat{AB}, \overline{AB}, \underline{x+y}, \vec{AB}",
        """
^   ▁▁         ─→
AB, AB, x + y, AB
        ▔▔▔▔▔
""",
    ),
]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_is_drawn_so(picture: Picture) -> None:
    assert picture.drawn() == picture.rows
