"""Tall brackets, matrices, cases and aligned lines."""

import pytest

from tests.engine.maths.formula.picture import Picture

PICTURES = [
    Picture(
        "plain brackets grow as a hand would draw them",
        r"(\frac{a}{b})^2",
        """
⎛ a ⎞²
⎜───⎟
⎝ b ⎠
""",
    ),
    Picture(
        "brackets of every kind grow",
        r"\left[\frac ab\right] \left\{\frac ab\right\} \left\langle\frac ab\right\rangle \left\lfloor"
        r"\frac ab\right\rfloor \left\lceil\frac ab\right\rceil",
        """
⎡ a ⎤⎧ a ⎫╱ a ╲⎢ a ⎥⎡ a ⎤
⎢───⎥⎨───⎬⟨───⟩⎢───⎥⎢───⎥
⎣ b ⎦⎩ b ⎭╲ b ╱⎣ b ⎦⎢ b ⎥
""",
    ),
    Picture(
        "bars grow",
        r"\left|\frac{a}{b}\right| + \left\|\frac{x}{y}\right\|",
        """
│ a │   ║ x ║
│───│ + ║───║
│ b │   ║ y ║
""",
    ),
    Picture(
        "a bar in the middle grows with its brackets",
        r"\left\{ x \,\middle|\, \frac{x}{2} > 1 \right\}",
        """
⎧  │  x     ⎫
⎨x │ ─── > 1⎬
⎩  │  2     ⎭
""",
    ),
    Picture(
        "an empty bracket takes no room",
        r"\left.\frac{df}{dx}\right|_{x=0}",
        """
 df │
────│
 dx │ₓ₌₀
""",
    ),
    Picture(
        "bars pair by what stands beside them",
        r"|w_i-w_j|\le\lambda, \quad P(y|x), \quad |-x|",
        """
|wᵢ − wⱼ| ≤ λ,  P(y|x),  |−x|
""",
    ),
    Picture(
        "brackets need no partner",
        r"(0, 1], \{x : x > 0\}, [0, 1)",
        """
(0, 1], {x : x > 0}, [0, 1)
""",
    ),
    Picture(
        "a matrix has its brackets",
        r"X^\top X = n\begin{bmatrix}1&\rho\\\rho&1\end{bmatrix}",
        """
XᵀX = n ⎡ 1  ρ ⎤
        ⎣ ρ  1 ⎦
""",
    ),
    Picture(
        "round, straight and double matrices",
        r"\begin{pmatrix}a&b\\c&d\end{pmatrix} \begin{vmatrix}a&b\\c&d\end{vmatrix} "
        r"\begin{Vmatrix}a&b\\c&d\end{Vmatrix} \begin{matrix}a&b\\c&d\end{matrix}",
        """
⎛ a  b ⎞ │ a  b │ ║ a  b ║ a  b
⎝ c  d ⎠ │ c  d │ ║ c  d ║ c  d
""",
    ),
    Picture(
        "dots fill a matrix",
        r"\begin{pmatrix} a_{11} & \cdots & a_{1n}\\ \vdots & \ddots & \vdots\\ a_{n1} & \cdots & a_{nn}"
        r"\end{pmatrix}",
        """
⎛ a₁₁  ⋯  a₁ₙ ⎞
⎜  ⋮   ⋱   ⋮  ⎟
⎝ aₙ₁  ⋯  aₙₙ ⎠
""",
    ),
    Picture(
        "an array keeps the line between its columns",
        r"\left[\begin{array}{cc|c}1&2&3\\4&5&6\end{array}\right]",
        """
⎡ 1  2 │ 3 ⎤
⎣ 4  5 │ 6 ⎦
""",
    ),
    Picture(
        "tall cells stand apart",
        r"A = \begin{bmatrix} \frac{1}{2} & 0 \\ 0 & \frac{1}{3} \end{bmatrix}",
        """
    ⎡  1       ⎤
    ⎢ ───   0  ⎥
    ⎢  2       ⎥
A = ⎢          ⎥
    ⎢       1  ⎥
    ⎢  0   ─── ⎥
    ⎣       3  ⎦
""",
    ),
    Picture(
        "two cases have a brace with a waist",
        r"|x| = \begin{cases} x & \text{if } x\ge 0\\ -x & \text{otherwise}\end{cases}",
        """
      ⎧ x    if x ≥ 0
|x| = ⎨
      ⎩ −x   otherwise
""",
    ),
    Picture(
        "three cases fill the brace",
        r"\begin{cases} 1 & a\\ 2 & b \\ 3 & c\end{cases}",
        """
⎧ 1   a
⎨ 2   b
⎩ 3   c
""",
    ),
    Picture(
        "lines are aligned at the relation",
        r"\begin{aligned} J(w) &= \frac12\|Xw-y\|^2 \\ \nabla J &= X^\top(Xw-y) \\ &= X^\top X w - X^"
        r"\top y\end{aligned}",
        """
        1
J(w) = ─── ‖Xw − y‖²
        2

  ∇J = Xᵀ(Xw − y)
     = XᵀXw − Xᵀy
""",
    ),
    Picture(
        "gathered lines are centred",
        r"\begin{gathered} a = b + c \\ d = e\end{gathered}",
        """
a = b + c
  d = e
""",
    ),
    Picture(
        "lying braces carry their labels",
        r"\underbrace{\|y-Xw\|^2}_{\text{fit}} + \underbrace{\lambda\|w\|^2}_{\text{penalty}}",
        """
‖y − Xw‖² +  λ‖w‖²
╰───┬───╯    ╰─┬─╯
   fit      penalty
""",
    ),
    Picture(
        "a brace over its terms",
        r"\overbrace{x_1+\cdots+x_n}^{n \text{ terms}}",
        """
  n terms
╭────┴────╮
x₁ + ⋯ + xₙ
""",
    ),
    Picture(
        "small things stand over relations and arrows",
        r"X_n \xrightarrow{d} X, a\underset{n\to\infty}{\longrightarrow} b, x \overset{!}{=} y",
        """
    d                 !
Xₙ ───→ X, a  ⟶  b, x = y
             n→∞
""",
    ),
    Picture(
        "a box frames its formula",
        r"\boxed{E = mc^2}",
        """
┌─────────┐
│ E = mc² │
└─────────┘
""",
    ),
    Picture(
        "a tag stands apart",
        r"a = b \tag{1}",
        """
a = b    (1)
""",
    ),
    Picture(
        "wide characters keep the columns",
        r"日本 = \frac{\text{日本語}}{y}",
        """
        日本語
日本 = ────────
          y
""",
    ),
]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_is_drawn_so(picture: Picture) -> None:
    assert picture.drawn() == picture.rows
