"""Fractions, binomials and roots in two dimensions."""

import pytest

from tests.engine.maths.formula.picture import Picture

PICTURES = [
    Picture(
        "a fraction stands on a bar one cell wider on each side",
        r"\frac{1}{n}",
        """
 1
───
 n
""",
    ),
    Picture(
        "the shorter part of a fraction is centred",
        r"\frac{n(1-\rho)}{n(1-\rho)+\lambda}",
        """
   n(1 − ρ)
──────────────
 n(1 − ρ) + λ
""",
    ),
    Picture(
        "a fraction in a fraction has the shorter bar",
        r"\frac{1}{1+\frac{1}{x}}",
        """
    1
─────────
      1
 1 + ───
      x
""",
    ),
    Picture(
        "neighbours stand level with the bar",
        r"\frac{\partial L}{\partial w_j} = p_j - y_j",
        """
 ∂L
───── = pⱼ − yⱼ
 ∂wⱼ
""",
    ),
    Picture(
        "a function stands off the fraction it applies to",
        r"\log\frac{p(x)}{q(x)}",
        """
     p(x)
log ──────
     q(x)
""",
    ),
    Picture(
        "a sign before a fraction does not run into its bar",
        r"w_j^* = -\frac{G_j}{H_j+\lambda}",
        """
           Gⱼ
wⱼ* = − ────────
         Hⱼ + λ
""",
    ),
    Picture(
        "a small half is one character",
        r"p(1-p)\le\tfrac14, \quad J = \tfrac12\|Xw-y\|^2",
        """
p(1 − p) ≤ ¼,  J = ½‖Xw − y‖²
""",
    ),
    Picture(
        "a half after a number is not a mixed number",
        r"2\tfrac12",
        """
   1
2 ───
   2
""",
    ),
    Picture(
        "an exponent of fractions is written with a stroke",
        r"e^{-\frac{(x-\mu)^2}{2\sigma^2}}",
        """
 −(x−μ)²/(2σ²)
e
""",
    ),
    Picture(
        "words in a fraction keep their blanks",
        r"F_1 = 2\cdot\frac{\text{precision}\cdot\text{recall}}{\text{precision}+\text{recall}}",
        """
          precision · recall
F₁ = 2 · ────────────────────
          precision + recall
""",
    ),
    Picture(
        "the infix forms are read too",
        r"{a \over b} + {n \choose k}",
        """
 a    ⎛n⎞
─── + ⎜ ⎟
 b    ⎝k⎠
""",
    ),
    Picture(
        "a binomial is two things in brackets",
        r"\sum_{k=0}^n\binom nk x^k",
        """
 n
╲▔▔ ⎛n⎞
 ❯  ⎜ ⎟ xᵏ
╱▁▁ ⎝k⎠
k=0
""",
    ),
    Picture(
        "a root of a letter needs no bar",
        r"\frac{QK^\top}{\sqrt{d_k}}",
        """
 QKᵀ
─────
 √dₖ
""",
    ),
    Picture(
        "a root of more has a bar as long as it",
        r"\sqrt{x^2+1} + \sqrt[n]{x+1}",
        """
 ▁▁▁▁▁▁     ▁▁▁▁▁
√x² + 1 + ⁿ√x + 1
""",
    ),
    Picture(
        "a root grows with a fraction and carries its index",
        r"\sqrt{\frac{a}{b}} + \sqrt[3]{\frac{a}{b}}",
        """
    ▁▁▁▁▁       ▁▁▁▁▁
   ╱  a        ╱  a
  ╱  ───  +  3╱  ───
╲╱    b     ╲╱    b
""",
    ),
    Picture(
        "a very tall root has an upright stroke",
        r"\sqrt{\frac{\frac ab}{\frac cd}}",
        """
   ▁▁▁▁▁▁▁
  │   a
  │  ───
  │   b
  │ ─────
  │   c
  │  ───
 ╲│   d
""",
    ),
    Picture(
        "roots nest",
        r"\sqrt{1+\sqrt{1+\sqrt{x}}}",
        """
   ▁▁▁▁▁▁▁▁▁▁▁▁▁
  ╱      ▁▁▁▁▁▁
╲╱  1 + √1 + √x
""",
    ),
]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_is_drawn_so(picture: Picture) -> None:
    assert picture.drawn() == picture.rows
